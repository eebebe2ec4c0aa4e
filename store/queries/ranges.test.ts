import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { TestDatabase } from '#test/database.ts'
import { type Errands, type Sent, errandDistrict, spying } from '#test/errands.ts'
import { MONDAY, actorOf, smallRulebook, testContext } from '#test/factories.ts'
import { petition } from '#test/second-procedure.ts'
import type { StoreContext } from '../context.ts'
import { type Db, openDb } from '../db.ts'
import { fillWords } from '../fill-words.ts'
import { sweep } from '../sweep.ts'
import { latestDeeds } from './deeds.ts'
import { dealtWith, dutiesOf, dutiesOfPosts, inHand, toRead, todo } from './inbox.ts'
import { inboxCounts } from './inbox-counts.ts'
import { countLedger, ledger } from './ledger.ts'
import type { LedgerFilter } from './ledger-filter.ts'
import { namesFor } from './names.ts'
import { owedNext } from './owed.ts'
import { breachesOf } from './unit.ts'
import { waitingOn } from './waiting.ts'

let district: Errands
let db: TestDatabase
let app: Db
let context: StoreContext
let all: readonly string[] = []
const office = actorOf('u0')
const lights = { now: '2026-03-06T01:00:00.000Z', yellow: '2026-03-11T16:00:00.000Z' }
const base: LedgerFilter = { procedure: 'errand' }

beforeAll(async () => {
  district = await errandDistrict('ranges')
  ;({ db, app, context, all } = district)
})
afterAll(() => db.close())

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
    insert into hand (tenant_id, person_id, matter_id, closed, due_at, acted_at)
      select 't1', 'z' || i % 500, 'x' || i, i % 3 = 0, '2026-01-01'::timestamptz + i * interval '1 minute', '2026-01-01'::timestamptz + i * interval '1 minute'
      from generate_series(1, 4000) i;
    insert into journal (tenant_id, act_id, matter_id, seq, kind, at, person_id, leaf, leaf_hash, idem_key)
      select 't1', 'y' || i, 'x' || i, 1, 'errand.give', '2026-01-01'::timestamptz + i * interval '1 minute', 'z' || i % 500, '', '', 'y' || i
      from generate_series(1, 4000) i;
    insert into search_doc (tenant_id, matter_id, title, tsv)
      select 't1', 'x' || i, '事项' || i, array_to_tsvector(array['事项', '项' || i % 10, '第' || i, '号']) from generate_series(1, 4000) i;
    insert into notice (tenant_id, matter_id, seq, n, unit_id, post_id, kind, text, at)
      select 't1', 'x' || i, 1, 0, 'u' || i % 400, null, 'read', '', '2026-01-01' from generate_series(1, 4000) i;`)
  await db.script('analyze')
  const { statements, clock } = district
  statements.length = 0
  const two = testContext(spying(app, statements), clock, {
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
      { isLate: true },
      { owes: 'u3' },
      { owedTo: 'u0' },
      { silentSince: MONDAY },
      { lacks: ['errand.sign'] },
      { decided: 'u3-a' },
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
    await dutiesOfPosts(context, who, ['u3-head'], 50, true)
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
    await owedNext(two, who, ['errand.finishing', 'petition.answering'], 6)
    await dutiesOf(context, who, 'u3', 'owed', 50, false)
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
    const plainPage =
      text.startsWith('select m.id') &&
      !/ in \(select|party|flags @>|from journal|silent_from|cross join lateral/.test(text)
    if (plainPage && plan.includes('Sort')) found.push(`sorts: ${text}\n${plan}`)
  }
  await past.close()
  expect(statements.length).toBeGreaterThan(30)
  expect(found).toEqual([])
})

const found = (query: string): string =>
  `id in (select matter_id from search_doc where tsv @@ $$${query}$$::tsquery)`

const ORDERED = {
  due: 'closed, due_at, id',
  new: 'opened_at desc, id desc',
  updated: 'updated_at desc, id desc',
} as const

test('a page over several procedures holds what comes first of all of them', async () => {
  await db.script(`
    insert into matter (tenant_id, id, procedure, procedure_version, ver, state, state_group, closed, number, title, unit_id,
        record, next_duty, due_at, lapses, opened_at, updated_at, last_leaf)
      select 't1', 'p' || i, 'petition', 1, 1, 'handed', '在办', i % 3 = 1, 'p' || i, '事项' || i, 'u' || i % 400, '{}', 1,
        '2026-01-01'::timestamptz + i * interval '90 seconds', case when i % 2 = 0 then '{late}'::text[] else '{}' end,
        '2026-01-01'::timestamptz - i * interval '1 minute', '2026-01-01'::timestamptz + i * interval '40 seconds', ''
      from generate_series(1, 200) i;
    update matter set lapses = '{late}' where id like 'x%' and unit_id = 'u2';
    insert into late (tenant_id, matter_id, procedure, closed, due_at)
      select tenant_id, id, procedure, closed, due_at from matter where lapses = '{late}' on conflict do nothing;
    insert into party (tenant_id, matter_id, holder, procedure, closed, due_at, opened_at, moved_at)
      select 't1', id, 'unit:u3', procedure, closed, due_at, opened_at, case when closed then updated_at end from matter
      where id like 'p%' or id like 'x1%' on conflict do nothing;
    insert into party (tenant_id, matter_id, holder, procedure, closed, due_at, opened_at, moved_at)
      select 't1', id, 'unit:u5', procedure, closed, due_at, opened_at, case when closed then updated_at end from matter
      where id like 'x%' and id not like 'x2%' or id like 'p1%' on conflict do nothing;
    insert into search_doc (tenant_id, matter_id, title, tsv)
      select 't1', 'p' || i, '事项' || i, array_to_tsvector(array['事项', '项' || i % 10, '第' || i, '号']) from generate_series(1, 200) i`)
  await fillWords(db)
  const sent: Sent[] = []
  const two = testContext(spying(app, sent), district.clock, {
    ...smallRulebook,
    procedures: { ...smallRulebook.procedures, petition },
  })
  const both = [base, { procedure: 'petition' }]
  const isOf: [Partial<LedgerFilter>, string][] = [
    [{}, 'true'],
    [{ isLate: true }, `lapses @> '{late}'`],
    [{ q: '事项' }, found(`'事项'`)],
    [{ q: '事项 项3' }, found(`'事项' & '项3'`)],
    [{ flag: 'late', closed: false }, `not closed and lapses @> '{late}'`],
  ]
  const everywhere = { ...office, functions: [...office.functions, 'coordination'] }
  // The last of them takes part in so much that what moved last is looked for in the whole district.
  for (const who of [everywhere, actorOf('u3'), actorOf('u5')])
    for (const sort of ['due', 'new', 'updated'] as const)
      for (const [more, where] of isOf) {
        const seen =
          who === everywhere
            ? 'true'
            : `id in (select matter_id from party where holder = 'unit:${who.unit}')`
        const { rows } = await db.query<{ id: string }>(
          `select id from matter where procedure in ('errand', 'petition') and ${where} and ${seen} order by ${ORDERED[sort]}`,
        )
        const asked = both.map((one) => ({ ...one, ...more }))
        const first = await ledger(two, who, asked, lights, { limit: 60, sort })
        const next = await ledger(two, who, asked, lights, {
          limit: 60,
          sort,
          cursor: first.next ?? undefined,
        })
        const listed = [...first.rows, ...(first.next === null ? [] : next.rows)].map(({ id }) => id)
        const said = JSON.stringify({ who: who.unit, sort, more })
        expect(listed, said).toEqual(rows.slice(0, 120).map(({ id }) => id))
        const n = Math.min(1_000, rows.length)
        expect(await countLedger(two, who, asked, lights), said).toEqual({ n, more: rows.length > n })
      }
  expect(sent.some(({ text }) => /m\.closed = false and exists \(select 1 from party/.test(text))).toBe(true)
})

test('duties of one unit are those on matters the reader may see, however much they take part in', async () => {
  await db.script(`
    insert into duty (tenant_id, matter_id, no, name, procedure, unit_id, body, state, opened_at, due_at)
      select 't1', 'p' || i, 1, 'answering', 'petition', 'u' || i % 400, '{}', 'open', '2026-01-01', '2026-01-01'::timestamptz + i * interval '70 seconds'
      from generate_series(1, 200) i;
    update duty set creditor_unit = 'u9', unit_id = 'u8', lapsed_at = due_at + interval '1 day' where matter_id similar to '(x|p)%';
    insert into duty (tenant_id, matter_id, no, name, procedure, unit_id, creditor_unit, body, state, opened_at, due_at)
      select tenant_id, matter_id, 2, name, procedure, unit_id, creditor_unit, body, state, opened_at, due_at + interval '1 minute' from duty
      where matter_id similar to '(x|p)%5'`)
  const two = testContext(spying(app, []), district.clock, {
    ...smallRulebook,
    procedures: { ...smallRulebook.procedures, petition },
  })
  const everywhere = { ...office, functions: [...office.functions, 'coordination'] }
  const own = { ...actorOf('u8'), functions: [] }
  // Everything is open to the first; of the others one has few parts, one some and many, one many and few.
  for (const who of [everywhere, own, actorOf('u1'), actorOf('u3'), actorOf('u5')]) {
    const seen =
      who === everywhere
        ? 'true'
        : `d.matter_id in (select matter_id from party where holder = 'unit:${who.unit}')`
    const keys = async (where: string, by: string): Promise<string[]> => {
      const { rows } = await db.query<{ key: string }>(
        `select d.matter_id || '/' || d.no as key from duty d where d.state = 'open' and ${where} order by ${by}`,
      )
      return rows.map(({ key }) => key)
    }
    const due = 'd.due_at, d.matter_id, d.no'
    for (const [side, column, asks] of [
      ['owes', 'unit_id', { owes: 'u8' }],
      ['owed', 'creditor_unit', { owedTo: 'u9' }],
    ] as const) {
      const unit = side === 'owes' ? 'u8' : 'u9'
      const expected = await keys(`d.${column} = '${unit}' and ${seen}`, due)
      const { rows } = await dutiesOf(two, who, unit, side, 80, false)
      expect(
        rows.map(({ id, no }) => `${id}/${no}`),
        `${who.unit} ${side}`,
      ).toEqual(expected.slice(0, 80))
      const matters = new Set(expected.map((key) => key.split('/')[0])).size
      const both = [base, { procedure: 'petition' }].map((one) => ({ ...one, ...asks }))
      expect(await countLedger(two, who, both, lights), `${who.unit} ${side}`).toEqual({
        n: Math.min(1_000, matters),
        more: matters > 1_000,
      })
    }
    const lapsed = await keys(
      `d.unit_id = 'u8' and d.lapsed_at is not null and ${who === own ? 'true' : seen}`,
      'd.lapsed_at desc',
    )
    const breaches = await breachesOf(two, who, 'u8', 60)
    expect(
      breaches.map(({ id }) => id),
      who.unit,
    ).toEqual(lapsed.slice(0, 60).map((key) => key.split('/')[0]))
    const answering = await keys(`d.name = 'answering' and ${seen}`, due)
    const next = await owedNext(two, who, ['petition.answering'], 10)
    expect(
      next.map(({ id }) => id),
      who.unit,
    ).toEqual([...new Set(answering.map((key) => key.split('/')[0]))].slice(0, 10))
  }
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
  const lists = district.statements.filter(({ text }) => /\bfrom (matter|duty|notice|journal)\b/.test(text))
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
