// A trustee's key: made on his machine, kept as a file that a passphrase locks (PKCS#8 under PBES2, RFC 8018: PBKDF2 with HMAC-SHA-256,
// AES-256-CBC), so that `openssl pkcs8` and every key tool read it without us.

import { base64, concat, fromBase64 } from '../bytes.ts'
import { done, fault, type Outcome } from '../fault.ts'
import type { Key, KeyPair } from './hpke.ts'

/** What the message of a drill is bound to: whoever opens it holds the key. */
export const canaryBound = { info: new TextEncoder().encode('luoshi/seal/v1/canary'), aad: new Uint8Array() }

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const
/** OWASP's figure of 2023 for PBKDF2 with HMAC-SHA-256. */
const ROUNDS = 600_000
const [SALT, IV] = [16, 16]
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return concat([Uint8Array.of(tag, ...size), content])
}
const [SEQUENCE, INTEGER, OCTETS, OBJECT, NULL] = [0x30, 0x02, 0x04, 0x06, 0x05]
const oid = (body: string): Uint8Array => der(OBJECT, hex(body))
const PBES2 = oid('2a864886f70d01050d')
const PBKDF2 = oid('2a864886f70d01050c')
const HMAC_SHA256 = oid('2a864886f70d0209')
const AES_256_CBC = oid('60864801650304012a')

const rounds = der(INTEGER, hex(ROUNDS.toString(16).padStart(6, '0')))

/** How the key is locked, with salt and iv in their places: always of the same length, so reading is comparing. */
const locked = (salt: Uint8Array, iv: Uint8Array): Uint8Array =>
  der(
    SEQUENCE,
    PBES2,
    der(
      SEQUENCE,
      der(SEQUENCE, PBKDF2, der(SEQUENCE, der(OCTETS, salt), rounds, der(SEQUENCE, HMAC_SHA256, der(NULL)))),
      der(SEQUENCE, AES_256_CBC, der(OCTETS, iv)),
    ),
  )

async function lockKey(passphrase: string, salt: Uint8Array): Promise<Key> {
  const words = own(new TextEncoder().encode(passphrase.normalize('NFC')))
  const from = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey'])
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: own(salt), iterations: ROUNDS }
  return crypto.subtle.deriveKey(algorithm, from, { name: 'AES-CBC', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
}

const BEGIN = '-----BEGIN ENCRYPTED PRIVATE KEY-----'
const END = '-----END ENCRYPTED PRIVATE KEY-----'

/** A fresh private key in plain PKCS#8: for a server that keeps it in a file of its own. */
export async function freshPkcs8(): Promise<Uint8Array> {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))
}

/** A trustee's key as he keeps it: the public point (base64) and the locked file. */
export interface KeptKey {
  readonly key: string
  readonly file: string
}

/** Makes a key pair and locks its private half; afterwards only file and passphrase together give it back. */
export async function makeKey(passphrase: string): Promise<KeptKey> {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  const [salt, iv] = [
    crypto.getRandomValues(new Uint8Array(SALT)),
    crypto.getRandomValues(new Uint8Array(IV)),
  ]
  const plain = await crypto.subtle.exportKey('pkcs8', pair.privateKey)
  const algorithm = { name: 'AES-CBC', iv: own(iv) }
  const ct = new Uint8Array(await crypto.subtle.encrypt(algorithm, await lockKey(passphrase, salt), plain))
  const lines = base64(der(SEQUENCE, locked(salt, iv), der(OCTETS, ct))).match(/.{1,64}/g) ?? []
  const key = base64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  return { key, file: `${[BEGIN, ...lines, END].join('\n')}\n` }
}

/** Bytes of a locked file in their parts, or null where the file is not one that `makeKey` writes. */
function partsOf(file: string): { salt: Uint8Array; iv: Uint8Array; ct: Uint8Array } | null {
  const [begin, ...lines] = file.trim().split(/\r?\n/)
  if (begin !== BEGIN || lines.pop() !== END) return null
  const read = fromBase64(lines.join(''))
  if (!read.ok) return null
  const bytes = read.value
  // The whole of it is shorter than 256 bytes but for its head of two or three.
  const head = bytes[1] === 0x81 ? 3 : 4
  const shape = locked(new Uint8Array(SALT), new Uint8Array(IV))
  const saltAt =
    head + shape.length - IV - 2 - AES_256_CBC.length - 2 - HMAC_SHA256.length - 4 - rounds.length - SALT
  const ivAt = head + shape.length - IV
  const [salt, iv] = [bytes.slice(saltAt, saltAt + SALT), bytes.slice(ivAt, ivAt + IV)]
  const ctAt = head + shape.length + (bytes[head + shape.length + 1] === 0x81 ? 3 : 2)
  const ct = bytes.slice(ctAt)
  const again = der(SEQUENCE, locked(salt, iv), der(OCTETS, ct))
  return again.length === bytes.length && again.every((byte, i) => byte === bytes[i])
    ? { salt, iv, ct }
    : null
}

/** Unlocks a key file: the pair to open halves with. */
export async function unlockKey(file: string, passphrase: string): Promise<Outcome<KeyPair>> {
  const parts = partsOf(file)
  if (parts === null) return fault('WRONG_PASSPHRASE', '不是本系统生成的密钥文件')
  const algorithm = { name: 'AES-CBC', iv: own(parts.iv) }
  const lock = await lockKey(passphrase, parts.salt)
  const plain = await crypto.subtle.decrypt(algorithm, lock, own(parts.ct)).catch(() => null)
  if (plain === null) return fault('WRONG_PASSPHRASE')
  return keyPairOf(new Uint8Array(plain))
}

/** The pair of a private key in plain PKCS#8, as `unlockKey` and the server's own key have it. */
export async function keyPairOf(pkcs8: Uint8Array): Promise<Outcome<KeyPair>> {
  const imported = await crypto.subtle
    .importKey('pkcs8', own(pkcs8), curve, true, ['deriveBits'])
    .catch(() => null)
  if (imported === null) return fault('WRONG_PASSPHRASE')
  const { x, y } = await crypto.subtle.exportKey('jwk', imported)
  const point = [x, y].map((part) => fromBase64(standard(part ?? '')))
  const [a, b] = point
  if (!a?.ok || !b?.ok) return fault('WRONG_PASSPHRASE')
  const privateKey = await crypto.subtle.importKey('pkcs8', own(pkcs8), curve, false, ['deriveBits'])
  return done({ privateKey, publicKey: concat([Uint8Array.of(4), a.value, b.value]) })
}

/** Base64 as JSON Web Keys spell it, in the ordinary spelling. */
const standard = (url: string): string =>
  url
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(url.length / 4) * 4, '=')
