import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Random, seeded } from '#demo/random.ts'
import { MONDAY, StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { wordsAstray, wordsBeyond } from '../audit-words.ts'
import type { StoreContext } from '../context.ts'
import { fillWords } from '../fill-words.ts'
import { normalise } from '../search.ts'
import type { LedgerFilter } from './ledger-filter.ts'
import type { LedgerSort } from './ledger-order.ts'
import { countLedger, ledger, recordedLedger } from './ledger.ts'

const SEED = process.env['SEED'] ?? String(Math.trunc(Math.random() * 1e9))

let db: TestDatabase
let context: StoreContext
const clock = new StillClock(MONDAY)
const lights = { now: '2026-03-06T01:00:00.000Z', yellow: '2026-03-11T16:00:00.000Z' }

/** Few characters, so that words meet: some of several bytes or units, some that separate words, some that case and width change. */
const CHARACTERS = [...'河道督查查查通知知𠮷Ａb1122〔〕、 -%_\\']
const titleOf = (random: Random): string =>
  `事项${Array.from({ length: random.between(1, 9) }, () => random.pick(CHARACTERS)).join('')}`

/** What somebody types who saw one of the titles, or none of them. */
function typedOf(random: Random, titles: readonly string[]): string {
  const word = (): string => {
    const of = Array.from(random.chance(0.8) ? random.pick(titles) : titleOf(random))
    const from = random.int(of.length)
    return of.slice(from, from + Number(random.weighted({ 1: 1, 2: 5, 3: 2, 4: 1 }))).join('')
  }
  return Array.from({ length: Number(random.weighted({ 1: 4, 2: 2, 3: 1 })) }, word).join(' ')
}

async function live(random: Random, id: string, unit: string): Promise<void> {
  const who = actorOf(unit)
  const more = { matter: id }
  if (random.chance(0.6)) await doing(context, 'sign', who, {}, more)
  if (random.chance(0.3)) await doing(context, 'finish', who, { result: '完成' }, more)
  else if (random.chance(0.2)) await doing(context, 'block', who, { why: '缺地' }, more)
}

beforeAll(async () => {
  process.stdout.write(`seed of searching.test.ts: ${SEED}\n`)
  db = await freshDatabase('searching')
  await seedDistrict(db)
  context = testContext(db.within('t1'), clock)
  const random = seeded(`life ${SEED}`)
  for (let n = 0; n < 60; n++) {
    const unit = `u${1 + random.int(3)}`
    const due = `2026-0${random.between(3, 5)}-1${random.int(10)}`
    const helpers = random.chance(0.3) ? ['u2'] : []
    const id = await anErrand(context, { title: titleOf(random), lead: unit, due, helpers })
    await live(random, id, unit)
  }
})
afterAll(() => db.close())

const SORTS: readonly LedgerSort[] = ['due', 'new', 'updated']
const MOST_PAGES = 4

async function pages(filter: LedgerFilter, sort: LedgerSort, who: string, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  for (let n = 0; n < MOST_PAGES && (n === 0 || cursor !== undefined); n++) {
    const page = await ledger(context, actorOf(who), [filter], lights, { sort, limit, cursor })
    ids.push(...page.rows.map((row) => row.id))
    cursor = page.next ?? undefined
  }
  return ids
}

/** Every row of a list without a search, with the text that searches read. */
async function wholeList(filter: LedgerFilter, sort: LedgerSort, who: string): Promise<[string, string][]> {
  const list = { sort, limit: 20_000 }
  const { rows } = await recordedLedger(context, actorOf(who), [filter], lights, list)
  return rows.map((row) => [row.id, normalise(`${String(row.record['number'])}\n${row.title}`)])
}

/** A run's single characters and words are found as they stand in it; what only separates is found anywhere. */
const finds = (typed: string, text: string): boolean =>
  normalise(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => {
      const runs = word.match(/[\p{L}\p{N}]+/gu)
      if (Array.from(word).length > 2 || !runs) return text.includes(word)
      return runs.every((run) => text.includes(run))
    })

async function agrees(random: Random, titles: readonly string[], limit: number): Promise<void> {
  const q = typedOf(random, titles)
  const narrowed: readonly Partial<LedgerFilter>[] = [
    {},
    {},
    { group: random.pick(['待办', '在办', '办结']) },
    { unit: 'u1' },
    { light: random.pick(['red', 'yellow', 'green']) },
    { due: { from: '2026-04-01T00:00:00.000Z' } },
    { flag: 'stuck' },
    { owed: ['sign'] },
  ]
  const filter: LedgerFilter = { procedure: 'errand', ...random.pick(narrowed) }
  const [sort, who] = [random.pick(SORTS), random.pick(['u0', 'u0', 'u1', 'u2', 'u3'])]
  const expected = (await wholeList(filter, sort, who)).filter(([, text]) => finds(q, text))
  const said = JSON.stringify({ q, filter, sort, who, SEED })
  const found = await pages({ ...filter, q }, sort, who, limit)
  expect(found, said).toEqual(expected.slice(0, MOST_PAGES * limit).map(([id]) => id))
  const counted = await countLedger(context, actorOf(who), [{ ...filter, q }], lights)
  const n = Math.min(expected.length, 1_000)
  expect(counted, said).toEqual({ n, more: expected.length > 1_000 })
}

const titlesOf = async (): Promise<string[]> =>
  (await db.query<{ title: string }>('select distinct title from matter order by title')).rows.map(
    ({ title }) => title,
  )

/** What the audit would say of the words. */
async function amiss(): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>('select id from matter')
  const { astray, found } = await wordsAstray(
    db,
    't1',
    rows.map(({ id }) => id),
  )
  return [...astray, ...(await wordsBeyond(db, 't1', found))]
}

test('finds what looking through every title finds, in the order of the list', async () => {
  const random = seeded(`searches ${SEED}`)
  const titles = await titlesOf()
  for (let n = 0; n < 120; n++) await agrees(random, titles, 7)
  expect(await amiss()).toEqual([])
})

test('fills in the words of what an earlier version wrote', async () => {
  const all = async () => (await db.query('table search_word order by word, matter_id')).rows
  const before = await all()
  await db.script('delete from search_word; update search_doc set worded = null')
  expect(await fillWords(db)).toBe(60)
  expect(await fillWords(db)).toBe(0)
  expect(await all()).toEqual(before)
})

/** So many more matters that the common words are read in another way than the rare ones. */
const MANY = `
with more as (
  insert into matter (tenant_id, id, procedure, procedure_version, ver, state, state_group, closed, number, title, unit_id, record,
    next_duty, due_at, flags, opened_at, updated_at, last_leaf)
  select tenant_id, 'x' || n || '-of-' || id, procedure, procedure_version, ver, state, state_group, closed, number || 'x' || n, title, unit_id,
    record, next_duty, due_at + n * interval '1 hour', flags, opened_at - n * interval '1 minute', updated_at - n * interval '1 second', last_leaf
  from matter, generate_series(1, 60) n returning *
), doc as (
  insert into search_doc (tenant_id, matter_id, title, tsv)
  select s.tenant_id, m.id, s.title, s.tsv from search_doc s join more m on split_part(m.id, '-of-', 2) = s.matter_id
)
insert into party (tenant_id, matter_id, holder, procedure, closed, due_at, flags, opened_at, moved_at)
select p.tenant_id, m.id, p.holder, p.procedure, m.closed, coalesce(m.due_at, 'infinity'), m.flags, m.opened_at,
  case when m.closed then m.updated_at end
from party p join more m on split_part(m.id, '-of-', 2) = p.matter_id where p.holder <> 'unit:u3' or m.id like 'x1-of-%'`

test('finds the same where words are common', async () => {
  await db.query(MANY)
  await fillWords(db)
  await db.script('analyze')
  expect(await amiss()).toEqual([])
  const random = seeded(`common ${SEED}`)
  const titles = await titlesOf()
  for (let n = 0; n < 40; n++) await agrees(random, titles, 50)
})
