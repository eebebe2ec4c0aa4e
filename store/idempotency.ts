import { procedureOf } from '#kernel/apply.ts'
import { ERASE, eraseForm } from '#kernel/erase.ts'
import { type Fields, checkForm, number } from '#kernel/fields.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { canonicalize } from '#journal/canonical.ts'
import type { Receipt } from './commit.ts'
import type { StoreContext } from './context.ts'
import { comparable } from './sealed.ts'
import { loadMatter } from './stored.ts'

/** Keys of requests live apart from those of the system, so that nobody can take a rung's key by guessing it. */
export const requestKey = (key: string): string => `req/${key}`

export const keyReused: Refusal = {
  code: 'KEY_REUSED',
  message: '这个请求编号已经用于另一项行为',
  remedy: '请刷新页面后重新提交',
}

interface Keyed {
  readonly act_id: string
  readonly matter_id: string
  readonly seq: number
  readonly kind: string
  readonly at: Instant
  readonly person_id: string | null
  readonly leaf_hash: Uint8Array
  readonly form: unknown
  readonly sealed: boolean
}

const BY_KEY = `
select j.act_id, j.matter_id, j.seq, j.kind, j.at, j.person_id, j.leaf_hash, b.body -> 'form' form,
  exists (select 1 from journal_leaf l where l.tenant_id = j.tenant_id and l.act_id = j.act_id
    and l.idx < (select max(c.size) from checkpoint c where c.tenant_id = j.tenant_id)) sealed
from journal j left join journal_body b on b.tenant_id = j.tenant_id and b.act_id = j.act_id
where j.tenant_id = $1 and j.idem_key = $2`

export interface KeyedRequest {
  readonly procedure: string
  readonly act: string
  readonly matter?: string
  readonly form: unknown
  readonly actor: Actor
  readonly key: string
}

type Answer =
  | { readonly kind: 'done'; readonly matter: Matter; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal] }

/**
 * What a request with this key has already done: its receipt, the same each time. Null when the key is new. The same key with
 * another act, form, matter or person is refused.
 */
export async function whatWasDone(context: StoreContext, request: KeyedRequest): Promise<Answer | null> {
  const { rows } = await context.db.query<Keyed>(BY_KEY, [context.tenant, requestKey(request.key)])
  const row = rows[0]
  if (!row) return null
  if (!(await sameRequest(context, request, row))) return { kind: 'refused', refusals: [keyReused] }
  const stored = await loadMatter(context.db, context.tenant, row.matter_id)
  if (!stored) throw new Error(`the journal names matter ${row.matter_id}, which is not there`)
  return { kind: 'done', matter: stored.matter, receipt: receiptOf(row) }
}

async function sameRequest(context: StoreContext, request: KeyedRequest, row: Keyed): Promise<boolean> {
  const same = row.kind === `${request.procedure}.${request.act}` && row.person_id === request.actor.person
  if (!same || (request.matter !== undefined && request.matter !== row.matter_id)) return false
  // An erased body can no longer be compared; kind, matter and person then have to do.
  return row.form === null || sameForm(context, request, row.form)
}

async function sameForm(context: StoreContext, request: KeyedRequest, kept: unknown): Promise<boolean> {
  const fields = formOf(context, request)
  const checked = fields && checkForm(fields, request.form)
  if (!checked?.ok) return false
  const [asked, was] = await comparable(fields ?? {}, checked.form, kept)
  const [mine, theirs] = [canonicalize(asked), canonicalize(was)]
  return mine.ok && theirs.ok && mine.value === theirs.value
}

/** The declared form, and that of the act every procedure has. */
const formOf = ({ rulebook }: StoreContext, { procedure, act }: KeyedRequest): Fields | undefined =>
  act === ERASE
    ? { ...eraseForm, of: number('', { min: 1, max: 1e9 }) }
    : procedureOf(rulebook, procedure).powers[act]?.form

const receiptOf = (row: Keyed): Receipt => ({
  act: row.act_id,
  matter: row.matter_id,
  seq: row.seq,
  at: row.at,
  leafHash: Buffer.from(row.leaf_hash).toString('hex'),
  status: row.sealed ? 'sealed' : 'pending',
})
