// oxlint-disable no-restricted-globals -- `Date` is the calendar against which days read off texts are checked, never a clock.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, dayAt, lastDayBefore, startOf } from './time.ts'

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

/** By the calendar alone, whatever the text looks like. */
const dayOn = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)

test('the day of an instant, and the last day before it, are those of the district’s clock', () => {
  const near = fc.tuple(fc.integer({ min: 0, max: 36_500 }), fc.integer({ min: -2, max: 2 }))
  const midnights = near.map(([days, off]) => days * 86_400_000 + 16 * 3_600_000 + off)
  const any = fc.integer({ min: 0, max: Date.parse('2099-12-31T00:00:00.000Z') })
  fc.assert(
    fc.property(fc.oneof(midnights, any), (ms) => {
      const at = new Date(ms).toISOString()
      expect(dayAt(at)).toBe(dayOn(ms))
      expect(lastDayBefore(at)).toBe(dayOn(ms - 1))
      expect(dayAt(at.replace(/\.\d+Z$/, 'Z'))).toBe(dayOn(Math.floor(ms / 1_000) * 1_000))
    }),
    { numRuns: 2_000 },
  )
  expect(lastDayBefore(startOf('2026-03-06'))).toBe('2026-03-05')
  expect(() => dayAt('infinity')).toThrow(RangeError)
})
