import { expect, test } from 'vitest'
import { clockText, hourOf, minutesBetween, secondsSince, spentText } from './clock.ts'

test.each([
  [0, '0:00', '0秒'],
  [59.9, '0:59', '1分'],
  [65, '1:05', '1分05秒'],
  [3_845, '1:04:05', '64分05秒'],
  [-3, '0:00', '0秒'],
])('%d seconds', (seconds, clock, spent) => {
  expect(clockText(seconds)).toBe(clock)
  expect(spentText(seconds)).toBe(spent)
})

test('times of the district’s clock', () => {
  expect(minutesBetween('2026-03-12 09:31', '2026-03-12 10:02')).toBe(31)
  expect(hourOf('2026-03-12 09:31')).toBe('09:31')
  expect(secondsSince('2026-03-12T01:31:00.000Z', Date.parse('2026-03-12T01:31:30.000Z'))).toBe(30)
  expect(secondsSince('2026-03-12T01:31:00.000Z', Date.parse('2026-03-12T01:30:59.000Z'))).toBe(0)
})
