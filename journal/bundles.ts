// Entry bundles (C2SP tlog-tiles): the leaves themselves, 256 to a file, each after its length in 16 bits. A log whose leaves
// name people does not publish them; they are what an operator hands to an auditor.

import { concat } from './bytes.ts'
import { done, fault, type Outcome } from './fault.ts'
import { maxLeafLength } from './leaf.ts'
import { tilePath, tileWidth } from './tiles.ts'

/** Bundle `index`, with `width` of 1 to 256 leaves. */
export type Bundle = { readonly index: number; readonly width: number }

/** `tile/entries/x001/x234/067`, with `.p/5` after it for one of width 5. */
export function bundlePath({ index, width }: Bundle): string {
  return tilePath({ level: 0, index, width }).replace(/^tile\/0\//, 'tile/entries/')
}

/** The bundles of a log of `size` leaves, in order. */
export function* bundlesOf(size: number): Generator<Bundle> {
  for (let from = 0; from < size; from += tileWidth)
    yield { index: from / tileWidth, width: Math.min(tileWidth, size - from) }
}

/** The bytes of a bundle; leaves are at most 60,000 bytes, so a length always fits. */
export function encodeBundle(leaves: readonly Uint8Array[]): Uint8Array {
  return concat(
    leaves.flatMap((leaf) => [Uint8Array.of(Math.floor(leaf.length / 256), leaf.length % 256), leaf]),
  )
}

/** The leaves of a bundle, which must be exactly `width`; `BAD_BUNDLE` when bytes are missing or left over. */
export function decodeBundle(bytes: Uint8Array, width: number): Outcome<Uint8Array[]> {
  const leaves: Uint8Array[] = []
  let at = 0
  while (at + 2 <= bytes.length && leaves.length < width) {
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
    if (length > maxLeafLength || at + 2 + length > bytes.length) return fault('BAD_BUNDLE')
    leaves.push(bytes.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return at === bytes.length && leaves.length === width ? done(leaves) : fault('BAD_BUNDLE')
}
