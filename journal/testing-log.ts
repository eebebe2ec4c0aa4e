// A log made up by a test, in either suite, with everything it can issue.

import { base64, utf8 } from './bytes.ts'
import { cosigner, encodeCheckpoint } from './checkpoint.ts'
import type { Hash, HashName } from './hash.ts'
import { encodeLeaf } from './leaf.ts'
import { ed25519PublicKey, ed25519Signer, ed25519Verifier, hashes } from './node-crypto.ts'
import { keyId, noteTypes, signNote, type NoteSigner, type NoteVerifier } from './note.ts'
import { encodeProof } from './proof.ts'
import { must, sampleLeaf } from './testing.ts'
import { consistencyProof, inclusionProof, leafNodes, treeRoot, type NodeReader } from './tree.ts'
import { kinds } from './verify.mjs'
import { encodeVkey, type KeyKind } from './vkey.ts'

export const WITNESSES = ['jiwei.example.gov.cn/witness/1', 'archive.example.gov.cn/witness/1'] as const
export const COSIGNED_AT = 1_795_000_000

/** Ed25519 keys by a number, so that a test can have strangers and namesakes. */
export const LOG_SEED = 9
const witnessSeeds = [21, 22]
const seedOf = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)

/**
 * Lets Ed25519 sign under the SM2 type bytes, in this process: tests of trees and texts need thousands of signatures, and SM2
 * itself is tested in `sm2.test.ts`. The tree, the key ids and the texts are those of the SM twin.
 *
 * @returns what takes it back
 */
export function standInForSm2(): () => void {
  const back = kinds.map((kind) => ({ kind, was: { ...kind } }))
  const [ed, sm] = kinds
  if (ed && sm) sm.check = (key, message, signature) => ed.check(key.slice(0, 32), message, signature)
  return () => back.forEach(({ kind, was }) => Object.assign(kind, was))
}

/**
 * Lets Node hash and check signatures at once instead of WebCrypto in its own time: for runs of a million proofs, in which
 * only what the verifier itself does is of interest.
 */
export function hurry(): void {
  const [ed] = kinds
  if (!ed) return
  const verifiers = new Map<string, NoteVerifier>()
  ed.digest = (bytes) => hashes.sha256.digest(bytes)
  ed.check = (key, message, signature) => {
    const name = String(key)
    const known = verifiers.get(name) ?? ed25519Verifier('x', key)
    verifiers.set(name, known)
    return known.verify(message, signature)
  }
}

/** One more act for a test's log. */
export const leafNo = (i: number): Uint8Array => must(encodeLeaf({ ...sampleLeaf, act: `act-${i}` }))

/** What a test may issue otherwise than an honest log would. */
export type Issued = {
  readonly origin?: string
  readonly root?: Uint8Array
  readonly size?: number
  /** How many of the witnesses cosign. */
  readonly witnesses?: number
  readonly logSeed?: number
}

export type TestLog = {
  readonly hash: Hash
  readonly origin: string
  readonly leaves: readonly Uint8Array[]
  readonly read: NodeReader
  /** The policy's bytes: this log's key, and of the two witnesses as many as asked for. */
  policy(quorum?: number): Uint8Array
  checkpoint(size: number, change?: Issued): Promise<string>
  /** A receipt that carries its leaf, as bytes. */
  receipt(index: number, size: number, change?: Issued): Promise<Uint8Array>
  /** What a witness is sent: `old N`, the hashes, a blank line, the newer checkpoint. */
  growth(from: number, to: number, change?: Issued): Promise<Uint8Array>
}

/** Makes a log of the given leaves; the SM twin bears `/sm` after the name its leaves bear. */
export function testLog(suite: HashName, leaves: readonly Uint8Array[]): TestLog {
  const hash = hashes[suite]
  const origin = suite === 'sm3' ? `${sampleLeaf.log}/sm` : sampleLeaf.log
  const read = leafNodes(hash, leaves.map(hash.leafHash))
  const checkpoint = async (size: number, change: Issued = {}): Promise<string> => {
    const name = change.origin ?? origin
    const root = change.root ?? must(treeRoot(hash, read, size))
    const text = must(encodeCheckpoint({ origin: name, size: change.size ?? size, root }))
    const cosigners = witnessSeeds
      .slice(0, change.witnesses ?? 0)
      .map((seed, i) => cosigner(signer(suite, WITNESSES[i] ?? '', seed, true), BigInt(COSIGNED_AT)))
    return must(await signNote(text, [signer(suite, name, change.logSeed ?? LOG_SEED, false), ...cosigners]))
  }
  return {
    hash,
    origin,
    leaves,
    read,
    policy: (quorum = 0) => utf8(policyText(suite, origin, quorum)),
    checkpoint,
    receipt: async (index, size, change) => {
      const path = must(inclusionProof(hash, read, index, size))
      const leaf = leaves[index] ?? new Uint8Array()
      return must(encodeProof({ leaf, index, hashes: path, checkpoint: await checkpoint(size, change) }))
    },
    growth: async (from, to, change) => {
      const path = must(consistencyProof(hash, read, from, to)).map((one) => `${base64(one)}\n`)
      return utf8(`old ${from}\n${path.join('')}\n${await checkpoint(to, change)}`)
    },
  }
}

const kindOf = (suite: HashName, witness: boolean): KeyKind =>
  suite === 'sm3' ? (witness ? 'sm2Cosignature' : 'sm2') : witness ? 'ed25519Cosignature' : 'ed25519'

/** SM2 keys are twice as long: the stand-in's is filled up. */
function publicKey(suite: HashName, seed: number): Uint8Array {
  const key = ed25519PublicKey(seedOf(seed))
  return suite === 'sm3' ? Uint8Array.from([...key, ...key]) : key
}

/** A signer as `testLog` uses it, for tests that sign something of their own. */
export function signer(suite: HashName, name: string, seed: number, witness: boolean): NoteSigner {
  const id = keyId(hashes[suite], name, noteTypes[kindOf(suite, witness)], publicKey(suite, seed))
  return { ...ed25519Signer(name, seedOf(seed)), keyId: id }
}

/** The line of a public key. */
export function vkeyText(suite: HashName, name: string, seed: number, witness: boolean): string {
  return encodeVkey(hashes, { name, kind: kindOf(suite, witness), publicKey: publicKey(suite, seed) })
}

function policyText(suite: HashName, origin: string, quorum: number): string {
  const log = vkeyText(suite, origin, LOG_SEED, false)
  if (quorum === 0) return `${log}\n`
  const lines = WITNESSES.map(
    (name, i) => `witness w${i} ${vkeyText(suite, name, witnessSeeds[i] ?? 0, true)}`,
  )
  return [`log ${log}`, ...lines, `group g ${quorum} w0 w1`, 'quorum g', ''].join('\n')
}
