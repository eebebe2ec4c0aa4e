import { sameBytes } from '#journal/bytes.ts'
import { canonicalize } from '#journal/canonical.ts'
import { type Leaf, decodeLeaf } from '#journal/leaf.ts'
import type { Entry, Remains } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import { type Body, type Sealed, seal, sealAround } from './leaf.ts'

/** An act as its tables hold it. */
export interface ActRow {
  readonly act_id: string
  readonly matter_id: string
  readonly seq: number
  readonly kind: string
  readonly at: Instant
  readonly person_id: string | null
  readonly post_id: string | null
  readonly unit_id: string | null
  readonly leaf: Uint8Array
  readonly leaf_hash: Uint8Array
}

/** The part of an act that may be erased later. */
export interface BodyRow {
  readonly salt: Uint8Array
  readonly body: Body
}

/** Columns of `ActRow`, of the journal under the alias `j`. */
export const ACT_COLUMNS =
  'j.act_id, j.matter_id, j.seq, j.kind, j.at, j.person_id, j.post_id, j.unit_id, j.leaf, j.leaf_hash'

/** The entry a row and its body stand for: what was sealed, and what replay folds. */
export function entryOf(row: Omit<ActRow, 'leaf' | 'leaf_hash'>, body: Body): Entry {
  return {
    kind: row.kind,
    seq: row.seq,
    at: row.at,
    by: byOf(row, body),
    form: body.form as Entry['form'],
    effects: body.effects as unknown as Entry['effects'],
    ...(body.revocable ? { revocable: true } : {}),
  }
}

/** Who acted, and who entered it; null for acts of the system. Without a body, what the row alone says. */
export function byOf(
  { person_id: person, post_id: post, unit_id: unit }: Omit<ActRow, 'leaf' | 'leaf_hash'>,
  body: Body | null,
): Entry['by'] {
  if (!person || !post || !unit) return null
  return { person, post, unit, as: body?.as ?? 'holder', ...(body?.entered ? { entered: body.entered } : {}) }
}

/** What an act is checked against besides itself. */
export interface Surroundings {
  readonly log: string
  /** Leaf hash of the act before it in its matter; null for the first. */
  readonly prev: Uint8Array | null
}

/**
 * Makes the leaf again out of columns and body, by the code that made it, and compares bytes and hash.
 *
 * Version, channel and files stand in the leaf alone; they are taken from it, and its hash vouches for them.
 *
 * @returns why the act does not agree with its leaf, in Chinese; undefined when it does
 */
export function disagreement(row: ActRow, body: BodyRow | null, around: Surroundings): string | undefined {
  if (body === null) return '正文缺失'
  const stored = decodeLeaf(row.leaf)
  if (!stored.ok) return `日志叶读不懂：${stored.because}`
  const again = sealAgain(row, body, stored.value, around)
  if (typeof again === 'string') return again
  const kept = canonicalize(body.body)
  if (!kept.ok || kept.value !== again.body) return '正文有多余或者缺少的内容'
  if (!sameBytes(again.leaf, row.leaf))
    return `日志叶与各栏、正文不符（${differing(stored.value, again.leaf)}）`
  return sameBytes(again.leafHash, row.leaf_hash) ? undefined : '日志叶与所存哈希不符'
}

/**
 * As `disagreement`, for an act whose body was erased by an act that says so: everything but the body. What the leaf commits
 * to is taken from it; nobody can open it any more.
 */
export function disagreementWithoutBody(
  row: ActRow,
  remains: Remains,
  { log, prev }: Surroundings,
): string | undefined {
  const stored = decodeLeaf(row.leaf)
  if (!stored.ok) return `日志叶读不懂：${stored.because}`
  const { schema, via, auth, files, body } = stored.value
  const { kind, seq, at } = row
  const by = byOf(row, null)
  const again = sealAround(
    {
      log,
      actId: row.act_id,
      matter: { id: row.matter_id, version: schema },
      entry: { kind, seq, at, by, form: remains.form, effects: remains.effects },
      prev,
      channel: { via, auth },
      files,
    },
    body,
  )
  if (!sameBytes(again.leaf, row.leaf)) return `日志叶与各栏不符（${differing(stored.value, again.leaf)}）`
  return sameBytes(again.leafHash, row.leaf_hash) ? undefined : '日志叶与所存哈希不符'
}

function sealAgain(
  row: ActRow,
  { salt, body }: BodyRow,
  leaf: Leaf,
  { log, prev }: Surroundings,
): Sealed | string {
  try {
    return seal({
      log,
      actId: row.act_id,
      matter: { id: row.matter_id, version: leaf.schema },
      entry: entryOf(row, body),
      prev,
      salt,
      channel: { via: leaf.via, auth: leaf.auth },
      files: leaf.files,
    })
  } catch (error) {
    // For an act about to be written this is a bug; in a stored one it is what a change behind our back looks like.
    return `各栏或者正文不合规定，不能成叶（${error instanceof Error ? error.message : String(error)}）`
  }
}

/** Names of the leaf's fields that came out otherwise. */
function differing(stored: Leaf, bytes: Uint8Array): string {
  const made = decodeLeaf(bytes)
  if (!made.ok) return made.because
  const names = Object.keys(stored) as (keyof Leaf)[]
  return names.filter((name) => JSON.stringify(stored[name]) !== JSON.stringify(made.value[name])).join('、')
}
