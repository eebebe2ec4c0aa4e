import { expect, test } from 'vitest'
import { periodOf, spanOf } from './period.ts'

test('a week runs from Monday to Sunday', () => {
  expect(periodOf('week', '2026-03-05')).toMatchObject({
    from: '2026-03-02',
    to: '2026-03-08',
    title: '2026年3月2日至3月8日',
    before: '2026-03-01',
    after: '2026-03-09',
    start: '2026-03-01T16:00:00.000Z',
    end: '2026-03-08T16:00:00.000Z',
  })
  expect(periodOf('week', '2026-03-08').from).toBe('2026-03-02')
  expect(periodOf('week', '2026-03-09').from).toBe('2026-03-09')
})

test.each([
  ['2026-02-10', '2026-02-01', '2026-02-28'],
  ['2028-02-29', '2028-02-01', '2028-02-29'],
  ['2026-12-31', '2026-12-01', '2026-12-31'],
  ['2026-01-01', '2026-01-01', '2026-01-31'],
])('the month of %s', (day, from, to) => {
  expect(periodOf('month', day)).toMatchObject({ from, to })
})

test('a week over New Year says both years', () => {
  expect(spanOf('2026-12-28', '2027-01-03')).toBe('2026年12月28日至2027年1月3日')
})
