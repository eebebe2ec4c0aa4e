import type pg from 'pg'
import { READER_ROLE } from '#store/fence/grants.ts'
import { bound } from '#store/fence/bound.ts'
import { connectSentence } from '#store/connect.ts'
import { type Db, openDb } from '#store/db.ts'
import { findTenant } from '#store/tenants.ts'
import { hasCluster, runningServer } from '../existing-database.ts'
import type { Settings } from '../settings.ts'

type Env = Readonly<Record<string, string | undefined>>

export type WatchConnection =
  | { readonly ok: true; readonly db: Db; readonly tenant: string }
  | { readonly ok: false; readonly because: string }

/** Whatever the login may do, nothing is written through these connections. */
const readOnly = (config: pg.PoolConfig): pg.PoolConfig => ({
  ...config,
  options: [config.options, '-c default_transaction_read_only=on'].filter(Boolean).join(' '),
})

/**
 * The watcher's own connection: LUOSHI_WATCH_URL, a login that may only read (a member of luoshi_reader); without it the database of
 * the settings, or the embedded server of a running service in its reader's role. Read-only in any case.
 *
 * The district is LUOSHI_WATCH_TENANT, or the one that is served.
 */
export async function connectWatch(settings: Settings, env: Env): Promise<WatchConnection> {
  const url = env['LUOSHI_WATCH_URL'] || undefined
  if (url === undefined && settings.databaseUrl === undefined && !hasCluster(settings.dataDir))
    return {
      ok: false,
      because: `数据文件夹 ${settings.dataDir} 里没有数据库，请用 LUOSHI_DATA 指定服务所用的文件夹，或者设 LUOSHI_WATCH_URL。`,
    }
  const login = url === undefined ? ownLogin(settings) : { owner: null, reader: { connectionString: url } }
  const tenant =
    env['LUOSHI_WATCH_TENANT'] ||
    settings.tenant ||
    (login.owner && (await served(login.owner, settings.demo)))
  if (!tenant)
    return {
      ok: false,
      because:
        '不知道看守哪个地区：数据库没有应答，或者只读账号看不到地区名册，请用 LUOSHI_WATCH_TENANT 说明。',
    }
  // Two connections: one may hang while the next look begins.
  const db = openDb(readOnly(bound(login.reader, tenant)), {
    size: 2,
    name: 'luoshi-watch',
    statementTimeout: 20_000,
  })
  return { ok: true, db, tenant }
}

/** The service's own database: who may list the districts, and who looks. */
function ownLogin({ databaseUrl, dataDir }: Settings): { owner: pg.PoolConfig; reader: pg.PoolConfig } {
  if (databaseUrl !== undefined)
    return { owner: { connectionString: databaseUrl }, reader: { connectionString: databaseUrl } }
  const owner = runningServer(dataDir)
  return { owner, reader: { ...owner, user: READER_ROLE } }
}

/** The district that is served; undefined as well while the database does not answer. */
async function served(config: pg.PoolConfig, demo: boolean): Promise<string | undefined> {
  const db = openDb(readOnly(config), { size: 1, name: 'luoshi-watch' })
  try {
    if ((await connectSentence(db)) !== undefined) return undefined
    return (await findTenant(db, demo)) ?? (await findTenant(db, !demo))
  } finally {
    await db.close()
  }
}
