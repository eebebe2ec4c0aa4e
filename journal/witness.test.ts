import { describe, expect, test } from 'vitest'
import { base64 } from './bytes.ts'
import { cosignatureVerifier, openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { ed25519PublicKey, ed25519Signer, ed25519Verifier, sha256 } from './node-crypto.ts'
import { noteTypes } from './note.ts'
import { hex, must, seeded } from './testing.ts'
import { consistencyProof, leafNodes, treeRoot } from './tree.ts'
import {
  type Seen,
  type WatchedLog,
  cosignatureLine,
  decodeAddCheckpoint,
  encodeAddCheckpoint,
  judgeGrowth,
  openRequest,
  readCosignature,
  withCosignatures,
} from './witness.ts'

const origin = 'luoshi.example.gov.cn/log/330106'
const seed = new Uint8Array(32).fill(9)
const signer = ed25519Signer(origin, seed)
const log: WatchedLog = { verifier: ed25519Verifier(origin, ed25519PublicKey(seed)), hash: sha256 }
const logOf = (name: string) => (name === origin ? log : undefined)

const leaves = (n: number, fork = 0): Uint8Array[] =>
  Array.from({ length: n }, (_, i) => sha256.leafHash(Uint8Array.of(i, i >= n - fork ? 1 : 0)))
const rootOf = (hashes: readonly Uint8Array[]) =>
  must(treeRoot(sha256, leafNodes(sha256, hashes), hashes.length))
const seenAt = (n: number): Seen => ({ size: n, root: rootOf(leaves(n)) })
const signed = async (hashes: readonly Uint8Array[], by = signer) =>
  must(await signCheckpoint({ origin: by.name, size: hashes.length, root: rootOf(hashes) }, by))

async function asked(old: number, n: number, fork = 0): Promise<string> {
  const hashes = leaves(n, fork)
  const proof = must(consistencyProof(sha256, leafNodes(sha256, hashes), old, n))
  return encodeAddCheckpoint({ old, proof, checkpoint: await signed(hashes) })
}

/** What a witness that saw `seen` says: 200 or the status of its refusal. */
function verdict(text: string, seen: Seen): number {
  const opened = openRequest(text, logOf)
  if (!opened.ok) return opened.status
  const judged = judgeGrowth(opened, seen)
  return judged.ok ? 200 : judged.status
}

describe('a witness', () => {
  test.each([
    [0, 1],
    [0, 300],
    [7, 8],
    [8, 13],
    [255, 300],
    [300, 300],
  ])('cosigns %i → %i', async (old, n) => {
    expect(verdict(await asked(old, n), seenAt(old))).toBe(200)
  })

  test('cosigns the empty log', async () => {
    expect(verdict(encodeAddCheckpoint({ old: 0, proof: [], checkpoint: await signed([]) }), seenAt(0))).toBe(
      200,
    )
  })

  test('every growth up to 20 leaves, and no proof for another growth', async () => {
    const n = 20
    for (let old = 1; old <= n; old++)
      for (let to = old; to <= n; to++) {
        const text = await asked(old, to)
        expect(verdict(text, seenAt(old))).toBe(200)
        const other = { size: old, root: rootOf(leaves(old, 1)) }
        expect(verdict(text, other), `${old} → ${to} from another history`).toBe(old === to ? 409 : 422)
      }
  })

  test('answers 409 with its size when it is somewhere else', async () => {
    const opened = openRequest(await asked(5, 9), logOf)
    if (!opened.ok) throw new Error(opened.because)
    expect(judgeGrowth(opened, seenAt(7))).toMatchObject({ status: 409, size: 7 })
    expect(judgeGrowth(opened, seenAt(12))).toMatchObject({ status: 409, size: 12 })
  })

  test('answers 409 to a second root for one size', async () => {
    expect(verdict(await asked(9, 9, 2), seenAt(9))).toBe(409)
  })

  test('answers 422 to a fork behind a longer head', async () => {
    expect(verdict(await asked(5, 9, 6), seenAt(5))).toBe(422)
    const bent = (await asked(5, 9)).replace(/\n[A-Za-z0-9+/]{43}=\n/, `\n${base64(new Uint8Array(32))}\n`)
    expect(verdict(bent, seenAt(5))).toBe(422)
  })

  test('answers 404 to an unknown log, 403 to an unknown or broken signature', async () => {
    const stranger = ed25519Signer('other.example/log', new Uint8Array(32).fill(1))
    const of = async (by: typeof signer) =>
      encodeAddCheckpoint({ old: 0, proof: [], checkpoint: await signed(leaves(3), by) })
    expect(verdict(await of(stranger), seenAt(0))).toBe(404)
    expect(verdict(await of(ed25519Signer(origin, new Uint8Array(32).fill(1))), seenAt(0))).toBe(403)
    const text = await of(signer)
    const at = text.lastIndexOf('— ') + 80
    const broken = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
    expect(verdict(broken, seenAt(0))).toBe(403)
  })

  test('answers 400 to what is not a request', async () => {
    const good = await asked(5, 9)
    const bad = [
      '',
      'old 5\n',
      good.replace('old 5', 'old 05'),
      good.replace('old 5', 'old -5'),
      good.replace('old 5', 'old 10'),
      good.replace('old 5\n', 'old 5\r\n'),
      good.replace('old 5\n', 'old 5\nnot base64\n'),
      good.replace('old 5\n', `old 5\n${'A'.repeat(44)}\n`),
      good.replace('old 5\n', `old 5\n${`${base64(new Uint8Array(32))}\n`.repeat(64)}`),
      good.replace('\n\n', '\n'),
      good.slice(0, -1),
      `${good}\u0000`,
    ]
    for (const text of bad) expect(verdict(text, seenAt(5)), JSON.stringify(text)).toBe(400)
  })

  test('a request comes back as it was written', async () => {
    const text = await asked(5, 9)
    expect(encodeAddCheckpoint(must(decodeAddCheckpoint(text)))).toBe(text)
  })

  test('no single flipped bit of a request is cosigned', async () => {
    const seedOf = seeded('add-checkpoint')
    const bytes = Buffer.from(await asked(5, 9))
    let refused = 0
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3] = flipped[bit >> 3]! ^ (1 << (bit & 7))
      const text = flipped.toString('utf8')
      expect(verdict(text, seenAt(5)), `seed ${seedOf}, bit ${bit}`).not.toBe(200)
      refused++
    }
    console.log(`add-checkpoint: ${refused} of ${bytes.length * 8} single-bit flips refused`)
  })
})

describe('a cosignature', () => {
  const name = 'jiwei.example.gov.cn/witness'
  const witnessSeed = new Uint8Array(32).fill(3)
  const witness = ed25519Signer(name, witnessSeed, noteTypes.ed25519Cosignature)
  const key = cosignatureVerifier(
    ed25519Verifier(name, ed25519PublicKey(witnessSeed), noteTypes.ed25519Cosignature),
  )

  test('is picked out of an answer with strangers in it, and stands under the checkpoint', async () => {
    const checkpoint = await signed(leaves(3))
    const line = must(await cosignatureLine(checkpoint, witness, 1_800_000_000n))
    const other = ed25519Signer('x/w', new Uint8Array(32).fill(4), noteTypes.ed25519Cosignature)
    const answer = must(await cosignatureLine(checkpoint, other, 1n)) + line
    expect(must(readCosignature(checkpoint, answer, key))).toEqual({ line, unixSeconds: 1_800_000_000 })
    const shown = must(withCosignatures(checkpoint, [line], log.verifier))
    const opened = must(openCheckpoint(shown, { log: log.verifier, witnesses: [key], quorum: 1 }))
    expect(hex(opened.root)).toBe(hex(rootOf(leaves(3))))
    expect(must(withCosignatures(shown, [], log.verifier))).toBe(checkpoint)
  })

  test('of another head, of another key or spoiled is refused', async () => {
    const checkpoint = await signed(leaves(3))
    const line = must(await cosignatureLine(await signed(leaves(4)), witness, 1_800_000_000n))
    expect(readCosignature(checkpoint, line, key)).toMatchObject({ code: 'BAD_SIGNATURE' })
    expect(readCosignature(checkpoint, 'nonsense', key)).toMatchObject({ code: 'BAD_NOTE' })
    expect(readCosignature(checkpoint, '', key).ok).toBe(false)
    const twice = must(await cosignatureLine(checkpoint, witness, 5n)).repeat(2)
    expect(readCosignature(checkpoint, twice, key)).toMatchObject({ code: 'BAD_NOTE' })
  })
})
