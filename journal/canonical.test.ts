import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalize, canonicalizeDefined, parseCanonical, parseStrict, type Json } from './canonical.ts'
import { must, seeded } from './testing.ts'

const json = fc.letrec<{ value: Json; list: Json; record: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('record'),
  ),
  list: fc.array(tie('value'), { maxLength: 5 }),
  record: fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 5 }),
})).value

describe('canonicalize', () => {
  test('sorts keys by UTF-16 code units, as the RFC 8785 example does', () => {
    const value = {
      '\u20ac': 'Euro',
      '\r': 'CR',
      '\ufb33': 'Dalet',
      '1': 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'C',
      '\u00f6': 'O',
    }
    expect(must(canonicalize(value))).toBe(
      '{"\\r":"CR","1":"One","\u0080":"C","\u00f6":"O","\u20ac":"Euro","\ud83d\ude00":"Emoji","\ufb33":"Dalet"}',
    )
  })

  test('escapes as RFC 8785 section 3.2.2.2 does', () => {
    expect(must(canonicalize('\u20ac$\u000f\nA\'\u0042\u0022\u005c\\"/'))).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
    )
  })

  test.each([
    ['a fraction', 1.5, 'NOT_CANONICAL_VALUE'],
    ['NaN', Number.NaN, 'NOT_CANONICAL_VALUE'],
    ['2^53', 2 ** 53, 'NOT_CANONICAL_VALUE'],
    ['a bigint', 1n, 'NOT_CANONICAL_VALUE'],
    ['undefined in an object', { a: undefined }, 'NOT_CANONICAL_VALUE'],
    ['a hole in an array', [1, , 2], 'NOT_CANONICAL_VALUE'], // oxlint-disable-line no-sparse-arrays
    ['a Date', new Date(0), 'NOT_CANONICAL_VALUE'],
    ['a Map', new Map(), 'NOT_CANONICAL_VALUE'],
    ['a symbol key', { [Symbol('s')]: 1 }, 'NOT_CANONICAL_VALUE'],
    ['a lone surrogate', '\ud800', 'NOT_WELL_FORMED'],
    ['a lone surrogate as key', { '\udc00': 1 }, 'NOT_WELL_FORMED'],
  ])('refuses %s', (_, value, code) => {
    expect(canonicalize(value)).toMatchObject({ ok: false, code })
  })

  test('leaves members that are undefined out only where asked to, and nothing else', () => {
    const value = { b: undefined, a: [{ d: undefined }], c: null }
    expect(must(canonicalizeDefined(value))).toBe('{"a":[{}],"c":null}')
    expect(canonicalize(value)).toMatchObject({ code: 'NOT_CANONICAL_VALUE' })
    expect(canonicalizeDefined([undefined])).toMatchObject({ code: 'NOT_CANONICAL_VALUE' })
  })

  test('sorts many keys as it sorts few', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`k${(n * 37) % 100}`, n]))
    expect(must(canonicalize(many))).toBe(JSON.stringify(many, Object.keys(many).toSorted()))
  })

  test('refuses cycles and depth as a value, not by overflowing', () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    expect(canonicalize(cycle)).toMatchObject({ code: 'TOO_DEEP' })
    expect(parseStrict('['.repeat(100_000))).toMatchObject({ code: 'TOO_DEEP' })
  })
})

describe('parseStrict', () => {
  test.each([
    ['{"a":1,"a":1}', 'DUPLICATE_KEY'],
    ['{"a":1,"\\u0061":2}', 'DUPLICATE_KEY'],
    ['{"__proto__":1,"__proto__":2}', 'DUPLICATE_KEY'],
    ['1.0', 'NOT_CANONICAL_VALUE'],
    ['1e3', 'NOT_CANONICAL_VALUE'],
    ['-0', 'NOT_CANONICAL_VALUE'],
    ['9007199254740992', 'NOT_CANONICAL_VALUE'],
    ['01', 'NOT_JSON'],
    ['+1', 'NOT_JSON'],
    ['', 'NOT_JSON'],
    ['nul', 'NOT_JSON'],
    ['[1,]', 'NOT_JSON'],
    ['{"a":1,}', 'NOT_JSON'],
    ['{a:1}', 'NOT_JSON'],
    ['"\n"', 'NOT_JSON'],
    ['"\\x41"', 'NOT_JSON'],
    ['"abc', 'NOT_JSON'],
    ['"abc\\"', 'NOT_JSON'],
    ['1 1', 'NOT_JSON'],
    ['\ufeff1', 'NOT_JSON'],
    ['"\\ud800"', 'NOT_WELL_FORMED'],
  ])('refuses %j', (text, code) => {
    expect(parseStrict(text)).toMatchObject({ ok: false, code })
  })

  test('reads __proto__ as an ordinary key', () => {
    const value = must(parseStrict('{"__proto__":{"x":1}}'))
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect(must(canonicalize(value))).toBe('{"__proto__":{"x":1}}')
  })

  test('never accepts what JSON.parse refuses, and agrees with it otherwise', () => {
    const property = fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.string({ unit: fc.constantFrom(...Array.from('{}[]",:0-1e.\\u ntf')) }),
      ),
      (text) => {
        const mine = parseStrict(text)
        if (mine.ok) expect(mine.value).toEqual(JSON.parse(text))
      },
    )
    fc.assert(property, { seed: seeded('parseStrict against JSON.parse'), numRuns: 2000 })
  })
})

describe('parseCanonical', () => {
  test('reads back exactly what canonicalize wrote', () => {
    const property = fc.property(json, (value) => {
      const text = must(canonicalize(value))
      const again = must(parseCanonical(text))
      expect(must(canonicalize(again))).toBe(text)
      expect(must(parseStrict(JSON.stringify(value, null, 2)))).toEqual(again)
    })
    fc.assert(property, { seed: seeded('canonical round trip'), numRuns: 500 })
  })

  test.each(['{"b":1,"a":2}', '{"a": 1}', ' 1', '1\n', '"\\u0041"', '"\\/"'])(
    'refuses the other spelling %j',
    (text) => {
      expect(parseStrict(text).ok).toBe(true)
      expect(parseCanonical(text)).toMatchObject({ code: 'NOT_CANONICAL_TEXT' })
    },
  )
})
