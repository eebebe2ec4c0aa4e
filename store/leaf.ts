import type { Entry, Matter } from '#kernel/matter.ts'
import { dayAt } from '#kernel/time.ts'
import { base64 } from '#journal/bytes.ts'
import { type Json, canonicalize, canonicalizeDefined } from '#journal/canonical.ts'
import type { Outcome } from '#journal/fault.ts'
import { type FileCommitment, type Leaf, encodeLeaf, leafVersion, textCommitment } from '#journal/leaf.ts'
import { sha256 } from '#journal/node-crypto.ts'

/** Who acted in acts of the system, such as a term that ran out. */
export const SYSTEM = { actor: 'system', auth: 'clock', via: 'system' } as const

/** How a request came in and how its person was known; both stand in the leaf. */
export interface Channel {
  /** `web`, `sms`, `import` … */
  readonly via: string
  /** `session`, `token`, `demo` … */
  readonly auth: string
}

/** The erasable part of an entry: what was filled in and what it changed. */
export type Body = {
  /** Holder, acting or delegate; null for acts of the system. */
  readonly as: 'holder' | 'acting' | 'delegate' | null
  /** 代录: who entered it for the person who acted. */
  readonly entered?: { readonly person: string; readonly post: string; readonly unit: string }
  readonly form: Json
  readonly effects: Json
  readonly revocable: boolean
}

/** An entry as the journal tables keep it. */
export interface Sealed {
  /** The body's canonical text: what the leaf commits to and what the jsonb column is given. */
  readonly body: string
  readonly leaf: Uint8Array
  readonly leafHash: Uint8Array
}

export interface LeafInput {
  readonly log: string
  readonly actId: string
  readonly matter: Pick<Matter, 'id' | 'version'>
  readonly entry: Entry
  readonly prev: Uint8Array | null
  readonly salt: Uint8Array
  readonly channel: Channel
  readonly files: readonly FileCommitment[]
}

/**
 * The canonical text of an entry's body, written once for commitment and table.
 *
 * @throws when the body holds what has no canonical text: a bug, forms are checked before they come here
 */
export function bodyText({ form, effects, by, revocable }: Entry): string {
  const entered = by?.entered ? { entered: by.entered } : {}
  const body = { as: by?.as ?? null, ...entered, form, effects, revocable: revocable === true }
  const text = canonicalizeDefined(body)
  if (text.ok) return text.value
  // What JSON writes otherwise than it stands, such as a date object, stands in the record as JSON writes it.
  return must(canonicalize(JSON.parse(JSON.stringify(body))))
}

/** Body, leaf and its hash. The leaf commits to the body by a salted HMAC: bodies may be erased, proofs remain. */
export function seal(input: LeafInput): Sealed {
  const body = bodyText(input.entry)
  const commitment = must(textCommitment(sha256, input.salt, body))
  return { body, ...sealAround(input, { sha256: commitment }) }
}

/** The leaf around a commitment: all of it but the body, which may have been erased. */
export function sealAround(
  input: Omit<LeafInput, 'salt'>,
  commitment: Leaf['body'],
): Pick<Sealed, 'leaf' | 'leafHash'> {
  const leaf = must(encodeLeaf(leafOf(input, commitment)))
  return { leaf, leafHash: sha256.leafHash(leaf) }
}

function leafOf(
  { log, actId, matter, entry, prev, channel, files }: Omit<LeafInput, 'salt'>,
  body: Leaf['body'],
): Leaf {
  // In the order of the canonical text: then nothing is sorted.
  return {
    act: actId,
    actor: entry.by?.person ?? SYSTEM.actor,
    at: entry.at,
    auth: channel.auth,
    body,
    eff: dayAt(entry.at),
    files,
    for: entry.by?.unit ?? null,
    kind: entry.kind,
    log,
    matter: matter.id,
    post: entry.by?.post ?? null,
    prev: prev && base64(prev),
    schema: matter.version,
    seq: entry.seq,
    v: leafVersion,
    via: channel.via,
  }
}

/** A leaf or body that cannot be encoded is a bug: forms are checked before they come here. */
function must<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`the journal refused an entry: ${JSON.stringify(outcome)}`)
}
