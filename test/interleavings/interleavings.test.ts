import { randomBytes, randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { type ActOutcome, act } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import type { Db } from '#store/db.ts'
import { journalOf, rebuilt } from '#store/journal.ts'
import { loadMatter } from '#store/stored.ts'
import { sweep } from '#store/sweep.ts'
import { type TestDatabase, freshDatabase } from '../database.ts'
import { recordFigure } from '../figures.ts'
import { putSample } from '../matrix/put.ts'
import type { Sample } from '../matrix/samples.ts'
import { seedSmallTenant } from '../small-tenant.ts'
import { type Pair, pairsOf } from './pairs.ts'
import { explore } from './schedules.ts'
import { Session } from './stepping.ts'

// Two sessions on one matter, in every order of their statements, against a real PostgreSQL. Whatever the order, the two came one after
// the other: what is stored is what A then B, or B then A, would have left, and each was told what happened to it.
//
//   npm run test:interleavings     every pair of acts, and every act against the sweep

const LONG = process.env['INTERLEAVINGS'] === 'all'
const TENANT = 'pairs'
const NOW = '2026-03-02T02:00:00.000Z'
/** Schedules of one pair at most: where each decides again because the other moved the matter, they never end. */
const MOST = LONG ? 2_000 : 10

let db: TestDatabase
let all: readonly Pair[]
let sessions: readonly [Session, Session]
/** The time it is for everybody. */
let at: string = NOW
beforeAll(async () => {
  db = await freshDatabase('interleavings', { size: 8 })
  await seedSmallTenant(db, TENANT, NOW)
  all = await pairsOf(NOW)
  sessions = [new Session(db), new Session(db)]
})
afterAll(() => db.close())

const contextOn = (on: Db): StoreContext => ({
  db: on,
  tenant: TENANT,
  rulebook,
  clock: { now: () => at },
  newId: () => randomUUID(),
  newSalt: () => randomBytes(32),
})

/** What a session does to a matter; null for what has no answer of its own. */
type Work = (context: StoreContext, matter: string, key: string) => Promise<ActOutcome | null>

const acting =
  ({ procedure, act: name, form, by: actor, enteredBy }: Sample): Work =>
  (context, matter, key) =>
    act(context, {
      procedure,
      act: name,
      form,
      actor,
      ...(enteredBy ? { enteredBy } : {}),
      matter,
      key,
      channel: { via: 'web', auth: 'session' },
    })

const sweeping: Work = async (context) => {
  await sweep(context, at)
  return null
}

/** What two works came to, in words that are the same for every run: no ids, no drawn numbers. */
interface Came {
  readonly outcomes: readonly string[]
  readonly kinds: readonly string[]
  readonly state: string | null
  readonly record: unknown
  readonly owed: unknown
}

const keysOn = (matter: string): readonly [string, string] => [`A-${matter}`, `B-${matter}`]
let run = 0

async function whatCame(matter: string, keys: readonly string[], outcomes: readonly (ActOutcome | null)[]) {
  const stored = await loadMatter(db, TENANT, matter)
  if (!stored) throw new Error(`no matter ${matter}`)
  const lines = await journalOf(db, TENANT, matter)
  // State is a fold of the journal, whatever came between.
  expect(rebuilt(lines, stored.matter)).toEqual(stored.matter)
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, i) => i + 1))
  const { rows } = await db.query<{ key: string; act: string }>(
    'select idem_key as key, act_id as act from journal where tenant_id = $1 and idem_key = any($2::text[])',
    [TENANT, keys.map((key) => `req/${key}`)],
  )
  for (const [i, outcome] of outcomes.entries()) {
    if (outcome === null) continue
    const there = rows.filter(({ key }) => key === `req/${keys[i]}`)
    expect(there.map((row) => row.act)).toEqual(outcome.kind === 'done' ? [outcome.receipt.act] : [])
  }
  const { state, record, duties } = stored.matter
  const came: Came = {
    outcomes: outcomes.map((one) =>
      one?.kind === 'refused' ? one.refusals[0].code : (one?.kind ?? 'swept'),
    ),
    kinds: lines.map(({ kind }) => kind),
    state,
    record,
    owed: duties,
  }
  return JSON.parse(
    JSON.stringify(came)
      .replaceAll(matter, 'M')
      // What an act opened has an id of its own.
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'U')
      .replaceAll(/(〔\d{4}〕|第)\d+号/g, '$1n号'),
  ) as Came
}

/** A matter of its own for each run; whatever ran out on those before has been dealt with. */
async function fresh({ on }: Pick<Pair, 'on'>): Promise<string> {
  if (at > NOW) while ((await sweep(contextOn(db), at)).climbed > 0);
  return putSample(contextOn(db), on, `第${++run}号`, NOW)
}

/** What the two leave when one begins after the other has ended. */
async function oneAfterTheOther(pair: Pick<Pair, 'on'>, works: readonly Work[], first: 0 | 1): Promise<Came> {
  const matter = await fresh(pair)
  const keys = keysOn(matter)
  const outcomes: (ActOutcome | null)[] = [null, null]
  for (const i of [first, 1 - first])
    outcomes[i] = (await works[i]?.(contextOn(db), matter, keys[i] ?? '')) ?? null
  return whatCame(matter, keys, outcomes)
}

/** Both works at once, each in its session, whose statements the schedule lets go. */
async function bothAtOnce(works: readonly Work[], matter: string, keys: readonly string[]) {
  const outcomes = await Promise.all(
    works.map((work, i) => {
      const session = sessions[i as 0 | 1]
      return session.run(() => work(contextOn(session.db), matter, keys[i] ?? ''))
    }),
  )
  return { matter, keys, outcomes }
}

async function everyOrder(name: string, pair: Pick<Pair, 'on'>, works: readonly [Work, Work]) {
  const serial = [await oneAfterTheOther(pair, works, 0), await oneAfterTheOther(pair, works, 1)]
  return explore(
    db,
    async () => {
      const matter = await fresh(pair)
      return { sessions, value: bothAtOnce(works, matter, keysOn(matter)) }
    },
    async ({ matter, keys, outcomes }, order) => {
      const came = await whatCame(matter, keys, outcomes)
      if (serial.some((one) => isDeepStrictEqual(one, came))) return
      broken++
      expect.soft(came, `${name} in order ${order}: neither one after the other`).toEqual(serial[0])
    },
    MOST,
  )
}

async function firstAlarm(matter: string): Promise<string | undefined> {
  const { rows } = await db.query<{ at: string | null }>(
    'select min(alarm_at) as at from duty where tenant_id = $1 and matter_id = $2',
    [TENANT, matter],
  )
  return rows[0]?.at ?? undefined
}

let broken = 0
let found = { pairs: 0, schedules: 0, whole: 0 }

async function inEveryOrder(pairs: readonly (readonly [string, Pick<Pair, 'on'>, readonly [Work, Work]])[]) {
  for (const [name, on, works] of pairs) {
    const { schedules, whole } = await everyOrder(name, on, works)
    found = {
      pairs: found.pairs + 1,
      schedules: found.schedules + schedules,
      whole: found.whole + (whole ? 1 : 0),
    }
  }
}

const TIMEOUT = { timeout: 3_600_000 }

test('two acts on one matter come one after the other', TIMEOUT, async () => {
  const pairs = some(all, 5)
  await inEveryOrder(
    pairs.map((pair) => [pair.name, pair, [acting(pair.acts[0]), acting(pair.acts[1])]] as const),
  )
})

test('one request sent twice at once is one act', TIMEOUT, async () => {
  const pairs = some(
    all.filter(({ acts: [a, b] }) => a === b),
    1,
  )
  for (const { name, on, acts } of pairs) {
    const once = acting(acts[0])
    const { schedules, whole } = await explore(
      db,
      async () => {
        const matter = await fresh({ on })
        const [key] = keysOn(matter)
        return { sessions, value: bothAtOnce([once, once], matter, [key, key]) }
      },
      async ({ matter, keys, outcomes }, order) => {
        const acts = outcomes.map((outcome) => (outcome?.kind === 'done' ? outcome.receipt.act : outcome))
        expect(acts[0], `${name} in order ${order}`).toEqual(acts[1])
        await whatCame(matter, keys, outcomes)
      },
      MOST,
    )
    found = {
      pairs: found.pairs + 1,
      schedules: found.schedules + schedules,
      whole: found.whole + (whole ? 1 : 0),
    }
  }
})

test(
  'an act and the sweep of a term that runs out come one after the other, and so do two sweeps',
  TIMEOUT,
  async () => {
    const pairs = all.filter(({ acts: [a, b] }) => a === b)
    const owing = pairs.filter(({ on }) => on.matter.duties.some(({ alarmAt }) => alarmAt !== null))
    for (const pair of some(owing, 1)) {
      // The time at which the first rung of such a matter is to be climbed; everything else has been climbed by then.
      at = NOW
      at = (await firstAlarm(await fresh(pair))) ?? NOW
      await inEveryOrder([
        [`${pair.name} × sweep`, pair, [acting(pair.acts[0]), sweeping]],
        [`${pair.on.procedure}: sweep × sweep`, pair, [sweeping, sweeping]],
      ])
      at = NOW
    }
  },
)

afterAll(() => {
  console.log(`${found.schedules} schedules of ${found.pairs} pairs, ${found.whole} pairs whole`)
  if (!LONG) return
  recordFigure({
    id: 's12-interleavings',
    part: 'endurance',
    title:
      'Orders of the statements of two sessions on one matter whose outcome is that of neither A then B nor B then A',
    value: broken,
    of: { n: found.schedules, what: 'interleavings' },
    command: 'npm run test:interleavings',
    note: `${found.pairs} pairs (act × act, one request twice, act × sweep, sweep × sweep), ${found.whole} of them in every order`,
  })
})

/** As many, evenly from the whole list; all of them in a long run. */
const some = <T>(list: readonly T[], many: number): readonly T[] =>
  LONG || list.length <= many
    ? list
    : Array.from({ length: many }, (_, i) => list[Math.floor((i * list.length) / many)] as T)
