import { base64 } from '#journal/bytes.ts'
import type { Outcome } from '#journal/fault.ts'
import {
  type Envelope,
  type Opinion,
  type SealedFile,
  openEnvelope,
  readEnvelope,
  unwrapHalf,
} from '#journal/seal/envelope.ts'
import { type Halves, halfFor, readHalves } from '#journal/seal/halves.ts'
import { type Fields, checkForm } from '#kernel/fields.ts'
import type { AnyRecord, Unsealing } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import { textsApart } from './texts-apart.ts'

type Spec = Unsealing<string, string, string>

interface Listed {
  readonly post: string
  readonly person: string
  readonly commit: string
  readonly envelope: string
}

interface Released {
  readonly side: 'insp' | 'proc'
  readonly halves: string
}

interface Keeper {
  readonly slot: string
  readonly side: 'insp' | 'proc'
  readonly key: string
}

const rowsIn = <Row>(record: AnyRecord, field: string): readonly Row[] =>
  (record[field] as readonly Row[] | undefined) ?? []

/** Gives the halves of one envelope, or why there are none. */
type Halving = (
  envelope: Envelope,
  hash: string,
) => Promise<Outcome<Record<'insp' | 'proc', Uint8Array>> | null>

/**
 * Opens every envelope a round was closed with, in its order: what was said, or why it could not be opened. Nothing is opened before
 * both sides have handed over, or where the server's key is not the one they were sealed to.
 */
export async function openedRows(
  context: StoreContext,
  spec: Spec,
  record: AnyRecord,
  fields: Fields,
): Promise<{ readonly value?: unknown; readonly because?: string }> {
  const listed = rowsIn<Listed>(record, spec.listed)
  const { halving, texts } = await halvingOf(context, spec, record)
  if (halving === 'other key')
    return { because: '服务器上的密封密钥不是征集时的那一把，请系统管理员从另存处恢复 keys 文件夹。' }
  if (halving === null) return {}
  const value = []
  for (const one of listed) value.push(await openedRow(one, texts.get(one.envelope), halving, fields))
  return { value }
}

/** The texts of a round, and what gives the halves of its envelopes as far as they have been handed over. */
async function halvingOf(context: StoreContext, spec: Spec, record: AnyRecord) {
  const keepers = rowsIn<Keeper>(record, spec.trustees)
  const released = rowsIn<Released>(record, spec.released)
  const listed = rowsIn<Listed>(record, spec.listed)
  const hashes = [...listed.map(({ envelope }) => envelope), ...released.map(({ halves }) => halves)]
  const texts = await textsApart(context.db, context.tenant, hashes)
  const server = keepers.every(({ slot }) => slot.startsWith('server-'))
  return { texts, halving: server ? byServer(context, keepers) : byKeepers(released, texts) }
}

/** An opinion that was opened, with what opens its attachments. */
export interface OpenedOpinion {
  readonly post: string
  readonly envelope: Envelope
  readonly halves: Readonly<Record<'insp' | 'proc', Uint8Array>>
  readonly files: readonly SealedFile[]
}

/** The opinions of a revealed round that have attachments. */
export async function withAttachments(
  context: StoreContext,
  spec: Spec,
  record: AnyRecord,
): Promise<readonly OpenedOpinion[]> {
  const revealed = rowsIn<{ readonly post: string; readonly attached?: string }>(record, spec.views)
  const bearing = revealed.filter(({ attached }) => attached !== undefined).map(({ post }) => post)
  if (bearing.length === 0) return []
  const { texts, halving } = await halvingOf(context, spec, record)
  if (halving === null || halving === 'other key') return []
  const found: OpenedOpinion[] = []
  for (const { post, envelope: hash } of rowsIn<Listed>(record, spec.listed)) {
    const read = bearing.includes(post) ? readEnvelope(texts.get(hash) ?? '') : null
    const halves = read?.ok ? await halving(read.value, hash) : null
    if (!read?.ok || !halves?.ok) continue
    const opened = await openEnvelope(read.value, halves.value)
    if (opened.ok)
      found.push({ post, envelope: read.value, halves: halves.value, files: opened.value.files ?? [] })
  }
  return found
}

async function openedRow(
  { post, person, commit, envelope: hash }: Listed,
  text: string | undefined,
  halving: Halving,
  fields: Fields,
): Promise<AnyRecord> {
  const about = { post, person, commit }
  const read = text === undefined ? null : readEnvelope(text)
  if (!read?.ok || read.value.commit !== commit) return { ...about, defect: '密封件缺失或者已被改动' }
  const halves = await halving(read.value, hash)
  if (!halves?.ok) return { ...about, defect: halves?.because ?? '没有交出这一份的半密钥' }
  const opened: Outcome<Opinion> = await openEnvelope(read.value, halves.value)
  if (!opened.ok) return { ...about, defect: opened.because }
  const { stance, words, files = [] } = opened.value
  const attached = files.map(({ name }) => name).join('；')
  const row = { ...about, stance, words, ...(attached === '' ? {} : { attached }) }
  // Whoever sealed it chose the bytes: what no form would take cannot stop the others from being heard.
  return checkForm(fields, row).ok ? row : { ...about, defect: '密封件里的内容不合规定' }
}

function byServer({ sealKey }: StoreContext, keepers: readonly Keeper[]): Halving | 'other key' {
  if (!sealKey || keepers.some(({ key }) => key !== base64(sealKey.publicKey))) return 'other key'
  return async (envelope) => {
    const halves: Partial<Record<'insp' | 'proc', Uint8Array>> = {}
    for (const { slot, side } of keepers) {
      const half = await unwrapHalf(envelope, slot, sealKey)
      if (!half.ok) return half
      halves[side] = half.value
    }
    const { insp, proc } = halves
    return insp && proc ? { ok: true, value: { insp, proc } } : null
  }
}

function byKeepers(released: readonly Released[], texts: ReadonlyMap<string, string>): Halving | null {
  const bySide = new Map<string, Halves>()
  for (const { side, halves } of released) {
    const read = readHalves(texts.get(halves) ?? '')
    if (read.ok) bySide.set(side, read.value)
  }
  const [mine, theirs] = [bySide.get('insp'), bySide.get('proc')]
  if (!mine || !theirs) return null
  return async (_envelope, hash) => {
    const [insp, proc] = [halfFor(mine, hash), halfFor(theirs, hash)]
    return insp && proc ? { ok: true, value: { insp, proc } } : null
  }
}
