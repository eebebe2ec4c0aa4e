import type { Calendar } from './calendar.ts'
import { closings, daysMoved, dutyEffects } from './duties.ts'
import { checkForm } from './fields.ts'
import {
  type Duty,
  type Effects,
  type Entry,
  type Holder,
  type Matter,
  blank,
  evolve,
  merge,
} from './matter.ts'
import { type Laws, nothingEnded } from './law.ts'
import type { ListItem } from './lists.ts'
import { type Refusal, refusal } from './refusal.ts'
import { type Attempt, enterable, refusalsOf, unknownShares } from './reasons.ts'
import { bound, keyOf, partiesOf } from './seats.ts'
import { type Instant, dayAt } from './time.ts'
import {
  type ActContext,
  type Actor,
  type AnyPower,
  type AnyRecord,
  type Directory,
  type MatterFacts,
  type Procedure,
  type Resting,
  type Rulebook,
  carriedBy,
  openedBy,
} from './vocabulary.ts'

export { type Attempt, refusalsOf } from './reasons.ts'

/** Everything the kernel may know besides the matter: arguments, never looked up. */
export interface Facts {
  readonly directory: Directory
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, number>>
  readonly matters: Readonly<Record<string, MatterFacts>>
  /** Items of the lists, by id, in the version of the day; absent: none. */
  readonly items?: Readonly<Record<string, ListItem>>
  /** Absent: nothing has ended. */
  readonly laws?: Laws
  readonly resting?: readonly Resting[]
  /** The next number of each series an act draws from, by its word. A series that is missing counts from 1: a trial. */
  readonly numbers?: Readonly<Record<string, number>>
  /** Matters on which the act may carry others with it, by id. */
  readonly carried?: Readonly<Record<string, Matter>>
  /** Ids for matters that an act opens; as many as it may open. */
  readonly fresh?: readonly string[]
}

export interface Notice {
  readonly to: Holder
  /** `duty`: told to whoever owes it, where it stands already with what is to be done; `read`: to be read. */
  readonly kind: 'duty' | 'read'
  readonly text: string
}

/** An act done: one journal entry, the matter after it, who may see it, whom to tell. */
export interface Done {
  readonly kind: 'done'
  readonly entry: Entry
  readonly matter: Matter
  readonly parties: readonly string[]
  readonly notices: readonly Notice[]
  /** What was done to the matters it opened, in order: their first acts and those that followed at once; and to those it carried on. */
  readonly children: readonly Done[]
  /** How many numbers were drawn from each series, those of the children included. */
  readonly drawn: Readonly<Record<string, number>>
}

/** An act that does not happen. All reasons in order of precedence; the first decides the code. */
export interface Refused {
  readonly kind: 'refused'
  readonly refusals: readonly [Refusal, ...Refusal[]]
}

/** The procedure a matter runs under; a rulebook without it is a bug of the caller. */
export function procedureOf(rulebook: Rulebook, id: string): Procedure {
  const procedure = rulebook.procedures[id]
  if (!procedure) throw new Error(`the rulebook has no procedure ${id}`)
  return procedure
}

/**
 * Decides one act. Pure: the same arguments give the same answer, and nothing is changed.
 *
 *     apply(rulebook, matter, { act: 'signFor', form: {}, actor }, facts, now)   // → Done | Refused
 */
export function apply(
  rulebook: Rulebook,
  matter: Matter,
  attempt: Attempt,
  facts: Facts,
  now: Instant,
): Done | Refused {
  const drawn: Record<string, number> = {}
  const decided = decide(rulebook, matter, attempt, facts, now, { drawn, opened: false })
  return decided.kind === 'refused' ? decided : { ...decided, drawn }
}

/** What one `apply` shares between an act and those on the matters it opens. */
export interface Course {
  readonly drawn: Record<string, number>
  /** The matter is being opened by another act, whose roles have answered who may do it. */
  readonly opened: boolean
}

/** Decides one act in its course; `apply` is what others call. */
export function decide(
  rulebook: Rulebook,
  matter: Matter,
  attempt: Attempt,
  facts: Facts,
  now: Instant,
  course: Course,
): Done | Refused {
  const procedure = procedureOf(rulebook, matter.procedure)
  const power = Object.hasOwn(procedure.powers, attempt.act) ? procedure.powers[attempt.act] : undefined
  if (!power) return refused([refusal('ACT_UNKNOWN', `“${procedure.title}”没有“${attempt.act}”这项行为`)])
  const checked = checkForm(power.form, attempt.form)
  if (!checked.ok) {
    const sentences = [...new Set(Object.values(checked.fields))].join('；')
    return refused([refusal('FORM_INVALID', sentences, { fields: checked.fields })])
  }
  const known = contextOf(matter, attempt.actor, checked.form, facts, now)
  const context = attempt.enteredBy ? { ...known, enteredBy: attempt.enteredBy } : known
  const refusals = [
    // 代录 was answered by the opening act.
    ...(course.opened ? [] : enterable(procedure, power, matter, attempt, facts.directory)),
    ...refusalsOf(procedure, power, attempt.act, matter, context, course.opened ? 'opened' : 'all'),
    ...unknownShares(procedure, matter, attempt, checked.form),
  ]
  if (isSome(refusals)) return refused(refusals)
  if (power.takesBack) return takingBack(procedure, power, matter, attempt, context, facts)
  const mine = acting(procedure, power, matter, attempt, context, facts, course)
  if (mine.kind === 'refused') return mine
  const opened = opening(rulebook, openedBy(power), mine, attempt, context, facts, course)
  if (opened.kind === 'refused') return opened
  return carrying(rulebook, carriedBy(power), opened, attempt, context, facts, course)
}

/** The acts that go with an act on matters that are there already; one refusal among them refuses the whole. */
function carrying(
  rulebook: Rulebook,
  carries: ReturnType<typeof carriedBy>,
  mine: Done,
  { actor, enteredBy }: Attempt,
  context: ActContext,
  facts: Facts,
  course: Course,
): Done | Refused {
  if (carries.length === 0) return mine
  const others = facts.carried ?? {}
  const stand = (matter: Matter) => matterFactsOf(procedureOf(rulebook, matter.procedure), matter)
  const beside = Object.fromEntries(Object.entries(others).map(([id, matter]) => [id, stand(matter)]))
  const known: Facts = {
    ...facts,
    matters: { ...facts.matters, ...beside, [mine.matter.id]: stand(mine.matter) },
  }
  const children: Done[] = []
  const asked = carries.flatMap((one) => one.each(context).map((to) => ({ ...one, ...to })))
  for (const { procedure: name, act, matter: id, form } of asked) {
    const other = others[id]
    const when = procedureOf(rulebook, name).powers[act]?.when
    if (other?.procedure !== name || when === 'nothing' || !when?.includes(other.state ?? '')) continue
    const attempt = { act, form, actor, ...(enteredBy ? { enteredBy } : {}) }
    const decided = decide(rulebook, other, attempt, known, context.at, { ...course, opened: true })
    if (decided.kind === 'refused') return refused(decided.refusals)
    children.push({ ...decided, children: [] }, ...decided.children)
  }
  return { ...mine, children: [...mine.children, ...children] }
}

/** The matters an act opens, each with its first acts; one refusal among them refuses the whole. */
function opening(
  rulebook: Rulebook,
  opens: ReturnType<typeof openedBy>,
  mine: Done,
  { actor, enteredBy }: Attempt,
  context: ActContext,
  facts: Facts,
  course: Course,
): Done | Refused {
  const parent = matterFactsOf(procedureOf(rulebook, mine.matter.procedure), mine.matter)
  const known: Facts = { ...facts, matters: { ...facts.matters, [mine.matter.id]: parent } }
  const children: Done[] = []
  const asked = opens.flatMap((one) => one.each(context).map((forms) => ({ ...one, forms })))
  for (const [i, { procedure: name, acts, forms }] of asked.entries()) {
    const procedure = procedureOf(rulebook, name)
    const id = context.fresh[i]
    if (id === undefined) throw new Error(`an act that opens ${i + 1} matters was given too few ids`)
    let child = blank(id, procedure.id, procedure.version)
    for (const [n, act] of acts.entries()) {
      const attempt = { act, form: forms[n] ?? {}, actor, ...(enteredBy ? { enteredBy } : {}) }
      const decided = decide(rulebook, child, attempt, known, context.at, { ...course, opened: true })
      if (decided.kind === 'refused') return refused(ofItem(decided.refusals, i))
      children.push(decided)
      child = decided.matter
    }
  }
  return { ...mine, children }
}

const ofItem = ([first, ...rest]: Refused['refusals'], i: number): Refused['refusals'] => {
  const said = (r: Refusal): Refusal => ({ ...r, message: `第${i + 1}项：${r.message}` })
  return [said(first), ...rest.map(said)]
}

/** What another matter's act may know of a matter. */
export const matterFactsOf = (procedure: Procedure, { state, record }: Matter): MatterFacts => ({
  procedure: procedure.id,
  state: state ?? '',
  final: procedure.states[state ?? '']?.final === true,
  title: String(record[procedure.titled] ?? ''),
  record,
})

const isSome = (list: readonly Refusal[]): list is readonly [Refusal, ...Refusal[]] => list.length > 0
const refused = (refusals: readonly [Refusal, ...Refusal[]]): Refused => ({ kind: 'refused', refusals })

export const contextOf = (
  matter: Matter,
  actor: Actor,
  form: AnyRecord,
  facts: Facts,
  now: Instant,
): ActContext => ({
  record: matter.record,
  form,
  actor,
  state: matter.state,
  at: now,
  today: dayAt(now),
  directory: facts.directory,
  calendar: facts.calendar,
  parameters: facts.parameters,
  matters: facts.matters,
  items: facts.items ?? {},
  laws: facts.laws ?? nothingEnded,
  resting: facts.resting ?? [],
  matterId: matter.id,
  fresh: facts.fresh ?? [],
})

function acting(
  procedure: Procedure,
  power: AnyPower,
  matter: Matter,
  attempt: Attempt,
  context: ActContext,
  facts: Facts,
  { drawn, opened: byAnother }: Course,
): Done | Refused {
  const { act } = attempt
  const set: Record<string, unknown> = { ...power.writes?.(context) }
  const draw = (series: string): string => {
    const taken = drawn[series] ?? 0
    drawn[series] = taken + 1
    return `${series}〔${context.today.slice(0, 4)}〕${(facts.numbers?.[series] ?? 1) + taken}号`
  }
  if (power.when === 'nothing') set['number'] = draw(procedure.numbered)
  if (power.draws) set[power.draws.field] = draw(power.draws.series(context))
  for (const name of Object.keys(set)) if (set[name] === undefined) delete set[name]
  const state = power.then ?? matter.state
  const record = merge(matter.record, set)
  const closed = closings(procedure, matter, act, context.form, context.actor)
  const duties = dutyEffects(procedure, matter, { act, state, record, closed }, context.at, facts)
  if (!duties.ok) return refused([duties.refusal])
  const { opened, changed } = duties
  const effects: Effects = {
    to: state,
    set: { ...set, ...daysMoved(procedure, changed) },
    closed,
    opened,
    changed,
  }
  return done(
    procedure,
    matter,
    power,
    // Taken back alone it would leave the opening act saying what is no longer so.
    entryOf(procedure, matter, attempt, context, effects, byAnother ? undefined : power.revocable),
    facts,
  )
}

function takingBack(
  procedure: Procedure,
  power: AnyPower,
  matter: Matter,
  attempt: Attempt,
  context: ActContext,
  facts: Facts,
): Done {
  if (!matter.undo) throw new Error('nothing to take back got past its refusal')
  return done(
    procedure,
    matter,
    power,
    entryOf(procedure, matter, attempt, context, matter.undo.effects),
    facts,
  )
}

function entryOf(
  procedure: Procedure,
  matter: Matter,
  { act, enteredBy }: Attempt,
  { actor, form, at }: ActContext,
  effects: Effects,
  revocable?: true,
): Entry {
  const entered = enteredBy && { person: enteredBy.person, post: enteredBy.post, unit: enteredBy.unit }
  const by = {
    person: actor.person,
    post: actor.post,
    unit: actor.unit,
    as: actor.as,
    ...(entered ? { entered } : {}),
  }
  return {
    kind: `${procedure.id}.${act}`,
    seq: matter.ver + 1,
    at,
    by,
    form,
    effects,
    ...(revocable ? { revocable } : {}),
  }
}

function done(procedure: Procedure, before: Matter, power: AnyPower, entry: Entry, facts: Facts): Done {
  const matter = evolve(before, entry)
  const title = String(matter.record[procedure.titled] ?? '')
  const fresh = entry.effects.opened.filter((duty) => duty.openedAt === entry.at)
  const owed = [...fresh, ...entry.effects.changed.filter((duty) => hasNewHolder(before, duty))].map(
    (duty): Notice => ({
      to: duty.holder,
      kind: 'duty',
      text: `${procedure.duties[duty.name]?.must ?? ''}：${title}`,
    }),
  )
  const told = (power.informs ?? []).flatMap((name) =>
    bound(procedure.roles[name] as never, matter.record, facts.directory).map((to): Notice => ({
      to,
      kind: 'read',
      text: `${power.may}：${title}`,
    })),
  )
  return {
    kind: 'done',
    entry,
    matter,
    parties: partiesOf(procedure, matter, facts.directory),
    notices: [...owed, ...told, ...said(entry, power, title)],
    children: [],
    drawn: {},
  }
}

/** Whoever an act was entered for is told, in person. */
function said({ by }: Entry, power: AnyPower, title: string): Notice[] {
  if (!by?.entered) return []
  const to = { unit: by.unit, post: by.post, person: by.person }
  return [{ to, kind: 'read', text: `代录您的“${power.may}”：${title}` }]
}

/** A duty that went to another seat with an act; whoever gets in charge within the unit did or saw it himself. */
function hasNewHolder(before: Matter, duty: Duty): boolean {
  const held = before.duties.find((d) => d.no === duty.no)?.holder
  return held !== undefined && keyOf(held) !== keyOf(duty.holder)
}
