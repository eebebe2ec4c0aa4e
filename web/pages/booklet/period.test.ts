import { expect, test } from 'vitest'
import { periodOf } from './period.ts'

test('without a word the year so far, by the calendar of the district', () => {
  expect(periodOf({}, new Date('2026-12-31T17:00:00Z'))).toEqual({ from: '2027-01-01', to: '2027-01-01' })
  expect(periodOf({}, new Date('2026-11-22T01:00:00Z'))).toEqual({ from: '2026-01-01', to: '2026-11-22' })
})

test('what the address says holds, nonsense does not', () => {
  const today = new Date('2026-11-22T01:00:00Z')
  expect(periodOf({ leader: 'p1', from: '2026-03-01', to: '?' }, today)).toEqual({
    leader: 'p1',
    from: '2026-03-01',
    to: '2026-11-22',
  })
})
