// The one file of the journal that draws random numbers, and only from WebCrypto: whoever seals does it on their own machine.

import type { Fresh } from './envelope.ts'
import type { KeyPair } from './hpke.ts'

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

/** A key pair that is used once; its private half cannot be read out of WebCrypto. */
async function ephemeral(): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
  return {
    privateKey: pair.privateKey,
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
  }
}

/** Twelve bytes for one file, used once. */
export const freshIv = (): Uint8Array => random(12)

/** All that one sealing to so many trustees needs fresh. */
export const freshFor = async (trustees: number): Promise<Fresh> => ({
  nonce: random(32),
  iv: random(12),
  halves: { insp: random(32), proc: random(32) },
  ephemeral: await Promise.all(Array.from({ length: trustees }, ephemeral)),
})
