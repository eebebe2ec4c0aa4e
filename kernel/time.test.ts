import { expect, test } from 'vitest'
import { addMonths } from './time.ts'

test.each([
  ['2026-03-02', 6, '2026-09-02'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-29', 6, '2028-02-29'],
  ['2026-12-31', 3, '2027-03-31'],
  ['2026-11-30', 1, '2026-12-30'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-10-15', 0, '2026-10-15'],
])('%s and %i months: %s', (day, months, then) => {
  expect(addMonths(day, months)).toBe(then)
})
