import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Gate, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import {
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
import { loadMatter } from './stored.ts'

let db: TestDatabase
let context: StoreContext

beforeAll(async () => {
  db = await freshDatabase('act-many')
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
