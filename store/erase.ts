import type { Refused } from '#kernel/apply.ts'
import { procedureOf } from '#kernel/apply.ts'
import { ERASE, type Erased, asDone, erasing } from '#kernel/erase.ts'
import { refusal } from '#kernel/refusal.ts'
import { maySee } from '#kernel/seats.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import { type ActOutcome, untilStill } from './act.ts'
import { NotDone, allOrNothing } from './all-or-nothing.ts'
import { type Receipt, commit } from './commit.ts'
import type { StoreContext } from './context.ts'
import { type Queryable, retrying } from './db.ts'
import { eraseCopies } from './erase-copies.ts'
import { districtOf } from './facts.ts'
import { keyReused, requestKey, whatWasDone } from './idempotency.ts'
import { journalOf } from './journal.ts'
import type { Channel } from './leaf.ts'
import { project } from './projection.ts'
import { loadMatter } from './stored.ts'
import { eraseApart } from './texts-apart.ts'

/** A request to erase what was written in one act of a matter. */
export interface EraseRequest {
  readonly matter: string
  /** Id of the act. */
  readonly act: string
  /** Why, and on whose decision: `eraseForm` of the kernel. */
  readonly form: Readonly<Record<string, unknown>>
  readonly actor: Actor
  readonly key: string
  readonly channel: Channel
}

/**
 * Erases the body and the salt of an act, and with them every copy the tables hold of what was written: record fields, search
 * text, notices, messages, attachments, and the bodies of later acts that repeat it. All of it is one transaction with the
 * entry that says so. What a leaf committed to can then no longer be opened; the leaf, its place and every proof remain.
 *
 * The contents of attachments lie in the data folder: `erasedFiles` lists those that still have to go.
 */
export async function erase(context: StoreContext, request: EraseRequest): Promise<ActOutcome> {
  return retrying(() => untilStill(() => attempt(context, request)))
}

async function attempt(context: StoreContext, request: EraseRequest): Promise<ActOutcome | 'moved'> {
  const stored = await loadMatter(context.db, context.tenant, request.matter)
  if (!stored) return { kind: 'not found' }
  const procedure = procedureOf(context.rulebook, stored.matter.procedure)
  if (!maySee(procedure, stored.parties, request.actor)) return { kind: 'not found' }
  const lines = await journalOf(context.db, context.tenant, request.matter)
  const of = lines.find((line) => line.act === request.act)?.seq
  if (of === undefined) return { kind: 'not found' }
  const { matter: id, form, actor, key } = request
  const keyed = { procedure: procedure.id, act: ERASE, matter: id, form: { ...form, of }, actor, key }
  const was = await whatWasDone(context, keyed)
  if (was) return was
  // Somebody acted between the two readings.
  if (lines.length !== stored.matter.ver) return 'moved'
  const entries = lines.flatMap((line) => line.entry ?? [])
  if (entries.length < lines.length) return refusedWith('事项有正文缺失，请先查明原因')
  const decided = erasing(
    context.rulebook,
    procedure,
    stored.matter,
    entries,
    { of, form, actor },
    context.clock.now(),
  )
  if (decided.kind === 'refused') return decided
  const acts = lines.filter((line) => decided.seqs.includes(line.seq)).map((line) => line.act)
  const { logOrigin: log } = await districtOf(context)
  const outcome = await allOrNothing(context, async (tx): Promise<Carried> => {
    // A body is needed until its leaf has been read back and sealed.
    if (!(await allSealed(tx, context, acts)))
      throw new NotDone(refusedWith('这一步还没有进入日志，请一分钟后再办'))
    const decision = {
      before: stored,
      done: asDone(decided, stored.parties),
      relied: [],
      actId: context.newId(),
      idemKey: requestKey(key),
      channel: request.channel,
      files: [],
      log,
    }
    const committed = await commit(tx, context, decision)
    if (!committed.ok) throw new NotDone(committed.because)
    const masked = entries.map((entry) => decided.entry.effects.remains?.[String(entry.seq)] ?? entry)
    const whole = entries.map((entry, i) => ({ ...entry, ...masked[i] }))
    const projection = project(procedure, stored.matter, [...whole, decided.entry])
    await eraseBodies(tx, context, acts)
    await eraseInDuties(
      tx,
      context,
      id,
      [...(projection?.duties.values() ?? [])].map(({ duty }) => duty),
    )
    await eraseFiles(tx, context, id, decided.files)
    await eraseApart(tx, context, holdingApart(procedure, decided.matter))
    await eraseCopies(tx, context, id, decided.words)
    return { kind: 'done', matter: decided.matter, receipt: committed.receipt }
  })
  if (outcome === 'duplicate')
    return (await whatWasDone(context, keyed)) ?? { kind: 'refused', refusals: [keyReused] }
  return outcome
}

/**
 * Matters whose sealed texts go with what was written: once a round is over, its own and those of its sheets, or what was opened
 * could be opened again. Before that nothing of it is readable, and taking it away would lose what others said.
 */
function holdingApart({ states, sealing, unsealing }: Procedure, { id, state, record }: Matter): string[] {
  if (states[state ?? '']?.final !== true) return []
  if (sealing) return [id]
  if (!unsealing) return []
  const sheets = (record[unsealing.sheets] ?? []) as readonly { readonly sheet: string }[]
  return [id, ...sheets.map(({ sheet }) => sheet)]
}

type Carried = { readonly kind: 'done'; readonly matter: Erased['matter']; readonly receipt: Receipt }

const refusedWith = (message: string): Refused => ({
  kind: 'refused',
  refusals: [refusal('WRONG_STATE', message)],
})

/** The matter an act belongs to; undefined when there is no such act. */
export async function matterOfAct({ db, tenant }: StoreContext, act: string): Promise<string | undefined> {
  const { rows } = await db.query<{ matter: string }>(
    'select matter_id as matter from journal where tenant_id = $1 and act_id = $2',
    [tenant, act],
  )
  return rows[0]?.matter
}

async function allSealed(tx: Queryable, { tenant }: StoreContext, acts: readonly string[]): Promise<boolean> {
  const { rows } = await tx.query<{ n: number }>(
    'select count(*)::int as n from journal_leaf where tenant_id = $1 and act_id = any($2::text[])',
    [tenant, acts],
  )
  return rows[0]?.n === acts.length
}

async function eraseBodies(tx: Queryable, { tenant }: StoreContext, acts: readonly string[]): Promise<void> {
  await tx.query('delete from journal_body where tenant_id = $1 and act_id = any($2::text[])', [tenant, acts])
}

/** Duties as the entries now make them, closed ones included. */
async function eraseInDuties(
  tx: Queryable,
  { tenant }: StoreContext,
  matter: string,
  duties: readonly { readonly no: number }[],
): Promise<void> {
  await tx.query(
    `update duty d set body = x.body from unnest($3::int[], $4::jsonb[]) x(no, body)
     where d.tenant_id = $1 and d.matter_id = $2 and d.no = x.no and d.body <> x.body`,
    [tenant, matter, duties.map((duty) => duty.no), duties.map((duty) => JSON.stringify(duty))],
  )
}

/** Attachments of the act: off the matter, and out of the tables and the disk unless they hang elsewhere too. */
async function eraseFiles(
  tx: Queryable,
  { tenant, clock }: StoreContext,
  matter: string,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return
  await tx.query(
    'delete from matter_file where tenant_id = $1 and matter_id = $2 and file_id = any($3::text[])',
    [tenant, matter, files],
  )
  const { rows } = await tx.query<{ sha256: Uint8Array }>(
    `delete from file f where f.tenant_id = $1 and f.id = any($2::text[])
       and not exists (select from matter_file m where m.tenant_id = $1 and m.file_id = f.id)
     returning f.sha256`,
    [tenant, files],
  )
  await tx.query(
    `insert into file_erasure (tenant_id, sha256, asked_at)
     select distinct $1, h.sha256, $3::timestamptz from unnest($2::bytea[]) h(sha256)
     on conflict (tenant_id, sha256) do nothing`,
    [tenant, rows.map((row) => row.sha256), clock.now()],
  )
}

/** Contents that have to go from the disk: no row of the district names them any more. */
export async function erasedFiles({ db, tenant }: StoreContext): Promise<readonly Uint8Array[]> {
  const { rows } = await db.query<{ sha256: Uint8Array }>(
    `select e.sha256 from file_erasure e where e.tenant_id = $1
       and not exists (select from file f where f.tenant_id = $1 and f.sha256 = e.sha256)`,
    [tenant],
  )
  return rows.map((row) => row.sha256)
}

/** Notes that a content is gone from the disk. */
export async function fileGone({ db, tenant }: StoreContext, sha256: Uint8Array): Promise<void> {
  await db.query('delete from file_erasure where tenant_id = $1 and sha256 = $2', [tenant, sha256])
}
