import { expect, test } from 'vitest'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { digestDay, isOffHours, minutesOf, nextWorkday } from './hours.ts'

/** An instant by the district's clock. */
const at = (day: string, time: string): string => new Date(`${day}T${time}:00.000+08:00`).toISOString()
const day = (on: string, time: string, parameters = {}) =>
  digestDay(shippedCalendar, parameters, at(on, time))

test('the digest goes out from 8:30 until 20:00 of a working day', () => {
  expect(day('2026-03-02', '08:29')).toBe(null)
  expect(day('2026-03-02', '08:30')).toBe('2026-03-02')
  expect(day('2026-03-02', '19:59')).toBe('2026-03-02')
  expect(day('2026-03-02', '20:00')).toBe(null)
  expect(day('2026-03-02', '00:00')).toBe(null)
})

test('never on rest days; a Saturday worked instead is a working day', () => {
  expect(day('2026-03-07', '09:00')).toBe(null)
  // 国庆 2026: off 1–7 October, 20 September (Sunday) and 10 October (Saturday) worked instead.
  expect(day('2026-10-01', '09:00')).toBe(null)
  expect(day('2026-10-10', '09:00')).toBe('2026-10-10')
  expect(isOffHours(shippedCalendar, at('2026-10-10', '12:00'))).toBe(false)
  expect(isOffHours(shippedCalendar, at('2026-10-10', '21:00'))).toBe(true)
  expect(nextWorkday(shippedCalendar, '2026-09-30')).toBe('2026-10-08')
})

test('a year whose notice is missing counts Monday to Friday', () => {
  expect(digestDay({ version: '', years: {} }, {}, at('2031-03-03', '09:00'))).toBe('2031-03-03')
  expect(digestDay({ version: '', years: {} }, {}, at('2031-03-08', '09:00'))).toBe(null)
})

test('the district sets the hour, or none', () => {
  expect(day('2026-03-02', '13:59', { 'reminder.at': 1400 })).toBe(null)
  expect(day('2026-03-02', '14:00', { 'reminder.at': 1400 })).toBe('2026-03-02')
  expect(day('2026-03-02', '09:00', { 'reminder.on': 0 })).toBe(null)
  // What is no hour of the day, or one of the night, leaves the usual one.
  expect(day('2026-03-02', '08:30', { 'reminder.at': 2300 })).toBe('2026-03-02')
  expect([800, 830, 1959].map(minutesOf)).toEqual([480, 510, 1199])
  expect([759, 2000, 875, 8.5, -1].map(minutesOf)).toEqual([null, null, null, null, null])
})
