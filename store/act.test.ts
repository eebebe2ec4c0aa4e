import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Gate, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import {
  StillClock,
  actorOf,
  anErrand,
  doing,
  errand,
  seedDistrict,
  smallRulebook,
  testContext,
} from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { type ActOutcome, act } from './act.ts'
import { actMany } from './act-many.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
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
const channel = { via: 'web', auth: 'session' }

describe('an act', () => {
  test('is done: matter, duties, parties, notices, outbox and journal agree', async () => {
    const id = await anErrand(context, { helpers: ['u2'] })
    const stored = await loadMatter(db, 't1', id)
    expect(stored?.matter.duties.map((d) => [d.no, d.name, d.holder.unit])).toEqual([
      [1, 'signing', 'u1'],
      [2, 'finishing', 'u1'],
    ])
    expect(stored?.parties.toSorted()).toEqual(['post:u1-head', 'unit:u1', 'unit:u2'])
    expect(stored?.dueAt).toBe('2026-03-31T16:00:00.000Z')
    expect(await count('notice where matter_id = $1', [id])).toBe(3)
    expect(await count(`outbox where body ->> 'matter' = $1`, [id])).toBe(2)
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

describe('setting up many', () => {
  const many = (forms: unknown[], key: string = randomUUID()) =>
    actMany(context, { procedure: 'errand', act: 'give', forms, actor: actorOf('u0'), key, channel })

  test('makes all of them with numbers in a row, once per key', async () => {
    const forms = Array.from({ length: 40 }, (_, i) => ({ ...give, title: `第${i}件` }))
    const key = randomUUID()
    const outcome = await many(forms, key)
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
    const numbers = outcome.created.map((c) => Number(/(\d+)号/.exec(String(c.matter.record['number']))?.[1]))
    expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i))
    const again = await many(forms, key)
    expect(again.kind === 'done' && again.created.map((c) => c.receipt)).toEqual(
      outcome.created.map((c) => c.receipt),
    )
  })

  test('makes none when one is refused, and says which', async () => {
    const before = await count('matter')
    const outcome = await many([give, { ...give, due: '2026-01-01' }, { ...give, title: '' }])
    if (outcome.kind !== 'refused') throw new Error(outcome.kind)
    expect(outcome.refusals.map((r) => r.message)).toEqual([
      '第2项：时限应在2026-03-02之后',
      '第3项：请填写工作任务',
    ])
    expect(outcome.refusals[1]?.fields).toEqual({ '3.title': '请填写工作任务' })
    expect(await count('matter')).toBe(before)
  })
})

const INHERITED = ['toString', 'constructor', '__proto__', 'hasOwnProperty']

test.each(['fly', ...INHERITED])('%s is no act and no procedure: an answer, not an error', async (name) => {
  const id = await anErrand(context)
  expect(codes(await doing(context, name, actorOf('u1'), {}, { matter: id }))).toEqual(['ACT_UNKNOWN'])
  const nothing = { kind: 'not found' }
  expect(await doing(context, name, actorOf('u0'), give)).toEqual(nothing)
  expect(await doing(context, 'give', actorOf('u0'), give, { procedure: name })).toEqual(nothing)
  expect(await doing(context, 'sign', actorOf('u1'), {}, { procedure: name, matter: id })).toEqual(nothing)
  const many = { forms: [give], actor: actorOf('u0'), key: randomUUID(), channel }
  expect(await actMany(context, { ...many, procedure: 'errand', act: name })).toEqual(nothing)
  expect(await actMany(context, { ...many, procedure: name, act: 'give' })).toEqual(nothing)
})

const otherOpen: Gate = {
  name: 'otherOpen',
  code: 'OTHER_CLOSED',
  norm: 'C1',
  basis: [],
  title: '另一件仍在办',
  about: 'matter',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters }) =>
    matters[form['after']]?.final === false ? null : { message: '另一件已经办结' },
}

/** As an errand, but it can be closed into another one that is still open, and is given only beside an open one. */
function joiningRulebook(): Rulebook {
  const { give: giving, finish } = errand.powers
  const powers = {
    ...errand.powers,
    give: { ...giving, gates: [otherOpen] },
    join: { ...finish, form: { after: errand.record.after }, gates: [otherOpen] },
  }
  return { ...smallRulebook, procedures: { errand: { ...errand, powers } as unknown as Procedure } }
}

describe('an act that looks at another matter', () => {
  const joining = joiningRulebook()
  const stateOf = async (id: string) => (await loadMatter(db, 't1', id))?.matter.state
  const join = (ctx: StoreContext, from: string, into: string) =>
    doing(ctx, 'join', actorOf('u1'), { after: into }, { matter: from })

  async function pair(): Promise<readonly [string, string]> {
    const ids = [await anErrand(context), await anErrand(context)] as const
    for (const id of ids) await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    return ids
  }

  test('of two that would close into each other, one does', { timeout: 60_000 }, async () => {
    const ctx = testContext(db, undefined, joining)
    const pairs = await Promise.all(Array.from({ length: 16 }, pair))
    const outcomes = await Promise.all(pairs.map(([a, b]) => Promise.all([join(ctx, a, b), join(ctx, b, a)])))
    for (const [i, both] of outcomes.entries()) {
      expect(both.flatMap(codes).toSorted()).toEqual(['OTHER_CLOSED', 'done'])
      const states = await Promise.all((pairs[i] ?? []).map(stateOf))
      expect(states.filter((s) => s === 'done')).toHaveLength(1)
    }
  })

  /** A context in which `meanwhile` happens once, just before the first commit. */
  function disturbed(meanwhile: () => Promise<unknown>): StoreContext {
    let waiting = true
    const watching = (to: Queryable): Queryable['query'] => {
      return async (text, values) => {
        if (waiting && text.includes('gate as (')) {
          waiting = false
          await meanwhile()
        }
        return to.query(text, values)
      }
    }
    const watched = {
      ...db,
      query: watching(db),
      tx: <T>(fn: (tx: Queryable) => Promise<T>) => db.tx((tx) => fn({ ...tx, query: watching(tx) })),
    }
    return testContext(watched, undefined, joining)
  }
  const closing = (id: string) => () =>
    doing(context, 'finish', actorOf('u1'), { result: '完成' }, { matter: id })

  test('is decided again when that one moved, and done when it still may be', async () => {
    const [a, b] = await pair()
    const reporting = () => doing(context, 'report', actorOf('u1'), { progress: '过半' }, { matter: b })
    expect(codes(await join(disturbed(reporting), a, b))).toEqual(['done'])
  })

  test('is refused when that one closed meanwhile, also where it sets matters up', async () => {
    const [a, b] = await pair()
    const [c, d] = await pair()
    expect(codes(await join(disturbed(closing(b)), a, b))).toEqual(['OTHER_CLOSED'])
    const before = await count('matter')
    const one = await doing(disturbed(closing(a)), 'give', actorOf('u0'), { ...give, after: a })
    expect(codes(one)).toEqual(['OTHER_CLOSED'])
    const many = { procedure: 'errand', act: 'give', actor: actorOf('u0'), key: randomUUID(), channel }
    const forms = [{ ...give, after: c }]
    expect((await actMany(disturbed(closing(c)), { ...many, forms })).kind).toBe('refused')
    expect(await count('matter')).toBe(before)
    const lawful = await doing(
      disturbed(async () => null),
      'give',
      actorOf('u0'),
      { ...give, after: d },
    )
    expect(lawful.kind).toBe('done')
  })
})

test('a matter of another procedure is not found', async () => {
  const id = await anErrand(context)
  const elsewhere = {
    procedure: 'other',
    act: 'sign',
    form: {},
    actor: actorOf('u1'),
    key: randomUUID(),
    channel,
    matter: id,
  }
  expect(await act(context, elsewhere)).toEqual({ kind: 'not found' })
})
