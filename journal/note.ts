// Signed notes (C2SP signed-note): a text, a blank line, one signature line per key.

import { base64, concat, fromBase64, sameBytes, utf8 } from './bytes.ts'
import { done, fault, type Outcome } from './fault.ts'
import type { Hash } from './hash.ts'

/** Signature type identifiers that go into a key id. */
export const noteTypes = {
  ed25519: new Uint8Array([0x01]),
  ed25519Cosignature: new Uint8Array([0x04]),
  /** Not assigned by C2SP, hence 0xff and a name of our own: SM2 with SM3, signature r ‖ s. */
  sm2: concat([new Uint8Array([0xff]), utf8('luoshi-sm2sm3-v1')]),
  /** The same algorithms over what a witness signs. */
  sm2Cosignature: concat([new Uint8Array([0xff]), utf8('luoshi-sm2sm3-cosignature-v1')]),
} as const

/** A key that signs. Asynchronous signers are allowed: the key may sit in a cipher machine. */
export type NoteSigner = {
  readonly name: string
  readonly keyId: Uint8Array
  readonly sign: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>
}

/** A key that is trusted. */
export type NoteVerifier = {
  readonly name: string
  readonly keyId: Uint8Array
  readonly verify: (message: Uint8Array, signature: Uint8Array) => boolean
}

export type NoteSignature = {
  readonly name: string
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** C2SP demands at least 16; more is a waste of the reader's time. */
const maxSignatures = 64

const keyIdLength = 4
const keyName = /^[^\s+\p{Cc}]+$/u
// Newline is the only control character a note may hold; a carriage return would make two spellings of one note.
// C2SP bans those below U+0020; DEL and the C1 range are as invisible to a reader, so they go too.
const control = /[^\P{Cc}\n]/u

/** First 4 bytes of H(name ‖ 0x0A ‖ type ‖ public key). SHA-256 for C2SP types, SM3 for the SM twin. */
export function keyId(hash: Hash, name: string, type: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return hash.digest(concat([utf8(`${name}\n`), type, publicKey])).slice(0, keyIdLength)
}

/** `— name base64(key id ‖ signature)` with its newline. */
export function signatureLine({ name, keyId: id, signature }: NoteSignature): string {
  return `— ${name} ${base64(concat([id, signature]))}\n`
}

/** Text and signatures of a note, nothing verified yet. */
export function parseNote(note: string): Outcome<Note> {
  if (!note.isWellFormed() || control.test(note) || !note.endsWith('\n')) return fault('BAD_NOTE')
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0) return fault('BAD_NOTE', '缺少空行')
  const lines = note.slice(blank + 2, -1).split('\n')
  if (lines.length > maxSignatures) return fault('BAD_NOTE', '签名过多')
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const signature = parseSignatureLine(line)
    if (!signature.ok) return signature
    signatures.push(signature.value)
  }
  return done({ text: note.slice(0, blank + 1), signatures })
}

function parseSignatureLine(line: string): Outcome<NoteSignature> {
  const [dash, name, encoded, ...more] = line.split(' ')
  if (dash !== '—' || name === undefined || encoded === undefined || more.length > 0 || !keyName.test(name)) {
    return fault('BAD_NOTE', '签名行')
  }
  const bytes = fromBase64(encoded)
  if (!bytes.ok) return bytes
  if (bytes.value.length <= keyIdLength) return fault('BAD_NOTE', '签名过短')
  return done({ name, keyId: bytes.value.slice(0, keyIdLength), signature: bytes.value.slice(keyIdLength) })
}

/** Signs a text, which must end in a newline, with each signer in turn. A signer's own failure passes through. */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<Outcome<string>> {
  if (!text.isWellFormed() || control.test(text) || !text.endsWith('\n')) return fault('BAD_NOTE')
  if (signers.length === 0 || !signers.every((signer) => keyName.test(signer.name)))
    return fault('BAD_NOTE', '签名者')
  const message = utf8(text)
  let note = `${text}\n`
  for (const signer of signers) {
    const { name, keyId: id } = signer
    note += signatureLine({ name, keyId: id, signature: await signer.sign(message) })
  }
  return done(note)
}

/** A note with at least one good signature; `verified` are the trusted keys that signed, in their given order. */
export type OpenedNote = Note & { readonly verified: readonly NoteVerifier[] }

/**
 * Opens a note. Unknown keys are ignored, as C2SP demands; a bad or repeated signature by a trusted key refuses the
 * whole note, and so does the absence of any.
 */
export function openNote(note: string, trusted: readonly NoteVerifier[]): Outcome<OpenedNote> {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const message = utf8(parsed.value.text)
  const verified: NoteVerifier[] = []
  for (const key of trusted) {
    const mine = parsed.value.signatures.filter((s) => s.name === key.name && sameBytes(s.keyId, key.keyId))
    if (mine.length > 1) return fault('BAD_NOTE', '同一密钥重复签名')
    if (!mine[0]) continue
    if (!key.verify(message, mine[0].signature)) return fault('BAD_SIGNATURE', key.name)
    verified.push(key)
  }
  return verified.length === 0 ? fault('UNKNOWN_KEY') : done({ ...parsed.value, verified })
}
