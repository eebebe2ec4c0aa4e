import { expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import { addDays, daysBetween } from '#kernel/time.ts'
import { type Asked, WINDOW, sameCause, splits, splitsAmong } from './splitting.ts'

const one = (id: string, sum: number, on: string, more: Partial<Asked> = {}): Asked => ({
  id,
  body: 'b1',
  payee: '某施工企业',
  sum,
  on,
  ...more,
})

test('three sums under the threshold that reach it together within twelve months are found, with their total', () => {
  const asked = [one('a', 120, '2026-01-10'), one('b', 110, '2026-05-10'), one('c', 90, '2026-09-10')]
  expect(splits(asked, 300)).toEqual([{ by: 'payee', name: '某施工企业', items: asked, total: 320 }])
})

test('a space or a bracket in the name hides nothing', () => {
  const asked = [one('a', 200, '2026-01-10'), one('b', 200, '2026-02-10', { payee: '某施工 企业（）' })]
  expect(splits(asked, 300)).toHaveLength(1)
})

test.each([
  ['more than twelve months apart', [one('a', 200, '2025-01-01'), one('b', 200, '2026-01-02')]],
  ['of different bodies', [one('a', 200, '2026-01-01'), one('b', 200, '2026-01-02', { body: 'b2' })]],
  ['for different payees', [one('a', 200, '2026-01-01'), one('b', 200, '2026-01-02', { payee: '别家' })]],
  ['with one that was decided as major anyway', [one('a', 400, '2026-01-01'), one('b', 200, '2026-01-02')]],
  [
    'with nobody named',
    [one('a', 200, '2026-01-01', { payee: '' }), one('b', 200, '2026-01-02', { payee: '' })],
  ],
])('sums %s are not counted together', (_, asked) => {
  expect(splits(asked, 300)).toEqual([])
})

test('a project is followed like a payee', () => {
  const asked = [
    one('a', 200, '2026-01-01', { payee: '甲', project: '桥东排水' }),
    one('b', 200, '2026-01-02', { payee: '乙', project: '桥东排水' }),
  ]
  expect(splits(asked, 300).map(({ by, total }) => [by, total])).toEqual([['project', 400]])
})

test('what is found agrees with trying every window, 2,000 times', () => {
  const random = seeded('splits')
  for (let n = 0; n < 2_000; n++) {
    const asked = Array.from({ length: 1 + random.int(7) }, (_, i) =>
      one(`i${i}`, 20 + random.int(290), addDays('2025-01-01', random.int(700)), {
        payee: random.pick(['甲', '乙']),
        body: random.pick(['b1', 'b1', 'b2']),
      }),
    )
    const found = splits(asked, 300)
    for (const body of ['b1', 'b2'])
      for (const payee of ['甲', '乙']) {
        const mine = asked.filter((x) => x.body === body && x.payee === payee && x.sum < 300)
        const best = Math.max(
          0,
          ...mine.map(({ on }) =>
            mine
              .filter((x) => daysBetween(on, x.on) >= 0 && daysBetween(on, x.on) <= WINDOW)
              .reduce((sum, x) => sum + x.sum, 0),
          ),
        )
        const told = found.find(({ name, items }) => name === payee && items[0]?.body === body)
        expect(told?.total, `splits ${n} ${body} ${payee}`).toBe(best >= 300 ? best : undefined)
        for (const x of told?.items ?? []) expect(sameCause(x, told?.items[0] ?? x)).toBe(true)
      }
  }
})

const LIST = {
  collective: [
    { kind: 'fund', measure: 'sum', threshold: 300, basis: '本区清单' },
    { kind: 'personnel', measure: 'none', basis: '本区清单' },
  ],
}
const item = (id: string, record: object, state = 'banked') => ({
  id,
  on: '2026-03-10',
  state,
  record: { kind: 'fund', payee: '某施工企业', sum: 200, ...record },
})

test('among items of a body those are told that reach a line of its list together', () => {
  const [found, ...others] = splitsAmong([item('a', {}), item('b', {}), item('c', { payee: '别家' })], LIST)
  expect(others).toEqual([])
  expect(found).toMatchObject({
    by: '收款单位',
    name: '某施工企业',
    total: 400,
    threshold: 300,
    isJoined: false,
  })
  expect(found?.items.map(({ id }) => id)).toEqual(['a', 'b'])
})

test('what is counted together already is told as that; what was withdrawn, hidden or of another kind is not', () => {
  const joined = [item('a', {}), item('b', { related: [{ topic: 'a', sum: 200 }] })]
  expect(splitsAmong(joined, LIST)).toMatchObject([{ isJoined: true }])
  for (const other of [
    item('b', {}, 'withdrawn'),
    item('b', { sum: undefined }),
    item('b', { kind: 'asset' }),
  ])
    expect(splitsAmong([item('a', {}), other], LIST)).toEqual([])
})
