import chineseDays from 'chinese-days'
import { expect, test } from 'vitest'
import { dayKind, workdaysBetween } from '#kernel/calendar.ts'
import { addDays } from '#kernel/time.ts'
import { shippedCalendar } from './index.ts'

test.each(Object.keys(shippedCalendar.years))('%s agrees day by day with an independent source', (year) => {
  const different: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
    const kind = dayKind(shippedCalendar, day)
    if (!kind.known || kind.value.works !== chineseDays.isWorkday(day)) different.push(day)
  }
  expect(different).toEqual([])
})

test('2027 is not known yet, and says so', () => {
  expect(dayKind(shippedCalendar, '2027-01-04')).toEqual({ known: false, year: '2027' })
})

test('working days between two days are those counted one by one', () => {
  const seed = Number(process.env['CALENDAR_SEED'] ?? 2026)
  console.log(`calendar: seed ${seed}`)
  let state = seed
  const random = (most: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % most
  }
  for (let n = 0; n < 2_000; n++) {
    const from = addDays('2024-01-01', random(1_090))
    const to = addDays(from, random(200) - 20)
    let counted = 0
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
      const kind = dayKind(shippedCalendar, day)
      if (!kind.known) counted = Number.NaN
      else if (kind.value.works) counted++
    }
    const between = workdaysBetween(shippedCalendar, from, to)
    expect(between.known ? between.value : Number.NaN, `${from} to ${to}`).toBe(counted)
  }
})
