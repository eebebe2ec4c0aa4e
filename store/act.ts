import { setTimeout as pause } from 'node:timers/promises'
import { type Attempt, type Done, type Facts, type Refused, apply, procedureOf } from '#kernel/apply.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import { type Refusal, refusal } from '#kernel/refusal.ts'
import { maySee } from '#kernel/seats.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import { type Decision, type NamedFile, type Receipt, commit } from './commit.ts'
import type { StoreContext } from './context.ts'
import { drawNumber } from './counter.ts'
import { type Queryable, retrying } from './db.ts'
import { type District, type Relied, districtOf, factsFor } from './facts.ts'
import { filesNamed, idsOf, namesIn, peopleKnown, unknownNames } from './form-names.ts'
import { keyReused, requestKey, whatWasDone } from './idempotency.ts'
import type { Channel } from './leaf.ts'
import { type Stored, loadMatter, unstored } from './stored.ts'
import { tally } from './tally.ts'

/** One request of a person to act. */
export interface ActRequest {
  readonly procedure: string
  /** The act's name within the procedure. */
  readonly act: string
  /** Absent for the act that sets a matter up. */
  readonly matter?: string
  readonly form: unknown
  readonly actor: Actor
  /** The person's key for this request: sent twice, it has one effect. */
  readonly key: string
  /** Version of the matter the person saw. */
  readonly ver?: number
  readonly channel: Channel
}

export type ActOutcome =
  | { readonly kind: 'done'; readonly matter: Matter; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] }
  /** No such matter, or none that this person may see: the two are never told apart. */
  | { readonly kind: 'not found' }

/** How often an act is decided again when others keep moving the matter. */
const ATTEMPTS = 30

/**
 * Does one act: reads, decides, commits; a matter that moved meanwhile is read and decided again, never overwritten.
 *
 *     const outcome = await act(context, { procedure: 'supervised-task', act: 'signFor', matter, form: {}, actor, key, channel })
 */
export async function act(context: StoreContext, request: ActRequest): Promise<ActOutcome> {
  // After a lost connection nobody knows whether the commit arrived; a second pass finds its own key in the journal.
  const outcome = await retrying(() => attemptUntilStill(context, request))
  if (outcome.kind === 'refused') tally(context, request, outcome.refusals)
  return outcome
}

async function attemptUntilStill(context: StoreContext, request: ActRequest): Promise<ActOutcome> {
  const { matter } = request
  return untilStill(() => (matter === undefined ? setUp(context, request) : goOn(context, request, matter)))
}

/** Decides again, a little later each time, as long as what the decision rested on keeps moving. */
export async function untilStill<Outcome>(
  decideAndCommit: () => Promise<Outcome | 'moved'>,
): Promise<Outcome | Refused> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const outcome = await decideAndCommit()
    if (outcome !== 'moved') return outcome
    await pause(Math.random() * 4 * (attempt + 1))
  }
  return refusedWith({ code: 'BUSY', message: '该事项正有多人同时办理', remedy: '请稍候片刻再试' })
}

/** The procedure, if it declares the act; names that every object bears, like `constructor`, declare nothing. */
export function procedureWith(
  { rulebook }: StoreContext,
  { procedure, act: name }: Pick<ActRequest, 'procedure' | 'act'>,
): Procedure | undefined {
  const found = Object.hasOwn(rulebook.procedures, procedure) ? rulebook.procedures[procedure] : undefined
  return found && Object.hasOwn(found.powers, name) ? found : undefined
}

const refusedWith = (...refusals: [Refusal, ...Refusal[]]): Refused => ({ kind: 'refused', refusals })

async function goOn(context: StoreContext, request: ActRequest, id: string): Promise<ActOutcome | 'moved'> {
  const [stored, district] = await Promise.all([
    loadMatter(context.db, context.tenant, id),
    districtOf(context),
  ])
  if (!stored || stored.matter.procedure !== request.procedure) return { kind: 'not found' }
  const procedure = procedureOf(context.rulebook, stored.matter.procedure)
  if (!maySee(procedure, stored.parties, request.actor)) return { kind: 'not found' }
  if (!procedureWith(context, request)) return refusedWith(noSuchAct(procedure, request.act))
  if (await isStale(context, request, stored.matter))
    return (await whatWasDone(context, request)) ?? refusedWith(STALE)
  const ready = await prepare(context, request, stored, district)
  const decided = decide(context, ready)
  if (decided.kind === 'refused') return (await whatWasDone(context, request)) ?? decided
  const committed = await commit(context.db, context, decisionOf(context, ready, decided))
  if (committed.ok) return { kind: 'done', matter: decided.matter, receipt: committed.receipt }
  return committed.because === 'moved' ? 'moved' : afterDuplicate(context, request)
}

/** The key is used: by this very request, whose receipt is given again, or by another one. */
const afterDuplicate = async (context: StoreContext, request: ActRequest): Promise<ActOutcome> =>
  (await whatWasDone(context, request)) ?? refusedWith(keyReused)

const noSuchAct = ({ title }: Procedure, name: string): Refusal =>
  refusal('ACT_UNKNOWN', `“${title}”没有“${name}”这项行为`)

const STALE: Refusal = { code: 'STALE', message: '事项已有新进展', remedy: '看过最新情况再办理' }

const MOVED_BY_PEOPLE = `
select exists (select from journal where tenant_id = $1 and matter_id = $2 and seq > $3 and person_id is not null) as moved`

/**
 * Whether somebody acted after the version the person saw: then the form was filled in on an old picture, whatever the kernel
 * would say of it now. What the system did alone, a reminder or a lapse, leaves the picture as it was.
 */
async function isStale(context: StoreContext, { ver }: ActRequest, matter: Matter): Promise<boolean> {
  if (ver === undefined || ver >= matter.ver) return false
  const values = [context.tenant, matter.id, ver]
  const { rows } = await context.db.query<{ moved: boolean }>(MOVED_BY_PEOPLE, values)
  return rows[0]?.moved === true
}

/** A request with everything its decision may look at; deciding then needs no table. */
export interface Prepared {
  readonly request: Pick<ActRequest, 'act' | 'form' | 'actor' | 'key' | 'channel'>
  readonly stored: Stored
  readonly district: District
  readonly facts: Facts
  /** Other matters whose facts the decision may rest on. */
  readonly relied: readonly Relied[]
  readonly files: readonly NamedFile[]
  /** The form names what does not exist. */
  readonly fault: Refusal | null
  readonly now: Instant
}

/** Loads what a request's form names. */
export async function prepare(
  context: StoreContext,
  request: ActRequest,
  stored: Stored,
  district: District,
): Promise<Prepared> {
  const { act: name, form, actor } = request
  const { directory } = district
  const names = namesIn(procedureOf(context.rulebook, request.procedure).powers[name]?.form ?? {}, form)
  const [{ facts, relied }, files, people] = await Promise.all([
    factsFor(context, district, actor, idsOf(names, 'matter')),
    filesNamed(context, stored.matter.id, actor, idsOf(names, 'files')),
    peopleKnown(context, idsOf(names, 'person')),
  ])
  const fault = unknownNames(names, { directory, people, files, matters: facts.matters })
  return { request, stored, district, facts, relied, files, fault, now: context.clock.now() }
}

/** The kernel's answer; `number` is the place in the series, for acts that set a matter up. */
export function decide(context: StoreContext, ready: Prepared, number?: number): Done | Refused {
  const { request, stored, facts, fault, now } = ready
  const attempt: Attempt = { act: request.act, form: request.form, actor: request.actor }
  const known = number === undefined ? facts : { ...facts, number }
  const decided = apply(context.rulebook, stored.matter, attempt, known, now)
  // The kernel's own reasons go first: it also knows whether the person may do the act at all.
  if (!fault) return decided
  return { kind: 'refused', refusals: decided.kind === 'refused' ? decided.refusals : [fault] }
}

/** A lawful decision in the form `commit` takes. */
export const decisionOf = (context: StoreContext, ready: Prepared, done: Done): Decision => ({
  before: ready.stored,
  done,
  relied: ready.relied,
  files: ready.files,
  actId: context.newId(),
  idemKey: requestKey(ready.request.key),
  channel: ready.request.channel,
  log: ready.district.logOrigin,
})

async function setUp(context: StoreContext, request: ActRequest): Promise<ActOutcome | 'moved'> {
  const procedure = procedureWith(context, request)
  if (procedure?.powers[request.act]?.when !== 'nothing') return { kind: 'not found' }
  const stored = unstored(blank(context.newId(), procedure.id, procedure.version))
  const ready = await prepare(context, request, stored, await districtOf(context))
  // Decided once without its number: what is refused takes no lock on the series.
  const first = decide(context, ready, 1)
  if (first.kind === 'refused') return (await whatWasDone(context, request)) ?? first
  const outcome = await allOrNothing(context, async (tx) => {
    // A crash up to the commit gives the number back: numbers have no gaps.
    const number = await drawNumber(tx, context, procedure, ready.now)
    const decided = decide(context, ready, number)
    if (decided.kind === 'refused') throw new NotDone(decided)
    const committed = await commit(tx, context, decisionOf(context, ready, decided))
    if (!committed.ok) throw new NotDone(committed.because)
    return { kind: 'done' as const, matter: decided.matter, receipt: committed.receipt }
  })
  return outcome === 'duplicate' ? afterDuplicate(context, request) : outcome
}

/** Runs `work` in a transaction that `NotDone` rolls back; gives what that carried. */
export async function allOrNothing<T>(
  context: StoreContext,
  work: (tx: Queryable) => Promise<T>,
): Promise<T | NotDone['because']> {
  try {
    return await context.db.tx(work)
  } catch (error) {
    if (error instanceof NotDone) return error.because
    throw error
  }
}

/** Takes a transaction back, with what did it: a refusal, or why the commit found no way. */
export class NotDone extends Error {
  readonly because: Refused | 'moved' | 'duplicate'

  constructor(because: Refused | 'moved' | 'duplicate') {
    super('not done')
    this.because = because
  }
}
