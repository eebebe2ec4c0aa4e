import fc from 'fast-check'
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { base64, fromBase64 } from './bytes.ts'
import { hmac } from './hash.ts'
import { sha256, sm3 } from './node-crypto.ts'
import { hex, seeded } from './testing.ts'

test('SM3 of "abc" is the value in GB/T 32905', () => {
  expect(hex(sm3.digest(new TextEncoder().encode('abc')))).toBe(
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  )
})

test('HMAC agrees with OpenSSL for both hashes and any key length', () => {
  const property = fc.property(
    fc.uint8Array({ maxLength: 200 }),
    fc.uint8Array({ maxLength: 300 }),
    (key, message) => {
      for (const hash of [sha256, sm3]) {
        expect(hex(hmac(hash, key, message))).toBe(createHmac(hash.name, key).update(message).digest('hex'))
      }
    },
  )
  fc.assert(property, { seed: seeded('hmac'), numRuns: 300 })
})

test('base64 has one spelling', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
    expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    expect(fromBase64(base64(bytes))).toEqual({ ok: true, value: bytes })
  })
  fc.assert(property, { seed: seeded('base64'), numRuns: 300 })
  for (const text of ['QQ', 'QR==', 'Q Q=', 'QQ==\n', 'Q-_=', '=', 'QQ===', 'é']) {
    expect(fromBase64(text)).toMatchObject({ ok: false, code: 'BAD_BASE64' })
  }
})
