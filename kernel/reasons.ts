import { nameableShares } from './duties.ts'
import { isBaseless } from './law.ts'
import type { Matter } from './matter.ts'
import { type Refusal, refusal } from './refusal.ts'
import { plays, sitting } from './seats.ts'
import type { ActContext, Actor, AnyPower, AnyRecord, Directory, Gate, Procedure } from './vocabulary.ts'

/** What a person wants to do: the act's name within the procedure and what they filled in. */
export interface Attempt {
  readonly act: string
  readonly form: unknown
  readonly actor: Actor
  /** 代录: who enters it for the actor; the act is the actor's, and both names stand on the record. */
  readonly enteredBy?: Actor
}

/**
 * How far a question goes: the request itself; the button, before a form is filled in; the button in a list, where no other matters
 * were looked up either; the button of who would enter it for somebody; or a first act on a matter that another act opens.
 */
type Asked = 'all' | 'before form' | 'in a list' | 'to be entered' | 'opened'

const asks = ({ reads, needs }: Gate, asked: Asked): boolean =>
  asked === 'all' || asked === 'opened' || (reads === 'record' && (asked !== 'in a list' || !needs))

/**
 * Every reason against an act, in order of precedence: gates about the actor, the bounds of a delegation, the role, gates about
 * the matter, the state. Asked `before form`, gates that read the form are left out: that is the button's answer. `opened` by
 * another act, the role is answered already, and 代录 by the opening act. `sits` says which roles the actor sits in.
 */
export function refusalsOf(
  procedure: Procedure,
  power: AnyPower,
  act: string,
  matter: Matter,
  context: ActContext,
  asked: Asked,
  sits = sitting(procedure, context.actor, matter.record, context.directory),
): readonly Refusal[] {
  const asWhom = asked !== 'opened' && asked !== 'to be entered'
  const found: Refusal[] = []
  const add = (refusal: Refusal | null): void => {
    if (refusal) found.push(refusal)
  }
  const gates = (about: Gate['about']): void => {
    for (const gate of power.gates ?? [])
      if (gate.about === about && asks(gate, asked)) add(ask(gate, context))
  }
  gates('actor')
  if (asked !== 'opened') add(withinDelegation(procedure, power, act, context.actor))
  if (asWhom) add(inRole(procedure, power, sits))
  gates('matter')
  add(inState(procedure, power, matter))
  if (power.takesBack) add(takeable(matter, context.actor, procedure))
  return found
}

function ask(gate: Gate, context: ActContext): Refusal | null {
  const said = isBaseless(gate.basis, context.laws, context.today) ? null : gate.refuses(context)
  return said && { code: gate.code, norm: gate.norm, basis: gate.basis, ...said }
}

function withinDelegation(procedure: Procedure, power: AnyPower, act: string, actor: Actor): Refusal | null {
  if (actor.as !== 'delegate' || !actor.within || actor.within.includes(`${procedure.id}.${act}`)) return null
  return refusal('DELEGATION_EXCEEDED', `委托的范围不包括“${power.may}”`, {
    norm: 'I2',
    remedy: '请委托人本人办理，或者由委托人扩大委托范围',
  })
}

function inRole({ roles: all }: Procedure, power: AnyPower, sits: (role: string) => boolean): Refusal | null {
  if (power.takesBack || power.who.some(sits)) return null
  const roles = power.who.map((name) => all[name]).filter((role) => role !== undefined)
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

/** Who did the last act, or entered it, may take it back. */
export const mayTakeBack = ({ undo }: Matter, { person }: Actor): boolean =>
  undo !== null && (undo.person === person || undo.enteredBy === person)

function takeable(matter: Matter, actor: Actor, procedure: Procedure): Refusal | null {
  if (mayTakeBack(matter, actor)) return null
  const last = matter.undo && procedure.powers[matter.undo.kind.split('.')[1] ?? '']?.may
  const message = last
    ? `上一步“${last}”不是您办理的，不能取回`
    : '上一步之后已有人办理或者已按期限处置，或者上一步不能取回'
  return refusal('NOTHING_TO_TAKE_BACK', message, { remedy: '请与下一办理人联系，由其退回' })
}

/** 代录 is for acts that allow it, by the roles that may, and for somebody else. */
export function enterable(
  procedure: Procedure,
  power: AnyPower,
  matter: Matter,
  { act, actor, enteredBy }: Attempt,
  directory: Directory,
): Refusal[] {
  if (!enteredBy) return []
  const roles = (power.entered ?? [])
    .map((name) => procedure.roles[name])
    .filter((role) => role !== undefined)
  const beyond = withinDelegation(procedure, power, act, enteredBy)
  if (beyond) return [beyond]
  const may = roles.some((role) => plays(enteredBy, role, matter.record, directory))
  if (may && enteredBy.person !== actor.person) return []
  const who = roles.map((role) => role.title).join('、')
  const message = who ? `“${power.may}”只能由${who}代录，且不能代录自己的` : `“${power.may}”不能由他人代录`
  return [refusal('NOT_ENTERABLE', message, { basis: power.basis, remedy: '请本人办理' })]
}

/** A form that names a share of a duty which is not open: reached already, or never set. */
export function unknownShares(
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
