// The ports filled by Node. Nothing the browser loads imports this file.

import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto'
import { hashOf, type Hash } from './hash.ts'
import { keyId, noteTypes, type NoteSigner, type NoteVerifier } from './note.ts'
import { hashNameOf, type Hashes, type Vkey } from './vkey.ts'

/** SHA-256 (FIPS 180-4), the hash of the log everybody can check. */
export const sha256: Hash = hashOf('sha256', (bytes) => octets(hash('sha256', bytes, 'binary')))

/** SM3 (GB/T 32905), the hash of the twin log. Throws on first use when OpenSSL was built without it. */
export const sm3: Hash = hashOf('sm3', (bytes) => octets(hash('sm3', bytes, 'binary')))

/** Both, for reading and writing keys of either suite. */
export const hashes: Hashes = { sha256, sm3 }

/** One byte per character. A digest given as a Buffer costs Node three times as much. */
function octets(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** A Buffer seen as the plain Uint8Array the rest of the journal deals in. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}

/** SPKI and PKCS #8 wrappings of a bare Ed25519 key (RFC 8410 section 10). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
}

/** The 32-byte Ed25519 public key of a 32-byte private seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return plain(createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32))
}

/**
 * Signs notes with an Ed25519 seed kept in this process; a cipher machine fills the same port from outside.
 * `type` is `noteTypes.ed25519Cosignature` for a witness.
 */
export function ed25519Signer(
  name: string,
  seed: Uint8Array,
  type: Uint8Array = noteTypes.ed25519,
): NoteSigner {
  const key = privateKeyOf(seed)
  return {
    name,
    keyId: keyId(sha256, name, type, ed25519PublicKey(seed)),
    sign: (message) => plain(sign(null, message, key)),
  }
}

/** Checks notes against a 32-byte Ed25519 public key. */
export function ed25519Verifier(
  name: string,
  publicKey: Uint8Array,
  type: Uint8Array = noteTypes.ed25519,
): NoteVerifier {
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' })
  return {
    name,
    keyId: keyId(sha256, name, type, publicKey),
    verify: (message, signature) => verify(null, message, key, signature),
  }
}

/**
 * The verifier of plain signatures by a key that was read from text; `cosignatureVerifier` makes one of cosignatures out of a
 * witness's.
 *
 * @throws for SM2 keys, which Node cannot check by the standard: `sm-crypto.ts` does
 */
export function verifierOf({ name, kind, publicKey }: Vkey): NoteVerifier {
  if (hashNameOf(kind) !== 'sha256') throw new Error(`a key of kind ${kind} is not Node's to check`)
  return ed25519Verifier(name, publicKey, noteTypes[kind])
}
