import { expect, test } from 'vitest'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { type Asked, figuresOf } from './figures.ts'

const asked = (on: string, answeredOn: string | null, more: Partial<Asked> = {}): Asked => ({
  adviser: 'a',
  on,
  left: false,
  open: answeredOn === null,
  answeredOn,
  verdict: answeredOn === null ? null : 'lawful',
  found: null,
  ...more,
})

test('nobody asked is nothing to count', () => {
  expect(figuresOf([], shippedCalendar)).toEqual({
    asked: 0,
    answered: 0,
    inHand: 0,
    left: 0,
    median: null,
    longest: null,
    taken: { n: 0, of: 0 },
  })
})

test('working days over the Spring Festival, who left, what is owed still, and what the office made of it', () => {
  const figures = figuresOf(
    [
      // 2026-02-14 is made up and works; 15 to 23 are off.
      asked('2026-02-13', '2026-02-24', { found: 'lawful' }),
      asked('2026-03-02', '2026-03-03', { found: 'changes' }),
      asked('2026-03-02', '2026-03-06', { found: 'lawful' }),
      asked('2026-03-09', '2026-03-10'),
      asked('2026-03-09', null),
      asked('2026-03-09', null, { open: false }),
      asked('2026-03-09', '2026-03-20', { left: true, found: 'lawful' }),
    ],
    shippedCalendar,
  )
  expect(figures).toEqual({
    asked: 7,
    answered: 4,
    inHand: 1,
    left: 1,
    median: 1.5,
    longest: 4,
    taken: { n: 2, of: 3 },
  })
})

test('a year the calendar does not know counts in nothing', () => {
  const { median, longest, answered } = figuresOf([asked('2027-02-01', '2027-02-05')], shippedCalendar)
  expect([median, longest, answered]).toEqual([null, null, 1])
})
