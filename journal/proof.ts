// The receipt a person takes home (C2SP tlog-proof): index, inclusion hashes and checkpoint in one text, and the leaf.

import { base64, fromBase64, fromUtf8, utf8 } from './bytes.ts'
import { readCheckpoint } from './checkpoint.ts'
import { done, fault, type Outcome } from './fault.ts'
import { hashLength } from './hash.ts'

/** A receipt. `leaf`, the leaf's bytes, rides in the `extra` line, so one file is the whole evidence. */
export type Proof = {
  readonly leaf?: Uint8Array
  readonly index: number
  /** Inclusion proof from the sibling up. */
  readonly hashes: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
}

const header = 'c2sp.org/tlog-proof@v1'
const decimal = /^(?:0|[1-9][0-9]*)$/

/** A tree of 2^53 leaves has paths of 53 hashes. */
const maxHashes = 53

/** The proof's bytes, for a file with extension `.tlog-proof`; refuses what `decodeProof` would refuse. */
export function encodeProof(proof: Proof): Outcome<Uint8Array> {
  const lines = [
    header,
    ...(proof.leaf ? [`extra ${base64(proof.leaf)}`] : []),
    `index ${proof.index}`,
    ...proof.hashes.map(base64),
  ]
  const bytes = utf8(`${lines.join('\n')}\n\n${proof.checkpoint}`)
  const again = decodeProof(bytes)
  return again.ok ? done(bytes) : again
}

/** Reads a proof strictly. Nothing is verified; the leaf in it is a claim like the rest. */
export function decodeProof(bytes: Uint8Array): Outcome<Proof> {
  const text = fromUtf8(bytes)
  if (!text.ok) return text
  const blank = text.value.indexOf('\n\n')
  if (blank < 0) return fault('BAD_PROOF', '缺少空行')
  const checkpoint = text.value.slice(blank + 2)
  const lines = text.value.slice(0, blank).split('\n')
  if (lines.shift() !== header) return fault('BAD_PROOF', '首行')
  const leaf = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice(6)) : undefined
  if (leaf && !leaf.ok) return leaf
  const index = readIndex(lines.shift())
  if (!index.ok) return index
  const hashes = readHashes(lines)
  if (!hashes.ok) return hashes
  const head = readCheckpoint(checkpoint)
  if (!head.ok) return head
  if (index.value >= head.value.size) return fault('BAD_RANGE')
  return done({ ...(leaf && { leaf: leaf.value }), index: index.value, hashes: hashes.value, checkpoint })
}

function readIndex(line: string | undefined): Outcome<number> {
  const digits = line?.startsWith('index ') ? line.slice(6) : ''
  const index = Number(digits)
  return decimal.test(digits) && Number.isSafeInteger(index) ? done(index) : fault('BAD_PROOF', '序号')
}

function readHashes(lines: readonly string[]): Outcome<Uint8Array[]> {
  if (lines.length > maxHashes) return fault('BAD_PROOF', '路径过长')
  const hashes: Uint8Array[] = []
  for (const line of lines) {
    const hash = fromBase64(line)
    if (!hash.ok) return hash
    if (hash.value.length !== hashLength) return fault('BAD_PROOF', '路径')
    hashes.push(hash.value)
  }
  return done(hashes)
}
