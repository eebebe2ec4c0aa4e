import { setTimeout as pause } from 'node:timers/promises'
import { type Done, type Refused, procedureOf } from '#kernel/apply.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import { type Refusal, refusal } from '#kernel/refusal.ts'
import { maySee } from '#kernel/seats.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import { commitChildren } from './act-children.ts'
import { NotDone, allOrNothing } from './all-or-nothing.ts'
import { type Receipt, commit } from './commit.ts'
import type { StoreContext } from './context.ts'
import { drawNumbers } from './counter.ts'
import { type Queryable, retrying } from './db.ts'
import { districtOf, forgetDistrict } from './facts.ts'
import { keyReused, whatWasDone } from './idempotency.ts'
import { type ActRequest, type Prepared, decide, decisionOf, prepare } from './prepared.ts'
import { loadMatter, unstored } from './stored.ts'
import { tally } from './tally.ts'

export type { ActRequest } from './prepared.ts'

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
  if (!maySee(procedure, stored.parties, request.enteredBy ?? request.actor))
    return (await wasDoneBefore(context, request)) ?? { kind: 'not found' }
  if (!procedureWith(context, request)) return refusedWith(noSuchAct(procedure, request.act))
  if (await isStale(context, request, stored.matter))
    return (await whatWasDone(context, request)) ?? refusedWith(STALE)
  const ready = await prepare(context, request, stored, district)
  return carryOut(context, request, ready)
}

/** An act may end the right to see of whoever did it. Asked again because its answer was lost, it still gives its receipt. */
async function wasDoneBefore(context: StoreContext, request: ActRequest): Promise<ActOutcome | null> {
  const was = await whatWasDone(context, request)
  return was?.kind === 'done' ? was : null
}

/** Decides and commits: alone in one statement, or with numbers and opened matters in one transaction. */
async function carryOut(
  context: StoreContext,
  request: ActRequest,
  ready: Prepared,
): Promise<ActOutcome | 'moved'> {
  // Decided once without numbers: what is refused takes no lock on a series.
  const decided = decide(context, ready)
  if (decided.kind === 'refused') return (await whatWasDone(context, request)) ?? decided
  const alone = decided.children.length === 0 && Object.keys(decided.drawn).length === 0
  const outcome = alone
    ? await commitDone(context.db, context, ready, decided)
    : await allOrNothing(context, (tx) => numbered(tx, context, ready, decided.drawn))
  // Once more after the transaction: while it ran, others may have read the district as it was before.
  if (context.rulebook.procedures[request.procedure]?.keeps) forgetDistrict(context)
  return outcome === 'duplicate' ? afterDuplicate(context, request) : outcome
}

type Carried = Extract<ActOutcome, { kind: 'done' }> | 'moved' | 'duplicate'

async function commitDone(
  to: Queryable,
  context: StoreContext,
  ready: Prepared,
  done: Done,
): Promise<Carried> {
  const committed = await commit(to, context, decisionOf(context, ready, done))
  if (!committed.ok) return committed.because
  return { kind: 'done', matter: done.matter, receipt: committed.receipt }
}

/** Inside a transaction: draws the numbers, decides with them, and commits the act with the matters it opens. */
async function numbered(
  tx: Queryable,
  context: StoreContext,
  ready: Prepared,
  counts: Done['drawn'],
): Promise<Carried> {
  // A crash up to the commit gives the numbers back: series have no gaps.
  const decided = decide(context, ready, await drawNumbers(tx, context, counts, ready.now))
  if (decided.kind === 'refused') throw new NotDone(decided)
  const carried = await commitDone(tx, context, ready, decided)
  if (typeof carried === 'string') throw new NotDone(carried)
  await commitChildren(tx, context, ready, decided, carried.receipt)
  return carried
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

async function setUp(context: StoreContext, request: ActRequest): Promise<ActOutcome | 'moved'> {
  const procedure = procedureWith(context, request)
  if (procedure?.powers[request.act]?.when !== 'nothing') return { kind: 'not found' }
  const stored = unstored(blank(context.newId(), procedure.id, procedure.version))
  return carryOut(context, request, await prepare(context, request, stored, await districtOf(context)))
}
