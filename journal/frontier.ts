// The frontier of a tree (its compact range): the few hashes that suffice to append and to know the root.

import { concat } from './bytes.ts'
import { done, fault, type Outcome } from './fault.ts'
import { hashLength, type Hash } from './hash.ts'

/** Roots of the perfect subtrees that make up `size` leaves, from the largest (leftmost) to the smallest. */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] }

export const emptyFrontier: Frontier = { size: 0, hashes: [] }

const formatVersion = 1
const headerLength = 9

/** The frontier after more leaves; the given one is left as it was. Two hashes a leaf on average. */
export function append(hash: Hash, frontier: Frontier, leafHashes: readonly Uint8Array[]): Frontier {
  const hashes = [...frontier.hashes]
  let size = frontier.size
  for (const leafHash of leafHashes) {
    let node = leafHash
    // Each trailing one bit of the size is a subtree as large as the one just completed.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = hash.nodeHash(hashes.pop()!, node)
    hashes.push(node)
    size++
  }
  return { size, hashes }
}

/** Root of the tree: the subtrees folded from the right (RFC 6962 section 2.1). */
export function frontierRoot(hash: Hash, frontier: Frontier): Uint8Array {
  if (frontier.hashes.length === 0) return hash.emptyRoot()
  return frontier.hashes.reduceRight((right, left) => hash.nodeHash(left, right))
}

/** How many perfect subtrees a tree of `size` leaves has: the one bits of the size. */
function subtreeCount(size: number): number {
  let count = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2
  return count
}

/** Bytes for a `bytea` column: version 1, size in 8 bytes big-endian, then the hashes. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  const header = new Uint8Array(headerLength)
  header[0] = formatVersion
  new DataView(header.buffer).setBigUint64(1, BigInt(frontier.size))
  return concat([header, ...frontier.hashes])
}

/** Reads `encodeFrontier` back; refuses another version and any length that does not fit the size. */
export function decodeFrontier(bytes: Uint8Array): Outcome<Frontier> {
  if (bytes.length < headerLength || bytes[0] !== formatVersion) return fault('BAD_FRONTIER')
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(1))
  if (!Number.isSafeInteger(size)) return fault('BAD_FRONTIER')
  if (bytes.length !== headerLength + subtreeCount(size) * hashLength) return fault('BAD_FRONTIER')
  const hashes = Array.from({ length: subtreeCount(size) }, (_, i) =>
    bytes.slice(headerLength + i * hashLength, headerLength + (i + 1) * hashLength),
  )
  return done({ size, hashes })
}
