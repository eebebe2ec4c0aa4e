import { expect, test } from 'vitest'
import { smallFacts } from '#test/small-district.ts'
import { minutesDay, papersDay } from './minutes.ts'
import { needed, quorumFor } from '../body/quorum.ts'
import { inRoom, quorate } from './room.ts'

test.each([
  [1, 'half', 1],
  [2, 'half', 2],
  [6, 'half', 4],
  [7, 'half', 4],
  [7, 'twoThirds', 5],
  [9, 'twoThirds', 6],
  [7, 'threeQuarters', 6],
  [8, 'threeQuarters', 6],
  [7, 'all', 7],
] as const)('of %i members by %s there must be %i', (members, quorum, least) => {
  expect(needed(members, quorum)).toBe(least)
})

test('whoever went out is not in the room, and counts for no quorum', () => {
  const record = {
    quorum: 'half',
    members: [
      { post: 'a', order: 1 },
      { post: 'b', order: 2 },
      { post: 'c', order: 3 },
    ],
    attendance: [
      { post: 'a', state: 'present' },
      { post: 'b', state: 'present', leftAt: '2026-03-12 10:00' },
      { post: 'c', state: 'leave' },
    ],
  } as const
  expect(inRoom(record)).toEqual(['a'])
  expect(quorate(record)).toEqual({ members: 3, present: 1, least: 2, reached: false })
})

test('papers are due so many days before, or today where that day is past', () => {
  expect(papersDay('2026-03-12', 2, '2026-03-05')).toBe('2026-03-10')
  expect(papersDay('2026-03-12', 9, '2026-03-05')).toBe('2026-03-05')
})

test('minutes are due in working days, in calendar days beyond the years of the calendar', () => {
  const { calendar } = smallFacts
  expect(minutesDay({ calendar, today: '2026-09-30' }, 3)).toBe('2026-10-10')
  expect(minutesDay({ calendar, today: '2050-03-01' }, 3)).toBe('2050-03-04')
})

test.each([
  ['half', [], 'fund', 'half'],
  ['half', [{ kind: 'fund', quorum: 'all' }], 'fund', 'all'],
  ['half', [{ kind: 'fund', quorum: 'all' }], 'land', 'half'],
  ['half', [], 'personnel', 'twoThirds'],
  ['threeQuarters', [], 'personnel', 'threeQuarters'],
  ['half', [{ kind: 'personnel', quorum: 'half' }], 'personnel', 'twoThirds'],
  ['twoThirds', [{ kind: 'fund', quorum: 'half' }], 'fund', 'twoThirds'],
] as const)('by %s with %j the quorum for %s is %s', (quorum, kindQuorums, kind, asked) => {
  expect(quorumFor({ quorum, kindQuorums }, kind)).toBe(asked)
})
