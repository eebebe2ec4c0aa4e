import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64, fromBase64, utf8 } from './bytes.ts'
import { bodyCommitment, decodeLeaf, encodeLeaf, maxLeafLength, type Leaf } from './leaf.ts'
import { sha256, sm3 } from './node-crypto.ts'
import { must, sampleLeaf, seeded } from './testing.ts'

const h = (n: number): string => base64(new Uint8Array(32).fill(n))
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe('leaf', () => {
  test('is canonical JSON with every key, in key order', () => {
    expect(text(must(encodeLeaf(sampleLeaf)))).toBe(
      `{"act":"0192f0aa-1","actor":"p:8813","at":"2026-11-22T01:02:03.456Z","auth":"session","body":{"sha256":"${h(1)}","sm3":"${h(2)}"},` +
        `"eff":"2026-11-21","files":[{"n":18211,"sha256":"${h(3)}"}],"for":"org:330106-fg","kind":"instruction.issue",` +
        `"log":"luoshi.example.gov.cn/log/330106","matter":"m:5521","post":"post:17","prev":"${h(4)}","schema":3,"seq":17,` +
        `"v":"luoshi/leaf/v1","via":"web"}`,
    )
  })

  test('reads back what was written', () => {
    expect(must(decodeLeaf(must(encodeLeaf(sampleLeaf))))).toEqual(sampleLeaf)
    const first: Leaf = { ...sampleLeaf, seq: 1, prev: null, post: null, for: null, files: [] }
    expect(must(decodeLeaf(must(encodeLeaf(first))))).toEqual(first)
  })

  test.each<[string, object]>([
    ['another version', { v: 'luoshi/leaf/v2' }],
    ['an extra key', { note: 'x' }],
    ['a day that does not exist', { eff: '2026-02-30' }],
    ['an instant without milliseconds', { at: '2026-11-22T01:02:03Z' }],
    ['an instant with an offset', { at: '2026-11-22T01:02:03.456+08:00' }],
    ['hour 24', { at: '2026-11-22T24:00:00.000Z' }],
    ['seq 0', { seq: 0 }],
    ['a fraction', { schema: 1.5 }],
    ['seq 1 with a predecessor', { seq: 1 }],
    ['a later act without one', { prev: null }],
    ['a short hash', { prev: 'AAAA' }],
    ['non-canonical base64', { prev: `${h(4).slice(0, -2)}F=` }],
    ['a body without sha256', { body: { sm3: h(2) } }],
    ['a body with more', { body: { sha256: h(1), text: 'x' } }],
    ['a file without length', { files: [{ sha256: h(1) }] }],
    ['a negative length', { files: [{ n: -1, sha256: h(1) }] }],
    ['a newline in an identifier', { actor: 'p:1\n' }],
    ['an empty identifier', { log: '' }],
    ['no actor', { actor: null }],
  ])('refuses %s', (_, change) => {
    expect(encodeLeaf({ ...sampleLeaf, ...change } as Leaf)).toMatchObject({ ok: false, code: 'BAD_LEAF' })
  })

  const holds = (change: object): boolean => encodeLeaf({ ...sampleLeaf, ...change } as Leaf).ok

  test('takes as a day or an instant exactly what a calendar has', () => {
    const two = (most: number) => fc.nat({ max: most }).map((n) => String(n).padStart(2, '0'))
    const date = fc
      .tuple(fc.nat({ max: 9999 }), two(13), two(32))
      .map(([year, month, day]) => `${String(year).padStart(4, '0')}-${month}-${day}`)
    const time = fc.tuple(two(25), two(60), two(60)).map((parts) => `T${parts.join(':')}.500Z`)
    const real = (text: string): boolean => {
      const read = new Date(text)
      return !Number.isNaN(read.getTime()) && read.toISOString() === text
    }
    fc.assert(
      fc.property(date, time, (day, at) => {
        expect(holds({ eff: day })).toBe(real(`${day}T00:00:00.000Z`))
        expect(holds({ at: `${day}${at}` })).toBe(real(`${day}${at}`))
      }),
      { seed: seeded('days and instants'), numRuns: 5_000 },
    )
  })

  test('takes as a hash exactly the canonical base64 of 32 bytes', () => {
    const nearly = fc
      .tuple(fc.uint8Array({ minLength: 31, maxLength: 33 }), fc.nat({ max: 43 }), fc.base64String())
      .map(
        ([bytes, at, other]) => base64(bytes).slice(0, at) + other + base64(bytes).slice(at + other.length),
      )
    const good = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(base64)
    fc.assert(
      fc.property(fc.oneof(nearly, good), (text) => {
        const bytes = fromBase64(text)
        expect(holds({ prev: text })).toBe(bytes.ok && bytes.value.length === 32)
      }),
      { seed: seeded('hashes'), numRuns: 5_000 },
    )
  })

  test('refuses a missing key, other spellings, other encodings and too many bytes', () => {
    const { via: _, ...rest } = sampleLeaf
    expect(encodeLeaf(rest as Leaf)).toMatchObject({ code: 'BAD_LEAF' })
    const good = text(must(encodeLeaf(sampleLeaf)))
    expect(decodeLeaf(utf8(good.replace('"act"', ' "act"')))).toMatchObject({ code: 'NOT_CANONICAL_TEXT' })
    expect(decodeLeaf(utf8(`\ufeff${good}`))).toMatchObject({ code: 'NOT_JSON' })
    expect(decodeLeaf(Uint8Array.of(0xff))).toMatchObject({ code: 'NOT_UTF8' })
    const files = Array.from({ length: 1000 }, () => ({ n: 1, sha256: h(3) }))
    expect(encodeLeaf({ ...sampleLeaf, files })).toMatchObject({ code: 'LEAF_TOO_LARGE' })
    expect(decodeLeaf(new Uint8Array(maxLeafLength + 1))).toMatchObject({ code: 'LEAF_TOO_LARGE' })
  })
})

describe('body commitment', () => {
  const salt = new Uint8Array(32).fill(7)

  test('depends on the value, not on key order, and on the salt', () => {
    const one = must(bodyCommitment(sha256, salt, { opinion: '同意', by: 3 }))
    expect(must(bodyCommitment(sha256, salt, { by: 3, opinion: '同意' }))).toBe(one)
    expect(must(bodyCommitment(sha256, salt, { by: 3, opinion: '不同意' }))).not.toBe(one)
    expect(must(bodyCommitment(sha256, salt.with(0, 8), { by: 3, opinion: '同意' }))).not.toBe(one)
    expect(must(bodyCommitment(sm3, salt, { by: 3, opinion: '同意' }))).not.toBe(one)
  })

  test('refuses a short salt and a body outside canonical JSON', () => {
    expect(bodyCommitment(sha256, salt.slice(1), {})).toMatchObject({ code: 'BAD_SALT' })
    expect(bodyCommitment(sha256, salt, { sum: 0.1 })).toMatchObject({ code: 'NOT_CANONICAL_VALUE' })
  })
})
