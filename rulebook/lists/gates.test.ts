import { describe, expect, test } from 'vitest'
import { contextOf } from '#kernel/apply.ts'
import { blank } from '#kernel/matter.ts'
import { actor, smallFacts } from '#test/small-district.ts'
import { type Under, licensed, underItem } from './gates.ts'

const NOON = '2026-03-02T04:00:00.000Z'

/** What the two gates say about an act of the housing bureau that names an item in its form. */
function said(item: string | undefined, more: Partial<Under> = {}, who = 'housing.clerk') {
  const context = contextOf(blank('m1', 'x', 1), actor(who), { item }, smallFacts, NOON)
  const gates = underItem('item', { kinds: ['penalty'], in: 'form', ...more })
  return gates.flatMap((gate) => {
    const refused = gate.refuses(context)
    return refused ? [{ code: gate.code, norm: gate.norm, ...refused }] : []
  })
}

describe('an act that touches people’s rights', () => {
  test('is done under an item that the unit holds, of that kind', () => {
    expect(said('housing.penalty')).toEqual([])
  })

  test('not without one, not under another unit’s, not under one of another kind', () => {
    expect(said(undefined)[0]).toMatchObject({ code: 'ITEM_NOT_HELD', norm: 'B4' })
    expect(said('nothing')[0]?.message).toContain('没有编码为nothing')
    expect(said('water.penalty')[0]?.message).toContain('区水务局的职权')
    expect(said('housing.coercion')[0]?.message).toContain('不能据以作出行政处罚')
    expect(said('housing.penalty')[0]?.remedy).toBeUndefined()
    expect(said('housing.coercion')[0]?.remedy).toContain('清单调整')
  })

  test('not under one of another list, nor on somebody it is not for', () => {
    expect(said('housing.penalty', { lists: ['approvals'] })[0]?.code).toBe('ITEM_NOT_HELD')
    expect(said('housing.penalty', { on: () => 'firm' })).toEqual([])
  })

  test('the unit may be another than that of who acts', () => {
    expect(said('housing.penalty', { by: () => 'housing' }, 'street.clerk')).toEqual([])
    expect(said('housing.penalty', {}, 'street.clerk')[0]?.code).toBe('ITEM_NOT_HELD')
  })

  test.each([
    ['housing.gone', '已于2025-06-01取消'],
    ['housing.over', '有效期到2025-12-31为止'],
    ['housing.early', '自2027-01-01起施行'],
    ['housing.baseless', '《旧条例》第3条施行到2025-12-31为止'],
  ])('not under %s: %s', (item, words) => {
    const [only, ...more] = said(item)
    expect(more).toEqual([])
    expect(only).toMatchObject({ code: 'ITEM_NOT_LIVE', norm: 'D3' })
    expect(only?.message).toContain(words)
  })
})

describe('an officer', () => {
  const context = (who: string, form = {}) =>
    contextOf(blank('m1', 'x', 1), actor(who), form, smallFacts, NOON)

  test('signs with a licence, and not without', () => {
    expect(licensed(['penalty']).refuses(context('housing.clerk'))).toBeNull()
    expect(licensed(['penalty']).refuses(context('housing.newcomer'))?.message).toBe(
      '您没有行政执法证，不能签署行政处罚',
    )
    expect(licensed(['penalty']).refuses(context('housing.second'))?.message).toContain('已过期')
  })

  test('and the others with him', () => {
    const both = licensed(['coercion'], { officers: ({ form }) => [form['a'], form['b']], reads: 'form' })
    expect(both.refuses(context('housing.head', { a: 'housing.clerk', b: 'housing.deputy' }))).toBeNull()
    expect(
      both.refuses(context('housing.head', { a: 'housing.clerk', b: 'water.clerk' }))?.message,
    ).toContain('别的单位')
  })
})

test('a gate all of whose bases are over is not asked', async () => {
  const { refusalsOf } = await import('#kernel/apply.ts')
  const { supervisedTask } = await import('../supervised-task/procedure.ts')
  const gate = { ...licensed(['penalty']), refuses: () => ({ message: '不行' }) }
  const power = { may: '试', who: [], when: 'nothing', form: {}, gates: [gate], basis: [] } as const
  const asked = (basis: (typeof gate)['basis']) =>
    refusalsOf(
      supervisedTask,
      { ...power, gates: [{ ...gate, basis }] },
      'try',
      blank('m1', 'x', 1),
      context2(),
      'opened',
    ).length
  const context2 = () => contextOf(blank('m1', 'x', 1), actor('housing.clerk'), {}, smallFacts, NOON)
  const ended = { title: '旧条例', article: '第3条', status: 'own', from: '2020-01-01' } as const
  expect(asked(gate.basis)).toBe(1)
  expect(asked([ended])).toBe(0)
  expect(asked([ended, ...gate.basis])).toBe(1)
})
