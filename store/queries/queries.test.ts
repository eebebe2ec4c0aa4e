import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestDatabase } from '#test/database.ts'
import { errandDistrict, type Errands } from '#test/errands.ts'
import { MONDAY, actorOf } from '#test/factories.ts'
import type { StoreContext } from '../context.ts'
import { fillLists } from '../fill-lists.ts'
import { sweep } from '../sweep.ts'
import { dealtWith, dutiesOf, inHand, markOpened, toRead, todo } from './inbox.ts'
import { inboxCounts } from './inbox-counts.ts'
import type { LedgerSort } from './ledger-order.ts'
import { countLedger, ledger } from './ledger.ts'
import type { LedgerFilter } from './ledger-filter.ts'
import { cursorOf } from './parts.ts'
import { breachesOf } from './unit.ts'

let district: Errands
let db: TestDatabase
let context: StoreContext
let all: readonly string[] = []
const office = actorOf('u0')
const AT = '2026-03-02T01:00:00.000Z'

beforeAll(async () => {
  district = await errandDistrict('queries')
  ;({ db, context, all } = district)
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
    ['a duty late when none is', { ...base, isLate: true }, () => false],
    ['a unit that owes', { ...base, owes: 'u2' }, (i) => i % 5 === 1 && i !== 1],
    ['a unit that is owed', { ...base, owedTo: 'u1' }, (i) => i === 5],
    ['what never happened', { ...base, lacks: ['errand.sign'] }, (i) => ![0, 1, 5].includes(i)],
    ['a unit silent since before anything began', { ...base, silentSince: MONDAY }, () => false],
    // What rests is not silence, and what is done is not either.
    ['a silent unit', { ...base, silentSince: '2026-03-02T02:00:00.000Z' }, (i) => i !== 1 && i !== 5],
    // The unit takes part, not one of its posts.
    ['what a post decided that takes no part itself', { ...base, decided: 'u1-a' }, () => false],
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
    await db.script(`create table party_before as select * from party; create table hand_before as select * from hand;
      update party set procedure = null, closed = null, due_at = null, opened_at = null, moved_at = null; delete from hand`)
    expect(await everyPage(base, 'due', actorOf('u3'))).toEqual([])
    expect(await fillLists(db)).toBe(all.length)
    expect(await fillLists(db)).toBe(0)
    for (const [table, before] of [
      ['party', 'party_before'],
      ['hand', 'hand_before'],
    ])
      expect(
        (
          await db.query(
            `(table ${table} except table ${before}) union all (table ${before} except table ${table})`,
          )
        ).rows,
      ).toEqual([])
    await db.script('drop table party_before; drop table hand_before')
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
    const now = '2026-03-06T01:00:00.000Z'
    await sweep(context, now)
    const later: StoreContext = { ...context, clock: { now: () => now } }
    expect(await inboxCounts(later, actorOf('u1'), 'mine')).toMatchObject({ todo: 7, lapsed: 7 })
    // What was granted a later day since is not past its term now.
    expect(await inboxCounts(context, actorOf('u1'), 'mine')).toMatchObject({ todo: 7, lapsed: 0 })
    expect((await breachesOf(context, actorOf('u1'), 'u1', 50)).length).toBe(7)
    expect((await dutiesOf(context, actorOf('u1'), 'u1', 'owes', 50, true)).rows).toHaveLength(8)
    expect(
      (await dutiesOf(context, actorOf('u1'), 'u1', 'owed', 50, false)).rows.map((row) => row.body.name),
    ).toEqual(['unblocking'])
    const lapsed = await everyPage({ ...base, lapsed: ['signing', 'finishing'] }, 'due')
    expect(lapsed.toSorted()).toEqual(await lapsedMatters())
    // The head is told the day after; a clerk's post is not.
    const told = await toRead(context, actorOf('u1', 'head'), { limit: 10 })
    expect(told.rows.every((row) => row.text.startsWith('提请单位主要负责人督促'))).toBe(true)
    expect(told.rows.length).toBeGreaterThan(0)
  })
})
