import { randomBytes, randomUUID } from 'node:crypto'
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addMs, msBetween } from '#kernel/time.ts'
import { rulebook } from '#rulebook/index.ts'
import { hashPassword } from '#server/identity/passwords.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, openDb, retrying } from '#store/db.ts'
import { type Embedded, startEmbedded } from '#store/embedded/start.ts'
import { insertAccounts } from '#store/identity.ts'
import { type Log, openLog } from '#store/log-key.ts'
import { migrate } from '#store/migrate.ts'
import { SEATS } from '../../small-district.ts'
import { seedSmallTenant } from '../../small-tenant.ts'
import { type Gateway, openGateway } from './gateway.ts'
import { PASSWORD } from './http.ts'

export const TENANT = 'fire'
/** Where the time of the district begins: a Monday at ten. */
const START = '2026-03-02T02:00:00.000Z'

/** What a service stands on. */
export interface Ground {
  readonly dir: string
  readonly server: Embedded
  readonly db: Db
  readonly gateway: Gateway
  readonly context: StoreContext
  readonly log: Log
  readonly clock: { aheadMs: number }
}

/** Where the clock of every process is read from. */
export const clockFile = (dir: string): string => join(dir, 'clock')
const dataDir = (dir: string): string => join(dir, 'data')

/** A database server of its own, the small district in it with an account for everybody, a gateway, and a clock that can be set. */
export async function layGround(): Promise<Ground> {
  const dir = mkdtempSync(join(tmpdir(), 'luoshi-fire-'))
  // The server may run under another account, which has to walk through.
  chmodSync(dir, 0o755)
  mkdirSync(dataDir(dir))
  const said: string[] = []
  const server = await startEmbedded({ dir, log: (line) => said.push(line), lost: console.error })
  if (!server.ok) throw new Error(server.because)
  const pool = openDb(server.config, { size: 4, name: 'watchman', onError: () => undefined })
  // A connection that lay idle while the server was killed is only found dead when it is used; whoever looks on asks again.
  const db: Db = { ...pool, query: (text, values) => retrying(() => pool.query(text, values)) }
  const migrated = await migrate(db)
  if (!migrated.ok) throw new Error(migrated.because)
  const clock = { aheadMs: msBetween(new Date().toISOString(), START) }
  writeFileSync(clockFile(dir), String(clock.aheadMs))
  const context: StoreContext = {
    db,
    tenant: TENANT,
    rulebook,
    clock: { now: () => addMs(new Date().toISOString(), clock.aheadMs) },
    newId: () => randomUUID(),
    newSalt: () => randomBytes(32),
  }
  await seedSmallTenant(db, TENANT, START)
  const password = await hashPassword(PASSWORD, { memory: 64, passes: 1 })
  await insertAccounts(
    context,
    db,
    SEATS.map((person) => ({ person, login: person, password, mustChange: false })),
  )
  const opened = await openLog(context, dataDir(dir))
  if (!opened.ok) throw new Error(opened.because)
  const noted = join(dir, 'gateway.notes')
  const gateway = await openGateway((id) => appendFileSync(noted, `${JSON.stringify({ delivered: id })}\n`))
  writeFileSync(join(dir, 'sms.json'), JSON.stringify(gateway.mapping))
  return { dir, server, db, gateway, context, log: opened.log, clock }
}

/** The environment of every process of the service on a ground. */
export function environmentOf({ dir, server }: Ground): Record<string, string> {
  const { host, port, user, password, database } = server.config
  return {
    DATABASE_URL: `postgres://${user}:${String(password)}@/${database}?host=${host}&port=${port}`,
    LUOSHI_DATA: dataDir(dir),
    LUOSHI_DEMO: '0',
    LUOSHI_DRAIN: '1',
    LUOSHI_SMS: join(dir, 'sms.json'),
    LUOSHI_TEST_CLOCK: clockFile(dir),
    PORT: '0',
  }
}
