// HPKE (RFC 9180), base mode, single shot: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-GCM. WebCrypto only, so that the same file
// runs in a browser and in Node. P-256 because every browser with WebCrypto has it.

import { concat, utf8 } from '../bytes.ts'

const KEM_ID = 0x0010
const KDF_ID = 0x0001
const NONCE_LENGTH = 12
const POINT_LENGTH = 65
const BITS = 256

/** Bytes as WebCrypto takes them. */
type Bytes = Uint8Array<ArrayBuffer>

/** A key that WebCrypto holds; the type has no one name in browsers and in Node. */
export type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** AES-GCM by the length of its key, with the number RFC 9180 gives it. */
const aeads = { 16: 0x0001, 32: 0x0002 } as const
export type KeyLength = keyof typeof aeads

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const

/** A key pair of P-256: the private half never leaves WebCrypto, the public one is an uncompressed point of 65 bytes. */
export interface KeyPair {
  readonly privateKey: Key
  readonly publicKey: Uint8Array
}

/** What a message is bound to besides the receiver's key. */
export interface Bound {
  readonly info: Uint8Array
  readonly aad: Uint8Array
}

/** An encapsulated key of 65 bytes and what it encrypts. */
export interface Sealed {
  readonly enc: Uint8Array
  readonly ct: Uint8Array
}

const two = (n: number): Uint8Array => Uint8Array.of(n >> 8, n & 0xff)
const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)

/** RFC 5869 with SHA-256, over HMAC: WebCrypto's own HKDF gives no way to expand a key that was extracted elsewhere. */
async function hmac(key: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  // WebCrypto refuses a key of no bytes; HMAC fills any key up with zeros, so one block of zeros is the same key.
  const bytes = key.length === 0 ? new Uint8Array(64) : key
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', own(bytes), algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, own(message)))
}

/** HKDF-Expand of at most 32 bytes: one round is all that is asked for here. */
const expand = async (key: Uint8Array, info: Uint8Array, length: number): Promise<Uint8Array> =>
  (await hmac(key, concat([info, Uint8Array.of(1)]))).slice(0, length)

/** HKDF-SHA-256 (RFC 5869) with at most 32 bytes out. */
export const hkdf = async (salt: Uint8Array, ikm: Uint8Array, info: Uint8Array, length = 32) =>
  expand(await hmac(salt, ikm), info, length)

const version = utf8('HPKE-v1')

const labeledExtract = (suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array) =>
  hmac(salt, concat([version, suite, utf8(label), ikm]))

const labeledExpand = (suite: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number) =>
  expand(key, concat([two(length), version, suite, utf8(label), info]), length)

/** The point of a public key, or null where the bytes are no point of the curve. */
export async function publicKeyOf(point: Uint8Array): Promise<Key | null> {
  if (point.length !== POINT_LENGTH || point[0] !== 4) return null
  return crypto.subtle.importKey('raw', own(point), curve, true, []).catch(() => null)
}

async function dh(privateKey: Key, point: Uint8Array): Promise<Uint8Array | null> {
  const other = await publicKeyOf(point)
  if (other === null) return null
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, privateKey, BITS))
}

/** RFC 9180 4.1: what sender and receiver both get out of one ephemeral key. */
async function sharedSecret(shared: Uint8Array, enc: Uint8Array, receiver: Uint8Array): Promise<Uint8Array> {
  const suite = concat([utf8('KEM'), two(KEM_ID)])
  const key = await labeledExtract(suite, new Uint8Array(), 'eae_prk', shared)
  return labeledExpand(suite, key, 'shared_secret', concat([enc, receiver]), 32)
}

/** RFC 9180 5.1, base mode: the key and the nonce of the first, and here only, message. */
export async function keySchedule(shared: Uint8Array, info: Uint8Array, length: KeyLength) {
  const suite = concat([utf8('HPKE'), two(KEM_ID), two(KDF_ID), two(aeads[length])])
  const none = new Uint8Array()
  const [pskIdHash, infoHash, secret] = await Promise.all([
    labeledExtract(suite, none, 'psk_id_hash', none),
    labeledExtract(suite, none, 'info_hash', info),
    labeledExtract(suite, shared, 'secret', none),
  ])
  const context = concat([Uint8Array.of(0), pskIdHash, infoHash])
  return {
    key: await labeledExpand(suite, secret, 'key', context, length),
    nonce: await labeledExpand(suite, secret, 'base_nonce', context, NONCE_LENGTH),
  }
}

/** AES-GCM; the key's length chooses AES-128 or AES-256. */
export async function gcmSeal(key: Uint8Array, iv: Uint8Array, aad: Uint8Array, plain: Uint8Array) {
  const imported = await crypto.subtle.importKey('raw', own(key), 'AES-GCM', false, ['encrypt'])
  const algorithm = { name: 'AES-GCM', iv: own(iv), additionalData: own(aad) }
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, imported, own(plain)))
}

/** What AES-GCM encrypted, or null where a bit of anything is another. */
export async function gcmOpen(
  key: Uint8Array,
  iv: Uint8Array,
  aad: Uint8Array,
  ct: Uint8Array,
): Promise<Uint8Array | null> {
  const imported = await crypto.subtle.importKey('raw', own(key), 'AES-GCM', false, ['decrypt'])
  const algorithm = { name: 'AES-GCM', iv: own(iv), additionalData: own(aad) }
  const opened = await crypto.subtle.decrypt(algorithm, imported, own(ct)).catch(() => null)
  return opened && new Uint8Array(opened)
}

/**
 * Encrypts one message to a receiver's public key with a key pair that is used this once and thrown away.
 *
 * @returns null where the receiver's bytes are no point of the curve
 */
export async function hpkeSeal(
  receiver: Uint8Array,
  { info, aad }: Bound,
  plain: Uint8Array,
  ephemeral: KeyPair,
  length: KeyLength = 32,
): Promise<Sealed | null> {
  const shared = await dh(ephemeral.privateKey, receiver)
  if (shared === null) return null
  const enc = ephemeral.publicKey
  const { key, nonce } = await keySchedule(await sharedSecret(shared, enc, receiver), info, length)
  return { enc, ct: await gcmSeal(key, nonce, aad, plain) }
}

/** Opens what was encrypted to a key pair; null where it was not, or was bound to something else. */
export async function hpkeOpen(
  { privateKey, publicKey }: KeyPair,
  { info, aad }: Bound,
  { enc, ct }: Sealed,
  length: KeyLength = 32,
): Promise<Uint8Array | null> {
  const shared = await dh(privateKey, enc)
  if (shared === null) return null
  const { key, nonce } = await keySchedule(await sharedSecret(shared, enc, publicKey), info, length)
  return gcmOpen(key, nonce, aad, ct)
}
