// Keys as text (C2SP signed-note): `name+keyid+base64(type ‖ key)`, the private one with a prefix.

import { base64, concat, fromBase64 } from '#journal/bytes.ts'
import { ed25519PublicKey, sha256 } from '#journal/node-crypto.ts'
import { keyId, noteTypes } from '#journal/note.ts'

const PRIVATE = 'PRIVATE+KEY+'
const KEY_BYTES = 32

/** An Ed25519 key of a log under its name: 32 bytes, the public key or the private seed. */
export interface NamedKey {
  readonly name: string
  readonly key: Uint8Array
}

export type KeyRead =
  | { readonly ok: true; readonly key: NamedKey }
  | { readonly ok: false; readonly because: string }

/** The text anybody may have, which `luoshi verify --key` takes: one line. */
export function publicKeyText({ name, key }: NamedKey): string {
  return `${body(name, key, key)}\n`
}

/** The text of the private seed: one line, for a file that only the service may read. */
export function privateKeyText({ name, key }: NamedKey): string {
  return `${PRIVATE}${body(name, ed25519PublicKey(key), key)}\n`
}

/** Reads `publicKeyText` back. The key id is computed again, so a name or key with a slip in it is refused. */
export function readPublicKey(text: string): KeyRead {
  return readKey(text.trim(), (key) => key)
}

/** Reads `privateKeyText` back. */
export function readPrivateKey(text: string): KeyRead {
  const line = text.trim()
  if (!line.startsWith(PRIVATE)) return { ok: false, because: '不是日志私钥的写法' }
  return readKey(line.slice(PRIVATE.length), ed25519PublicKey)
}

function body(name: string, publicKey: Uint8Array, key: Uint8Array): string {
  return `${name}+${idText(name, publicKey)}+${base64(concat([noteTypes.ed25519, key]))}`
}

const idText = (name: string, publicKey: Uint8Array): string =>
  Buffer.from(keyId(sha256, name, noteTypes.ed25519, publicKey)).toString('hex')

function readKey(line: string, publicOf: (key: Uint8Array) => Uint8Array): KeyRead {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(line)
  if (!parts) return { ok: false, because: '不是“名称+编号+密钥”的写法' }
  const [, name = '', id, encoded = ''] = parts
  const bytes = fromBase64(encoded)
  if (!bytes.ok) return { ok: false, because: '其中的 Base64 编码不规范' }
  if (bytes.value.length !== KEY_BYTES + 1 || bytes.value[0] !== noteTypes.ed25519[0])
    return { ok: false, because: '不是 Ed25519 密钥' }
  const key = bytes.value.slice(1)
  if (idText(name, publicOf(key)) !== id) return { ok: false, because: '密钥编号与密钥不符，可能抄错了字符' }
  return { ok: true, key: { name, key } }
}
