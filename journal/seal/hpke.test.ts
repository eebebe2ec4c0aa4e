import { expect, test } from 'vitest'
import { type KeyPair, hkdf, hpkeOpen, hpkeSeal } from './hpke.ts'

const hex = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'hex'))
const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

async function keyPair(secret: string, point: string): Promise<KeyPair> {
  const publicKey = hex(point)
  const [x, y] = [url(publicKey.slice(1, 33)), url(publicKey.slice(33))]
  const jwk = { kty: 'EC', crv: 'P-256', d: url(hex(secret)), x, y }
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  return { privateKey: await crypto.subtle.importKey('jwk', jwk, curve, false, ['deriveBits']), publicKey }
}

// RFC 9180, appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0.
const sender = [
  '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
  '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
] as const
const receiver = [
  'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2',
  '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
] as const
const bound = { info: hex('4f6465206f6e2061204772656369616e2055726e'), aad: hex('436f756e742d30') }
const plain = hex('4265617574792069732074727574682c20747275746820626561757479')
const ct = hex('5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434')

test('RFC 9180 A.3.1: what is sealed, and opened again', async () => {
  const sealed = await hpkeSeal(hex(receiver[1]), bound, plain, await keyPair(...sender), 16)
  expect(sealed).toEqual({ enc: hex(sender[1]), ct })
  const opened = await hpkeOpen(await keyPair(...receiver), bound, { enc: hex(sender[1]), ct }, 16)
  expect(opened).toEqual(plain)
})

test('RFC 5869, case 1: HKDF with SHA-256', async () => {
  const [salt, ikm, info] = ['000102030405060708090a0b0c', '0b'.repeat(22), 'f0f1f2f3f4f5f6f7f8f9'].map(hex)
  const out = await hkdf(salt as Uint8Array, ikm as Uint8Array, info as Uint8Array)
  expect(Buffer.from(out).toString('hex')).toBe(
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf',
  )
})

test('other key, other words beside it, a bit changed: nothing is opened', async () => {
  const [mine, theirs] = [await keyPair(...receiver), await keyPair(...sender)]
  const sealed = await hpkeSeal(mine.publicKey, bound, plain, theirs)
  if (!sealed) throw new Error('the receiver of the RFC is a point')
  expect(await hpkeOpen(mine, bound, sealed)).toEqual(plain)
  expect(await hpkeOpen(theirs, bound, sealed)).toBeNull()
  expect(await hpkeOpen(mine, { ...bound, aad: hex('00') }, sealed)).toBeNull()
  expect(await hpkeOpen(mine, { ...bound, info: hex('00') }, sealed)).toBeNull()
  const bent = { ...sealed, ct: sealed.ct.map((byte, i) => (i === 3 ? byte ^ 1 : byte)) }
  expect(await hpkeOpen(mine, bound, bent)).toBeNull()
  expect(await hpkeOpen(mine, bound, sealed, 16)).toBeNull()
})

test('bytes that are no point of the curve are no key', async () => {
  const own = await keyPair(...sender)
  for (const bytes of [new Uint8Array(65), hex(receiver[1]).slice(1), hex(`${receiver[1].slice(0, -2)}a1`)])
    expect(await hpkeSeal(bytes, bound, plain, own)).toBeNull()
})
