// Public keys as one line of text (C2SP signed-note, verifier keys): `name+keyid+base64(type ‖ public key)`.

import { base64, concat, fromBase64, sameBytes } from './bytes.ts'
import { done, fault, type Outcome } from './fault.ts'
import type { Hash, HashName } from './hash.ts'
import { keyId, noteTypes } from './note.ts'

/** The kinds of key: of logs and of those who cosign, with the international and with the SM algorithms. */
export type KeyKind = keyof typeof noteTypes

/** A public key under its name. Ed25519: 32 bytes; SM2: 64 bytes, x ‖ y of the point. */
export type Vkey = { readonly name: string; readonly kind: KeyKind; readonly publicKey: Uint8Array }

/** Both hashes: the key id of a C2SP type is made with SHA-256, that of an SM type with SM3. */
export type Hashes = Readonly<Record<HashName, Hash>>

const kinds: Readonly<Record<KeyKind, { readonly length: number; readonly hash: HashName }>> = {
  ed25519: { length: 32, hash: 'sha256' },
  ed25519Cosignature: { length: 32, hash: 'sha256' },
  sm2: { length: 64, hash: 'sm3' },
  sm2Cosignature: { length: 64, hash: 'sm3' },
}

const kindNames = Object.keys(kinds) as KeyKind[]
// The name holds no `+`, the base64 may.
const line = /^([^\s+\p{Cc}]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Whether keys of this kind cosign (a witness) rather than sign (a log). */
export const cosigns = (kind: KeyKind): boolean => kind.endsWith('Cosignature')

/** The suite a kind belongs to, by its hash: that of the log's tree. */
export const hashNameOf = (kind: KeyKind): HashName => kinds[kind].hash

/** The four bytes that stand before each signature of the key. */
export function vkeyId(hashes: Hashes, { name, kind, publicKey }: Vkey): Uint8Array {
  return keyId(hashes[kinds[kind].hash], name, noteTypes[kind], publicKey)
}

/** The key as text, without a newline: `example.gov.cn/log/1+0a1b2c3d+AR…`. */
export function encodeVkey(hashes: Hashes, key: Vkey): string {
  const bytes = concat([noteTypes[key.kind], key.publicKey])
  return `${key.name}+${hexOf(vkeyId(hashes, key))}+${base64(bytes)}`
}

/** Reads `encodeVkey` back. The key id is computed again, so a name or a key with a slip in it is refused. */
export function decodeVkey(hashes: Hashes, text: string): Outcome<Vkey> {
  const parts = line.exec(text)
  if (!parts) return fault('BAD_KEY', '不是“名称+编号+密钥”的写法')
  const [, name = '', id, encoded = ''] = parts
  const bytes = fromBase64(encoded)
  if (!bytes.ok) return bytes
  const kind = kindNames.find((one) => isOfKind(one, bytes.value))
  if (!kind) return fault('BAD_KEY', '密钥的类型或者长度不认识')
  const key = { name, kind, publicKey: bytes.value.slice(noteTypes[kind].length) }
  return hexOf(vkeyId(hashes, key)) === id
    ? done(key)
    : fault('BAD_KEY', '密钥编号与密钥不符，可能抄错了字符')
}

function isOfKind(kind: KeyKind, bytes: Uint8Array): boolean {
  const type = noteTypes[kind]
  return bytes.length === type.length + kinds[kind].length && sameBytes(bytes.slice(0, type.length), type)
}
