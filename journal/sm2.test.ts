import { sm2 } from 'sm-crypto-v2'
import { expect, test } from 'vitest'
import { concat, utf8 } from './bytes.ts'
import { encodeCheckpoint } from './checkpoint.ts'
import { hashes } from './node-crypto.ts'
import { keyId, noteTypes, signNote, type NoteSigner } from './note.ts'
import { encodeProof } from './proof.ts'
import { checkSm2 } from './sm2.mjs'
import { must, sampleLeaf, unhex } from './testing.ts'
import { leafNo, testLog } from './testing-log.ts'
import { inclusionProof, treeRoot } from './tree.ts'
import { verifyReceipt } from './verify.mjs'
import { encodeVkey } from './vkey.ts'

const { privateKey, publicKey } = sm2.generateKeyPairHex('0123456789012345678901234567890123456789')
const key = unhex(publicKey.slice(2))
const signed = (message: Uint8Array): Uint8Array =>
  unhex(sm2.doSignature(new Uint8Array(message), privateKey, { hash: true, publicKey }))

test('signatures by another implementation hold, and nothing else does', () => {
  const message = utf8('落实')
  const signature = signed(message)
  expect(checkSm2(key, message, signature)).toBe(true)
  expect(checkSm2(key, utf8('落空'), signature)).toBe(false)
  for (let byte = 0; byte < 64; byte += 3)
    expect(checkSm2(key, message, signature.with(byte, (signature[byte] ?? 0) ^ 1))).toBe(false)
  expect(checkSm2(key, message, new Uint8Array(64))).toBe(false)
  expect(checkSm2(key, message, signature.slice(1))).toBe(false)
  expect(checkSm2(concat([Uint8Array.of(4), key]), message, signature)).toBe(false)
  expect(checkSm2(key.with(0, (key[0] ?? 0) ^ 1), message, signature)).toBe(false)
})

test('a receipt of the SM twin verifies under SM3 and SM2 together', async () => {
  const { hash, origin, read, leaves } = testLog(
    'sm3',
    Array.from({ length: 5 }, (_, i) => leafNo(i)),
  )
  const signer: NoteSigner = {
    name: origin,
    keyId: keyId(hash, origin, noteTypes.sm2, key),
    sign: signed,
  }
  const text = must(encodeCheckpoint({ origin, size: 5, root: must(treeRoot(hash, read, 5)) }))
  const checkpoint = must(await signNote(text, [signer]))
  const leaf = leaves[3] ?? new Uint8Array()
  const path = must(inclusionProof(hash, read, 3, 5))
  const proof = must(encodeProof({ leaf, index: 3, hashes: path, checkpoint }))
  const policy = utf8(`${encodeVkey(hashes, { name: origin, kind: 'sm2', publicKey: key })}\n`)
  expect(await verifyReceipt(proof, policy)).toMatchObject({
    ok: true,
    origin,
    leaf: { log: sampleLeaf.log },
  })
  const spoiled = utf8(new TextDecoder().decode(proof).replace('index 3', 'index 2'))
  expect(await verifyReceipt(spoiled, policy)).toMatchObject({ ok: false })
})
