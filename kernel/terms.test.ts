import { describe, expect, test } from 'vitest'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { workdayFrom, workdaysAfter, workdaysBetween } from './calendar.ts'
import { days, dueAfter, dueAfterPause, hours, until, workdays } from './terms.ts'
import { dayAt, endOf, isDay, startOf, weekday } from './time.ts'

const morning = (day: string) => `${day}T02:00:00.000Z`

describe('working days by the State Council notices', () => {
  test.each([
    // The worked examples of the law notes, and the edges of the long breaks.
    ['2026-04-30', 20, '2026-06-01'],
    ['2026-09-29', 5, '2026-10-12'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-12-31', 0, '2026-12-31'],
    ['2025-01-24', 2, '2025-01-27'],
    ['2024-09-13', 1, '2024-09-14'],
  ])('%s plus %i working days ends on %s', (from, n, last) => {
    expect(workdaysAfter(shippedCalendar, from, n)).toMatchObject({ known: true, value: { last } })
  })

  test('a year without its notice is said, never guessed', () => {
    expect(workdaysAfter(shippedCalendar, '2026-12-30', 2)).toEqual({ known: false, year: '2027' })
    expect(workdaysBetween(shippedCalendar, '2026-12-30', '2027-01-08')).toEqual({
      known: false,
      year: '2027',
    })
    expect(dueAfter(workdays(3), morning('2022-12-29'), shippedCalendar)).toEqual({
      known: false,
      year: '2022',
    })
  })
})

test('a due instant explains itself: start, days skipped and why, days made up', () => {
  const due = dueAfter(workdays(2), morning('2026-02-13'), shippedCalendar)
  expect(due).toEqual({
    known: true,
    value: {
      due: endOf('2026-02-24'),
      lastDay: '2026-02-24',
      calendar: shippedCalendar.version,
      skipped: [{ from: '2026-02-15', to: '2026-02-23', because: '春节' }],
      steps: [
        '2026年2月13日为起始日，不计入',
        '2026年2月15日至2026年2月23日春节，跳过',
        '2026年2月14日调休上班，计入',
        '计满2个工作日，末日为2026年2月24日，24时截止',
      ],
    },
  })
})

test('calendar days and hours skip nothing', () => {
  expect(dueAfter(days(30), morning('2026-09-14'), shippedCalendar)).toMatchObject({
    value: { lastDay: '2026-10-14' },
  })
  expect(dueAfter(hours(24), '2026-10-01T01:30:00.000Z', shippedCalendar)).toMatchObject({
    value: { due: '2026-10-02T01:30:00.000Z' },
  })
})

test('a pause gives back what it took, in the unit of the term', () => {
  const pause = { from: morning('2026-04-07'), to: morning('2026-04-14') }
  const moved = (term: Parameters<typeof dueAfterPause>[0], due: string) => {
    const known = dueAfterPause(term, endOf(due), pause, shippedCalendar)
    return known.known ? known.value : known
  }
  expect(moved(until('due'), '2026-06-30')).toMatchObject({
    due: endOf('2026-07-07'),
    pause: { moved: '7日' },
  })
  expect(moved(workdays(5), '2026-04-10')).toMatchObject({
    due: endOf('2026-04-17'),
    pause: { moved: '5个工作日' },
  })
  expect(moved(hours(10), '2026-04-10')).toMatchObject({ pause: { moved: '168小时' } })
})

test('days are civil days of the district', () => {
  expect(dayAt('2026-11-21T16:00:00.000Z')).toBe('2026-11-22')
  expect(startOf('2026-11-22')).toBe('2026-11-21T16:00:00.000Z')
  expect(weekday('2026-11-22')).toBe(0)
  expect(['2026-02-29', '2026-2-3', '2024-02-29', '20260301', '2026-13-01'].map(isDay)).toEqual([
    false,
    false,
    true,
    false,
    false,
  ])
})

test.each([
  ['2026-02-16', '2026-02-24'],
  ['2026-02-28', '2026-02-28'],
  ['2026-03-01', '2026-03-02'],
  ['2026-03-02', '2026-03-02'],
])('a last day on %s is kept or goes to the next working day, %s', (day, last) => {
  expect(workdayFrom(shippedCalendar, day)).toEqual({ known: true, value: last })
})

test('a last day in a year without its notice is not guessed', () => {
  expect(workdayFrom(shippedCalendar, '2027-01-02')).toEqual({ known: false, year: '2027' })
})
