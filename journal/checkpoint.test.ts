import { describe, expect, test } from 'vitest'
import { base64, fromBase64, utf8 } from './bytes.ts'
import {
  cosignatureVerifier,
  cosigner,
  decodeCheckpoint,
  encodeCheckpoint,
  openCheckpoint,
  signCheckpoint,
} from './checkpoint.ts'
import { ed25519PublicKey, ed25519Signer, ed25519Verifier, sha256, sm3 } from './node-crypto.ts'
import { keyId, noteTypes, openNote, parseNote, signNote } from './note.ts'
import { hex, must } from './testing.ts'

const origin = 'luoshi.example.gov.cn/log/330106'
const seed = new Uint8Array(32).fill(9)
const signer = ed25519Signer(origin, seed)
const log = ed25519Verifier(origin, ed25519PublicKey(seed))
const head = { origin, size: 18452, root: new Uint8Array(32).fill(5) }
const root = base64(head.root)

// The example of the Go note package, which the specification grew out of.
const published = {
  name: 'PeterNeumann',
  key: 'ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  id: 'c74f20a3',
  note:
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}

describe('signed notes', () => {
  test('the published example verifies, with the published key id', () => {
    const publicKey = must(fromBase64(published.key)).slice(1)
    expect(hex(keyId(sha256, published.name, noteTypes.ed25519, publicKey))).toBe(published.id)
    const opened = must(openNote(published.note, [ed25519Verifier(published.name, publicKey)]))
    expect(opened.text.endsWith('your problem is.\n')).toBe(true)
    expect(
      openNote(published.note.replace('answer', 'reason'), [ed25519Verifier(published.name, publicKey)]),
    ).toMatchObject({
      code: 'BAD_SIGNATURE',
    })
  })

  test('blank lines in the text belong to it; the last one separates', async () => {
    const note = must(await signNote('a\n\nb\n', [signer]))
    expect(must(openNote(note, [log])).text).toBe('a\n\nb\n')
  })

  test('unknown keys are ignored, none known is refused', async () => {
    const stranger = ed25519Signer('other.example/log', new Uint8Array(32).fill(1))
    const note = must(await signNote('a\n', [stranger, signer]))
    expect(must(openNote(note, [log])).verified).toEqual([log])
    expect(openNote(must(await signNote('a\n', [stranger])), [log])).toMatchObject({ code: 'UNKNOWN_KEY' })
    const namesake = ed25519Signer(origin, new Uint8Array(32).fill(1))
    expect(openNote(must(await signNote('a\n', [namesake])), [log])).toMatchObject({ code: 'UNKNOWN_KEY' })
  })

  test('the same key twice is refused', async () => {
    expect(openNote(must(await signNote('a\n', [signer, signer])), [log])).toMatchObject({ code: 'BAD_NOTE' })
  })

  test.each([
    ['CRLF', 'a\r\n\r\n— n AAAAAAAA\r\n'],
    ['no final newline', 'a\n\n— n AAAAAAAA'],
    ['no blank line', 'a\n— n AAAAAAAA\n'],
    ['no signatures', 'a\n\n'],
    ['a hyphen for the dash', 'a\n\n- n AAAAAAAA\n'],
    ['two spaces', 'a\n\n—  n AAAAAAAA\n'],
    ['a trailing space', 'a\n\n— n AAAAAAAA \n'],
    ['a plus in the name', 'a\n\n— n+m AAAAAAAA\n'],
    ['a key id alone', 'a\n\n— n AAAAAA==\n'],
    ['a control character', 'a\u0001\n\n— n AAAAAAAA\n'],
    ['too many signatures', `a\n\n${'— n AAAAAAAA\n'.repeat(65)}`],
  ])('refuses %s', (_, note) => {
    expect(parseNote(note)).toMatchObject({ ok: false, code: 'BAD_NOTE' })
  })

  test('non-canonical base64 is refused', () => {
    expect(parseNote('a\n\n— n AAAAAAB=\n')).toMatchObject({ code: 'BAD_BASE64' })
  })

  test('the SM key id differs from the SHA-256 one', () => {
    const key = new Uint8Array(65)
    expect(hex(keyId(sm3, origin, noteTypes.sm2, key))).not.toBe(
      hex(keyId(sha256, origin, noteTypes.sm2, key)),
    )
  })
})

describe('checkpoints', () => {
  test('three lines, signed under the origin', async () => {
    const note = must(await signCheckpoint(head, signer))
    expect(note.startsWith(`${origin}\n18452\n${root}\n\n— ${origin} `)).toBe(true)
    expect(must(openCheckpoint(note, { log }))).toMatchObject(head)
    expect(must(decodeCheckpoint(must(encodeCheckpoint(head))))).toEqual(head)
  })

  test.each([
    ['a leading zero', `${origin}\n018452\n${root}\n`],
    ['a sign', `${origin}\n+1\n${root}\n`],
    ['a size past 2^53', `${origin}\n9007199254740992\n${root}\n`],
    ['an extension line', `${origin}\n1\n${root}\nmore\n`],
    ['an empty origin', `\n1\n${root}\n`],
    ['a space in the origin', `a b\n1\n${root}\n`],
    ['a short root', `${origin}\n1\nAAAA\n`],
    ['no final newline', `${origin}\n1\n${root}`],
    ['trailing text', `${origin}\n1\n${root}\n `],
    ['CRLF', `${origin}\r\n1\r\n${root}\r\n`],
  ])('refuses %s', (_, text) => {
    expect(decodeCheckpoint(text)).toMatchObject({ ok: false, code: 'BAD_CHECKPOINT' })
  })

  test('non-canonical base64 of the root is refused', () => {
    expect(decodeCheckpoint(`${origin}\n1\n${root.slice(0, -2)}V=\n`)).toMatchObject({ code: 'BAD_BASE64' })
  })

  test('another log, another signer, a bad head', async () => {
    const elsewhere = must(
      await signNote(must(encodeCheckpoint({ ...head, origin: 'else.example/log' })), [signer]),
    )
    expect(openCheckpoint(elsewhere, { log })).toMatchObject({ code: 'WRONG_ORIGIN' })
    expect(await signCheckpoint({ ...head, origin: 'else.example/log' }, signer)).toMatchObject({
      code: 'BAD_CHECKPOINT',
    })
    expect(await signCheckpoint({ ...head, root: new Uint8Array(31) }, signer)).toMatchObject({
      code: 'BAD_CHECKPOINT',
    })
    expect(await signCheckpoint({ ...head, size: 1.5 }, signer)).toMatchObject({ code: 'BAD_CHECKPOINT' })
  })

  test('witnesses count once each, with their time under their signature', async () => {
    const type = noteTypes.ed25519Cosignature
    const keys = ['jiwei', 'archive'].map((who, i) => ({
      name: `${who}.example/w`,
      seed: new Uint8Array(32).fill(20 + i),
    }))
    const cosigners = keys.map((key) => cosigner(ed25519Signer(key.name, key.seed, type), 1_795_000_000n))
    const witnesses = keys.map((key) =>
      cosignatureVerifier(ed25519Verifier(key.name, ed25519PublicKey(key.seed), type)),
    )
    const text = must(encodeCheckpoint(head))
    const both = must(await signNote(text, [signer, ...cosigners]))
    expect(must(openCheckpoint(both, { log, witnesses, quorum: 2 })).verified).toHaveLength(3)
    const one = must(await signNote(text, [signer, cosigners[0]!]))
    expect(openCheckpoint(one, { log, witnesses, quorum: 2 })).toMatchObject({ code: 'UNKNOWN_KEY' })
    const none = must(await signNote(text, cosigners))
    expect(openCheckpoint(none, { log, witnesses })).toMatchObject({ code: 'UNKNOWN_KEY' })
    const signature = await cosigners[0]!.sign(utf8(text))
    expect(witnesses[0]!.verify(utf8(text), signature)).toBe(true)
    expect(witnesses[0]!.verify(utf8(text), signature.with(7, signature[7]! ^ 1))).toBe(false)
  })
})
