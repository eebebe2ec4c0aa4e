import { type Attempt, type Done, type Facts, type Refused, apply, procedureOf } from '#kernel/apply.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { type Actor, type AnyRecord, MOST_OPENED, needsChildren, openedBy } from '#kernel/vocabulary.ts'
import { carriedMatters } from './carried.ts'
import type { Decision, NamedFile } from './commit.ts'
import type { StoreContext } from './context.ts'
import { type District, type Relied, childrenOf, factsFor, itemsNamed, needsItems } from './facts.ts'
import { filesNamed, idsOf, namesIn, peopleKnown, unknownNames } from './form-names.ts'
import { requestKey } from './idempotency.ts'
import type { Channel } from './leaf.ts'
import { restingOn } from './resting.ts'
import { type Apart, takeApart } from './sealed.ts'
import type { Stored } from './stored.ts'

/** One request of a person to act. */
export interface ActRequest {
  readonly procedure: string
  /** The act's name within the procedure. */
  readonly act: string
  /** Absent for the act that sets a matter up. */
  readonly matter?: string
  readonly form: unknown
  readonly actor: Actor
  /** 代录: who enters it for the actor, and whose right to see and to name files counts. */
  readonly enteredBy?: Actor
  /** The person's key for this request: sent twice, it has one effect. */
  readonly key: string
  /** Version of the matter the person saw. */
  readonly ver?: number
  readonly channel: Channel
}

/** A request with everything its decision may look at; deciding then needs no table. */
export interface Prepared {
  readonly request: Pick<ActRequest, 'act' | 'form' | 'actor' | 'enteredBy' | 'key' | 'channel'>
  readonly stored: Stored
  readonly district: District
  readonly facts: Facts
  /** Matters on which the act may carry others with it. */
  readonly carried: ReadonlyMap<string, Stored>
  /** Other matters whose facts the decision may rest on. */
  readonly relied: readonly Relied[]
  readonly files: readonly NamedFile[]
  /** What the form brought in sealed, and why that is refused. */
  readonly apart: readonly Apart[]
  readonly spoilt: Refusal | null
  /** The form names what does not exist. */
  readonly fault: Refusal | null
  readonly now: Instant
}

const isRecord = (value: unknown): value is AnyRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Loads what a request's form names, and what its gates need to know of the matters the record names. */
export async function prepare(
  context: StoreContext,
  request: ActRequest,
  stored: Stored,
  district: District,
): Promise<Prepared> {
  const { act: name, actor, enteredBy } = request
  const { directory } = district
  const procedure = procedureOf(context.rulebook, request.procedure)
  const power = procedure.powers[name]
  const asked = { procedure, power, form: request.form, log: district.logOrigin }
  const taken = await takeApart(context, asked, stored)
  const { form } = taken
  const names = namesIn(power?.form ?? {}, form)
  const viewer = enteredBy ?? actor
  const children = needsChildren(power) ? childrenOf(procedure, stored.matter.record) : []
  const onRecord = needsItems(power) ? itemsNamed(procedure, stored.matter.record) : []
  const unsettled = power?.unsettles?.(stored.matter.record, isRecord(form) ? form : {}) ?? []
  const [{ facts, relied, items }, carried, files, people, resting] = await Promise.all([
    factsFor(context, district, viewer, {
      matters: idsOf(names, 'matter'),
      children,
      items: [...idsOf(names, 'item'), ...onRecord],
    }),
    carriedMatters(context, procedure, power, stored.matter.record),
    filesNamed(context, stored.matter.id, viewer, idsOf(names, 'files')),
    peopleKnown(context, idsOf(names, 'person')),
    restingOn(context, district, unsettled),
  ])
  const fault =
    taken.known ?? unknownNames(names, { directory, people, files, items, matters: facts.matters })
  const fresh = openedBy(power).length > 0 ? Array.from({ length: MOST_OPENED }, () => context.newId()) : []
  return {
    request: { ...request, form },
    stored,
    district,
    facts: {
      ...facts,
      fresh,
      resting,
      carried: Object.fromEntries([...carried].map(([id, one]) => [id, one.matter])),
    },
    carried,
    relied,
    files,
    apart: taken.apart,
    spoilt: taken.spoilt,
    fault,
    now: context.clock.now(),
  }
}

/** The kernel's answer; `numbers` are the first of each run drawn, absent for a trial. */
export function decide(
  context: StoreContext,
  ready: Prepared,
  numbers?: Readonly<Record<string, number>>,
): Done | Refused {
  const { request, stored, facts, fault, spoilt, now } = ready
  const { act: name, form, actor, enteredBy } = request
  const attempt: Attempt = { act: name, form, actor, ...(enteredBy ? { enteredBy } : {}) }
  const known = numbers === undefined ? facts : { ...facts, numbers }
  const decided = apply(context.rulebook, stored.matter, attempt, known, now)
  // The kernel's own reasons go first: it also knows whether the person may do the act at all.
  if (spoilt)
    return {
      kind: 'refused',
      refusals: decided.kind === 'refused' ? [...decided.refusals, spoilt] : [spoilt],
    }
  if (!fault) return decided
  return { kind: 'refused', refusals: decided.kind === 'refused' ? decided.refusals : [fault] }
}

/** A lawful decision in the form `commit` takes. */
export const decisionOf = (context: StoreContext, ready: Prepared, done: Done): Decision => ({
  before: ready.stored,
  done,
  relied: ready.relied,
  files: ready.files,
  apart: ready.apart,
  actId: context.newId(),
  idemKey: requestKey(ready.request.key),
  channel: ready.request.channel,
  log: ready.district.logOrigin,
})
