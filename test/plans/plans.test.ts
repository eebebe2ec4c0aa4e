import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { playersOf } from '#kernel/collective.ts'
import { rulebook } from '#rulebook/index.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, openDb } from '#store/db.ts'
import { bound } from '#store/fence/bound.ts'
import { APP_ROLE } from '#store/fence/grants.ts'
import { newId } from '#store/new-id.ts'
import { mattersOfBody } from '#store/queries/collective.ts'
import { sqlTexts } from '#test/sql-texts.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { seedSmallTenant } from '#test/small-tenant.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { Cast } from '../../bench/scale/cast.ts'
import { SCREENS } from '../../bench/scale/screens.ts'
import { type Statistics, giveStatistics } from './statistics.ts'

// What the planner does with every statement in a district of a million matters, kept in a file and compared: a plan that turns
// into a scan is a line that changed. The schema is empty; it has the statistics and the sizes of such a district.
const KEPT = new URL('../../store/plans.txt', import.meta.url)
const STORE = new URL('../../store/', import.meta.url)
const TENANT = '990101'
/** The day the statistics are of: what is due counts from here. */
const NOW = '2026-11-22T04:00:00.000Z'

/** What the planner reckons with besides statistics, whatever the machine. */
const SETTINGS = `set effective_cache_size = '8GB'; set work_mem = '16MB'; set random_page_cost = 1.1; set jit = off;
  set max_parallel_workers_per_gather = 0`

let large: TestDatabase
let app: pg.Client
let small: TestDatabase
let admin: Db

beforeAll(async () => {
  const statistics = JSON.parse(
    readFileSync(new URL('statistics.json', import.meta.url), 'utf8'),
  ) as Statistics
  small = await freshDatabase('asked')
  await seedSmallTenant(small, TENANT, NOW)
  large = await freshDatabase('plans')
  app = new pg.Client(bound({ ...large.config, user: APP_ROLE }, TENANT))
  await app.connect()
  await app.query(SETTINGS)
  admin = openDb({ ...inject('testServer').admin, database: large.config.database }, { size: 1 })
  await giveStatistics(admin, statistics)
})
afterAll(async () => {
  await app.end()
  await admin.close()
  await large.close()
  await small.close()
})

const seat = (
  post: string,
  person: string,
  unit: string,
  level: Actor['level'],
  functions: string[] = [],
): Actor => ({
  person,
  post,
  unit,
  level,
  functions,
  as: 'holder',
})
const CAST: Cast = {
  anybody: () => seat('p-housing-staff-2', 'c-150', 'u-housing', 'staff'),
  clerk: () => seat('p-housing-staff-2', 'c-150', 'u-housing', 'staff'),
  overseer: () => seat('p-supervision-staff-1', 'c-020', 'u-supervision', 'staff', ['supervision']),
  leader: () => seat('p-vice-2', 'c-003', 'u-leaders', 'deputy', ['leadership']),
  supervisor: () => seat('p-supervision-staff-1', 'c-020', 'u-supervision', 'staff', ['supervision']),
  office: () => seat('p-office-staff-1', 'c-012', 'u-office', 'staff', ['coordination']),
  unit: () => 'u-housing',
  matterSeenBy: () => '019ef797-7cda-7f44-9da1-1274f2bb6eae',
  twoCharacters: () => '电梯',
  fourCharacters: () => '地下车库',
  day: (offset) => (offset === 0 ? '2026-11-22' : '2026-12-22'),
}

interface Planned {
  readonly name: string
  readonly text: string
}

const BODY = { closed: false, order: 'oldest', limit: 60 } as const
const under = (part: 'topic' | 'decision') =>
  playersOf(rulebook, part).map(({ procedure, says }) => ({ procedure: procedure.id, field: says.body }))

/** The lists of a body's page, of a body that is not there: what is asked is the same. */
const BODIES: readonly { name: string; read: (context: StoreContext) => Promise<unknown> }[] = [
  {
    name: 'body, items for a member',
    read: (context) => mattersOfBody(context, CAST.leader(), 'body-1', under('topic'), BODY),
  },
  {
    name: 'body, decisions for the office',
    read: (context) =>
      mattersOfBody(context, CAST.office(), 'body-1', under('decision'), { ...BODY, order: 'newest' }),
  },
]

/** What the screens ask the database, each statement once, under the first screen that asked it. */
async function asked(): Promise<Planned[]> {
  const seen = new Map<string, Planned>()
  const db = small.within(TENANT)
  const shown = SCREENS.map((screen) => {
    const look = screen.draw(CAST)
    return { name: screen.name, read: (context: StoreContext) => look.read(context) }
  })
  for (const screen of [...shown, ...BODIES]) {
    let n = 0
    const noting: Db = {
      ...db,
      query: (text, values) => {
        if (!seen.has(text)) seen.set(text, { name: `${screen.name} ${++n}`, text })
        return db.query(text, values)
      },
    }
    await screen.read({
      db: noting,
      tenant: TENANT,
      rulebook,
      clock: { now: () => NOW },
      newId,
      newSalt: () => new Uint8Array(32),
    })
  }
  return [...seen.values()]
}

/** Statements that stand in the store as they are sent. */
function written(): Planned[] {
  const files = readdirSync(STORE, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        file.endsWith('.ts') && !/\.test\.ts$|^(fence|embedded|backup|migrat|sequencer-probe)/.test(file),
    )
    .toSorted()
  return files.flatMap((file) =>
    sqlTexts(readFileSync(new URL(file, STORE), 'utf8'))
      .filter((text) => /^\s*(select|with|insert|update|delete)\b/.test(text) && !text.includes('…'))
      .map((text, n) => ({ name: `${file} ${n + 1}`, text })),
  )
}

/** A plan without what changes from run to run. */
const plain = (lines: readonly string[]): string =>
  lines
    .filter((text) => /->|^\S|Index Cond|Sort Key|Presorted/.test(text) && !/^\s*(Filter|Output):/.test(text))
    .map((text) =>
      text
        .replaceAll(/'(?:[^']|'')*'(::[a-z ]+(\[\])?)?|\$\d+(::[a-z ]+(\[\])?)?/g, '?')
        .replaceAll(/\d{3,}/g, '?'),
    )
    .join('\n')

/** As the service plans it: as the application's role, behind row security, for whatever values may be given. */
async function planOf({ text }: Planned): Promise<string> {
  const { rows } = await app.query(`explain (generic_plan, costs off) ${text}`)
  return plain(rows.map((row: Record<string, string>) => row['QUERY PLAN'] ?? ''))
}

/** A statement's plan under its own mark: the statement is known again by its text, wherever it stands. */
interface Kept {
  readonly name: string
  readonly plan: string
}

const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

function readKept(): Map<string, Kept> {
  const parts = readFileSync(KEPT, 'utf8').split(/^# /m).slice(1)
  return new Map(
    parts.map((part) => {
      const [head = '', ...plan] = part.trimEnd().split('\n')
      const [, name = '', mark = ''] = /^(.*) (\w{12})$/.exec(head) ?? []
      return [mark, { name, plan: plan.join('\n') }]
    }),
  )
}

const shown = (plans: ReadonlyMap<string, Kept>): string =>
  [...plans].map(([mark, { name, plan }]) => `# ${name} ${mark}\n${plan}\n`).join('\n')

/** Tables with this many rows or more are never read from end to end on the way to a screen. */
const LARGE = 100_000

test('the plans of all statements in a district of a million matters are the kept ones', async () => {
  const found = new Map<string, Kept>()
  for (const planned of [...(await asked()), ...written()]) {
    const plan = await planOf(planned).catch((error: Error) => `(${error.message})`)
    found.set(markOf(planned.text), { name: planned.name, plan })
  }
  if (process.env['LUOSHI_PLANS'] === 'write') writeFileSync(KEPT, shown(found))
  const kept = readKept()
  const both = [...found].filter(([mark]) => kept.has(mark))
  expect(both.length).toBeGreaterThan(150)
  const changed = both.filter(([mark, { plan }]) => kept.get(mark)?.plan !== plan)
  const before = changed.map(([mark]): [string, Kept] => [mark, kept.get(mark) as Kept])
  expect(shown(new Map(changed))).toBe(shown(new Map(before)))
  // What is new is judged until it is kept.
  const { rows } = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= ${LARGE}`,
  )
  const scan = new RegExp(`Seq Scan on (${rows.map(({ name }) => name).join('|')})\\b`)
  const scanning = [...found].filter(([mark, { plan }]) => !kept.has(mark) && scan.test(plan))
  expect(shown(new Map(scanning))).toBe('')
})
