// Canonical JSON (RFC 8785) over a smaller set of values: no fractions, because two languages print them differently.

import { done, fault, type Fault, type Outcome } from './fault.ts'

/** What may stand in a leaf or a body. Numbers are integers with |n| < 2^53. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const maxDepth = 64

/**
 * The one canonical text of a value: keys in UTF-16 order, no spaces, integers in decimal.
 * Refuses fractions, NaN, `undefined`, class instances, symbol keys, holes in arrays, lone surrogates and
 * more than 64 levels (which also catches cycles). `canonicalize({ b: 1, a: '甲' })` yields `{"a":"甲","b":1}`.
 */
export function canonicalize(value: unknown): Outcome<string> {
  const parts: string[] = []
  return write(value, 0, parts) ?? done(parts.join(''))
}

function write(value: unknown, depth: number, out: string[]): Fault | undefined {
  if (depth > maxDepth) return fault('TOO_DEEP')
  if (typeof value === 'string') return writeString(value, out)
  if (value === null || typeof value === 'boolean') return void out.push(String(value))
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) return fault('NOT_CANONICAL_VALUE', '数字必须是安全范围内的整数')
    return void out.push(String(value))
  }
  if (Array.isArray(value)) return writeArray(value, depth, out)
  if (isPlainObject(value)) return writeObject(value, depth, out)
  return fault('NOT_CANONICAL_VALUE', '只允许文字、整数、真假、空值、数组和普通对象')
}

function writeString(value: string, out: string[]): Fault | undefined {
  if (!value.isWellFormed()) return fault('NOT_WELL_FORMED')
  // For well-formed text JSON.stringify is exactly the serialisation RFC 8785 section 3.2.2.2 prescribes.
  out.push(JSON.stringify(value))
  return undefined
}

function writeArray(items: readonly unknown[], depth: number, out: string[]): Fault | undefined {
  out.push('[')
  for (let i = 0; i < items.length; i++) {
    if (i > 0) out.push(',')
    const refused = write(items[i], depth + 1, out)
    if (refused) return refused
  }
  out.push(']')
  return undefined
}

function writeObject(value: Record<string, unknown>, depth: number, out: string[]): Fault | undefined {
  if (Object.getOwnPropertySymbols(value).length > 0) return fault('NOT_CANONICAL_VALUE', '键名必须是文字')
  out.push('{')
  // The default sort compares UTF-16 code units, which is the order of RFC 8785 section 3.2.3.
  for (const [i, key] of Object.keys(value).toSorted().entries()) {
    if (i > 0) out.push(',')
    const badKey = writeString(key, out)
    if (badKey) return badKey
    out.push(':')
    const refused = write(value[key], depth + 1, out)
    if (refused) return refused
  }
  out.push('}')
  return undefined
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/**
 * Reads JSON text of any layout, refusing what `JSON.parse` lets through: duplicate keys, fractions, exponents,
 * integers past 2^53, `-0`, lone surrogates, more than 64 levels. `__proto__` is read as an ordinary key.
 */
export function parseStrict(text: string): Outcome<Json> {
  const cursor: Cursor = { text, at: 0 }
  const value = readValue(cursor, 0)
  if (!value.ok) return value
  skipSpace(cursor)
  return cursor.at === text.length ? value : fault('NOT_JSON', '末尾有多余内容')
}

/** Reads JSON text that must already be in canonical form, or `NOT_CANONICAL_TEXT`. */
export function parseCanonical(text: string): Outcome<Json> {
  const value = parseStrict(text)
  if (!value.ok) return value
  const again = canonicalize(value.value)
  if (!again.ok) return again
  return again.value === text ? value : fault('NOT_CANONICAL_TEXT')
}

type Cursor = { readonly text: string; at: number }

const spaces = /[ \t\n\r]*/y
const integer = /-?(?:0|[1-9][0-9]*)/y
const literals = { t: ['true', true], f: ['false', false], n: ['null', null] } as const

function skipSpace(cursor: Cursor): void {
  spaces.lastIndex = cursor.at
  spaces.test(cursor.text)
  cursor.at = spaces.lastIndex
}

/** Steps over `char` if it comes next, spaces aside. */
function take(cursor: Cursor, char: string): boolean {
  skipSpace(cursor)
  if (cursor.text[cursor.at] !== char) return false
  cursor.at++
  return true
}

function readValue(cursor: Cursor, depth: number): Outcome<Json> {
  if (depth > maxDepth) return fault('TOO_DEEP')
  skipSpace(cursor)
  const first = cursor.text[cursor.at]
  if (first === '"') return readString(cursor)
  if (first === '[') return readArray(cursor, depth)
  if (first === '{') return readObject(cursor, depth)
  if (first === 't' || first === 'f' || first === 'n') return readLiteral(cursor, first)
  return readInteger(cursor)
}

function readLiteral(cursor: Cursor, first: keyof typeof literals): Outcome<Json> {
  const [word, value] = literals[first]
  if (!cursor.text.startsWith(word, cursor.at)) return fault('NOT_JSON')
  cursor.at += word.length
  return done(value)
}

function readInteger(cursor: Cursor): Outcome<Json> {
  integer.lastIndex = cursor.at
  const digits = integer.exec(cursor.text)?.[0]
  if (digits === undefined) return fault('NOT_JSON')
  cursor.at += digits.length
  const value = Number(digits)
  const fractional = /[.eE]/.test(cursor.text[cursor.at] ?? '')
  if (fractional || digits === '-0' || !Number.isSafeInteger(value)) {
    return fault('NOT_CANONICAL_VALUE', '数字必须是安全范围内的整数')
  }
  return done(value)
}

function readString(cursor: Cursor): Outcome<string> {
  const start = cursor.at
  let end = start + 1
  while (end < cursor.text.length && cursor.text[end] !== '"') end += cursor.text[end] === '\\' ? 2 : 1
  if (end >= cursor.text.length) return fault('NOT_JSON', '文字没有结尾引号')
  cursor.at = end + 1
  try {
    // The bounds are known, so JSON.parse can only yield this one string, or refuse its escapes and control characters.
    const value = JSON.parse(cursor.text.slice(start, cursor.at)) as string
    return value.isWellFormed() ? done(value) : fault('NOT_WELL_FORMED')
  } catch {
    return fault('NOT_JSON', '转义或控制字符不合法')
  }
}

function readArray(cursor: Cursor, depth: number): Outcome<Json> {
  const items: Json[] = []
  cursor.at++
  if (take(cursor, ']')) return done(items)
  do {
    const item = readValue(cursor, depth + 1)
    if (!item.ok) return item
    items.push(item.value)
  } while (take(cursor, ','))
  return take(cursor, ']') ? done(items) : fault('NOT_JSON', '数组没有结束')
}

function readObject(cursor: Cursor, depth: number): Outcome<Json> {
  const found: { [key: string]: Json } = {}
  cursor.at++
  if (take(cursor, '}')) return done(found)
  do {
    skipSpace(cursor)
    if (cursor.text[cursor.at] !== '"') return fault('NOT_JSON', '键名必须是文字')
    const key = readString(cursor)
    if (!key.ok) return key
    if (Object.hasOwn(found, key.value)) return fault('DUPLICATE_KEY')
    if (!take(cursor, ':')) return fault('NOT_JSON', '键名后缺少冒号')
    const value = readValue(cursor, depth + 1)
    if (!value.ok) return value
    // A plain assignment to `__proto__` would change the prototype instead of adding a key.
    Object.defineProperty(found, key.value, {
      value: value.value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  } while (take(cursor, ','))
  return take(cursor, '}') ? done(found) : fault('NOT_JSON', '对象没有结束')
}
