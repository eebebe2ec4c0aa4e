import { expect, test } from 'vitest'
import { readDate } from './dates.ts'

test.each([
  ['2026-06-30', '2026-06-30', true],
  ['2026年6月30日', '2026-06-30', true],
  ['2026.6.30', '2026-06-30', true],
  ['2026/6/30', '2026-06-30', true],
  ['20260630', '2026-06-30', true],
  ['46203', '2026-06-30', true],
  ['2026-06-30 00:00', '2026-06-30', true],
  ['6.30', '2026-06-30', true],
  ['6月30日前', '2026-06-30', false],
  ['6月底前', '2026-06-30', false],
  ['２０２６年６月底前', '2026-06-30', false],
  ['2026年6月', '2026-06-30', false],
  ['2027年上半年', '2027-06-30', false],
  ['第三季度', '2026-09-30', false],
  ['年底前', '2026-12-31', false],
  ['2026年底', '2026-12-31', false],
  ['2026 年 6 月 30 日', '2026-06-30', true],
  ['2026年Q2', '2026-06-30', false],
  ['1-6月', '2026-06-30', false],
])('%s is due on %s', (words, day, exact) => expect(readDate(words, 2026)).toMatchObject({ day, exact }))

test.each([
  '长期坚持',
  '每季度末',
  '每月25日前',
  '按序时进度',
  '持续推进',
  '2026-02-30',
  '尽快',
  '99999',
  '待定',
])('%s names no day', (words) => expect(readDate(words, 2026).day).toBeNull())

test('of several dates the last is the day and the others are steps with their own words', () => {
  expect(readDate('3月底前完成设计，6月底前开工；2026年12月底前完工', 2026)).toMatchObject({
    day: '2026-12-31',
    steps: [
      { what: '完成设计', due: '2026-03-31' },
      { what: '开工', due: '2026-06-30' },
    ],
  })
  expect(readDate('3月底、6月底、9月底', 2026).steps.map(({ due }) => due)).toEqual([
    '2026-03-31',
    '2026-06-30',
  ])
})

test('a third of a month is taken for the month, which is said', () => {
  expect(readDate('5月中旬前', 2026)).toMatchObject({ day: '2026-05-31', rough: true })
  expect(readDate('5月底前', 2026).rough).toBe(false)
})

test('a span is due when it ends', () => expect(readDate('2026年3月至5月', 2026).day).toBe('2026-05-31'))

test('only a year that is not written was taken from elsewhere', () => {
  expect(readDate('6月底前', 2026).yearTaken).toBe(true)
  expect(readDate('2026年6月底前', 2027).yearTaken).toBe(false)
})
