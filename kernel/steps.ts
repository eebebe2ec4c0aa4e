import type { Finding } from './finding.ts'
import type { By, Entry } from './matter.ts'
import type { AnyRecord, Basis, MatterFacts, NormId, Procedure, Rulebook, StepSpec } from './vocabulary.ts'

type Step = StepSpec<string, string, AnyRecord>

/** One entry of a journal as evidence reads it. */
export interface Happened extends Pick<Entry, 'kind' | 'seq' | 'at'> {
  readonly by: Pick<By, 'person' | 'post' | 'unit'> | null
}

/** A matter with what happened in it, oldest first. */
export interface Told {
  readonly id: string
  readonly record: AnyRecord
  readonly entries: readonly Happened[]
}

/** Another matter that the record names, with what happened in it. */
export interface ToldBeside extends MatterFacts {
  readonly entries: readonly Happened[]
}

/** An act that is evidence of a step: in which matter, its number there, by whom and when; for whom, where each must do it. */
export interface Evidence extends Happened {
  readonly matter: string
  readonly share?: string
}

/** A mandatory step and how it stands: done, still to come, or left out by an act that could not be without it. */
export interface StepFound {
  readonly name: string
  readonly title: string
  readonly norm: NormId
  readonly basis: readonly Basis[]
  readonly status: 'done' | 'waiting' | 'missing'
  readonly evidence: readonly Evidence[]
  /** Where each must do it: whose is not there. */
  readonly open: readonly { readonly as: 'post' | 'unit'; readonly share: string }[]
}

/**
 * The mandatory steps of a matter, each with its evidence or what is missing; those that do not apply are left out. Pure: the same
 * journal gives the same answer, while it runs and afterwards.
 *
 *     stepsOf(rulebook, topic, { id, record, entries }, { [meeting]: { ...facts, entries } })
 *     // → [{ name: 'legality', status: 'done', evidence: [{ kind: 'legality-review.issue', seq: 9, … }], open: [], … }]
 */
export function stepsOf(
  rulebook: Rulebook,
  procedure: Procedure,
  told: Told,
  beside: Readonly<Record<string, ToldBeside>>,
): readonly StepFound[] {
  const mine = standing(procedure, told.entries)
  return Object.entries(procedure.steps ?? {})
    .filter(([, { applies }]) => applies === undefined || applies(told.record))
    .map(([name, step]) => {
      const journal = journalOf(rulebook, step, told, beside) ?? {
        matter: told.id,
        procedure,
        entries: mine,
      }
      return found(name, step, told, beside, journal, mine)
    })
}

/** Matters a procedure's steps look into besides its own, by what the record names; who asks has to load them. */
export const matterFieldsOf = ({ steps = {} }: Procedure): readonly string[] => [
  ...new Set(Object.values(steps).flatMap((step) => (step.in === undefined ? [] : [step.in.field]))),
]

interface Journal {
  readonly matter: string
  readonly procedure: Procedure | undefined
  readonly entries: readonly Happened[]
}

/** The journal of the other matter a step looks into; undefined for steps of its own. Nothing happened yet in one that is not named. */
function journalOf(
  { procedures }: Rulebook,
  { in: elsewhere }: Step,
  { record }: Told,
  beside: Readonly<Record<string, ToldBeside>>,
): Journal | undefined {
  if (elsewhere === undefined) return undefined
  const matter = String(record[elsewhere.field] ?? '')
  const procedure = procedures[elsewhere.procedure]
  const other = beside[matter]
  if (procedure === undefined || other?.procedure !== elsewhere.procedure)
    return { matter, procedure, entries: [] }
  return { matter, procedure, entries: standing(procedure, other.entries) }
}

function found(
  name: string,
  step: Step,
  { id, record }: Told,
  beside: Readonly<Record<string, ToldBeside>>,
  { matter, procedure, entries }: Journal,
  mine: readonly Happened[],
): StepFound {
  const kinds = new Set(step.by.map((act) => `${procedure?.id}.${act}`))
  const acts = entries.filter(({ kind }) => kinds.has(kind))
  const { title, norm, basis, each } = step
  const shares = each?.of(record, beside, id)
  const all = each?.forAll
  const together = new Set(all?.by.map((act) => `${procedure?.id}.${act}`))
  const isForAll = ({ kind }: Happened, share: string): boolean =>
    together.has(kind) && all?.of(record).includes(share) === true
  const evidence =
    each === undefined || shares === undefined
      ? acts.slice(-1).map((act): Evidence => ({ ...evident(act), matter }))
      : shares.flatMap((share) => {
          const act = acts.findLast((one) => one.by?.[each.as] === share || isForAll(one, share))
          return act ? [{ ...evident(act), matter, share }] : []
        })
  const open = (shares ?? [])
    .filter((share) => !evidence.some((one) => one.share === share))
    .map((share) => ({ as: each?.as ?? ('post' as const), share }))
  const met = step.met === undefined || step.met(record, beside)
  const done = met && evidence.length > 0 && open.length === 0
  const before = new Set(step.before)
  const passed = mine.some(({ kind }) => before.has(kind.slice(kind.indexOf('.') + 1)))
  return {
    name,
    title,
    norm,
    basis,
    status: done ? 'done' : passed ? 'missing' : 'waiting',
    evidence,
    open,
  }
}

const evident = ({ kind, seq, at, by }: Happened): Happened => ({ kind, seq, at, by })

/** What still counts: acts that were taken back, and those a later act made void, do not. */
function standing({ id, powers }: Procedure, entries: readonly Happened[]): readonly Happened[] {
  const powerOf = ({ kind }: Happened) => powers[kind.slice(id.length + 1)]
  const stood: Happened[] = []
  // Only the last act can be taken back, before anything else happens.
  for (const entry of entries) {
    if (powerOf(entry)?.takesBack) stood.pop()
    else stood.push(entry)
  }
  return stood.reduce<readonly Happened[]>((kept, entry) => {
    const voided = new Set(powerOf(entry)?.voids?.map((act) => `${id}.${act}`))
    return [...kept.filter(({ kind }) => !voided.has(kind)), entry]
  }, [])
}

/** A step names acts there are, in a matter its record can name; and what no path may avoid is shown by some step. */
export const checkSteps = ({ procedures }: Rulebook): Finding[] =>
  Object.values(procedures).flatMap((procedure) => {
    const { id, steps, mandatory } = procedure
    if (steps === undefined) return []
    const shown = new Set(Object.values(steps).flatMap((step) => (step.in === undefined ? [...step.by] : [])))
    const unshown = [...new Set(Object.values(mandatory).flatMap((acts) => (acts ?? []).flat()))]
      .filter((act) => !shown.has(act))
      .map((act): Finding => ({
        code: 'STEP_UNSHOWN',
        where: `${id}.${act}`,
        what: `no path avoids ${act}, and no step shows it`,
      }))
    return [
      ...unshown,
      ...Object.entries(steps).flatMap(([name, step]) => unknownIn(procedures, procedure, name, step)),
    ]
  })

function unknownIn(
  procedures: Rulebook['procedures'],
  { id, powers, record }: Procedure,
  name: string,
  step: Step,
): Finding[] {
  const where = `${id}.${name}`
  const other = step.in === undefined ? { powers } : procedures[step.in.procedure]
  const named = step.in === undefined || record[step.in.field]?.kind === 'matter'
  return [
    ...(named ? [] : [`${step.in?.field} of the record names no matter`]),
    ...(other === undefined ? [`there is no procedure ${step.in?.procedure}`] : []),
    ...step.by.filter((act) => other && !(act in other.powers)).map((act) => `there is no act ${act}`),
    ...step.before.filter((act) => !(act in powers)).map((act) => `there is no act ${act} to come before`),
  ].map((what) => ({ code: 'STEP_UNKNOWN', where, what }))
}
