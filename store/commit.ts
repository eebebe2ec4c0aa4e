import { isDeepStrictEqual } from 'node:util'
import type { Done } from '#kernel/apply.ts'
import { procedureOf } from '#kernel/apply.ts'
import { decidingKinds } from '#kernel/meanings.ts'
import type { Duty } from '#kernel/matter.ts'
import { type Standing, groupOf, standing } from '#kernel/standing.ts'
import type { Instant } from '#kernel/time.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import type { FileCommitment } from '#journal/leaf.ts'
import { type CommitParameters, commitStatement } from './commit-sql.ts'
import type { StoreContext } from './context.ts'
import { issuerOf } from './decided.ts'
import { type Queryable, json, sqlState } from './db.ts'
import { flagsOf, isDraft, lapsesOf } from './lapses.ts'
import { type Channel, type Sealed, seal } from './leaf.ts'
import { normalise, searchedLines, tokensOf, wordsOf } from './search.ts'
import { type Relied, forgetDistrict } from './facts.ts'
import { keptRows } from './kept.ts'
import type { Apart } from './sealed.ts'
import type { Stored } from './stored.ts'

/** A file that an act's form names, as the leaf commits to it. */
export interface NamedFile extends FileCommitment {
  readonly id: string
}

/** A decision to be made true, and what it was decided on. */
export interface Decision {
  readonly before: Stored
  readonly done: Done
  /** Other matters whose facts were looked at; the act holds only while they are as they were read. */
  readonly relied: readonly Relied[]
  readonly actId: string
  /** Unique in the district: the same key twice has one effect. */
  readonly idemKey: string
  readonly channel: Channel
  readonly files: readonly NamedFile[]
  /** Texts that came in sealed and are laid apart. */
  readonly apart?: readonly Apart[]
  /** Origin of the district's log. */
  readonly log: string
}

/** What a person can keep of an act: its place, its time and the hash of its leaf (hex). */
export interface Receipt {
  readonly act: string
  readonly matter: string
  readonly seq: number
  readonly at: Instant
  readonly leafHash: string
  /** `sealed` once a signed checkpoint includes it. */
  readonly status: 'pending' | 'sealed'
}

export type Committed =
  | { readonly ok: true; readonly receipt: Receipt; readonly after: Stored }
  /** `moved`: somebody else acted since the matter, or one relied on, was read. `duplicate`: the key has been used. Nothing was written. */
  | { readonly ok: false; readonly because: 'moved' | 'duplicate' }

/**
 * Makes a decision true in one statement, or changes nothing. `to` is the database, or a transaction that goes on.
 *
 * Inside a transaction a duplicate key has already broken it: the caller must roll back.
 */
export async function commit(to: Queryable, context: StoreContext, decision: Decision): Promise<Committed> {
  const salt = context.newSalt()
  const { entry, matter } = decision.done
  const { before, log, actId, channel, files, apart = [] } = decision
  const sealed = seal({
    log,
    actId,
    matter,
    entry,
    prev: before.lastLeaf,
    salt,
    channel,
    files: [...files.map(committed), ...apart.map(({ size, hash }) => ({ n: size, sha256: hash }))],
  })
  const procedure = procedureOf(context.rulebook, matter.procedure)
  const now = standing(procedure, matter, entry, before)
  const parameters = parametersOf(context, decision, { ...sealed, salt }, procedure, now)
  const statement = commitStatement(parameters)
  try {
    // A crash before the server has this statement leaves nothing. After it the act is there whole, whether or not the answer
    // arrives: the same key then finds its receipt.
    const { rows } = await to.query(statement.text, statement.values(parameters))
    if (rows.length === 0) return { ok: false, because: 'moved' }
  } catch (error) {
    // Of two acts that rely on each other's matter PostgreSQL takes one back: the other has moved what this one looked at.
    if (sqlState(error) === '40P01') return { ok: false, because: 'moved' }
    // The same envelope, handed in twice at the same instant: decided again, the second is told so.
    if (isViolated(error, 'sealed_envelope_pkey')) return { ok: false, because: 'moved' }
    if (isViolated(error, 'journal_idem')) return { ok: false, because: 'duplicate' }
    throw error
  }
  // Everybody acts on what it keeps for the district. In a transaction another reader may still fetch the old once more; that copy
  // is kept for a second like any other.
  if (parameters.kept !== null) forgetDistrict(context)
  const { dueAt, flags, silentFrom, deeds } = now
  const after = {
    matter,
    parties: decision.done.parties,
    lastLeaf: sealed.leafHash,
    dueAt,
    flags,
    silentFrom,
    deeds,
  }
  return { ok: true, receipt: receiptOf(decision, sealed.leafHash), after }
}

const committed = ({ n, sha256 }: NamedFile): FileCommitment => ({ n, sha256 })

const isViolated = (error: unknown, constraint: string): boolean =>
  sqlState(error) === '23505' &&
  error instanceof Error &&
  'constraint' in error &&
  error.constraint === constraint

const receiptOf = ({ actId, done }: Decision, leafHash: Uint8Array): Receipt => ({
  act: actId,
  matter: done.matter.id,
  seq: done.entry.seq,
  at: done.entry.at,
  leafHash: Buffer.from(leafHash).toString('hex'),
  status: 'pending',
})

function parametersOf(
  context: StoreContext,
  { before, done, relied, actId, idemKey, files, apart = [] }: Decision,
  sealed: Sealed & { readonly salt: Uint8Array },
  procedure: Procedure,
  now: Standing,
): CommitParameters {
  const { matter, entry } = done
  const lines = searchedLines(procedure, matter.record)
  const found = before.matter.ver > 0 && lines === searchedLines(procedure, before.matter.record)
  const searched = found ? null : normalise(lines)
  const tokens = searched === null ? null : tokensOf(searched)
  const isMoved = entry.seq > 1 && isListedAnew(procedure, before, now)
  return {
    tenant: context.tenant,
    matter: matter.id,
    expected: before.matter.ver,
    relied: relied.map((other) => other.id),
    reliedVers: relied.map((other) => other.ver),
    ver: matter.ver,
    procedure: matter.procedure,
    version: matter.version,
    state: matter.state ?? '',
    group: now.group,
    closed: now.closed,
    number: now.number,
    title: now.title,
    unit: now.unit,
    record: json(matter.record),
    undo: matter.undo && json(matter.undo),
    nextDuty: matter.nextDuty,
    dueAt: now.dueAt,
    flags: flagsOf(now),
    lapses: lapsesOf(now),
    silentFrom: now.silentFrom,
    deeds: now.deeds,
    at: entry.at,
    act: actId,
    kind: entry.kind,
    person: entry.by?.person ?? null,
    post: entry.by?.post ?? null,
    by: entry.by?.unit ?? null,
    idem: idemKey,
    leaf: sealed.leaf,
    leafHash: sealed.leafHash,
    salt: sealed.salt,
    body: sealed.body,
    closings: json(entry.effects.closed),
    written: json([...entry.effects.opened, ...entry.effects.changed].map(dutyRow)),
    joined: done.parties.filter((key) => !before.parties.includes(key)),
    ...decidedOf(procedure, before, done),
    left: before.parties.filter((key) => !done.parties.includes(key)),
    listed: entry.seq > 1 && (now.closed || isMoved || isBorneAnew(procedure, before, now)),
    reordered: isMoved,
    late: lateOf(before, now, isMoved),
    notices: json(
      done.notices.map((notice, n) => ({
        n,
        ...notice.to,
        kind: notice.kind,
        text: notice.text,
      })),
    ),
    searched,
    tokens,
    words: tokens && wordsOf(tokens),
    files: files.map((file) => file.id),
    apart: json(apart),
    kept: keptAnew(procedure, before, done),
  }
}

/** What the matter keeps for the district now, where that is not what it kept before. */
function keptAnew(procedure: Procedure, { matter: was }: Stored, { matter }: Done): string | null {
  if (!procedure.keeps) return null
  const rows = json(keptRows(procedure, matter))
  return rows === json(keptRows(procedure, was)) ? null : rows
}

function lateOf(before: Stored, now: Standing, isMoved: boolean): CommitParameters['late'] {
  const [was, is] = [before, now].map(({ flags }) => flags.includes('late'))
  if (was !== is) return is ? 'came' : 'went'
  return is && isMoved ? 'moved' : null
}

/** Posts in whose name the matter asks and that move it on: see migration 0021. */
function decidedOf(
  procedure: Procedure,
  before: Stored,
  { matter, entry, parties }: Done,
): Pick<CommitParameters, 'issuer' | 'decider' | 'deciding' | 'judged'> {
  const deciding = decidingKinds(procedure)
  const issuer = issuerOf(procedure, matter.record)
  const decider = entry.by && deciding.includes(entry.kind) ? `post:${entry.by.post}` : null
  const was = issuerOf(procedure, before.matter.record)
  const named = was === issuer ? [] : [was, issuer]
  const judged = [decider, ...named].filter((key) => key !== null)
  const stay = (key: string): boolean => before.parties.includes(key) && parties.includes(key)
  return { issuer, decider, deciding, judged: [...new Set(judged)].filter(stay) }
}

/** Whether an act moved the matter in lists: to the closed ones or back, or to another due instant. */
const isListedAnew = ({ states }: Procedure, before: Stored, now: Standing): boolean =>
  now.dueAt !== before.dueAt || now.closed !== (states[before.matter.state ?? '']?.final === true)

/** Whether an act changed what the rows of parties say the matter bears, or whether it is only being drawn up. */
const isBorneAnew = (procedure: Procedure, before: Stored, now: Standing): boolean =>
  isDraft(groupOf(procedure, before.matter.state)) !== isDraft(now.group) ||
  !isDeepStrictEqual(flagsOf(before), flagsOf(now))

const dutyRow = (duty: Duty) => ({
  no: duty.no,
  name: duty.name,
  unit: duty.holder.unit,
  post: duty.holder.post,
  person: duty.holder.person,
  creditor_unit: duty.creditor?.unit,
  creditor_post: duty.creditor?.post,
  body: duty,
  state: duty.pausedAt ? 'paused' : 'open',
  opened_at: duty.openedAt,
  due_at: duty.dueAt,
  alarm_at: duty.alarmAt,
  lapsed_at: duty.lapsedAt,
})
