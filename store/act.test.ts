import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import type { ActOutcome } from './act.ts'
import type { StoreContext } from './context.ts'
import { journalOf, rebuilt } from './journal.ts'
import { loadMatter } from './stored.ts'
import { sweep } from './sweep.ts'

let db: TestDatabase
let context: StoreContext

beforeAll(async () => {
  db = await freshDatabase('act')
  await seedDistrict(db)
  context = testContext(db)
})
afterAll(() => db.close())

const codes = (outcome: ActOutcome): string[] =>
  outcome.kind === 'refused' ? outcome.refusals.map((r) => r.code) : [outcome.kind]

async function count(sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*) as n from ${sql}`, values)
  return rows[0]?.n ?? -1
}

const give = { title: '修缮河堤', lead: 'u1', due: '2026-03-31' }

describe('an act', () => {
  test('is done: matter, duties, parties, notices and journal agree; nothing is sent one by one', async () => {
    const id = await anErrand(context, { helpers: ['u2'] })
    const stored = await loadMatter(db, 't1', id)
    expect(stored?.matter.duties.map((d) => [d.no, d.name, d.holder.unit])).toEqual([
      [1, 'signing', 'u1'],
      [2, 'finishing', 'u1'],
    ])
    expect(stored?.parties.toSorted()).toEqual(['post:u1-head', 'unit:u1', 'unit:u2'])
    expect(stored?.dueAt).toBe('2026-03-31T16:00:00.000Z')
    expect(await count('notice where matter_id = $1', [id])).toBe(3)
    expect(await count('outbox')).toBe(0)
    const lines = await journalOf(db, 't1', id)
    expect(stored && rebuilt(lines, stored.matter)).toEqual(stored?.matter)
  })

  test('is refused in full, and the refusal is counted without a person', async () => {
    const id = await anErrand(context)
    const outcome = await doing(context, 'finish', actorOf('u1'), { result: '完成' }, { matter: id })
    expect(codes(outcome)).toEqual(['WRONG_STATE'])
    await expect
      .poll(() => count(`refusal_tally where act = 'errand.finish' and code = 'WRONG_STATE'`))
      .toBe(1)
  })

  test('by a stranger finds nothing, as for a matter that does not exist', async () => {
    const id = await anErrand(context)
    expect(await doing(context, 'sign', actorOf('u4'), {}, { matter: id })).toEqual({ kind: 'not found' })
    expect(await doing(context, 'sign', actorOf('u1'), {}, { matter: randomUUID() })).toEqual({
      kind: 'not found',
    })
    expect(await doing(context, 'sign', actorOf('u1'))).toEqual({ kind: 'not found' })
  })

  test('filled in before somebody acted is stale, before anything is decided', async () => {
    const id = await anErrand(context)
    const sent = { matter: id, ver: 1, key: randomUUID() }
    expect((await doing(context, 'sign', actorOf('u1'), {}, sent)).kind).toBe('done')
    const late = await doing(context, 'report', actorOf('u1'), { progress: '过半' }, { matter: id, ver: 1 })
    expect(late).toEqual({
      kind: 'refused',
      refusals: [{ code: 'STALE', message: '事项已有新进展', remedy: '看过最新情况再办理' }],
    })
    const twice = await doing(context, 'sign', actorOf('u1', 'b'), {}, { matter: id, ver: 1 })
    expect(codes(twice)).toEqual(['STALE'])
    // The same request again is not late: it has been done.
    expect((await doing(context, 'sign', actorOf('u1'), {}, sent)).kind).toBe('done')
    const now = await doing(context, 'report', actorOf('u1'), { progress: '过半' }, { matter: id, ver: 2 })
    expect(now.kind).toBe('done')
    const unseen = await doing(context, 'report', actorOf('u1'), { progress: '过半' }, { matter: id })
    expect(unseen.kind).toBe('done')
  })

  test('filled in before a reminder or a lapse is as good as it was', async () => {
    const id = await anErrand(context)
    const later = testContext(db, new StillClock('2026-03-06T01:00:00.000Z'))
    await sweep(later, later.clock.now())
    expect((await loadMatter(db, 't1', id))?.matter.ver).toBeGreaterThan(1)
    expect((await doing(later, 'sign', actorOf('u1'), {}, { matter: id, ver: 1 })).kind).toBe('done')
  })

  test('of many filled in at once on one version happens once', async () => {
    const id = await anErrand(context)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        doing(context, 'report', actorOf('u1'), { progress: `第${i}次` }, { matter: id, ver: 2 }),
      ),
    )
    expect(outcomes.flatMap(codes).toSorted()).toEqual([...Array(11).fill('STALE'), 'done'])
  })

  test('can be taken back until somebody else acts: duties come back under their numbers', async () => {
    const id = await anErrand(context)
    const before = await loadMatter(db, 't1', id)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    expect(codes(await doing(context, 'takeBack', actorOf('u1', 'b'), {}, { matter: id }))).toContain(
      'NOTHING_TO_TAKE_BACK',
    )
    expect((await doing(context, 'takeBack', actorOf('u1'), {}, { matter: id })).kind).toBe('done')
    const after = await loadMatter(db, 't1', id)
    expect(after?.matter.duties).toEqual(before?.matter.duties)
    expect(after?.matter.state).toBe('given')
    expect(await count(`duty where matter_id = $1 and state = 'open' and closed_at is null`, [id])).toBe(2)
  })

  test('keeps flags and the due instant for lists', async () => {
    const id = await anErrand(context)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await doing(context, 'block', actorOf('u1'), { why: '缺地' }, { matter: id })
    expect((await loadMatter(db, 't1', id))?.flags).toEqual(['paused', 'stuck'])
    await doing(context, 'unblock', actorOf('u0'), {}, { matter: id })
    expect((await loadMatter(db, 't1', id))?.flags).toEqual([])
    await doing(context, 'report', actorOf('u1'), { progress: '一半' }, { matter: id })
    await doing(context, 'finish', actorOf('u1'), { result: '完成' }, { matter: id })
    const stored = await loadMatter(db, 't1', id)
    expect(stored?.flags).toEqual(['met', 'reported'])
    expect(stored?.dueAt).toBe('2026-03-31T16:00:00.000Z')
  })
})

describe('files and matters named in a form', () => {
  const upload = async (id: string, by: string): Promise<void> => {
    await db.query(
      `insert into file values ('t1', $1, '图.pdf', 'application/pdf', 'pdf', 12, decode(repeat('ab', 32), 'hex'), $2, now())`,
      [id, by],
    )
  }

  test('hang on the matter and stand in the leaf; another person’s upload is refused', async () => {
    await upload('f1', actorOf('u0').person)
    await upload('f2', actorOf('u3').person)
    const id = await anErrand(context, { papers: ['f1'] })
    expect(await count('matter_file where matter_id = $1 and seq = 1', [id])).toBe(1)
    const { rows } = await db.query<{ leaf: Buffer }>('select leaf from journal where matter_id = $1', [id])
    expect(JSON.parse(String(rows[0]?.leaf))).toMatchObject({
      files: [{ n: 12 }],
      seq: 1,
      prev: null,
      via: 'web',
    })
    const stolen = await doing(context, 'give', actorOf('u0'), { ...give, papers: ['f1', 'f2'] })
    expect(codes(stolen)).toEqual(['FORM_INVALID'])
  })
})

test('a form that names what does not exist is refused at the field', async () => {
  const outcome = await doing(context, 'give', actorOf('u0'), {
    ...give,
    helpers: ['u2', 'u99'],
    after: randomUUID(),
  })
  if (outcome.kind !== 'refused') throw new Error(outcome.kind)
  expect(outcome.refusals[0]).toMatchObject({
    code: 'FORM_INVALID',
    fields: { helpers: '配合单位：名录里没有这个单位', after: '前件：没有这件事项，或者您无权查看' },
  })
  const existing = await anErrand(context)
  expect((await doing(context, 'give', actorOf('u0'), { ...give, after: existing })).kind).toBe('done')
})

describe('numbers', () => {
  test('have no gaps, whoever is refused in between and however many draw at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        doing(context, 'give', actorOf('u0'), { ...give, due: i % 4 === 0 ? '2026-01-01' : '2026-04-01' }),
      ),
    )
    expect(outcomes.filter((o) => o.kind === 'refused')).toHaveLength(6)
    const { rows } = await db.query<{ number: string }>('select number from matter')
    const numbers = rows.map((row) => Number(/(\d+)号$/.exec(row.number)?.[1])).toSorted((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  })

  test('begin again with the year', async () => {
    const later = testContext(db, new StillClock('2026-12-31T16:00:00.000Z'))
    const outcome = await doing(later, 'give', actorOf('u0'), { ...give, due: '2027-02-01' })
    expect(outcome.kind === 'done' && outcome.matter.record['number']).toBe('交办〔2027〕1号')
  })
})

describe('the same key', () => {
  test('twice has one effect and one receipt, also when the act is no longer lawful', async () => {
    const key = randomUUID()
    const first = await doing(context, 'give', actorOf('u0'), give, { key })
    const again = await doing(context, 'give', actorOf('u0'), give, { key })
    if (first.kind !== 'done' || again.kind !== 'done') throw new Error('not done')
    expect(again.receipt).toEqual(first.receipt)
    const request = { matter: first.matter.id, key: randomUUID() }
    const signed = await doing(context, 'sign', actorOf('u1'), {}, request)
    const repeated = await doing(context, 'sign', actorOf('u1'), {}, request)
    expect(repeated).toEqual(signed)
    expect(await count('journal where matter_id = $1', [first.matter.id])).toBe(2)
  })

  test('at once from many connections has one effect', async () => {
    const key = randomUUID()
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => doing(context, 'give', actorOf('u0'), give, { key })),
    )
    const receipts = outcomes.map((o) => (o.kind === 'done' ? o.receipt.act : o.kind))
    expect(new Set(receipts).size).toBe(1)
    const id = await anErrand(context)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    const reports = await Promise.all(
      Array.from({ length: 12 }, () =>
        doing(context, 'report', actorOf('u1'), { progress: '过半' }, { matter: id, key: `${key}-r` }),
      ),
    )
    expect(new Set(reports.map((o) => (o.kind === 'done' ? o.receipt.seq : o.kind)))).toEqual(new Set([3]))
  })

  test('with another act, form or person is refused', async () => {
    const key = randomUUID()
    const id = await anErrand(context)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await doing(context, 'report', actorOf('u1'), { progress: '甲' }, { matter: id, key })
    const others = [
      doing(context, 'report', actorOf('u1'), { progress: '乙' }, { matter: id, key }),
      doing(context, 'report', actorOf('u1', 'b'), { progress: '甲' }, { matter: id, key }),
      doing(context, 'block', actorOf('u1'), { why: '甲' }, { matter: id, key }),
    ]
    for (const outcome of await Promise.all(others)) expect(codes(outcome)).toEqual(['KEY_REUSED'])
  })

  test('gives its receipt to whoever may no longer see the matter since, and nothing else of it', async () => {
    const id = await anErrand(context)
    const [key, by] = [randomUUID(), actorOf('u1')]
    const first = await doing(context, 'sign', by, {}, { matter: id, key })
    // As an act does that names another unit.
    await db.query(`delete from party where matter_id = $1`, [id])
    const again = await doing(context, 'sign', by, {}, { matter: id, key })
    expect(again.kind === 'done' && first.kind === 'done' && again.receipt).toEqual(
      first.kind === 'done' && first.receipt,
    )
    expect(await doing(context, 'sign', by, {}, { matter: id })).toEqual({ kind: 'not found' })
    expect(await doing(context, 'sign', actorOf('u4'), {}, { matter: id, key })).toEqual({
      kind: 'not found',
    })
  })

  test('finds its receipt when the connection was lost after the commit', async () => {
    let lost = false
    const flaky: StoreContext = {
      ...context,
      db: {
        ...db,
        query: async (text, values) => {
          const result = await db.query<never>(text, values)
          if (!lost && text.includes('with gate')) {
            lost = true
            throw new Error('Connection terminated unexpectedly')
          }
          return result
        },
      },
    }
    const id = await anErrand(context)
    const outcome = await doing(flaky, 'sign', actorOf('u1'), {}, { matter: id })
    expect(lost).toBe(true)
    expect(outcome.kind === 'done' && outcome.receipt.seq).toBe(2)
    expect(await count('journal where matter_id = $1', [id])).toBe(2)
  })
})
