import { base64 } from '#journal/bytes.ts'
import { readEnvelope, textHash } from '#journal/seal/envelope.ts'
import { freshFor } from '#journal/seal/fresh.ts'
import { readHalves } from '#journal/seal/halves.ts'
import { hpkeSeal } from '#journal/seal/hpke.ts'
import { canaryBound } from '#journal/seal/keys.ts'
import type { Field, Fields } from '#kernel/fields.ts'
import { type Refusal, refusal } from '#kernel/refusal.ts'
import type { AnyPower, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import type { Stored } from './stored.ts'
import { openedRows } from './unseal.ts'

/** A text laid apart with an act: its hash (base64 of SHA-256) stands in the act and in its leaf, itself nowhere but in its own table. */
export interface Apart {
  readonly kind: 'envelope' | 'halves'
  readonly hash: string
  readonly size: number
  readonly body: string
}

/** A form as the kernel is to see it. */
export interface Taken {
  readonly form: unknown
  readonly apart: readonly Apart[]
  /** What came in is no envelope, or not of this log. */
  readonly spoilt: Refusal | null
  /** The same envelope is there already. */
  readonly known: Refusal | null
}

type Asked = {
  readonly procedure: Procedure
  readonly power: AnyPower | undefined
  readonly form: unknown
  readonly log: string
}

/** Stands in a form where no envelope came. */
const SPOILT = '不是密封件'

const isForm = (form: unknown): form is Record<string, unknown> =>
  typeof form === 'object' && form !== null && !Array.isArray(form)

/**
 * Lays apart what a form brings in sealed, leaving a note of it, and fills in what the server alone gives. A form without such
 * fields comes back as it is.
 */
export async function takeApart(context: StoreContext, asked: Asked, { matter }: Stored): Promise<Taken> {
  const fields = Object.entries(asked.power?.form ?? {}).filter(([, field]) => isApart(field) || field.given)
  if (fields.length === 0 || !isForm(asked.form))
    return { form: asked.form, apart: [], spoilt: null, known: null }
  const form: Record<string, unknown> = { ...asked.form }
  const apart: Apart[] = []
  const faults: Record<string, string> = {}
  for (const [name, field] of fields) {
    if (field.given) {
      const given = await GIVE[field.given](context, asked.procedure, field, form, matter)
      if (given.because !== undefined) faults[name] = given.because
      if (given.value === undefined) delete form[name]
      else form[name] = given.value
      continue
    }
    const value = form[name]
    if (field.kind !== 'text' || field.apart === undefined || typeof value !== 'string') continue
    const laid = await lay(field.apart, value, asked.log)
    if (typeof laid === 'string') {
      faults[name] = laid
      // No note: gates refuse it like any other text, after the reasons that are about who asks.
      form[name] = SPOILT
    } else {
      form[name] = laid.note
      apart.push(laid.apart)
    }
  }
  return { form, apart, spoilt: refusedFor(faults), known: await knownBefore(context, apart) }
}

/**
 * A form as it came in and as an act keeps it, so that they can be told apart or found the same: what was laid apart by its hash, what
 * the server gave left out.
 */
export async function comparable(
  fields: Fields,
  asked: Readonly<Record<string, unknown>>,
  kept: unknown,
): Promise<readonly [unknown, unknown]> {
  const ours = Object.entries(fields).filter(([, field]) => isApart(field) || field.given)
  if (ours.length === 0 || !isForm(kept)) return [asked, kept]
  const [mine, theirs]: [Record<string, unknown>, Record<string, unknown>] = [{ ...asked }, { ...kept }]
  for (const [name, field] of ours) {
    const text = mine[name]
    delete mine[name]
    const note = theirs[name]
    delete theirs[name]
    if (field.given || typeof text !== 'string') continue
    mine[name] = await textHash(text)
    theirs[name] = hashIn(note)
  }
  return [mine, theirs]
}

/** The hash that a note names. */
function hashIn(note: unknown): string {
  const { envelope, halves } = JSON.parse(String(note)) as Record<'envelope' | 'halves', string | undefined>
  return envelope ?? halves ?? ''
}

const isApart = (field: Field): boolean => field.kind === 'text' && field.apart !== undefined

/** The text with its note, or why it is refused. */
async function lay(
  kind: Apart['kind'],
  text: string,
  log: string,
): Promise<{ readonly note: string; readonly apart: Apart } | string> {
  const hash = await textHash(text)
  const noted = kind === 'envelope' ? noteOfEnvelope(text, hash, log) : noteOfHalves(text, hash)
  if (!noted.ok) return noted.because
  return { note: noted.note, apart: { kind, hash, size: Buffer.byteLength(text), body: text } }
}

type Noted = { readonly ok: true; readonly note: string } | { readonly ok: false; readonly because: string }

function noteOfEnvelope(text: string, envelope: string, log: string): Noted {
  const read = readEnvelope(text)
  if (!read.ok) return read
  const { ctx, commit, sm3, wrap } = read.value
  if (ctx.log !== log) return { ok: false, because: '密封件属于另一个系统。' }
  const slots = wrap.map(({ slot }) => slot)
  return { ok: true, note: JSON.stringify({ ctx, commit, sm3, slots, envelope }) }
}

function noteOfHalves(text: string, hash: string): Noted {
  const read = readHalves(text)
  if (!read.ok) return read
  const { round, side, slot, halves } = read.value
  const envelopes = halves.map(({ envelope }) => envelope)
  return { ok: true, note: JSON.stringify({ round, side, slot, envelopes, halves: hash }) }
}

/** Copying somebody's envelope byte for byte is no opinion of one's own. */
async function knownBefore({ db, tenant }: StoreContext, apart: readonly Apart[]): Promise<Refusal | null> {
  if (apart.length === 0) return null
  const { rows } = await db.query<{ n: number }>(
    'select 1 as n from sealed_envelope where tenant_id = $1 and hash = any($2::text[])',
    [tenant, apart.map(({ hash }) => hash)],
  )
  return rows.length === 0 ? null : refusal('FORM_INVALID', '同样的密封件已经交过，请重新封存')
}

const refusedFor = (faults: Readonly<Record<string, string>>): Refusal | null => {
  const sentences = Object.values(faults)
  return sentences.length === 0 ? null : refusal('FORM_INVALID', sentences.join('；'), { fields: faults })
}

interface Given {
  readonly value?: unknown
  readonly because?: string
}

type Give = (
  context: StoreContext,
  procedure: Procedure,
  field: Field,
  form: Readonly<Record<string, unknown>>,
  matter: Stored['matter'],
) => Promise<Given>

/** What the server fills in, by what a field says it is given. */
const GIVE: Readonly<Record<NonNullable<Field['given']>, Give>> = {
  serverKey: async ({ sealKey }) => (sealKey ? { value: base64(sealKey.publicKey) } : {}),
  canary: async (_context, _procedure, _field, form) => {
    const value = await canaryFor(form['key'])
    return value ? { value } : {}
  },
  opened: async (context, procedure, field, _form, matter) => {
    const { unsealing } = procedure
    const fields: Fields = field.kind === 'rows' ? field.of : {}
    if (!unsealing?.open.includes(matter.state ?? '')) return {}
    return openedRows(context, unsealing, matter.record, fields)
  },
}

/** A message to a key: whoever holds its private half, and he alone, can say what is in it. */
async function canaryFor(key: unknown): Promise<Readonly<Record<string, string>> | null> {
  const point = Buffer.from(typeof key === 'string' ? key : '', 'base64')
  const fresh = await freshFor(1)
  const [ephemeral] = fresh.ephemeral
  if (!ephemeral || point.toString('base64') !== key) return null
  const words = base64(fresh.nonce)
  const sealed = await hpkeSeal(new Uint8Array(point), canaryBound, Buffer.from(words), ephemeral)
  return sealed && { enc: base64(sealed.enc), ct: base64(sealed.ct), hash: await textHash(words) }
}
