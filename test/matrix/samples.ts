import { type Done, apply, procedureOf } from '#kernel/apply.ts'
import { lapse } from '#kernel/lapse.ts'
import { type Entry, type Matter, blank } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor, AnyRecord, MatterFacts, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { Case, Usual } from '../cases.ts'
import { actor, smallFacts } from '../small-district.ts'

/** A moment of a story in which an act was done: the matter as it stood, the form that was filled in, and who did it. */
export interface Sample {
  readonly procedure: string
  readonly act: string
  readonly matter: Matter
  readonly form: AnyRecord
  readonly at: Instant
  readonly by: Actor
  readonly enteredBy?: Actor
  readonly matters: Readonly<Record<string, MatterFacts>>
  /** What was done before, so that it can be done again in a database. */
  readonly before: readonly Done[]
}

interface Stories {
  readonly cases: readonly Case[]
  readonly usual: Usual
}

/** The stories of a procedure, which lie beside it. A procedure without any has no cells, and the matrix fails. */
export const storiesOf = (procedure: string): Promise<Stories> =>
  import(`../../rulebook/${procedure}/cases.ts`) as Promise<Stories>

/** Every moment of every story of a procedure in which an act was done. */
export async function samplesOf(rulebook: Rulebook, procedure: Procedure): Promise<readonly Sample[]> {
  const { cases, usual } = await storiesOf(procedure.id)
  return cases.flatMap((one) => momentsOf(rulebook, procedure, usual, one))
}

function momentsOf(rulebook: Rulebook, { id, version }: Procedure, usual: Usual, { steps }: Case): Sample[] {
  const moments: Sample[] = []
  const before: Done[] = []
  let matter = blank('m1', id, version)
  for (const step of steps) {
    const at = step.at.length === 10 ? `${step.at}T02:00:00.000Z` : step.at
    if ('lapse' in step) {
      const no = matter.duties.find((duty) => duty.name === step.lapse)?.no ?? 0
      const outcome = lapse(rulebook, matter, no, smallFacts, at)
      if (outcome.kind === 'refused') continue
      before.push(outcome)
      matter = outcome.matter
      continue
    }
    const matters = { ...smallFacts.matters, ...step.matters }
    const form = { ...usual[step.act], ...step.form }
    const by = actor(step.who, step.as)
    const entered = step.entered ? { enteredBy: actor(step.entered) } : {}
    const attempt = { act: step.act, form, actor: by, ...entered }
    const fresh = step.fresh ?? smallFacts.fresh ?? []
    const facts = {
      ...smallFacts,
      matters,
      fresh,
      items: { ...smallFacts.items, ...step.items },
      ...(step.resting ? { resting: step.resting } : {}),
    }
    const outcome = apply(rulebook, matter, attempt, facts, at)
    if (outcome.kind === 'refused') continue
    moments.push({
      procedure: id,
      act: step.act,
      matter,
      form,
      at,
      by,
      ...entered,
      matters,
      before: [...before],
    })
    before.push(outcome)
    matter = outcome.matter
  }
  return moments
}

/** The last entry before a sample; what could be taken back is judged from it. */
export const lastEntry = ({ before }: Sample): Entry | undefined => before.at(-1)?.entry

/** What the declaration calls an act: `procedure.act`. */
export const nameOf = ({ procedure, act }: Sample): string => `${procedure}.${act}`

/** The declaration a sample is of. */
export const declared = (rulebook: Rulebook, sample: Sample) => procedureOf(rulebook, sample.procedure)
