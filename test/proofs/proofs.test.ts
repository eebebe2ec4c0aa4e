import { beforeAll, expect, test } from 'vitest'
import { hurry, standInForSm2 } from '#journal/testing-log.ts'
import { seeded } from '#journal/testing.ts'
import { type Tally, corruptGrowth, corruptTree, corruptions, diceOf, flipReceipt, logOf } from './corrupt.ts'

beforeAll(() => {
  const back = standInForSm2()
  hurry()
  return back
})

// The short form of `npm run test:proofs`.
test.each(['sha256', 'sm3'] as const)('no corrupted proof passes, %s', async (suite) => {
  const dice = diceOf(seeded(`proofs, ${suite}`))
  const log = logOf(suite, 12)
  const tally: Tally = { corrupted: 0, accepted: 0 }
  for (const size of [1, 2, 3, 7, 12]) {
    await corruptTree(log, size, corruptions.length, dice, tally)
    await corruptGrowth(log, size, dice, tally)
  }
  console.log(`${suite}: ${tally.accepted} of ${tally.corrupted} corrupted proofs accepted`)
  expect(tally.corrupted).toBeGreaterThan(200)
  expect(tally.accepted).toBe(0)
})

test.each(['sha256', 'sm3'] as const)(
  'no single flipped bit of a cosigned receipt passes, %s',
  { timeout: 120_000 },
  async (suite) => {
    const tally: Tally = { corrupted: 0, accepted: 0 }
    await flipReceipt(logOf(suite, 3), 1, 3, tally)
    console.log(`${suite}: ${tally.accepted} of ${tally.corrupted} flipped bits accepted`)
    expect(tally.corrupted).toBeGreaterThan(5_000)
    expect(tally.accepted).toBe(0)
  },
)
