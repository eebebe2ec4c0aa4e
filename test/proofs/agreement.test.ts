import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sm2 } from 'sm-crypto-v2'
import { expect, test } from 'vitest'
import { utf8 } from '#journal/bytes.ts'
import { encodeCheckpoint } from '#journal/checkpoint.ts'
import { hashes } from '#journal/node-crypto.ts'
import { keyId, noteTypes, signNote } from '#journal/note.ts'
import { encodeProof } from '#journal/proof.ts'
import '#journal/sm2.mjs'
import { must, seeded, unhex } from '#journal/testing.ts'
import { leafNo, testLog } from '#journal/testing-log.ts'
import { inclusionProof, treeRoot } from '#journal/tree.ts'
import { verifyGrowth, verifyReceipt } from '#journal/verify.mjs'
import { encodeVkey } from '#journal/vkey.ts'
import { recordFigure } from '../figures.ts'
import { diceOf } from './corrupt.ts'

/** A few in every run of the tests; `AGREEMENT=40` for the figure. */
const ROUNDS = Number(process.env['AGREEMENT'] ?? 2)
const SPOILED = ROUNDS > 2 ? 40 : 6

const PYTHON = fileURLToPath(new URL('./verify.py', import.meta.url))
const found = spawnSync('python3', ['--version']).status === 0
if (!found) console.log('no python3 on this machine: the second verifier is not run')

type Asked =
  | { policy: Uint8Array; proof: Uint8Array }
  | { policy: Uint8Array; older: Uint8Array; growth: Uint8Array }

/** What the second verifier says of each. */
function inPython(asked: readonly Asked[]): boolean[] {
  const line = (one: Asked): string =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(one).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
      ),
    )
  const { stdout, stderr } = spawnSync('python3', [PYTHON, '--batch'], {
    input: `${asked.map(line).join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  if (stderr) throw new Error(stderr)
  return stdout
    .trim()
    .split('\n')
    .map((text) => (JSON.parse(text) as [boolean, string])[0])
}

const inJavaScript = async (one: Asked): Promise<boolean> =>
  (
    await ('proof' in one
      ? verifyReceipt(one.proof, one.policy)
      : verifyGrowth(one.older, one.growth, one.policy))
  ).ok

const leaves = Array.from({ length: 70 }, (_, i) => leafNo(i))
const flipOf = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)))

/** A receipt of the SM twin, signed by SM2 itself. */
async function ofTwin(index: number): Promise<Asked> {
  const { privateKey, publicKey } = sm2.generateKeyPairHex('98765432109876543210')
  const key = unhex(publicKey.slice(2))
  const { hash, origin, read } = testLog('sm3', leaves)
  const sign = (message: Uint8Array): Uint8Array =>
    unhex(sm2.doSignature(new Uint8Array(message), privateKey, { hash: true, publicKey }))
  const text = must(encodeCheckpoint({ origin, size: 70, root: must(treeRoot(hash, read, 70)) }))
  const checkpoint = must(
    await signNote(text, [{ name: origin, keyId: keyId(hash, origin, noteTypes.sm2, key), sign }]),
  )
  const path = must(inclusionProof(hash, read, index, 70))
  const proof = must(
    encodeProof({ leaf: leaves[index] ?? new Uint8Array(), index, hashes: path, checkpoint }),
  )
  return { proof, policy: utf8(encodeVkey(hashes, { name: origin, kind: 'sm2', publicKey: key })) }
}

test.skipIf(!found)(
  'two verifiers, in two languages, say the same of good and of spoiled texts',
  { timeout: 600_000 },
  async () => {
    const dice = diceOf(seeded('agreement'))
    const log = testLog('sha256', leaves)
    const good: Asked[] = [await ofTwin(41)]
    for (let i = 0; i < ROUNDS; i++) {
      const [size, quorum] = [1 + dice(70), dice(3)]
      good.push({
        policy: log.policy(quorum),
        proof: await log.receipt(dice(size), size, { witnesses: quorum }),
      })
      const from = 1 + dice(size)
      good.push({
        policy: log.policy(),
        older: utf8(await log.checkpoint(from)),
        growth: await log.growth(from, size),
      })
    }
    const spoiled = good.flatMap((one) =>
      Array.from({ length: SPOILED }, (): Asked => {
        if ('proof' in one) return { ...one, proof: flipOf(one.proof, dice(one.proof.length * 8)) }
        return { ...one, growth: flipOf(one.growth, dice(one.growth.length * 8)) }
      }),
    )
    const text = new TextDecoder().decode(await log.receipt(5, 13))
    const forged = [
      text.replace('index 5', 'index 05'),
      text.replaceAll('\n', '\r\n'),
      `${text}\n`,
      `\ufeff${text}`,
      text.replace('\n13\n', '\n13\nmore\n'),
      text.replace(/^extra .*\n/m, ''),
    ].map((proof): Asked => ({ policy: log.policy(), proof: utf8(proof) }))
    const all = [...good, ...spoiled, ...forged]
    const [ours, theirs] = [await Promise.all(all.map(inJavaScript)), inPython(all)]
    expect(theirs).toEqual(ours)
    expect(ours.slice(0, good.length)).toEqual(good.map(() => true))
    expect(ours.slice(good.length)).not.toContain(true)
    recordFigure({
      id: 'j3-two-verifiers',
      part: 'proof',
      title:
        'Texts on which the verifiers in JavaScript and in Python disagree: receipts and growths, good and spoiled',
      value: ours.filter((said, i) => said !== theirs[i]).length,
      of: { n: all.length, what: `texts, ${good.length} of them good, in both suites` },
      command: `AGREEMENT=${ROUNDS} LUOSHI_FIGURES=1 npx vitest run test/proofs/agreement.test.ts`,
    })
  },
)
