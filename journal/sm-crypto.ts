// SM2 with SM3 (GB/T 32918.2, GB/T 32905), filled by sm-crypto-v2. Never Node's own SM2: a fresh key there signs plain ECDSA, and
// one out of a PEM file leaves the signer's id out; neither is what the standard's default id verifies.

import { sm2 } from 'sm-crypto-v2'
import { sm3 } from './node-crypto.ts'
import { keyId, noteTypes, type NoteSigner, type NoteVerifier } from './note.ts'

/** GM/T 0009: the signer's id where nobody agreed on another. */
const SIGNER_ID = '1234567812345678'

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
/** The uncompressed point as the library wants it. */
const point = (publicKey: Uint8Array): string => `04${hexOf(publicKey)}`

/** The public key of a 32-byte private one: 64 bytes, x ‖ y. */
export function sm2PublicKey(secret: Uint8Array): Uint8Array {
  return bytesOf(sm2.getPublicKeyFromPrivateKey(hexOf(secret))).slice(1)
}

/** A fresh private key, 32 bytes between 1 and n − 2. */
export const sm2Secret = (): Uint8Array => bytesOf(sm2.generateKeyPairHex().privateKey)

/**
 * Signs notes with SM2 in this process; a cipher machine or a signing server fills the same port from outside. A signature is
 * 64 bytes, r ‖ s, and another one each time.
 *
 * @throws when what the library signed does not verify
 */
export function sm2Signer(name: string, secret: Uint8Array, type: Uint8Array = noteTypes.sm2): NoteSigner {
  const publicKey = sm2PublicKey(secret)
  const verifier = sm2Verifier(name, publicKey, type)
  return {
    name,
    keyId: verifier.keyId,
    sign: (message) => {
      const options = { hash: true, publicKey: point(publicKey), userId: SIGNER_ID }
      const signature = bytesOf(sm2.doSignature(message, hexOf(secret), options))
      if (!verifier.verify(message, signature)) throw new Error('an SM2 signature just made does not verify')
      return signature
    },
  }
}

/** Checks notes against a 64-byte SM2 public key. */
export function sm2Verifier(
  name: string,
  publicKey: Uint8Array,
  type: Uint8Array = noteTypes.sm2,
): NoteVerifier {
  return {
    name,
    keyId: keyId(sm3, name, type, publicKey),
    verify: (message, signature) => {
      if (signature.length !== 64) return false
      try {
        const options = { hash: true, userId: SIGNER_ID }
        return sm2.doVerifySignature(message, hexOf(signature), point(publicKey), options)
      } catch {
        // Not a point of the curve, or numbers out of range.
        return false
      }
    },
  }
}
