import type { Calendar, Known } from './calendar.ts'
import type { Closing, Duty, Holder, Matter } from './matter.ts'
import { type Refusal, calendarUnknown, seatEmpty } from './refusal.ts'
import { bound, holdersOf, isHolder } from './seats.ts'
import {
  type CountedTerm,
  type DueExplained,
  type Term,
  asSet,
  describePause,
  dueAfter,
  dueAfterPause,
  dueOn,
  startOfEvent,
} from './terms.ts'
import { type Day, type Instant, addDaysTo, dayAt, inWords, lastDayBefore } from './time.ts'
import type { Actor, AnyRecord, Directory, DutySpec, Procedure, Rung, Share } from './vocabulary.ts'

type Spec = DutySpec<string, string, string, string, AnyRecord>

export interface DutyFacts {
  readonly directory: Directory
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, number>>
}

/** A term with the tenant's own length where one is set as parameter `procedure.term`. */
export function termOf(
  { id, terms }: Procedure,
  name: string,
  parameters: Readonly<Record<string, number>>,
): Term {
  const declared = terms[name]
  if (!declared) throw new Error(`${id} has no term ${name}`)
  return declared.kind === 'until' ? declared : asSet(declared, parameters[`${id}.${name}`])
}

/** Which of a duty's terms holds for a record. */
const termNamed = (within: Spec['within'], record: AnyRecord): string =>
  typeof within === 'string' ? within : (within.of[String(record[within.by])] ?? within.otherwise)

/** Every term a duty may run under. */
export const termsOf = (within: Spec['within']): readonly string[] =>
  typeof within === 'string' ? [within] : [...new Set([...Object.values(within.of), within.otherwise])]

/** The next rung at or after an index whose instant is still ahead; a rung that would lie before the opening is passed over. */
export function nextAlarm(
  ladder: readonly Rung[],
  from: number,
  due: Instant,
  after: Instant,
): { rung: number; alarmAt: Instant | null } {
  for (let rung = from; rung < ladder.length; rung++) {
    const at = addDaysTo(due, (ladder[rung] as Rung).offset)
    if (at > after || (ladder[rung] as Rung).offset >= 0) return { rung, alarmAt: at }
  }
  return { rung: ladder.length, alarmAt: null }
}

/** The duties an act discharges or ends. */
export function closings(
  procedure: Procedure,
  matter: Matter,
  act: string,
  form: AnyRecord,
  actor: Actor,
): { no: number; how: Closing }[] {
  return matter.duties.flatMap((duty): { no: number; how: Closing }[] => {
    const spec = procedure.duties[duty.name] as Spec
    if (spec.doneBy.includes(act) && discharges(spec, duty, act, form, actor))
      return [{ no: duty.no, how: 'done' }]
    if (spec.endedBy?.includes(act)) return [{ no: duty.no, how: 'ended' }]
    return []
  })
}

function discharges(spec: Spec, duty: Duty, act: string, form: AnyRecord, actor: Actor): boolean {
  const by = spec.dischargedOneByOne?.[act]
  if (!by) return true
  return duty.subject === (typeof by === 'string' ? actor[by] : String(form[by.field]))
}

interface ShareNaming {
  readonly duty: string
  /** The form field that says which share. */
  readonly field: string
}

const NO_SHARES: ReadonlyMap<string, readonly string[]> = new Map()
const namings = new WeakMap<Procedure, ReadonlyMap<string, readonly ShareNaming[]>>()

/** Which acts name a share of which duty; made once per procedure, for `available` asks it of every act. */
function namingsOf(procedure: Procedure): ReadonlyMap<string, readonly ShareNaming[]> {
  const known = namings.get(procedure)
  if (known) return known
  const found = new Map<string, ShareNaming[]>()
  for (const [duty, spec] of Object.entries(procedure.duties)) {
    for (const [act, by] of Object.entries(spec.dischargedOneByOne ?? {})) {
      if (by !== undefined && typeof by !== 'string')
        found.set(act, [...(found.get(act) ?? []), { duty, field: by.field }])
    }
  }
  namings.set(procedure, found)
  return found
}

/** The shares of open duties this person may name in an act, by form field: 节点 still to be reached, 分解任务 of their own unit. */
export function nameableShares(
  procedure: Procedure,
  matter: Matter,
  act: string,
  actor: Actor,
): ReadonlyMap<string, readonly string[]> {
  const naming = namingsOf(procedure).get(act)
  if (!naming) return NO_SHARES
  const named = new Map<string, string[]>()
  for (const { duty: name, field } of naming) {
    const theirs = matter.duties.filter((duty) => duty.name === name && isHolder(actor, duty.holder))
    const open = theirs.flatMap((duty) => duty.subject ?? [])
    named.set(field, [...(named.get(field) ?? []), ...open])
  }
  return named
}

/** What an act does to duties, or why it cannot be: a calendar year that is missing, a seat that nobody holds. */
export type DutyOutcome =
  | { readonly ok: true; readonly opened: readonly Duty[]; readonly changed: readonly Duty[] }
  | { readonly ok: false; readonly refusal: Refusal }

/** Opens, pauses, resumes and moves duties as an act demands. */
export function dutyEffects(
  procedure: Procedure,
  matter: Matter,
  after: { act: string; state: string | null; record: AnyRecord; closed: readonly { no: number }[] },
  at: Instant,
  facts: DutyFacts,
): DutyOutcome {
  const gone = new Set(after.closed.map((c) => c.no))
  const staying = matter.duties.filter((d) => !gone.has(d.no))
  const changed: Duty[] = []
  // As they are after the act: a duty that went to the new lead with its seat is not opened for him a second time.
  const now: Duty[] = []
  for (const duty of staying) {
    const seated = follow(procedure, duty, matter.record, after.record, facts.directory)
    const moved = move(procedure, seated, { ...after, before: matter.record }, at, facts.calendar)
    if (!moved.known) return unknown(moved.year)
    if (moved.value !== duty) changed.push(moved.value)
    now.push(moved.value)
  }
  const opened: Duty[] = []
  let no = matter.nextDuty
  for (const [name, spec] of Object.entries(procedure.duties)) {
    if (!spec.after.includes(after.act) || spec.provided?.(after.record) === false) continue
    const shares = sharesOf(spec, procedure, after.record, facts.directory)
    if (!shares)
      return { ok: false, refusal: seatEmpty(spec.must, procedure.roles[spec.who]?.title ?? spec.who) }
    for (const share of shares) {
      const open = now.some(
        (d) => d.name === name && d.subject === share.subject && sameHolder(d.holder, share.holder),
      )
      if (open) continue
      const duty = opening(procedure, name, share, after.record, no, at, facts)
      if (!duty.known) return unknown(duty.year)
      opened.push(pauseIf(procedure, duty.value, after, at))
      no++
    }
  }
  return { ok: true, opened, changed }
}

const unknown = (year: string): DutyOutcome => ({ ok: false, refusal: calendarUnknown(year) })

interface Opening {
  readonly holder: Holder
  readonly subject?: string
  readonly share?: Share
}

/** Who would owe, share by share; null when the duty would rest on nobody. */
function sharesOf(
  spec: Spec,
  procedure: Procedure,
  record: AnyRecord,
  directory: Directory,
): readonly Opening[] | null {
  const role = procedure.roles[spec.who]
  if (!role) throw new Error(`${procedure.id} has no role ${spec.who}`)
  const holders = bound(role, record, directory)
  if (!spec.shares) return holders.length > 0 ? holders.map((holder) => ({ holder })) : null
  const shares = spec.shares(record).map((share) => {
    const unit = share.post ? directory.unitOfPost(share.post) : (share.unit ?? holders[0]?.unit)
    const named = share.post ?? share.unit
    const holder =
      named === undefined ? holders[0] : unit && { unit, ...(share.post ? { post: share.post } : {}) }
    return holder ? { holder, subject: share.subject, share } : null
  })
  return shares.every((share) => share !== null) ? shares : null
}

const sameHolder = (a: Holder, b: Holder): boolean => a.unit === b.unit && a.post === b.post

function opening(
  procedure: Procedure,
  name: string,
  { holder, subject, share }: Opening,
  record: AnyRecord,
  no: number,
  at: Instant,
  facts: DutyFacts,
): Known<Duty> {
  const spec = procedure.duties[name] as Spec
  const term = counting(termOf(procedure, termNamed(spec.within, record), facts.parameters), record)
  const due = dueOf(term, at, record, share, facts.calendar)
  if (!due.known) return due
  const to = procedure.roles[spec.to]
  const creditor = to && holdersOf(to.seat, record, facts.directory)[0]
  return {
    known: true,
    value: {
      no,
      name,
      holder,
      ...(creditor ? { creditor } : {}),
      ...(subject === undefined ? {} : { subject }),
      ...(share?.what ? { what: share.what } : {}),
      term: term.kind === 'until' && share?.until ? { ...term, field: `=${share.until}` } : term,
      openedAt: at,
      firstDueAt: due.value.due,
      dueAt: due.value.due,
      pauses: [],
      ...nextAlarm(spec.ladder, 0, due.value.due, at),
    },
  }
}

/** A term that counts from an event of the record, with that event: what the record says later does not move it. */
function counting(term: Term, record: AnyRecord): Term {
  if (term.kind === 'until' || term.since === undefined) return term
  const event: unknown = record[term.since]
  if (typeof event !== 'string') throw new Error(`the record names no day or moment in ${term.since}`)
  return { ...term, since: `=${event}` }
}

const startFrom = ({ since }: CountedTerm, opened: Instant): Instant =>
  since === undefined ? opened : startOfEvent(since.slice(1))

function dueOf(
  term: Term,
  at: Instant,
  record: AnyRecord,
  share: Share | undefined,
  calendar: Calendar,
): Known<DueExplained> {
  if (term.kind !== 'until') return dueAfter(term, startFrom(term, at), calendar)
  const day: unknown = share?.until ?? record[term.field]
  if (typeof day !== 'string') throw new Error(`the record names no day in ${term.field}`)
  return { known: true, value: dueOn(day, calendar) }
}

/** A duty goes with its seat: when an act names another unit, post or person in charge, whoever sits there now owes it. */
function follow(
  procedure: Procedure,
  duty: Duty,
  before: AnyRecord,
  record: AnyRecord,
  directory: Directory,
): Duty {
  const spec = procedure.duties[duty.name] as Spec
  const role = procedure.roles[spec.who]
  if (spec.shares) return followShare(procedure, duty, before, record, directory)
  if (!role || role.seat.kind === 'function') return duty
  const fields = [role.seat.of, ...(role.person ? [role.person] : [])]
  if (fields.every((field) => record[field] === before[field])) return duty
  const [holder, ...others] = bound(role, record, directory)
  return holder && others.length === 0 ? { ...duty, holder } : duty
}

/** One share of a duty goes with whoever the record names for it. */
function followShare(
  procedure: Procedure,
  duty: Duty,
  before: AnyRecord,
  record: AnyRecord,
  directory: Directory,
): Duty {
  const spec = procedure.duties[duty.name] as Spec
  const holderIn = (one: AnyRecord): Holder | undefined => {
    const mine = sharesOf(spec, procedure, one, directory)?.filter((share) => share.subject === duty.subject)
    return mine?.length === 1 ? mine[0]?.holder : undefined
  }
  const [was, is] = [holderIn(before), holderIn(record)]
  const moved = was && is && !(sameHolder(was, is) && was.person === is.person)
  return moved ? { ...duty, holder: is } : duty
}

interface After {
  readonly state: string | null
  readonly record: AnyRecord
}

/** A duty after an act it outlives: paused, resumed, or moved with the day it is bound to. */
function move(
  procedure: Procedure,
  duty: Duty,
  after: After & { readonly before: AnyRecord },
  at: Instant,
  calendar: Calendar,
): Known<Duty> {
  const spec = procedure.duties[duty.name] as Spec
  const rests = resting(spec, after)
  const day = newDay(duty, after)
  if (day !== undefined) {
    const { pausedAt, ...going } = moveTo(duty, day, spec.ladder, at, calendar)
    return {
      known: true,
      value: pausedAt !== undefined && rests ? { ...going, pausedAt, alarmAt: null } : going,
    }
  }
  if (!duty.pausedAt && rests) return { known: true, value: pauseIf(procedure, duty, after, at) }
  if (duty.pausedAt && !rests) return resume(duty, duty.pausedAt, spec.ladder, at, calendar)
  return { known: true, value: duty }
}

/** The day an act set anew for a duty that is bound to a day of the record. */
function newDay(
  { term }: Duty,
  { record, before }: { record: AnyRecord; before: AnyRecord },
): Day | undefined {
  if (term.kind !== 'until' || term.field.startsWith('=')) return undefined
  const named: unknown = record[term.field]
  return typeof named === 'string' && named !== before[term.field] ? named : undefined
}

function moveTo(duty: Duty, day: Day, ladder: readonly Rung[], at: Instant, calendar: Calendar): Duty {
  const { due } = dueOn(day, calendar)
  const moved = [...(duty.moved ?? []), { at, to: day }]
  // A later day granted in time starts the ladder anew; what had lapsed stays lapsed.
  return { ...duty, dueAt: due, moved, ...nextAlarm(ladder, 0, due, at) }
}

const resting = (spec: Spec, { state, record }: After): boolean =>
  (state !== null && spec.pausedIn?.includes(state) === true) || spec.pausedWhile?.(record) === true

function pauseIf(procedure: Procedure, duty: Duty, after: After, at: Instant): Duty {
  return resting(procedure.duties[duty.name] as Spec, after) ? { ...duty, pausedAt: at, alarmAt: null } : duty
}

function resume(
  duty: Duty,
  from: Instant,
  ladder: readonly Rung[],
  at: Instant,
  calendar: Calendar,
): Known<Duty> {
  const paused = dueAfterPause(duty.term, duty.dueAt, { from, to: at }, calendar)
  if (!paused.known) return paused
  const { pausedAt: _, ...rest } = duty
  const { due, pause } = paused.value
  const rung = due > duty.dueAt && !duty.lapsedAt ? 0 : duty.rung
  return {
    known: true,
    value: { ...rest, dueAt: due, pauses: [...duty.pauses, pause], ...nextAlarm(ladder, rung, due, at) },
  }
}

/**
 * The days of the record that a pause moved: a day people see and the duty bound to it are one truth. Only the main duty's day;
 * the first day it was due stays where the procedure keeps it.
 */
export function daysMoved(procedure: Procedure, changed: readonly Duty[]): Record<string, Day> {
  const days: Record<string, Day> = {}
  for (const { name, term, dueAt, pausedAt } of changed) {
    const follows = procedure.duties[name]?.main && term.kind === 'until' && !term.field.startsWith('=')
    if (follows && !pausedAt) days[term.field] = lastDayBefore(dueAt)
  }
  return days
}

/** Why a duty is due when it is: start, days counted, days skipped and why, pauses. Null where the calendar no longer knows. */
export function explainDue(duty: Duty, calendar: Calendar): { due: Instant; steps: readonly string[] } {
  const steps =
    duty.term.kind === 'until'
      ? dueOn(dayAt(addDaysTo(duty.firstDueAt, -1)), calendar).steps
      : stepsOf(dueAfter(duty.term, startFrom(duty.term, duty.openedAt), calendar))
  const later = [
    ...duty.pauses.map((pause) => ({ at: pause.to, said: describePause(pause) })),
    ...(duty.moved ?? []).map(({ at, to }) => ({
      at,
      said: `${inWords(dayAt(at))}起时限改为${inWords(to)}，首次时限仍予保留`,
    })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const now = later.length > 0 ? [`现时限为${inWords(lastDayBefore(duty.dueAt))}，当日24时截止`] : []
  const rests = duty.pausedAt ? ['目前中止计时，不催办、不计逾期'] : []
  return { due: duty.dueAt, steps: [...steps, ...later.map((step) => step.said), ...now, ...rests] }
}

const stepsOf = (known: Known<DueExplained>): readonly string[] =>
  known.known ? known.value.steps : [`${known.year}年工作日历已不可用，按登记的时限执行`]
