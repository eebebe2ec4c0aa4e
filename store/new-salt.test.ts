import { expect, test } from 'vitest'
import { newSalt } from './new-salt.ts'

test('no two of a thousand salts are the same, and each is its own 32 bytes', () => {
  const salts = Array.from({ length: 1_000 }, newSalt)
  expect(new Set(salts.map((salt) => Buffer.from(salt).toString('hex'))).size).toBe(1_000)
  expect(salts.every((salt) => salt.length === 32 && salt.buffer.byteLength === 32)).toBe(true)
  expect(salts.some((salt) => salt.every((byte) => byte === 0))).toBe(false)
})
