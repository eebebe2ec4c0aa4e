// The leaf: what the tree proves about one act. It holds commitments, never texts, so a body can be erased later
// while every proof still verifies.

import { base64, fromUtf8, utf8 } from './bytes.ts'
import { canonicalize, parseCanonical, type Json } from './canonical.ts'
import { done, fault, type Outcome } from './fault.ts'
import { hmac, type Hash } from './hash.ts'

export const leafVersion = 'luoshi/leaf/v1'

/** Upper bound in bytes; C2SP entry bundles give each entry a 16-bit length. */
export const maxLeafLength = 60_000

/** Hashes or HMACs of one thing, each base64 of 32 bytes; `sm3` only where the SM twin is kept. */
export type Commitment = { readonly sha256: string; readonly sm3?: string }

/** An attached file by content; `n` is its length in bytes. */
export type FileCommitment = Commitment & { readonly n: number }

/** One act. Every key is always present; what does not apply is `null`. Identifiers are printable ASCII. */
export type Leaf = {
  readonly v: typeof leafVersion
  /** Origin of the log, so that a leaf cannot be moved to another tenant. */
  readonly log: string
  readonly act: string
  /** The norm's key, such as `seizure.extend`. */
  readonly kind: string
  /** Version of the body's schema for this kind. */
  readonly schema: number
  readonly matter: string
  /** Place of the act within its matter, from 1. */
  readonly seq: number
  /** Leaf hash (base64) of the act before it in the matter; `null` exactly when `seq` is 1. */
  readonly prev: string | null
  /** When the server recorded it: UTC with milliseconds, `2026-11-22T01:02:03.456Z`. */
  readonly at: string
  /** The day from which it takes effect, `2026-11-21`. */
  readonly eff: string
  readonly actor: string
  readonly post: string | null
  /** The body on whose behalf the actor acted. */
  readonly for: string | null
  /** How the actor was identified, such as `session`. */
  readonly auth: string
  /** The channel, such as `web` or `sms`. */
  readonly via: string
  /** HMAC of the canonical body under its salt; see `bodyCommitment`. */
  readonly body: Commitment
  readonly files: readonly FileCommitment[]
}

const identifier = /^[!-~]{1,200}$/
const instant = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const day = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
/** 32 bytes in base64: 42 characters of six bits, one of four bits with its two low bits zero, one `=`. */
const hashText = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

const isIdentifier = (value: unknown): boolean => typeof value === 'string' && identifier.test(value)
const isIdentifierOrNull = (value: unknown): boolean => value === null || isIdentifier(value)
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
const isPositive = (value: unknown): boolean => isCount(value) && value !== 0

const isHash = (value: unknown): value is string => typeof value === 'string' && hashText.test(value)

/** A real instant in its one spelling: `2026-02-30…` matches the pattern but is no day. */
function isInstant(value: unknown): boolean {
  const found = typeof value === 'string' ? instant.exec(value) : null
  return found !== null && isDay(found[1])
}

function isDay(value: unknown): boolean {
  const found = typeof value === 'string' ? day.exec(value) : null
  return found !== null && Number(found[3]) <= daysIn(Number(found[1]), Number(found[2]))
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function hasExactly(value: unknown, required: readonly string[], optional: readonly string[] = []): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const more = optional.filter((key) => Object.hasOwn(value, key)).length
  return (
    Object.keys(value).length === required.length + more && required.every((key) => Object.hasOwn(value, key))
  )
}

function isCommitment(value: unknown, keys: readonly string[]): boolean {
  if (!hasExactly(value, keys, ['sm3'])) return false
  const { sha256, sm3 } = value as Commitment
  return isHash(sha256) && (sm3 === undefined || isHash(sm3))
}

function isFile(value: unknown): boolean {
  return isCommitment(value, ['n', 'sha256']) && isCount((value as FileCommitment).n)
}

const fields: { readonly [K in keyof Leaf]: (value: unknown) => boolean } = {
  act: isIdentifier,
  actor: isIdentifier,
  at: isInstant,
  auth: isIdentifier,
  body: (value) => isCommitment(value, ['sha256']),
  eff: isDay,
  files: (value) => Array.isArray(value) && value.every(isFile),
  for: isIdentifierOrNull,
  kind: isIdentifier,
  log: isIdentifier,
  matter: isIdentifier,
  post: isIdentifierOrNull,
  prev: (value) => value === null || isHash(value),
  schema: isPositive,
  seq: isPositive,
  v: (value) => value === leafVersion,
  via: isIdentifier,
}

const names = Object.keys(fields) as (keyof Leaf)[]

function checkLeaf(value: unknown): Outcome<Leaf> {
  if (!hasExactly(value, names)) return fault('BAD_LEAF', '字段缺失或多余')
  const leaf = value as Leaf
  for (const name of names) if (!fields[name](leaf[name])) return fault('BAD_LEAF', `字段 ${name}`)
  if ((leaf.prev === null) !== (leaf.seq === 1)) return fault('BAD_LEAF', '字段 prev 与 seq 不符')
  return done(leaf)
}

/** The leaf's bytes: UTF-8 of its canonical JSON. Refuses a wrong field (named in the sentence) or over 60,000 bytes. */
export function encodeLeaf(leaf: Leaf): Outcome<Uint8Array> {
  const checked = checkLeaf(leaf)
  if (!checked.ok) return checked
  const text = canonicalize(leaf)
  if (!text.ok) return text
  const bytes = utf8(text.value)
  return bytes.length > maxLeafLength ? fault('LEAF_TOO_LARGE') : done(bytes)
}

/** The leaf in these bytes, which must be exactly what `encodeLeaf` would write. */
export function decodeLeaf(bytes: Uint8Array): Outcome<Leaf> {
  if (bytes.length > maxLeafLength) return fault('LEAF_TOO_LARGE')
  const text = fromUtf8(bytes)
  if (!text.ok) return text
  const value = parseCanonical(text.value)
  return value.ok ? checkLeaf(value.value) : value
}

/** Commitment to a body as it stands in the leaf: that to its canonical text. */
export function bodyCommitment(hash: Hash, salt: Uint8Array, body: Json): Outcome<string> {
  const text = canonicalize(body)
  return text.ok ? textCommitment(hash, salt, text.value) : text
}

/**
 * Commitment to a body given as its canonical text: base64 of HMAC(salt, text).
 * The 32 random bytes of salt stop anyone from guessing a short text such as 「同意」 against the leaf.
 */
export function textCommitment(hash: Hash, salt: Uint8Array, text: string): Outcome<string> {
  if (salt.length !== 32) return fault('BAD_SALT')
  return done(base64(hmac(hash, salt, utf8(text))))
}
