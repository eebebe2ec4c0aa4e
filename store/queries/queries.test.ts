import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import {
  MONDAY,
  StillClock,
  actorOf,
  anErrand,
  doing,
  seedDistrict,
  smallRulebook,
  testContext,
} from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { petition } from '#test/second-procedure.ts'
import type { StoreContext } from '../context.ts'
import { type Db, openDb } from '../db.ts'
import { fillLists } from '../fill-lists.ts'
import { sweep } from '../sweep.ts'
import { latestDeeds } from './deeds.ts'
import { dealtWith, dutiesOf, dutiesOfPosts, inHand, inboxCounts, markOpened, toRead, todo } from './inbox.ts'
import { type LedgerFilter, type LedgerSort, countLedger, ledger } from './ledger.ts'
import { namesFor } from './names.ts'
import { cursorOf } from './parts.ts'
import { breachesOf } from './unit.ts'
import { waitingOn } from './waiting.ts'

let db: TestDatabase
/** As the service has it: plans are judged behind row security. */
let app: Db
let context: StoreContext
let statements: { text: string; values: readonly unknown[] }[] = []
const clock = new StillClock(MONDAY)
const office = actorOf('u0')

/** A database that keeps the statements sent to it. */
const spying = (to: Db): Db => ({
  ...to,
  query: (text, values = []) => {
    statements.push({ text, values })
    return to.query(text, values)
  },
})

const all: string[] = []
const AT = '2026-03-02T01:00:00.000Z'
const DUES = ['2026-03-04', '2026-03-20', '2026-03-09', '2026-05-01', '2026-03-31']
const TITLES = ['修缮河堤', '老旧小区改造', '发督查函', '河道清淤100%', '学位建设']

beforeAll(async () => {
  db = await freshDatabase('queries')
  app = db.within('t1')
  await seedDistrict(db)
  context = testContext(spying(app), clock)
  for (let i = 0; i < 25; i++) {
    const form = {
      title: TITLES[i % 5],
      lead: `u${1 + (i % 5)}`,
      due: DUES[i % 5],
      helpers: i % 10 === 0 ? ['u3'] : [],
    }
    all.push(await anErrand(context, form))
  }
  // Two of the first unit signed for, one of them stuck; one of the second finished.
  await doing(context, 'sign', actorOf('u1'), {}, { matter: all[0] as string })
  await doing(context, 'sign', actorOf('u1'), {}, { matter: all[5] as string })
  await doing(context, 'block', actorOf('u1'), { why: '缺地' }, { matter: all[5] as string })
  await doing(context, 'sign', actorOf('u2'), {}, { matter: all[1] as string })
  await doing(context, 'finish', actorOf('u2'), { result: '完成' }, { matter: all[1] as string })
})
afterAll(() => db.close())

const lights = { now: '2026-03-06T01:00:00.000Z', yellow: '2026-03-11T16:00:00.000Z' }
const base: LedgerFilter = { procedure: 'errand' }

async function everyPage(filter: LedgerFilter, sort: LedgerSort, who = office): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await ledger(context, who, [filter], lights, { sort, limit: 4, cursor })
    ids.push(...page.rows.map((row) => row.id))
    cursor = page.next ?? undefined
  } while (cursor)
  return ids
}

/** The errands a unit leads or helps with. */
const partOf = (unit: string): string[] =>
  all.filter((_, i) => `u${1 + (i % 5)}` === unit || (unit === 'u3' && i % 10 === 0))

describe('the ledger', () => {
  test('pages through everything once in each order', async () => {
    for (const sort of ['due', 'new', 'updated'] as const) {
      const ids = await everyPage(base, sort)
      expect(ids.toSorted()).toEqual(all.toSorted())
    }
    const ids = await everyPage(base, 'due')
    expect(ids.at(-1)).toBe(all[1])
    const { rows } = await db.query<{ id: string }>(
      `select id from matter where not closed order by due_at, id`,
    )
    expect(ids.slice(0, -1)).toEqual(rows.map((row) => row.id))
  })

  test('shows a department only what it is a party to', async () => {
    const third = all.filter((_, i) => i % 5 === 2 || i % 10 === 0)
    expect((await everyPage(base, 'due', actorOf('u3'))).toSorted()).toEqual(third.toSorted())
    expect(await countLedger(context, actorOf('u3'), [base], lights)).toEqual({
      n: third.length,
      more: false,
    })
  })

  test.each<[string, LedgerFilter, (i: number) => boolean]>([
    ['unit', { ...base, unit: 'u4' }, (i) => i % 5 === 3],
    ['state', { ...base, state: 'stuck' }, (i) => i === 5],
    ['group', { ...base, group: '办结' }, (i) => i === 1],
    ['flag', { ...base, flag: 'stuck' }, (i) => i === 5],
    ['red light', { ...base, light: 'red' }, (i) => i % 5 === 0 && i !== 5],
    ['yellow light', { ...base, light: 'yellow' }, (i) => i % 5 === 2],
    ['green light', { ...base, light: 'green' }, (i) => [1, 3, 4].includes(i % 5) && i !== 1],
    ['due range', { ...base, due: { from: '2026-03-31T16:00:00.000Z' } }, (i) => i % 5 === 3 || i % 5 === 4],
    ['an open duty', { ...base, owed: ['finishing', 'signing'] }, (i) => i !== 1],
    ['a duty that rests', { ...base, owed: ['unblocking'] }, (i) => i === 5],
    ['no duty at all', { ...base, owed: [] }, () => false],
    ['a duty late when none is', { ...base, late: ['signing'] }, () => false],
    ['a unit that owes', { ...base, owes: 'u2' }, (i) => i % 5 === 1 && i !== 1],
    ['a unit that is owed', { ...base, owedTo: 'u1' }, (i) => i === 5],
    ['what never happened', { ...base, lacks: ['errand.sign'] }, (i) => ![0, 1, 5].includes(i)],
    ['a unit silent since before anything began', { ...base, silentSince: MONDAY }, () => false],
    // What rests is not silence, and what is done is not either.
    ['a silent unit', { ...base, silentSince: '2026-03-02T02:00:00.000Z' }, (i) => i !== 1 && i !== 5],
    [
      'what a post did',
      { ...base, decided: { post: 'u1-a', kinds: ['errand.sign'] } },
      (i) => i === 0 || i === 5,
    ],
    ['a lapsed duty when none has lapsed', { ...base, lapsed: ['finishing'] }, () => false],
    [
      'what happened',
      { ...base, did: { kinds: ['errand.block', 'errand.finish'] } },
      (i) => i === 5 || i === 1,
    ],
    [
      'what happened since',
      { ...base, did: { kinds: ['errand.sign'], from: '2026-03-03T00:00:00.000Z' } },
      () => false,
    ],
    ['one character', { ...base, q: '河' }, (i) => i % 5 === 0 || i % 5 === 3],
    ['one character that only ends a run', { ...base, q: '函' }, (i) => i % 5 === 2],
    ['two characters', { ...base, q: '督查' }, (i) => i % 5 === 2],
    ['three characters', { ...base, q: '小区改' }, (i) => i % 5 === 1],
    ['two words', { ...base, q: '100% 河道' }, (i) => i % 5 === 3],
    ['two words of which one is absent', { ...base, q: '河 学位' }, () => false],
    ['a wildcard taken as it is', { ...base, q: '100%' }, (i) => i % 5 === 3],
    ['a wildcard that would match anything', { ...base, q: '%%%' }, () => false],
    ['quotes and operators', { ...base, q: `' | !` }, () => false],
    ['full-width digits', { ...base, q: '１００％' }, (i) => i % 5 === 3],
  ])('is narrowed by %s', async (_, filter, expected) => {
    const wanted = all.filter((__, i) => expected(i)).toSorted()
    expect((await everyPage(filter, 'due')).toSorted()).toEqual(wanted)
    expect(await countLedger(context, office, [filter], lights)).toEqual({ n: wanted.length, more: false })
    for (const unit of ['u1', 'u3']) {
      const part = wanted.filter((id) => partOf(unit).includes(id))
      for (const sort of ['due', 'new', 'updated'] as const)
        expect((await everyPage(filter, sort, actorOf(unit))).toSorted(), `${unit}, ${sort}`).toEqual(part)
      expect(await countLedger(context, actorOf(unit), [filter], lights)).toEqual({
        n: part.length,
        more: false,
      })
    }
  })

  test('lists for a department in the order it does for all', async () => {
    for (const unit of ['u1', 'u2', 'u3'])
      for (const sort of ['due', 'new', 'updated'] as const) {
        const whole = await everyPage(base, sort)
        expect(await everyPage(base, sort, actorOf(unit))).toEqual(
          whole.filter((id) => partOf(unit).includes(id)),
        )
      }
  })

  test('finds what a version before the columns of lists wrote, once it is filled in', async () => {
    await db.script(`create table kept as select * from party; create table held as select * from hand;
      update party set procedure = null, closed = null, due_at = null, opened_at = null, moved_at = null; delete from hand`)
    expect(await everyPage(base, 'due', actorOf('u3'))).toEqual([])
    expect(await fillLists(db)).toBe(all.length)
    expect(await fillLists(db)).toBe(0)
    for (const [table, kept] of [
      ['party', 'kept'],
      ['hand', 'held'],
    ])
      expect(
        (
          await db.query(
            `(table ${table} except table ${kept}) union all (table ${kept} except table ${table})`,
          )
        ).rows,
      ).toEqual([])
    await db.script('drop table kept; drop table held')
  })

  test('begins anew on a cursor that is not its own', async () => {
    const page = await ledger(context, office, [base], lights, {
      sort: 'due',
      limit: 4,
      cursor: 'bm9uc2Vuc2U',
    })
    expect(page.rows).toHaveLength(4)
  })

  test.each([
    [[false, 'x', 'y']],
    [['false', AT, 'y']],
    [[false, '0000-01-01T00:00:00.000Z', 'y']],
    [[false, '2026-02-30T00:00:00.000Z', 'y']],
    [[false, AT, '\0']],
    [[false, AT, '\ud800']],
    [[false, AT, 1]],
    [[false, AT]],
    [null],
    ['infinity'],
    [{ length: 3 }],
  ])('begins anew on the crafted cursor %j', async (key) => {
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url')
    const page = await ledger(context, office, [base], lights, { sort: 'due', limit: 4, cursor })
    const first = await ledger(context, office, [base], lights, { sort: 'due', limit: 4 })
    expect(page.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id))
  })
})

const lapsedMatters = async (): Promise<string[]> => {
  const { rows } = await db.query<{ id: string }>(
    'select distinct matter_id as id from duty where lapsed_at is not null',
  )
  return rows.map((row) => row.id).toSorted()
}

test('no inbox list stumbles over parts of the wrong type', async () => {
  const parts = ['x', AT, 'infinity', '\0', 1, 2 ** 31, 1.5, -1e308, true, 'y']
  const asked = [2, 3, 4].flatMap((length) =>
    parts.flatMap((part) => parts.map((other) => Array.from({ length }, (_, i) => (i % 2 ? other : part)))),
  )
  for (const key of asked) {
    const page = { scope: 'mine' as const, limit: 2, cursor: cursorOf(key) }
    await Promise.all([todo, inHand, dealtWith].map((list) => list(context, actorOf('u1'), page)))
    await toRead(context, actorOf('u1'), page)
  }
})

describe('the inbox', () => {
  test('lists what a unit owes by what is due next, page by page', async () => {
    const lines: string[] = []
    let cursor: string | undefined
    do {
      const page = await todo(context, actorOf('u1'), { scope: 'mine', limit: 2, cursor })
      lines.push(...page.rows.map((row) => `${all.indexOf(row.id)} ${row.body.name}`))
      cursor = page.next ?? undefined
    } while (cursor)
    // 0 and 5 are signed for; 5 rests; what is due on the same day comes in the order of ids.
    expect(lines.toSorted()).toEqual(
      [
        '0 finishing',
        '10 signing',
        '15 signing',
        '20 signing',
        '10 finishing',
        '15 finishing',
        '20 finishing',
      ].toSorted(),
    )
  })

  test('tells what is in hand from what was dealt with', async () => {
    const hand = await inHand(context, actorOf('u1'), { scope: 'mine', limit: 10 })
    expect(hand.rows.map((row) => all.indexOf(row.id)).toSorted((a, b) => a - b)).toEqual([0, 5])
    const first = await inHand(context, office, { scope: 'unit', limit: 6 })
    const second = await inHand(context, office, { scope: 'unit', limit: 50, cursor: first.next ?? '' })
    const due = [...first.rows, ...second.rows].map((row) => `${row.due_at ?? 'none'} ${row.id}`)
    expect(new Set(due).size).toBe(due.length)
    expect(due).toEqual(due.toSorted())
    const mine = await dealtWith(context, actorOf('u2'), { scope: 'mine', limit: 10 })
    expect(mine.rows.map((row) => row.id)).toEqual([all[1]])
    const unit = await dealtWith(context, actorOf('u2', 'b'), { scope: 'unit', limit: 10 })
    expect(unit.rows.map((row) => row.id)).toEqual([all[1]])
    expect((await inHand(context, actorOf('u2', 'b'), { scope: 'unit', limit: 10 })).rows).toHaveLength(4)
  })

  test('has something to read until the matter is opened', async () => {
    const reader = actorOf('u3', 'b')
    const before = await toRead(context, reader, { limit: 10 })
    expect(before.rows.map((row) => all.indexOf(row.id)).toSorted((a, b) => a - b)).toEqual([0, 10, 20])
    await markOpened(context, reader.person, all[10] as string, 1)
    const after = await toRead(context, reader, { limit: 10 })
    expect(after.rows.map((row) => all.indexOf(row.id)).toSorted((a, b) => a - b)).toEqual([0, 20])
    const counts = await inboxCounts(context, reader, 'mine')
    expect(counts).toEqual({ todo: 10, doing: 0, toread: 2, lapsed: 0 })
  })

  test('knows what lapsed, who owes and who is owed', async () => {
    await sweep(context, '2026-03-06T01:00:00.000Z')
    const counts = await inboxCounts(context, actorOf('u1'), 'mine')
    expect(counts).toMatchObject({ todo: 7, lapsed: 7 })
    expect((await breachesOf(context, actorOf('u1'), 'u1', 50)).length).toBe(7)
    expect((await dutiesOf(context, actorOf('u1'), 'u1', 'owes', 50)).rows).toHaveLength(8)
    expect(
      (await dutiesOf(context, actorOf('u1'), 'u1', 'owed', 50)).rows.map((row) => row.body.name),
    ).toEqual(['unblocking'])
    const lapsed = await everyPage({ ...base, lapsed: ['signing', 'finishing'] }, 'due')
    expect(lapsed.toSorted()).toEqual(await lapsedMatters())
    // The head is told the day after; a clerk's post is not.
    const told = await toRead(context, actorOf('u1', 'head'), { limit: 10 })
    expect(told.rows.every((row) => row.text.startsWith('提请单位主要负责人督促'))).toBe(true)
    expect(told.rows.length).toBeGreaterThan(0)
  })
})

test('every list is an index range on a district of some size: no sequential scan', async () => {
  await db.script(`
    insert into matter (tenant_id, id, procedure, procedure_version, ver, state, state_group, closed, number, title, unit_id,
        record, next_duty, due_at, opened_at, updated_at, last_leaf)
      select 't1', 'x' || i, 'errand', 1, 1, 'doing', '在办', i % 3 = 0, 'x' || i, '事项' || i, 'u' || i % 400, '{}', 1,
        '2026-01-01'::timestamptz + i * interval '1 minute', '2026-01-01', '2026-01-01'::timestamptz + i * interval '1 minute', ''
      from generate_series(1, 4000) i;
    insert into duty (tenant_id, matter_id, no, name, procedure, unit_id, post_id, body, state, opened_at, due_at, alarm_at)
      select 't1', 'x' || i, 1, 'finishing', 'errand', 'u' || i % 400, case when i % 2 = 0 then 'u' || i % 400 || '-head' end,
        '{}', 'open', '2026-01-01', '2026-01-01'::timestamptz + i * interval '1 minute', '2027-01-01'
      from generate_series(1, 4000) i;
    insert into party (tenant_id, matter_id, holder, procedure, closed, due_at, opened_at, moved_at)
      select 't1', id, 'unit:' || unit_id, procedure, closed, due_at, opened_at, case when closed then updated_at end from matter
      where id like 'x%';
    insert into hand (tenant_id, person_id, matter_id, closed, due_at)
      select 't1', 'z' || i % 500, 'x' || i, i % 3 = 0, '2026-01-01'::timestamptz + i * interval '1 minute'
      from generate_series(1, 4000) i;
    insert into journal (tenant_id, act_id, matter_id, seq, kind, at, person_id, leaf, leaf_hash, idem_key)
      select 't1', 'y' || i, 'x' || i, 1, 'errand.give', '2026-01-01'::timestamptz + i * interval '1 minute', 'z' || i % 500, '', '', 'y' || i
      from generate_series(1, 4000) i;
    insert into search_doc (tenant_id, matter_id, title, tsv)
      select 't1', 'x' || i, '事项' || i, array_to_tsvector(array['事项', '项' || i % 10, '第' || i, '号']) from generate_series(1, 4000) i;
    insert into notice (tenant_id, matter_id, seq, n, unit_id, post_id, kind, text, at)
      select 't1', 'x' || i, 1, 0, 'u' || i % 400, null, 'read', '', '2026-01-01' from generate_series(1, 4000) i;`)
  await db.script('analyze')
  statements = []
  const two = testContext(spying(app), clock, {
    ...smallRulebook,
    procedures: { ...smallRulebook.procedures, petition },
  })
  const page = { limit: 50 }
  for (const who of [office, actorOf('u3')]) {
    for (const sort of ['due', 'new', 'updated'] as const) {
      const first = await ledger(context, who, [base], lights, { limit: 5, sort })
      await ledger(context, who, [base], lights, { ...page, sort })
      await ledger(context, who, [base], lights, { ...page, sort, cursor: first.next ?? undefined })
    }
    for (const light of ['yellow', 'green'] as const)
      await ledger(context, who, [{ ...base, light }], lights, { ...page, sort: 'due' })
    await ledger(context, who, [{ ...base, light: 'red' }], lights, { ...page, sort: 'due' })
    await ledger(context, who, [{ ...base, flag: 'stuck' }], lights, { ...page, sort: 'due' })
    await ledger(context, who, [{ ...base, lapsed: ['signing'] }], lights, { ...page, sort: 'due' })
    await ledger(context, who, [{ ...base, owed: ['unblocking'] }], lights, { ...page, sort: 'due' })
    await ledger(context, who, [{ ...base, did: { kinds: ['errand.block'], from: MONDAY } }], lights, {
      ...page,
      sort: 'due',
    })
    await ledger(context, who, [{ ...base, unit: 'u3' }], lights, { ...page, sort: 'due' })
    for (const more of [
      { late: ['signing'] },
      { owes: 'u3' },
      { owedTo: 'u0' },
      { silentSince: MONDAY },
      { lacks: ['errand.sign'] },
      { decided: { post: 'u3-a', kinds: ['errand.sign'] } },
    ])
      await ledger(context, who, [{ ...base, ...more }], lights, { ...page, sort: 'due' })
    for (const sort of ['due', 'new', 'updated'] as const)
      await ledger(two, who, [base, { procedure: 'petition' }], lights, { ...page, sort })
    await countLedger(two, who, [base, { procedure: 'petition' }], lights)
    for (const scope of ['mine', 'unit'] as const) {
      await inHand(two, who, { ...page, scope })
      await dealtWith(two, who, { ...page, scope })
    }
    await latestDeeds(two, who, ['errand.block', 'petition.answer'], 10)
    await dutiesOfPosts(context, who, ['u3-head'], 50)
    await waitingOn(context, [all[0] as string])
    await namesFor(context, who, ['n-u1-a'], [all[0] as string])
    await ledger(context, who, [{ ...base, q: '河堤' }], lights, { ...page, sort: 'due' })
    await ledger(context, who, [{ ...base, q: '小区改' }], lights, { ...page, sort: 'due' })
    for (const scope of ['mine', 'unit'] as const) {
      await todo(context, who, { ...page, scope })
      await inHand(context, who, { ...page, scope })
      await dealtWith(context, who, { ...page, scope })
      await inboxCounts(context, who, scope)
    }
    await toRead(context, who, page)
    await breachesOf(context, who, 'u3', 50)
    await dutiesOf(context, who, 'u3', 'owed', 50)
  }
  await sweep(context, '2026-03-06T01:00:00.000Z')
  const found: string[] = []
  // A superuser passes row security by: what it does with a statement is what should be done behind it, too.
  const past = openDb({ ...inject('testServer').admin, database: db.config.database }, { size: 1 })
  for (const { text, values } of statements) {
    const plan = await planOf(text, values)
    const without = await planOf(text, values, past)
    if (narrowings(plan) < narrowings(without)) found.push(`less than\n${without}\n${text}\n${plan}`)
    if (/Seq Scan on (matter|duty|journal|notice|party|hand|search_doc)/.test(plan))
      found.push(`${text}\n${plan}`)
    // Whoever may see all reads a page in the order of an index, whatever the size of the district.
    const plainPage = text.startsWith('select m.id') && !/ in \(select|party|flags @>|from journal/.test(text)
    if (plainPage && plan.includes('Sort')) found.push(`sorts: ${text}\n${plan}`)
  }
  await past.close()
  expect(statements.length).toBeGreaterThan(30)
  expect(found).toEqual([])
})

/** How many conditions narrow the index scans of a plan. */
const narrowings = (plan: string): number =>
  [...plan.matchAll(/Index Cond: (.*)/g)].reduce((n, [, cond = '']) => n + cond.split(' AND ').length, 0)

/** The plan where sequential scans are a last resort: on a small table they would be cheap, here they show a missing index. */
async function planOf(text: string, values: readonly unknown[], via = app): Promise<string> {
  return via.tx(async (tx) => {
    await tx.query('set local enable_seqscan = off')
    const { rows } = await tx.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${text}`, values)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
}

test('every statement sent so far says which tenant, for each table it names', () => {
  const lists = statements.filter(({ text }) => /\bfrom (matter|duty|notice|journal)\b/.test(text))
  expect(lists.length).toBeGreaterThan(30)
  for (const { text, values } of lists) {
    const told = [...text.matchAll(/\btenant_id = \$(\d+)/g)].map(([, n]) => values[Number(n) - 1])
    expect(new Set(told), text).toEqual(new Set(['t1']))
    for (const [, alias] of text.matchAll(
      /\b(?:from|join) (?:matter|duty|notice|journal|party|hand|opened) (\w)\b/g,
    ))
      expect(text).toContain(`${alias}.tenant_id = `)
  }
})
