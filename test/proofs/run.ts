// `npm run test:proofs`: every place in every tree of 1 to 256 leaves, with proofs corrupted in a million ways; every single bit
// of a hundred receipts; growth between every two sizes. Both suites. Takes about half an hour of one core.

import { hurry, standInForSm2 } from '#journal/testing-log.ts'
import { recordFigure } from '../figures.ts'
import { type Tally, corruptGrowth, corruptTree, diceOf, flipReceipt, logOf } from './corrupt.ts'

const SIZES = 256
const TIMES = 16
const FILES = 50

const seed = Number(process.env['JOURNAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
console.log(`JOURNAL_SEED=${seed}`)
hurry()
standInForSm2()
const [trees, flips, growths]: Tally[] = Array.from({ length: 3 }, () => ({ corrupted: 0, accepted: 0 }))
if (!trees || !flips || !growths) throw new Error('three tallies')
for (const suite of ['sha256', 'sm3'] as const) {
  const log = logOf(suite, SIZES)
  const dice = diceOf(seed)
  for (let size = 1; size <= SIZES; size++) {
    await corruptTree(log, size, TIMES, dice, trees)
    await corruptGrowth(log, size, dice, growths)
    if (size % 32 === 0)
      console.log(`${suite}: trees up to ${size}, ${trees.corrupted} corrupted, ${trees.accepted} accepted`)
  }
  for (let file = 0; file < FILES; file++) {
    const size = 1 + dice(SIZES)
    await flipReceipt(log, dice(size), size, flips)
  }
  console.log(`${suite}: ${flips.corrupted} bits flipped, ${flips.accepted} accepted`)
}
const command = `JOURNAL_SEED=${seed} LUOSHI_FIGURES=1 npm run test:proofs`
const note =
  'Half with SHA-256, half with SM3 (Ed25519 in the place of SM2 there); hashes and signatures by Node instead of WebCrypto.'
recordFigure({
  id: 'j2-corrupted-proofs',
  part: 'proof',
  title: 'Corrupted proofs accepted by the verifier: every place in every tree of 1 to 256 acts',
  value: trees.accepted,
  of: { n: trees.corrupted, what: 'corrupted proofs under good signatures' },
  command,
  note,
})
recordFigure({
  id: 'j2-bit-flips',
  part: 'proof',
  title: 'Single-bit flips of receipts accepted by the verifier: every bit of 100 files',
  value: flips.accepted,
  of: { n: flips.corrupted, what: 'flipped bits' },
  command,
  note,
})
recordFigure({
  id: 'j2-growth',
  part: 'proof',
  title: 'Corrupted growth proofs accepted: one flipped bit between every two sizes up to 256',
  value: growths.accepted,
  of: { n: growths.corrupted, what: 'pairs of sizes, whose good proofs all passed' },
  command,
  note,
})
process.exitCode = trees.accepted + flips.accepted + growths.accepted > 0 ? 1 : 0
