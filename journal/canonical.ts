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
export const canonicalize = (value: unknown): Outcome<string> => outcomeOf(textOf(value, 0, 'refused'))

/**
 * As `canonicalize`, but members that are `undefined` are left out, as `JSON.stringify` leaves them out:
 * `canonicalizeDefined({ b: undefined, a: 1 })` yields `{"a":1}`.
 */
export const canonicalizeDefined = (value: unknown): Outcome<string> =>
  outcomeOf(textOf(value, 0, 'left out'))

/** What becomes of a member of an object that is `undefined`. */
type Undefined = 'refused' | 'left out'

const outcomeOf = (text: string | Fault): Outcome<string> => (typeof text === 'string' ? done(text) : text)

// Texts are joined by `+` and keys sorted only where they are not: every act is written twice over by this, and every act
// that is checked again as often.
function textOf(value: unknown, depth: number, undefinedIs: Undefined): string | Fault {
  if (depth > maxDepth) return fault('TOO_DEEP')
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    return Number.isSafeInteger(value)
      ? String(value)
      : fault('NOT_CANONICAL_VALUE', '数字必须是安全范围内的整数')
  }
  if (Array.isArray(value)) return arrayText(value, depth, undefinedIs)
  if (isPlainObject(value)) return objectText(value, depth, undefinedIs)
  return fault('NOT_CANONICAL_VALUE', '只允许文字、整数、真假、空值、数组和普通对象')
}

// oxlint-disable-next-line no-control-regex -- control characters are what must be escaped.
const needsCare = /["\\\u0000-\u001f\ud800-\udfff]/

function quoted(text: string): string | Fault {
  if (!needsCare.test(text)) return `"${text}"`
  // For well-formed text JSON.stringify is exactly the serialisation RFC 8785 section 3.2.2.2 prescribes.
  return text.isWellFormed() ? JSON.stringify(text) : fault('NOT_WELL_FORMED')
}

function arrayText(items: readonly unknown[], depth: number, undefinedIs: Undefined): string | Fault {
  let text = '['
  for (let i = 0; i < items.length; i++) {
    const item = textOf(items[i], depth + 1, undefinedIs)
    if (typeof item !== 'string') return item
    text += i > 0 ? `,${item}` : item
  }
  return `${text}]`
}

function objectText(value: Record<string, unknown>, depth: number, undefinedIs: Undefined): string | Fault {
  if (Object.getOwnPropertySymbols(value).length > 0) return fault('NOT_CANONICAL_VALUE', '键名必须是文字')
  let text = ''
  for (const key of inOrder(Object.keys(value))) {
    const member = value[key]
    if (member === undefined && undefinedIs === 'left out') continue
    const name = quoted(key)
    if (typeof name !== 'string') return name
    const written = textOf(member, depth + 1, undefinedIs)
    if (typeof written !== 'string') return written
    text += text === '' ? `${name}:${written}` : `,${name}:${written}`
  }
  return `{${text}}`
}

/** Sorts keys in place by UTF-16 code units, the order of RFC 8785 section 3.2.3; `<` compares so. Few keys: by insertion. */
function inOrder(keys: string[]): string[] {
  if (keys.length > 40) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string
    let at = i
    for (; at > 0 && (keys[at - 1] as string) > key; at--) keys[at] = keys[at - 1] as string
    keys[at] = key
  }
  return keys
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
  // Canonical text has none: most of the time the next character says so.
  if (cursor.text.charCodeAt(cursor.at) > 0x20) return
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

// oxlint-disable-next-line no-control-regex -- control characters must be escaped in JSON.
const plainString = /"[^"\\\u0000-\u001f\ud800-\udfff]*"/y

function readString(cursor: Cursor): Outcome<string> {
  const start = cursor.at
  plainString.lastIndex = start
  if (plainString.test(cursor.text)) {
    cursor.at = plainString.lastIndex
    return done(cursor.text.slice(start + 1, cursor.at - 1))
  }
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
    if (key.value === '__proto__') define(found, key.value, value.value)
    else found[key.value] = value.value
  } while (take(cursor, ','))
  return take(cursor, '}') ? done(found) : fault('NOT_JSON', '对象没有结束')
}

/** A plain assignment to `__proto__` would change the prototype instead of adding a key. */
function define(found: object, key: string, value: Json): void {
  Object.defineProperty(found, key, { value, enumerable: true, configurable: true, writable: true })
}
