import { expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import { majority, passes, quorumOf, tally } from './count.ts'
import { type Stance, stances } from './record.ts'

test.each([
  [7, 'half', undefined, 4],
  [8, 'half', undefined, 5],
  [7, 'twoThirds', undefined, 5],
  [9, 'twoThirds', undefined, 6],
  [7, 'half', 'personnel', 5],
] as const)('of %i members by %s for %s, %i must be there', (members, quorum, kind, needed) => {
  expect(quorumOf(members, quorum, kind)).toBe(needed)
})

test('half of those due is not more than half of them', () => {
  expect(passes({ agree: 4, disagree: 0, abstain: 0 }, 8)).toBe(false)
  expect(passes({ agree: 5, disagree: 3, abstain: 0 }, 8)).toBe(true)
})

test('a majority for and one against exclude each other, and nobody is counted twice', () => {
  const random = seeded('count')
  for (let n = 0; n < 2_000; n++) {
    const views = Array.from({ length: random.int(12) }, () => random.pick(Object.keys(stances)) as Stance)
    const { agree, disagree, abstain } = tally(views)
    expect(agree + disagree + abstain, `count ${n}`).toBe(views.length)
    const most = majority(views)
    expect(most === 'for', `count ${n}`).toBe(agree > disagree + abstain)
    expect(most === 'against', `count ${n}`).toBe(disagree > agree + abstain)
  }
})
