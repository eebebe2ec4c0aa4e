import { describe, expect, test } from 'vitest'
import { base32, codeAt, matchingStep, otpauthUri, stepAt } from './totp.ts'

// RFC 6238, appendix B, SHA-1: the secret is the ASCII digits, the codes have eight of them.
const SECRET = Buffer.from('12345678901234567890')

describe('the vectors of RFC 6238', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('%d → %s', (seconds, code) => expect(codeAt(SECRET, stepAt(seconds * 1000), 8)).toBe(code))
})

test('the vectors of RFC 4226', () => {
  const codes = Array.from({ length: 10 }, (_, counter) => codeAt(SECRET, counter))
  expect(codes).toEqual('755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' '))
})

test('a code counts a step early and late, not two, and never again once one was accepted', () => {
  const now = 1_800_000_000_000
  const step = stepAt(now)
  for (const off of [-1, 0, 1])
    expect(matchingStep(SECRET, codeAt(SECRET, step + off), now, 0)).toBe(step + off)
  for (const off of [-2, 2]) expect(matchingStep(SECRET, codeAt(SECRET, step + off), now, 0)).toBeNull()
  expect(matchingStep(SECRET, codeAt(SECRET, step), now, step)).toBeNull()
  expect(matchingStep(SECRET, codeAt(SECRET, step - 1), now, step)).toBeNull()
  expect(matchingStep(SECRET, codeAt(SECRET, step + 1), now, step)).toBe(step + 1)
})

test('secrets are written as RFC 4648 has them', () => {
  const written = ['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))
  expect(written).toEqual(['MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'])
  expect(otpauthUri(SECRET, '云澜区落实', 'ehead')).toMatch(/^otpauth:\/\/totp\/%E4.*%3Aehead\?secret=GEZDG/)
})
