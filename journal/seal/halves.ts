// What a trustee hands over when a round is opened: the halves of his side, for the envelopes the round was closed with and no other.

import { base64, fromBase64 } from '../bytes.ts'
import { canonicalize, parseCanonical } from '../canonical.ts'
import { done, fault, type Outcome } from '../fault.ts'
import { type Envelope, type Side, envelopeText, sides, textHash, unwrapHalf } from './envelope.ts'
import type { KeyPair } from './hpke.ts'

/**
 * The half of one envelope, which is named by the SHA-256 of its text (base64); null where the envelope has none for the keeper.
 * Whoever sealed it chose its bytes: an envelope that was made so that a keeper cannot open it must not keep the others shut.
 */
export interface Half {
  readonly envelope: string
  readonly half: string | null
}

export interface Halves {
  readonly v: 'luoshi/seal/v1/halves'
  readonly round: string
  readonly side: Side
  readonly slot: string
  readonly halves: readonly Half[]
}

const VERSION = 'luoshi/seal/v1/halves'
const LENGTH = 32

/** Whose halves are taken out: `key` is the public key (base64) under which the round knows the keeper. */
export interface Keeper extends Pick<Halves, 'round' | 'side' | 'slot'> {
  readonly key: string
}

/** Takes the halves of a slot out of all envelopes of a round, with the key the round knows and no other. */
export async function releaseHalves(
  { round, side, slot, key }: Keeper,
  envelopes: readonly Envelope[],
  pair: KeyPair,
): Promise<Outcome<Halves>> {
  if (base64(pair.publicKey) !== key) return fault('CANNOT_OPEN', '不是登记的那把密钥')
  const halves: Half[] = []
  for (const envelope of envelopes) {
    if (envelope.ctx.round !== round) return fault('BAD_HALVES', '混入了另一轮的密封件')
    const half = await unwrapHalf(envelope, slot, pair)
    halves.push({
      envelope: await textHash(envelopeText(envelope)),
      half: half.ok ? base64(half.value) : null,
    })
  }
  return done({ v: VERSION, round, side, slot, halves })
}

/** The one text of released halves: canonical JSON. */
export function halvesText(halves: Halves): string {
  const text = canonicalize(halves)
  if (!text.ok) throw new Error(`halves are canonical: ${text.because}`)
  return text.value
}

const isHalf = (value: unknown): value is Half => {
  const { envelope, half, ...more } = (value ?? {}) as Record<string, unknown>
  return isHash(envelope) && (half === null || isHash(half)) && Object.keys(more).length === 0
}

const isHash = (value: unknown): boolean => {
  const bytes = typeof value === 'string' ? fromBase64(value) : null
  return bytes?.ok === true && bytes.value.length === LENGTH
}

/** Reads the text of released halves; that each opens its envelope only opening shows. */
export function readHalves(text: string): Outcome<Halves> {
  const value = parseCanonical(text)
  if (!value.ok) return fault('BAD_HALVES', value.because)
  const { v, round, side, slot, halves, ...more } = (value.value ?? {}) as Record<string, unknown>
  const fits =
    v === VERSION &&
    [round, slot].every((one) => typeof one === 'string' && one.length > 0) &&
    sides.some((one) => one === side) &&
    Array.isArray(halves) &&
    halves.every(isHalf) &&
    new Set(halves.map((one: Half) => one.envelope)).size === halves.length &&
    Object.keys(more).length === 0
  return fits ? done(value.value as unknown as Halves) : fault('BAD_HALVES')
}

/** The half for an envelope, or null where the side gave none or could take none out. */
export function halfFor({ halves }: Halves, envelope: string): Uint8Array | null {
  const found = halves.find((one) => one.envelope === envelope)
  const bytes = found?.half ? fromBase64(found.half) : null
  return bytes?.ok ? bytes.value : null
}
