import type pg from 'pg'
import { connectSentence } from '#store/connect.ts'
import { type Db, openDb } from '#store/db.ts'
import { bound, boundLocally } from '#store/fence/bound.ts'
import { checkFence } from '#store/fence/check.ts'
import { APP_ROLE } from '#store/fence/grants.ts'
import { roleOn } from '#store/fence/roles.ts'
import type { Settings } from './settings.ts'

/** How the service connects once the owner has prepared the database. */
export interface Application {
  readonly config: pg.PoolConfig
  /** Become this role after the login. */
  readonly role?: string
  /** The tables are spread over machines by Citus. */
  readonly spread?: boolean
  /** The owner's own login serves, because nobody set the roles up: what to say of it. */
  readonly because?: string
}

/**
 * The connections of the service beside the owner's: the role that owns nothing, by a login of its own or by becoming it. Where
 * DATABASE_URL names a server nobody has prepared and its user may make roles, this makes them; the grants follow with the schema.
 */
export async function applicationOn(
  owner: Db,
  connection: pg.PoolConfig,
  { databaseUrl, appUrl }: Settings,
): Promise<Application> {
  if (databaseUrl === undefined) return { config: { ...connection, user: APP_ROLE } }
  const spread = await isSpread(owner)
  if (appUrl !== undefined) return { config: { connectionString: appUrl }, role: APP_ROLE, spread }
  const becoming = await roleOn(owner)
  return becoming.kind === 'fenced'
    ? { config: connection, role: becoming.role, spread }
    : { config: connection, because: becoming.because, spread }
}

async function isSpread(owner: Db): Promise<boolean> {
  const { rowCount } = await owner.query("select from pg_extension where extname = 'citus'")
  return rowCount > 0
}

/**
 * Opens the connections that serve one district, and asks whether its fences stand.
 *
 * @returns the connections with what is worth saying, or one Chinese sentence that names what is wrong
 */
export async function openApplication(
  { config, role, spread, because }: Application,
  tenant: string,
): Promise<
  | { readonly ok: true; readonly db: Db; readonly says: readonly string[] }
  | { readonly ok: false; readonly because: string }
> {
  const db = openDb(bound(config, tenant, role), {
    onError: () => undefined,
    ...(spread ? { first: boundLocally(tenant) } : {}),
  })
  const unfit = (await connectSentence(db)) ?? (because === undefined ? await fallen(db, tenant) : undefined)
  if (unfit !== undefined) {
    await db.close()
    return { ok: false, because: unfit }
  }
  const says = because === undefined ? (await checkFence(db, tenant)).warnings : [because]
  return { ok: true, db, says }
}

async function fallen(db: Db, tenant: string): Promise<string | undefined> {
  const { faults } = await checkFence(db, tenant)
  return faults.length === 0
    ? undefined
    : `数据库的隔离自检没有通过：${faults.slice(0, 5).join('')}${faults.length > 5 ? `另有 ${faults.length - 5} 项。` : ''}`
}
