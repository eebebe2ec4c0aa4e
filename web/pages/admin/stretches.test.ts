import { expect, test } from 'vitest'
import { daysOf, missingYears, stretchText, stretchesOf } from './stretches.ts'

const off = {
  '2026-02-28': '春节',
  '2026-03-01': '春节',
  '2026-05-01': '劳动节',
  '2026-05-02': '劳动节',
  '2026-05-03': '青年节',
}

test('neighbouring days of one name are a stretch, over the end of a month too', () => {
  expect(stretchesOf(off)).toEqual([
    { from: '2026-02-28', to: '2026-03-01', name: '春节' },
    { from: '2026-05-01', to: '2026-05-02', name: '劳动节' },
    { from: '2026-05-03', to: '2026-05-03', name: '青年节' },
  ])
})

test('stretches give their days back', () => expect(daysOf(stretchesOf(off))).toEqual(off))

test('rows without a day or a name are left out; a last day before the first counts as missing', () => {
  const rows = [
    { from: '', to: '2026-01-02', name: '元旦' },
    { from: '2026-01-01', to: '2026-01-01', name: ' ' },
    { from: '2026-06-19', to: '2026-06-01', name: ' 端午节 ' },
  ]
  expect(daysOf(rows)).toEqual({ '2026-06-19': '端午节' })
})

test('a stretch of centuries, mistyped, ends', () => {
  expect(Object.keys(daysOf([{ from: '2026-01-01', to: '9999-12-31', name: '元旦' }]))).toHaveLength(366)
})

test('from September on the next year is needed', () => {
  const years = [{ year: '2026', source: '', off: {}, makeup: {} }]
  expect(missingYears(years, '2026-08-31')).toEqual([])
  expect(missingYears(years, '2026-09-01')).toEqual(['2027'])
  expect(missingYears([], '2026-11-22')).toEqual(['2026', '2027'])
})

test('as a notice says it', () => {
  expect(stretchText({ from: '2026-10-01', to: '2026-10-07', name: '国庆节' })).toBe(
    '国庆节：10月1日至10月7日',
  )
  expect(stretchText({ from: '2026-10-10', to: '2026-10-10', name: '国庆节调休' })).toBe(
    '国庆节调休：10月10日',
  )
})
