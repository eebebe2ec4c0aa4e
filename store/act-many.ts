import type { Done } from '#kernel/apply.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import { type ActRequest, procedureWith, untilStill } from './act.ts'
import { NotDone, allOrNothing } from './all-or-nothing.ts'
import { type Receipt, commit } from './commit.ts'
import type { StoreContext } from './context.ts'
import { drawNumbers } from './counter.ts'
import { type Queryable, retrying } from './db.ts'
import { districtOf } from './facts.ts'
import { keyReused, whatWasDone } from './idempotency.ts'
import type { Channel } from './leaf.ts'
import { type Prepared, decide, decisionOf, prepare } from './prepared.ts'
import { unstored } from './stored.ts'
import { tally } from './tally.ts'

/** One request to set up several matters by the same act. */
export interface ManyRequest {
  readonly procedure: string
  readonly act: string
  readonly forms: readonly unknown[]
  readonly actor: Actor
  readonly key: string
  readonly channel: Channel
}

export interface Created {
  readonly matter: Matter
  readonly receipt: Receipt
}

export type ManyOutcome =
  | { readonly kind: 'done'; readonly created: readonly Created[] }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] }
  | { readonly kind: 'not found' }

/**
 * Sets up several matters in one transaction: all of them, or none. Refusals of every item come back together, each naming
 * its item (`第3项：…`), form faults under `3.field`. The same key again gives the same receipts.
 */
export async function actMany(context: StoreContext, request: ManyRequest): Promise<ManyOutcome> {
  const procedure = procedureWith(context, request)
  if (procedure?.powers[request.act]?.when !== 'nothing') return { kind: 'not found' }
  const outcome = await retrying(() => untilStill(() => setUpAll(context, procedure, request)))
  if (outcome.kind === 'refused') tally(context, request, outcome.refusals)
  return outcome
}

async function setUpAll(
  context: StoreContext,
  procedure: Procedure,
  request: ManyRequest,
): Promise<ManyOutcome | 'moved'> {
  const district = await districtOf(context)
  const ready: Prepared[] = []
  for (const item of itemsOf(request)) {
    ready.push(
      await prepare(
        context,
        item,
        unstored(blank(context.newId(), procedure.id, procedure.version)),
        district,
      ),
    )
  }
  const refusals = ready.flatMap((item, i) => refusalsOf(context, item, i))
  if (isSome(refusals)) return (await doneBefore(context, request)) ?? { kind: 'refused', refusals }
  const outcome = await allOrNothing(context, (tx) => commitAll(tx, context, procedure, ready))
  if (outcome !== 'duplicate') return outcome
  return (await doneBefore(context, request)) ?? { kind: 'refused', refusals: [keyReused] }
}

const isSome = (list: readonly Refusal[]): list is readonly [Refusal, ...Refusal[]] => list.length > 0

const itemsOf = ({ procedure, act, forms, actor, key, channel }: ManyRequest): ActRequest[] =>
  forms.map((form, i) => ({ procedure, act, form, actor, key: `${key}#${i + 1}`, channel }))

function refusalsOf(context: StoreContext, item: Prepared, index: number): Refusal[] {
  const decided = decide(context, item)
  if (decided.kind === 'done') return []
  return decided.refusals.map((refusal) => ({
    ...refusal,
    message: `第${index + 1}项：${refusal.message}`,
    ...(refusal.fields ? { fields: underItem(refusal.fields, index) } : {}),
  }))
}

const underItem = (fields: Readonly<Record<string, string>>, index: number): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, sentence]) => [`${index + 1}.${name}`, sentence]))

async function commitAll(
  tx: Queryable,
  context: StoreContext,
  procedure: Procedure,
  ready: readonly Prepared[],
): Promise<ManyOutcome> {
  const [first] = ready
  if (!first) return { kind: 'done', created: [] }
  // One draw for the whole run keeps the numbers together; a crash or refusal gives all of them back.
  const series = procedure.numbered
  const numbers = await drawNumbers(tx, context, { [series]: ready.length }, first.now)
  const created = ready.map((item, i) =>
    commitOne(tx, context, item, { [series]: (numbers[series] ?? 1) + i }),
  )
  return { kind: 'done', created: await Promise.all(created) }
}

async function commitOne(
  tx: Queryable,
  context: StoreContext,
  item: Prepared,
  numbers: Readonly<Record<string, number>>,
): Promise<Created> {
  const decided = decide(context, item, numbers)
  if (decided.kind === 'refused') throw new NotDone(decided)
  const done: Done = decided
  const committed = await commit(tx, context, decisionOf(context, item, done))
  if (!committed.ok) throw new NotDone(committed.because)
  return { matter: done.matter, receipt: committed.receipt }
}

/** What the same request has created before; null when it is new, or was something else. */
async function doneBefore(context: StoreContext, request: ManyRequest): Promise<ManyOutcome | null> {
  const created: Created[] = []
  for (const item of itemsOf(request)) {
    const was = await whatWasDone(context, item)
    if (was?.kind === 'refused') return was
    if (was === null) return null
    created.push({ matter: was.matter, receipt: was.receipt })
  }
  return { kind: 'done', created }
}
