// `luoshi/seal/v1`: an opinion sealed to two halves of a key, one for each of two sides. Whoever holds one half holds nothing; whoever
// sealed it cannot say later that something else was in it. All that is fresh is handed in: this file draws no random number.

import { base64, concat, fromBase64, fromUtf8, utf8 } from '../bytes.ts'
import { canonicalize, parseCanonical } from '../canonical.ts'
import { done, fault, type Outcome } from '../fault.ts'
import { sm3 } from '../verify.mjs'
import { type KeyPair, gcmOpen, gcmSeal, hkdf, hpkeOpen, hpkeSeal } from './hpke.ts'

/** Whose opinion, of which item of which meeting, in which round and version, among whom, to whom: nothing can be put in another's place. */
export interface SealContext {
  readonly log: string
  readonly meeting: string
  readonly item: string
  readonly member: string
  readonly round: string
  /** Counts up with every replacement. */
  readonly ver: number
  /** SHA-256 (base64) of the canonical list of those expected. */
  readonly expected: string
  /** SHA-256 (base64) of the canonical list of trustees. */
  readonly trustees: string
}

/** The two sides of which each holds one half: who watches, and who runs the procedure. */
export const sides = ['insp', 'proc'] as const
export type Side = (typeof sides)[number]

/** 保管人: a slot of a side with its public key, an uncompressed point of P-256 in base64. */
export interface Trustee {
  readonly slot: string
  readonly side: Side
  readonly key: string
}

/** An attachment as the opinion names it: SHA-256 (base64) of its bytes, and of what they were sealed into. */
export interface SealedFile {
  readonly name: string
  readonly size: number
  readonly hash: string
  readonly sealed: string
}

/** What somebody says of an item, as it is sealed. */
export interface Opinion {
  readonly stance: string
  readonly words: string
  /** Absent: none. */
  readonly files?: readonly SealedFile[]
}

/** A half of the key, encrypted to one trustee. All binary members are base64. */
export interface Wrap {
  readonly slot: string
  readonly side: Side
  readonly enc: string
  readonly ct: string
}

export interface Envelope {
  readonly v: 'luoshi/seal/v1'
  readonly ctx: SealContext
  /** SHA-256 over context and padded text, and SM3 over the same bytes. */
  readonly commit: string
  readonly sm3: string
  readonly iv: string
  readonly ct: string
  readonly wrap: readonly Wrap[]
}

/** What one sealing needs fresh: used once, kept nowhere. */
export interface Fresh {
  readonly nonce: Uint8Array
  readonly iv: Uint8Array
  readonly halves: Readonly<Record<Side, Uint8Array>>
  /** One pair for each trustee. */
  readonly ephemeral: readonly KeyPair[]
}

const VERSION = 'luoshi/seal/v1'
/** The text is filled up to a multiple of this, so that its length says next to nothing. */
export const STEP = 4096
const MOST_STEPS = 8
const TAG = 16
const [NONCE, IV, HALF, POINT, HASH] = [32, 12, 32, 65, 32]
const OVERHEAD = NONCE + 4
const zero = Uint8Array.of(0)

const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))

/** SHA-256 of a value's canonical text, in base64: how a list of people or of trustees stands in the context. */
export async function digestOf(value: unknown): Promise<Outcome<string>> {
  const text = canonicalize(value)
  return text.ok ? done(base64(await sha256(utf8(text.value)))) : text
}

function padded(opinion: Opinion, nonce: Uint8Array): Outcome<Uint8Array> {
  const { stance, words, files = [] } = opinion
  const text = canonicalize({ stance, words, ...(files.length > 0 ? { files } : {}) })
  if (!text.ok) return text
  const bytes = utf8(text.value)
  const steps = Math.ceil((OVERHEAD + bytes.length) / STEP)
  if (steps > MOST_STEPS) return fault('OPINION_TOO_LONG', `最多${MOST_STEPS * STEP - OVERHEAD}字节`)
  const filled = new Uint8Array(steps * STEP)
  filled.set(nonce)
  new DataView(filled.buffer).setUint32(NONCE, bytes.length)
  filled.set(bytes, OVERHEAD)
  return done(filled)
}

function unpadded(filled: Uint8Array): Outcome<Opinion> {
  if (filled.length === 0 || filled.length % STEP !== 0) return fault('BAD_OPINION', '长度不对')
  const length = new DataView(filled.buffer, filled.byteOffset).getUint32(NONCE)
  const end = OVERHEAD + length
  if (end > filled.length || filled.length - end >= STEP) return fault('BAD_OPINION', '长度不对')
  if (filled.slice(end).some((byte) => byte !== 0)) return fault('BAD_OPINION', '填充不是零')
  const text = fromUtf8(filled.slice(OVERHEAD, end))
  if (!text.ok) return text
  const value = parseCanonical(text.value)
  if (!value.ok) return value
  const said = value.value as Partial<Opinion> | null
  return said !== null && typeof said === 'object' && isOpinion(said) ? done(said) : fault('BAD_OPINION')
}

const isOpinion = (said: Partial<Opinion>): said is Opinion =>
  ['stance,words', 'files,stance,words'].includes(Object.keys(said).toSorted().join()) &&
  typeof said.stance === 'string' &&
  typeof said.words === 'string' &&
  (said.files === undefined || (Array.isArray(said.files) && said.files.every(isFile)))

const isFile = (value: unknown): value is SealedFile =>
  hasKeys(value, 'hash,name,sealed,size') &&
  isText(value['name']) &&
  isBytes(value['hash'], HASH) &&
  isBytes(value['sealed'], HASH) &&
  Number.isSafeInteger(value['size']) &&
  Number(value['size']) > 0

const committed = (ctx: Uint8Array, filled: Uint8Array): Uint8Array =>
  concat([utf8('luoshi/opinion/v1'), zero, ctx, zero, filled])

/** The key of one opinion: neither half alone says anything of it. */
export async function keyOf(halves: Fresh['halves'], bound: SealContext): Promise<Uint8Array> {
  const ctx = contextBytes(bound)
  const info = concat([utf8('luoshi/seal/v1/dek'), await sha256(ctx)])
  return hkdf(new Uint8Array(), concat([halves.insp, halves.proc]), info)
}

/** What a wrapped half is bound to: this envelope, and this slot of it. */
const boundTo = (ctx: Uint8Array, commit: Uint8Array, { slot, side }: Pick<Wrap, 'slot' | 'side'>) => ({
  info: utf8('luoshi/seal/v1/half'),
  aad: concat([ctx, commit, utf8(`${side}/${slot}`)]),
})

const bothSides = (list: readonly { readonly side: Side; readonly slot: string }[]): boolean =>
  sides.every((side) => list.some((one) => one.side === side)) &&
  new Set(list.map(({ slot }) => slot)).size === list.length

/**
 * Seals an opinion to the trustees of both sides.
 *
 *     const sealed = await sealOpinion(ctx, { stance: 'agree', words: '…' }, trustees, await freshFor(trustees.length))
 *
 * @returns the envelope; its one text is what `envelopeText` gives
 */
export async function sealOpinion(
  ctx: SealContext,
  opinion: Opinion,
  trustees: readonly Trustee[],
  fresh: Fresh,
): Promise<Outcome<Envelope>> {
  if (!bothSides(trustees)) return fault('WRONG_TRUSTEES')
  const [bound, filled] = [canonicalize(ctx), padded(opinion, fresh.nonce)]
  if (!bound.ok) return bound
  if (!filled.ok) return filled
  const context = utf8(bound.value)
  const over = committed(context, filled.value)
  const commit = await sha256(over)
  const dek = await keyOf(fresh.halves, ctx)
  const wrap: Wrap[] = []
  for (const [i, { slot, side, key }] of trustees.entries()) {
    const [point, ephemeral] = [fromBase64(key), fresh.ephemeral[i]]
    if (!ephemeral) throw new Error('a key pair is needed for each trustee')
    const to = boundTo(context, commit, { slot, side })
    const sealed = point.ok ? await hpkeSeal(point.value, to, fresh.halves[side], ephemeral) : null
    if (sealed === null) return fault('NOT_A_KEY', slot)
    wrap.push({ slot, side, enc: base64(sealed.enc), ct: base64(sealed.ct) })
  }
  return done({
    v: VERSION,
    ctx,
    commit: base64(commit),
    sm3: base64(sm3(over)),
    iv: base64(fresh.iv),
    ct: base64(await gcmSeal(dek, fresh.iv, concat([context, commit]), filled.value)),
    wrap,
  })
}

/** The envelope's one text: canonical JSON. Its SHA-256 is what the journal commits to. */
export function envelopeText(envelope: Envelope): string {
  const text = canonicalize(envelope)
  if (!text.ok) throw new Error(`an envelope is canonical: ${text.because}`)
  return text.value
}

/** SHA-256 of an envelope's or of halves' text, in base64. */
export const textHash = async (text: string): Promise<string> => base64(await sha256(utf8(text)))

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0
const isBytes = (value: unknown, length: number): boolean => {
  const bytes = isText(value) ? fromBase64(value) : null
  return bytes?.ok === true && bytes.value.length === length
}
const hasKeys = (value: unknown, keys: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.keys(value).toSorted().join() === keys

const isContext = (value: unknown): value is SealContext =>
  hasKeys(value, 'expected,item,log,meeting,member,round,trustees,ver') &&
  [value['item'], value['log'], value['meeting'], value['member'], value['round']].every(isText) &&
  isBytes(value['expected'], HASH) &&
  isBytes(value['trustees'], HASH) &&
  Number.isSafeInteger(value['ver']) &&
  Number(value['ver']) > 0

const isWrap = (value: unknown): value is Wrap =>
  hasKeys(value, 'ct,enc,side,slot') &&
  isText(value['slot']) &&
  sides.some((side) => side === value['side']) &&
  isBytes(value['enc'], POINT) &&
  isBytes(value['ct'], HALF + TAG)

function isCiphertext(value: unknown): boolean {
  const bytes = isText(value) ? fromBase64(value) : null
  if (bytes?.ok !== true) return false
  const length = bytes.value.length - TAG
  return length > 0 && length % STEP === 0 && length <= MOST_STEPS * STEP
}

/** Reads an envelope's text, refusing anything but its one spelling. What is inside nobody can judge before it is opened. */
export function readEnvelope(text: string): Outcome<Envelope> {
  const value = parseCanonical(text)
  if (!value.ok) return fault('BAD_ENVELOPE', value.because)
  const read: unknown = value.value
  const fits =
    hasKeys(read, 'commit,ct,ctx,iv,sm3,v,wrap') &&
    read['v'] === VERSION &&
    isContext(read['ctx']) &&
    isBytes(read['commit'], HASH) &&
    isBytes(read['sm3'], HASH) &&
    isBytes(read['iv'], IV) &&
    isCiphertext(read['ct']) &&
    Array.isArray(read['wrap']) &&
    read['wrap'].every(isWrap) &&
    bothSides(read['wrap'])
  return fits ? done(read as unknown as Envelope) : fault('BAD_ENVELOPE')
}

/** Bytes of a member that `readEnvelope` has checked. */
const bytesOf = (text: string): Uint8Array => {
  const bytes = fromBase64(text)
  return bytes.ok ? bytes.value : new Uint8Array()
}

const contextBytes = (ctx: SealContext): Uint8Array => {
  const text = canonicalize(ctx)
  return text.ok ? utf8(text.value) : new Uint8Array()
}

/** Gives a trustee the half of the key that is in the envelope for his slot. */
export async function unwrapHalf(
  envelope: Envelope,
  slot: string,
  key: KeyPair,
): Promise<Outcome<Uint8Array>> {
  const mine = envelope.wrap.find((one) => one.slot === slot)
  if (!mine) return fault('NO_SUCH_WRAP')
  const to = boundTo(contextBytes(envelope.ctx), bytesOf(envelope.commit), mine)
  const half = await hpkeOpen(key, to, { enc: bytesOf(mine.enc), ct: bytesOf(mine.ct) })
  return half?.length === HALF ? done(half) : fault('CANNOT_OPEN')
}

/**
 * Opens an envelope with the halves of both sides, and holds what comes out against both commitments: AES-GCM alone would let one
 * ciphertext open to two texts.
 */
export async function openEnvelope(
  envelope: Envelope,
  halves: Readonly<Record<Side, Uint8Array>>,
): Promise<Outcome<Opinion>> {
  const [context, commit] = [contextBytes(envelope.ctx), bytesOf(envelope.commit)]
  const dek = await keyOf(halves, envelope.ctx)
  const filled = await gcmOpen(dek, bytesOf(envelope.iv), concat([context, commit]), bytesOf(envelope.ct))
  if (filled === null) return fault('CANNOT_OPEN')
  const over = committed(context, filled)
  const same = base64(await sha256(over)) === envelope.commit && base64(sm3(over)) === envelope.sm3
  return same ? unpadded(filled) : fault('COMMIT_MISMATCH')
}
