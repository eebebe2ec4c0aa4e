import { base64, utf8 } from '#journal/bytes.ts'
import type { HashName } from '#journal/hash.ts'
import { type Proof, decodeProof } from '#journal/proof.ts'
import { must } from '#journal/testing.ts'
import { leafNo, testLog, type TestLog } from '#journal/testing-log.ts'
import { verifyGrowth, verifyReceipt } from '#journal/verify.mjs'

/** Numbers below `n`, the same for the same seed (mulberry32). */
export type Dice = (n: number) => number
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (((t ^ (t >>> 14)) >>> 0) % n) >>> 0
  }
}

export const logOf = (suite: HashName, size: number): TestLog =>
  testLog(
    suite,
    Array.from({ length: size }, (_, i) => leafNo(i)),
  )

const flipOf = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)))

/** A change of a proof's parts; undefined where it does not apply. The checkpoint keeps its good signature. */
type Corruption = (
  proof: Proof & { leaf: Uint8Array },
  log: TestLog,
  size: number,
  dice: Dice,
) => Partial<Proof> | undefined

/** Ways to get a proof wrong that leave the signature good, so that the tree alone must refuse. */
export const corruptions: readonly Corruption[] = [
  ({ hashes }, _, __, dice) => {
    if (hashes.length === 0) return undefined
    const at = dice(hashes.length)
    return { hashes: hashes.with(at, flipOf(hashes[at] ?? new Uint8Array(32), dice(256))) }
  },
  ({ leaf }, _, __, dice) => ({ leaf: flipOf(leaf, dice(leaf.length * 8)) }),
  ({ hashes }, _, __, dice) =>
    hashes.length === 0 ? undefined : { hashes: hashes.toSpliced(dice(hashes.length), 1) },
  ({ hashes }, { hash }, __, dice) => ({
    hashes: hashes.toSpliced(dice(hashes.length + 1), 0, hash.digest(utf8(`${dice(1e9)}`))),
  }),
  ({ hashes }, _, __, dice) => {
    if (hashes.length === 0) return undefined
    const at = dice(hashes.length)
    return { hashes: hashes.toSpliced(at, 0, hashes[at] ?? new Uint8Array(32)) }
  },
  ({ hashes }, _, __, dice) => {
    if (hashes.length < 2) return undefined
    const [a, b] = [dice(hashes.length - 1), hashes.length - 1]
    const [one, other] = [hashes[a] ?? new Uint8Array(), hashes[b] ?? new Uint8Array()]
    return { hashes: hashes.with(a, other).with(b, one) }
  },
  ({ hashes }) => (hashes.length < 2 ? undefined : { hashes: hashes.toReversed() }),
  ({ hashes }) => (hashes.length === 0 ? undefined : { hashes: [] }),
  ({ index }, _, size, dice) => (size < 2 ? undefined : { index: (index + 1 + dice(size - 1)) % size }),
  ({ index }, _, size, dice) =>
    size < 2 ? undefined : { leaf: leafNo((index + 1 + dice(size - 1)) % size) },
  ({ leaf, hashes }, { hash }) => ({
    leaf: hash.nodeHash(hash.leafHash(leaf), hashes[0] ?? hash.emptyRoot()),
  }),
  ({ leaf, hashes }, { hash }) =>
    hashes.length === 0 ? undefined : { leaf: hash.leafHash(leaf), hashes: hashes.slice(1) },
  ({ hashes }, _, __, dice) =>
    hashes.length === 0 ? undefined : { hashes: hashes.with(dice(hashes.length), new Uint8Array(32)) },
  ({ hashes }, { hash }) => ({ hashes: hashes.map((one) => hash.digest(one)), leaf: utf8('{}') }),
]

export interface Tally {
  corrupted: number
  accepted: number
}

/** Corrupts the proof of each place of a tree in `times` ways, beginning where the dice say; counts those that pass. */
export async function corruptTree(
  log: TestLog,
  size: number,
  times: number,
  dice: Dice,
  tally: Tally,
): Promise<void> {
  const policy = log.policy()
  for (let index = 0; index < size; index++) {
    const bytes = await log.receipt(index, size)
    if (!(await verifyReceipt(bytes, policy)).ok)
      throw new Error(`the good proof of ${index} in ${size} is refused`)
    const { leaf = new Uint8Array(), ...rest } = must(decodeProof(bytes))
    const proof = { leaf, ...rest }
    const good = textOf(proof)
    const first = dice(corruptions.length)
    for (let made = 0, i = 0; made < times && i < 4 * times; i++) {
      const change = corruptions[(first + i) % corruptions.length]?.(proof, log, size, dice)
      // Two equal hashes exchanged are no corruption.
      const text = change === undefined ? good : textOf({ ...proof, ...change })
      if (text === good) continue
      made++
      tally.corrupted++
      if ((await verifyReceipt(utf8(text), policy)).ok) tally.accepted++
    }
  }
}

/** The text even of what `encodeProof` would refuse. */
function textOf({ leaf, index, hashes, checkpoint }: Proof & { leaf: Uint8Array }): string {
  const lines = hashes.map((one) => `${base64(one)}\n`).join('')
  return `c2sp.org/tlog-proof@v1\nextra ${base64(leaf)}\nindex ${index}\n${lines}\n${checkpoint}`
}

/** Flips each bit of a receipt in turn. */
export async function flipReceipt(log: TestLog, index: number, size: number, tally: Tally): Promise<void> {
  const witnesses = index % 3
  const bytes = await log.receipt(index, size, { witnesses })
  const policy = log.policy(witnesses)
  if (!(await verifyReceipt(bytes, policy)).ok)
    throw new Error(`the good proof of ${index} in ${size} is refused`)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    tally.corrupted++
    if ((await verifyReceipt(flipOf(bytes, bit), policy)).ok) tally.accepted++
  }
}

/** Every pair of sizes: the good growth passes, one with another root, path or size does not. */
export async function corruptGrowth(log: TestLog, to: number, dice: Dice, tally: Tally): Promise<void> {
  const policy = log.policy()
  for (let from = 1; from <= to; from++) {
    const [older, growth] = [utf8(await log.checkpoint(from)), await log.growth(from, to)]
    const verdict = await verifyGrowth(older, growth, policy)
    if (!verdict.ok) throw new Error(`the good growth from ${from} to ${to} is refused: ${verdict.because}`)
    tally.corrupted++
    if ((await verifyGrowth(older, flipOf(growth, dice(growth.length * 8)), policy)).ok) tally.accepted++
  }
}
