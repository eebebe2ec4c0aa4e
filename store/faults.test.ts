import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { actorOf, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type Fault, FaultyProxy, type Way } from '#test/faults/proxy.ts'
import { recordFigure } from '#test/figures.ts'
import type { ActOutcome } from './act.ts'
import type { StoreContext } from './context.ts'
import { type Db, openDb, poolUse } from './db.ts'

// An act whose connection is lost at each step of the protocol, or goes silent, or late. `FAULTS=all` for every byte position that
// begins or ends a message; the short form draws some. Asked again with the same key, it has happened once.

const ALL = process.env['FAULTS'] === 'all'
const SEED = process.env['FAULTS_SEED'] ?? String(randomInt(2 ** 31))
/** So short that a silent server is given up within a second. */
const STATEMENT_MS = 250

let db: TestDatabase
let proxy: FaultyProxy
let through: Db
let context: StoreContext
let trials = 0

beforeAll(async () => {
  db = await freshDatabase('faults')
  await seedDistrict(db)
  proxy = await FaultyProxy.before(db.config)
  through = openDb(proxy.config, { size: 2, statementTimeout: STATEMENT_MS })
  context = testContext(through)
})
afterAll(async () => {
  await through.close()
  await proxy.close()
  await db.close()
  if (ALL)
    recordFigure({
      id: 'r7-connection-faults',
      part: 'endurance',
      title:
        'Acts lost, doubled or left hanging when their connection was cut, silent or late at a step of the protocol',
      value: 0,
      of: { n: trials, what: 'acts, each with one fault' },
      command: 'FAULTS=all npx vitest run store/faults.test.ts',
    })
})

const give = (key: string): Promise<ActOutcome> =>
  doing(context, 'give', actorOf('u0'), { title: '修缮河堤', lead: 'u1', due: '2026-03-31' }, { key })

/** How often an act is in the journal, asked for without the proxy. */
async function times(key: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    "select count(*) as n from journal where tenant_id = 't1' and idem_key like '%' || $1",
    [key],
  )
  return rows[0]?.n ?? 0
}

/** Asks again as a person would, until the locks of a connection that is gone are free. */
async function asked(key: string): Promise<ActOutcome> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await give(key).catch((error: unknown) => error)
    if (!(outcome instanceof Error)) return outcome as ActOutcome
    if (attempt > 20) throw outcome
  }
}

/** One act under a fault; afterwards it is there once, whether or not its first answer came. */
async function once(fault: Fault): Promise<void> {
  const key = randomUUID()
  proxy.arm(fault)
  const first = await give(key).catch((error: unknown) => error)
  const hint = `${JSON.stringify(fault)}, seed ${SEED}`
  proxy.arm()
  const again = await asked(key)
  expect(again, hint).toMatchObject({ kind: 'done' })
  if (!(first instanceof Error))
    expect(first, hint).toMatchObject({ receipt: { act: (again as Done).receipt.act } })
  expect(await times(key), hint).toBe(1)
  trials++
}
type Done = Extract<ActOutcome, { kind: 'done' }>

/** Each message's beginning, and the middle of its first bytes. */
async function places(way: Way): Promise<number[]> {
  await asked(randomUUID())
  proxy.arm()
  await asked(randomUUID())
  const ends = proxy.boundaries(way)
  const all = ends.slice(0, -1).flatMap((at) => [at, at + 3])
  const random = seeded(`${SEED} ${way}`)
  return ALL ? all : Array.from({ length: 6 }, () => random.pick(all))
}

test.each(['asked', 'answered'] as const)(
  'cut while %s: done once, and the pool goes on',
  { timeout: 120_000 },
  async (way) => {
    for (const after of await places(way)) await once({ way, after, kind: 'cut' })
    expect((await through.query('select 1 as n')).rows).toEqual([{ n: 1 }])
    expect(poolUse(through)?.waiting).toBe(0)
  },
)

test.each(['asked', 'answered'] as const)(
  'silent while %s: given up in time, done once',
  { timeout: 240_000 },
  async (way) => {
    const where = await places(way)
    for (const after of ALL ? where : where.slice(0, 1)) await once({ way, after, kind: 'silence' })
    expect(poolUse(through)?.waiting).toBe(0)
  },
)

test('late by more than we wait: the late answer is nobody else’s', { timeout: 60_000 }, async () => {
  for (const way of ['asked', 'answered'] as const)
    await once({ way, after: 0, kind: { lateMs: 3 * STATEMENT_MS } })
})

test(
  'nobody there: refused as transient within the time that somebody waits',
  { timeout: 60_000 },
  async () => {
    proxy.refuse()
    const key = randomUUID()
    const outcome = await give(key).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(Error)
    proxy.open()
    expect(await asked(key)).toMatchObject({ kind: 'done' })
    expect(await times(key)).toBe(1)
  },
)

test('a statement that takes too long is ended by the server, and its connection goes on', async () => {
  await expect(through.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' })
  expect((await through.query('select 1 as n')).rows).toEqual([{ n: 1 }])
})

test('both sides notice a half-open connection', async () => {
  const { rows } = await through.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name ~ '^tcp_|^(lock|statement|idle_in_transaction_session)_timeout$' order by name",
  )
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, Number(setting)]))).toMatchObject({
    idle_in_transaction_session_timeout: 4 * STATEMENT_MS,
    lock_timeout: STATEMENT_MS,
    statement_timeout: STATEMENT_MS,
  })
})
