// Keys as text (C2SP signed-note): `name+keyid+base64(type ‖ key)`, the private one with a prefix.

import { base64, concat, fromBase64 } from '#journal/bytes.ts'
import { ed25519PublicKey, hashes } from '#journal/node-crypto.ts'
import { noteTypes } from '#journal/note.ts'
import { decodeVkey, encodeVkey, vkeyId } from '#journal/vkey.ts'

const PRIVATE = 'PRIVATE+KEY+'
const KEY_BYTES = 32

/** What an Ed25519 key is for: a log signs, a witness cosigns. */
export type KeyUse = 'ed25519' | 'ed25519Cosignature'

/** An Ed25519 key under its name: 32 bytes, the public key or the private seed. A log's unless it says otherwise. */
export interface NamedKey {
  readonly name: string
  readonly key: Uint8Array
  readonly use?: KeyUse
}

export type KeyRead =
  | { readonly ok: true; readonly key: NamedKey }
  | { readonly ok: false; readonly because: string }

/** The text anybody may have, which `luoshi verify --key` takes: one line. */
export function publicKeyText({ name, key, use = 'ed25519' }: NamedKey): string {
  return `${encodeVkey(hashes, { name, kind: use, publicKey: key })}\n`
}

/** The text of the private seed: one line, for a file that only the service may read. */
export function privateKeyText({ name, key, use = 'ed25519' }: NamedKey): string {
  const id = idText(name, ed25519PublicKey(key), use)
  return `${PRIVATE}${name}+${id}+${base64(concat([noteTypes[use], key]))}\n`
}

/** Reads `publicKeyText` back. The key id is computed again, so a name or key with a slip in it is refused. */
export function readPublicKey(text: string, use: KeyUse = 'ed25519'): KeyRead {
  const read = decodeVkey(hashes, text.trim())
  if (!read.ok) return { ok: false, because: read.because.replace(/。$/, '') }
  const { name, kind, publicKey } = read.value
  if (kind !== use) return { ok: false, because: WRONG_USE[use] }
  return { ok: true, key: named(name, publicKey, use) }
}

const WRONG_USE: Readonly<Record<KeyUse, string>> = {
  ed25519: '不是日志的 Ed25519 密钥',
  ed25519Cosignature: '不是见证方的 Ed25519 密钥',
}

/** Reads `privateKeyText` back. */
export function readPrivateKey(text: string, use: KeyUse = 'ed25519'): KeyRead {
  const line = text.trim()
  const parts = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(line)
  if (!parts) return { ok: false, because: line.startsWith(PRIVATE) ? NOT_A_KEY : '不是日志私钥的写法' }
  const [, name = '', id, encoded = ''] = parts
  const bytes = fromBase64(encoded)
  if (!bytes.ok) return { ok: false, because: '其中的 Base64 编码不规范' }
  if (bytes.value.length !== KEY_BYTES + 1 || bytes.value[0] !== noteTypes[use][0])
    return { ok: false, because: WRONG_USE[use] }
  const seed = bytes.value.slice(1)
  if (idText(name, ed25519PublicKey(seed), use) !== id)
    return { ok: false, because: '密钥编号与密钥不符，可能抄错了字符' }
  return { ok: true, key: named(name, seed, use) }
}

const NOT_A_KEY = '不是“名称+编号+密钥”的写法'

const named = (name: string, key: Uint8Array, use: KeyUse): NamedKey =>
  use === 'ed25519' ? { name, key } : { name, key, use }

const idText = (name: string, publicKey: Uint8Array, kind: KeyUse): string =>
  Buffer.from(vkeyId(hashes, { name, kind, publicKey })).toString('hex')
