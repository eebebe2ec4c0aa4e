import type { Matter } from '#kernel/matter.ts'
import type { Actor, AnyRecord, Procedure, Seat } from '#kernel/vocabulary.ts'
import type { Sample } from './samples.ts'
import { lastEntry } from './samples.ts'

// What the declarations say about who may do what, derived here a second time and differently: from the person to the seat, as a
// reader of the rulebook would, without the kernel's seats, reasons or parties. Where the two disagree, one of them is wrong.

/** What must come of a request as far as the person decides it. */
export type Expected =
  | 'unseen'
  | 'DELEGATION_EXCEEDED'
  | 'NOT_YOURS'
  | 'NOT_ENTERABLE'
  | 'NOTHING_TO_TAKE_BACK'
  | 'may'

const PERSONAL = ['DELEGATION_EXCEEDED', 'NOT_YOURS', 'NOT_ENTERABLE', 'NOTHING_TO_TAKE_BACK'] as const

/** Whether a refusal is about the person alone: whoever may has none of them. */
export const isPersonal = (code: string): code is (typeof PERSONAL)[number] =>
  PERSONAL.some((one) => one === code)

/** Where a district leader's post stands over a unit. */
export type LeaderOf = (unit: string) => string | undefined

/** The ids a record names in a field, or in one column of the rows of a field. */
function named(record: AnyRecord, of: string, row?: string): readonly string[] {
  const value: unknown = record[of]
  const values = value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value]
  const ids = row === undefined ? values : values.flatMap((one) => (one as AnyRecord)[row] as unknown)
  return ids.filter((id) => typeof id === 'string')
}

/** Whether a person in a post sits in a seat, given what the record says. */
export function sits(person: Actor, seat: Seat, record: AnyRecord, leaderOf: LeaderOf): boolean {
  if (seat.kind === 'function') {
    return person.functions.includes(seat.name) && (seat.level === undefined || person.level === seat.level)
  }
  if (seat.kind === 'leaderOf') return named(record, seat.of).some((unit) => leaderOf(unit) === person.post)
  if (seat.kind === 'person') return named(record, seat.of).includes(person.person)
  const ids = named(record, seat.of, seat.row)
  if (seat.kind === 'post') return ids.includes(person.post)
  return ids.includes(person.unit) && (seat.kind === 'staff' || person.level === 'head')
}

/** Names of the roles a person plays on a matter. */
export const rolesOf = (
  procedure: Procedure,
  record: AnyRecord,
  person: Actor,
  leaderOf: LeaderOf,
): string[] =>
  Object.entries(procedure.roles)
    .filter(([, role]) => sits(person, role.seat, record, leaderOf))
    .map(([name]) => name)

/** Whether a person may know that a matter exists: by function of the unit, by a seat the matter names, or by owing something. */
export function sees(procedure: Procedure, matter: Matter, person: Actor, leaderOf: LeaderOf): boolean {
  const { openTo } = procedure
  if (openTo === 'everyone' || person.functions.some((name) => openTo.includes(name))) return true
  const seats = Object.values(procedure.roles).map((role) => role.seat)
  // A function alone shows nothing; the one at its head is meant in person.
  const telling = seats.filter((seat) => seat.kind !== 'function' || seat.level === 'head')
  if (telling.some((seat) => sits(person, seat, matter.record, leaderOf))) return true
  return matter.duties.some(({ holder }) =>
    holder.post === undefined ? holder.unit === person.unit : holder.post === person.post,
  )
}

/** Who asks: a person, and who enters it for them where somebody does. */
export interface Asking {
  readonly actor: Actor
  readonly enteredBy?: Actor
}

/** What the declaration says must come of this act by these people on the sample's matter. */
export function expected(procedure: Procedure, sample: Sample, asking: Asking, leaderOf: LeaderOf): Expected {
  const { act, matter } = sample
  const { actor, enteredBy } = asking
  const power = procedure.powers[act]
  if (!power) throw new Error(`${procedure.id} declares no ${act}`)
  if (matter.ver > 0 && !sees(procedure, matter, enteredBy ?? actor, leaderOf)) return 'unseen'
  if (enteredBy) {
    const enters = rolesOf(procedure, matter.record, enteredBy, leaderOf).some((r) =>
      power.entered?.includes(r),
    )
    if (!enters || enteredBy.person === actor.person) return 'NOT_ENTERABLE'
  }
  const outside = actor.as === 'delegate' && actor.within?.includes(`${procedure.id}.${act}`) === false
  if (outside) return 'DELEGATION_EXCEEDED'
  if (power.takesBack) return didLast(sample, actor) ? 'may' : 'NOTHING_TO_TAKE_BACK'
  const plays = rolesOf(procedure, matter.record, actor, leaderOf).some((name) => power.who.includes(name))
  return plays ? 'may' : 'NOT_YOURS'
}

/** 取回 is for whoever did or entered the very last act, if that one allows it. */
function didLast(sample: Sample, { person }: Actor): boolean {
  const last = lastEntry(sample)
  return last?.revocable === true && (last.by?.person === person || last.by?.entered?.person === person)
}
