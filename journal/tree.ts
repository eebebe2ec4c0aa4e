// The Merkle tree of RFC 6962 section 2.1: roots, inclusion and consistency proofs, and their checks (RFC 9162
// sections 2.1.3.2 and 2.1.4.2). Indices and sizes are safe integers, so no 32-bit operators.

import { sameBytes } from './bytes.ts'
import { done, fault, type Outcome } from './fault.ts'
import type { Hash } from './hash.ts'

/** A perfect subtree: leaves `index · 2^level` up to `(index + 1) · 2^level`. */
export type Node = { readonly level: number; readonly index: number }

/** Gives the hash of a perfect subtree, or nothing when the data for it is missing. */
export type NodeReader = (node: Node) => Uint8Array | undefined

/** Leaves from `lo` up to, not including, `hi`. */
export type Range = { readonly lo: number; readonly hi: number }

const half = (n: number): number => Math.floor(n / 2)
const isOdd = (n: number): boolean => n % 2 === 1
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** The largest power of two smaller than `n`, for n > 1: where RFC 6962 splits a tree. */
function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The perfect subtrees a range of the tree consists of, left to right. */
export function nodesOfRange({ lo, hi }: Range): Node[] {
  const width = hi - lo
  if (width === 0) return []
  // Rounded and raised again: near 2^50 the logarithm of a neighbour of a power of two is already an integer.
  const level = Math.round(Math.log2(width))
  if (2 ** level === width) return [{ level, index: lo / width }]
  const middle = lo + split(width)
  return [...nodesOfRange({ lo, hi: middle }), ...nodesOfRange({ lo: middle, hi })]
}

function rangeHash(hash: Hash, read: NodeReader, range: Range): Uint8Array | undefined {
  const hashes: Uint8Array[] = []
  for (const node of nodesOfRange(range)) {
    const found = read(node)
    if (!found) return undefined
    hashes.push(found)
  }
  return hashes.length === 0
    ? hash.emptyRoot()
    : hashes.reduceRight((right, left) => hash.nodeHash(left, right))
}

/** Reads subtrees out of all leaf hashes, remembering each: for auditors and tests; a log reads tiles. */
export function leafNodes(hash: Hash, leafHashes: readonly Uint8Array[]): NodeReader {
  const levels: (Uint8Array | undefined)[][] = [[...leafHashes]]
  const read = (level: number, index: number): Uint8Array | undefined => {
    const known = levels[level]?.[index]
    if (known || level === 0) return known
    const left = read(level - 1, index * 2)
    const right = left && read(level - 1, index * 2 + 1)
    if (!left || !right) return undefined
    const node = hash.nodeHash(left, right)
    const row = (levels[level] ??= [])
    row[index] = node
    return node
  }
  return ({ level, index }) => read(level, index)
}

/** Root of the first `size` leaves, or `BAD_TILE` when the reader lacks a part. */
export function treeRoot(hash: Hash, read: NodeReader, size: number): Outcome<Uint8Array> {
  if (!isSize(size)) return fault('BAD_RANGE')
  const root = rangeHash(hash, read, { lo: 0, hi: size })
  return root ? done(root) : fault('BAD_TILE')
}

/** The ranges whose hashes make up an inclusion proof, from the leaf's sibling upwards (PATH of RFC 6962 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  const ranges: Range[] = []
  let lo = 0
  let hi = size
  while (hi - lo > 1) {
    const middle = lo + split(hi - lo)
    ranges.push(index < middle ? { lo: middle, hi } : { lo, hi: middle })
    if (index < middle) hi = middle
    else lo = middle
  }
  return ranges.reverse()
}

/** The ranges whose hashes make up a consistency proof (SUBPROOF of RFC 6962 2.1.2); none for equal or empty. */
export function consistencyRanges(from: number, to: number): Range[] {
  if (from === 0 || from === to) return []
  const ranges: Range[] = []
  let lo = 0
  let hi = to
  while (from !== hi) {
    const middle = lo + split(hi - lo)
    ranges.push(from <= middle ? { lo: middle, hi } : { lo, hi: middle })
    if (from <= middle) hi = middle
    else lo = middle
  }
  // The verifier already holds the old root; it needs this hash only when the old tree is not one of our subtrees.
  if (lo > 0) ranges.push({ lo, hi })
  return ranges.reverse()
}

function hashesOf(hash: Hash, read: NodeReader, ranges: readonly Range[]): Outcome<Uint8Array[]> {
  const hashes = ranges.map((range) => rangeHash(hash, read, range))
  const whole = hashes.filter((found) => found !== undefined)
  return whole.length === hashes.length ? done(whole) : fault('BAD_TILE')
}

/** Inclusion proof of leaf `index` in the tree of `size` leaves, from the sibling up. */
export function inclusionProof(
  hash: Hash,
  read: NodeReader,
  index: number,
  size: number,
): Outcome<Uint8Array[]> {
  if (!isSize(size) || !isSize(index) || index >= size) return fault('BAD_RANGE')
  return hashesOf(hash, read, inclusionRanges(index, size))
}

/** Proof that the tree of `from` leaves is the beginning of the tree of `to` leaves. */
export function consistencyProof(
  hash: Hash,
  read: NodeReader,
  from: number,
  to: number,
): Outcome<Uint8Array[]> {
  if (!isSize(to) || !isSize(from) || from > to) return fault('BAD_RANGE')
  return hashesOf(hash, read, consistencyRanges(from, to))
}

/** Where a leaf is claimed to be. */
export type Inclusion = {
  readonly leafHash: Uint8Array
  readonly index: number
  readonly size: number
  readonly root: Uint8Array
}

/** Whether the proof leads from the leaf hash to exactly this root. */
export function checkInclusion(hash: Hash, claim: Inclusion, proof: readonly Uint8Array[]): boolean {
  if (!isSize(claim.size) || !isSize(claim.index) || claim.index >= claim.size) return false
  let node = claim.leafHash
  let at = claim.index
  let last = claim.size - 1
  for (const sibling of proof) {
    if (last === 0) return false
    const onRightEdge = at === last
    node = isOdd(at) || onRightEdge ? hash.nodeHash(sibling, node) : hash.nodeHash(node, sibling)
    // On the right edge, levels without a sibling are skipped: they add no hash.
    while (onRightEdge && !isOdd(at) && at > 0) [at, last] = [half(at), half(last)]
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameBytes(node, claim.root)
}

/** Two heads of one log. */
export type Growth = {
  readonly from: { readonly size: number; readonly root: Uint8Array }
  readonly to: { readonly size: number; readonly root: Uint8Array }
}

/** Whether the proof shows the older head to be the beginning of the newer one. */
export function checkConsistency(hash: Hash, { from, to }: Growth, proof: readonly Uint8Array[]): boolean {
  if (!isSize(from.size) || !isSize(to.size) || from.size > to.size) return false
  if (from.size === 0) return proof.length === 0 && sameBytes(from.root, hash.emptyRoot())
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root)
  let at = from.size - 1
  let last = to.size - 1
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  // An old tree that is one whole subtree of the new one is its own first hash.
  const [first, ...rest] = at === 0 ? [from.root, ...proof] : proof
  if (!first) return false
  let older = first
  let newer = first
  for (const sibling of rest) {
    if (last === 0) return false
    const onRightEdge = at === last
    if (isOdd(at) || onRightEdge) {
      older = hash.nodeHash(sibling, older)
      newer = hash.nodeHash(sibling, newer)
    } else newer = hash.nodeHash(newer, sibling)
    while (onRightEdge && !isOdd(at) && at > 0) [at, last] = [half(at), half(last)]
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameBytes(older, from.root) && sameBytes(newer, to.root)
}
