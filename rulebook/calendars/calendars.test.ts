import chineseDays from 'chinese-days'
import { expect, test } from 'vitest'
import { dayKind } from '#kernel/calendar.ts'
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
