import type { Calendar } from './calendar.ts'
import { closings, daysMoved, dutyEffects, nameableShares } from './duties.ts'
import { checkForm } from './fields.ts'
import { type Duty, type Effects, type Entry, type Holder, type Matter, evolve, merge } from './matter.ts'
import { type Refusal, refusal } from './refusal.ts'
import { bound, keyOf, partiesOf, plays } from './seats.ts'
import { type Instant, dayAt } from './time.ts'
import type {
  ActContext,
  Actor,
  AnyPower,
  AnyRecord,
  Directory,
  Gate,
  MatterFacts,
  Procedure,
  Rulebook,
} from './vocabulary.ts'

/** What a person wants to do: the act's name within the procedure and what they filled in. */
export interface Attempt {
  readonly act: string
  readonly form: unknown
  readonly actor: Actor
}

/** Everything the kernel may know besides the matter: arguments, never looked up. */
export interface Facts {
  readonly directory: Directory
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, number>>
  readonly matters: Readonly<Record<string, MatterFacts>>
  /** The next number of the series, for acts that set a matter up. */
  readonly number?: number
}

export interface Notice {
  readonly to: Holder
  readonly kind: 'duty' | 'read' | 'rung'
  readonly text: string
}

/** An act done: one journal entry, the matter after it, who may see it, whom to tell. */
export interface Done {
  readonly kind: 'done'
  readonly entry: Entry
  readonly matter: Matter
  readonly parties: readonly string[]
  readonly notices: readonly Notice[]
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
  const procedure = procedureOf(rulebook, matter.procedure)
  const power = Object.hasOwn(procedure.powers, attempt.act) ? procedure.powers[attempt.act] : undefined
  if (!power) return refused([refusal('ACT_UNKNOWN', `“${procedure.title}”没有“${attempt.act}”这项行为`)])
  const checked = checkForm(power.form, attempt.form)
  if (!checked.ok) {
    const sentences = [...new Set(Object.values(checked.fields))].join('；')
    return refused([refusal('FORM_INVALID', sentences, { fields: checked.fields })])
  }
  const context = contextOf(matter, attempt.actor, checked.form, facts, now)
  const refusals = [
    ...refusalsOf(procedure, power, attempt.act, matter, context, 'all'),
    ...unknownShares(procedure, matter, attempt, checked.form),
  ]
  if (isSome(refusals)) return refused(refusals)
  if (power.takesBack) return takingBack(procedure, power, matter, attempt.act, context, facts)
  return acting(procedure, power, matter, attempt.act, context, facts)
}

/** A form that names a share of a duty which is not open: reached already, or never set. */
function unknownShares(
  procedure: Procedure,
  matter: Matter,
  { act, actor }: Attempt,
  form: AnyRecord,
): Refusal[] {
  return [...nameableShares(procedure, matter, act, actor)].flatMap(([field, open]) => {
    const named = String(form[field])
    if (open.includes(named)) return []
    const title = procedure.powers[act]?.form[field]?.title ?? field
    const remedy = open.length > 0 ? `可以填：${open.join('、')}` : `现在没有待完成的${title}`
    return [
      refusal('FORM_INVALID', `没有待完成的${title}“${named}”`, { remedy, fields: { [field]: remedy } }),
    ]
  })
}

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
  matterId: matter.id,
})

/**
 * Every reason against an act, in order of precedence: gates about the actor, the bounds of a delegation, the role, gates about
 * the matter, the state. Asked `before form`, gates that read the form are left out: that is the button's answer.
 */
export function refusalsOf(
  procedure: Procedure,
  power: AnyPower,
  act: string,
  matter: Matter,
  context: ActContext,
  asked: 'all' | 'before form',
): readonly Refusal[] {
  const gates = (power.gates ?? []).filter((g) => asked === 'all' || g.reads === 'record')
  const found: (Refusal | null)[] = [
    ...gates.filter((g) => g.about === 'actor').map((g) => ask(g, context)),
    withinDelegation(procedure, power, act, context.actor),
    inRole(procedure, power, matter, context),
    ...gates.filter((g) => g.about === 'matter').map((g) => ask(g, context)),
    inState(procedure, power, matter),
    power.takesBack ? takeable(matter, context.actor, procedure) : null,
  ]
  return found.filter((r) => r !== null)
}

function ask(gate: Gate, context: ActContext): Refusal | null {
  const said = gate.refuses(context)
  return said && { code: gate.code, norm: gate.norm, basis: gate.basis, ...said }
}

function withinDelegation(procedure: Procedure, power: AnyPower, act: string, actor: Actor): Refusal | null {
  if (actor.as !== 'delegate' || !actor.within || actor.within.includes(`${procedure.id}.${act}`)) return null
  return refusal('DELEGATION_EXCEEDED', `委托的范围不包括“${power.may}”`, {
    norm: 'I2',
    remedy: '请委托人本人办理，或者由委托人扩大委托范围',
  })
}

function inRole(
  procedure: Procedure,
  power: AnyPower,
  matter: Matter,
  { actor, directory }: ActContext,
): Refusal | null {
  const roles = power.who.map((name) => procedure.roles[name]).filter((role) => role !== undefined)
  if (power.takesBack || roles.some((role) => plays(actor, role, matter.record, directory))) return null
  const titles = roles.map((role) => role.title).join('、')
  return refusal('NOT_YOURS', `“${power.may}”由${titles}办理`, {
    basis: power.basis,
    remedy: `请由${titles}办理`,
  })
}

function inState(procedure: Procedure, power: AnyPower, matter: Matter): Refusal | null {
  const at = matter.state === null ? 'nothing' : matter.state
  if (power.when === 'nothing' ? at === 'nothing' : power.when.includes(at)) return null
  const now = matter.state === null ? '尚未立项' : (procedure.states[matter.state]?.title ?? matter.state)
  const wanted =
    power.when === 'nothing' ? '尚未立项' : power.when.map((s) => procedure.states[s]?.title ?? s).join('、')
  return refusal('WRONG_STATE', `事项现为“${now}”，“${power.may}”只能在“${wanted}”时进行`, {
    basis: power.basis,
  })
}

function takeable(matter: Matter, actor: Actor, procedure: Procedure): Refusal | null {
  if (matter.undo?.person === actor.person) return null
  const last = matter.undo && procedure.powers[matter.undo.kind.split('.')[1] ?? '']?.may
  const message = last
    ? `上一步“${last}”不是您办理的，不能取回`
    : '上一步之后已有人办理或者已按期限处置，或者上一步不能取回'
  return refusal('NOTHING_TO_TAKE_BACK', message, { remedy: '请与下一办理人联系，由其退回' })
}

function acting(
  procedure: Procedure,
  power: AnyPower,
  matter: Matter,
  act: string,
  context: ActContext,
  facts: Facts,
): Done | Refused {
  const set: Record<string, unknown> = { ...power.writes?.(context) }
  if (power.when === 'nothing') set['number'] = seriesNumber(procedure, facts.number, context.today)
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
    entryOf(procedure, matter, act, context, effects, power.revocable),
    facts,
  )
}

const seriesNumber = (procedure: Procedure, number: number | undefined, today: string): string => {
  if (number === undefined)
    throw new Error('an act that sets a matter up needs the next number of its series')
  return `${procedure.numbered}〔${today.slice(0, 4)}〕${number}号`
}

function takingBack(
  procedure: Procedure,
  power: AnyPower,
  matter: Matter,
  act: string,
  context: ActContext,
  facts: Facts,
): Done {
  if (!matter.undo) throw new Error('nothing to take back got past its refusal')
  return done(procedure, matter, power, entryOf(procedure, matter, act, context, matter.undo.effects), facts)
}

function entryOf(
  procedure: Procedure,
  matter: Matter,
  act: string,
  { actor, form, at }: ActContext,
  effects: Effects,
  revocable?: true,
): Entry {
  const by = { person: actor.person, post: actor.post, unit: actor.unit, as: actor.as }
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
    notices: [...owed, ...told],
  }
}

/** A duty that went to another seat with an act; whoever gets in charge within the unit did or saw it himself. */
function hasNewHolder(before: Matter, duty: Duty): boolean {
  const held = before.duties.find((d) => d.no === duty.no)?.holder
  return held !== undefined && keyOf(held) !== keyOf(duty.holder)
}
