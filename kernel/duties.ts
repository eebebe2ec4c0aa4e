import type { Calendar, Known } from './calendar.ts'
import type { Closing, Duty, Effects, Holder, Matter } from './matter.ts'
import { bound, holdersOf } from './seats.ts'
import { type DueExplained, type Term, describePause, dueAfter, dueAfterPause, dueOn } from './terms.ts'
import { type Instant, addDaysTo, dayAt } from './time.ts'
import type { Actor, AnyRecord, Directory, DutySpec, Procedure, Rung, Share } from './vocabulary.ts'

type Spec = DutySpec<string, string, string, string, AnyRecord>

export interface DutyFacts {
  readonly directory: Directory
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, number>>
}

/** A term with the tenant's own length where one is set as parameter `procedure.term`. */
export function termOf(
  procedure: Procedure,
  name: string,
  parameters: Readonly<Record<string, number>>,
): Term {
  const term = procedure.terms[name]
  if (!term) throw new Error(`${procedure.id} has no term ${name}`)
  const own = parameters[`${procedure.id}.${name}`]
  return own === undefined || term.kind === 'until' ? term : { ...term, length: own }
}

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
  return duty.subject === (by === 'unit' ? actor.unit : String(form[by.field]))
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
      if (by !== undefined && by !== 'unit')
        found.set(act, [...(found.get(act) ?? []), { duty, field: by.field }])
    }
  }
  namings.set(procedure, found)
  return found
}

/** The shares of open duties that an act may name, by the form field that names them: 节点 still to be reached, and their like. */
export function nameableShares(
  procedure: Procedure,
  matter: Matter,
  act: string,
): ReadonlyMap<string, readonly string[]> {
  const naming = namingsOf(procedure).get(act)
  if (!naming) return NO_SHARES
  const named = new Map<string, string[]>()
  for (const { duty: name, field } of naming) {
    const open = matter.duties.filter((duty) => duty.name === name).flatMap((duty) => duty.subject ?? [])
    named.set(field, [...(named.get(field) ?? []), ...open])
  }
  return named
}

/** Opens, pauses, resumes and moves duties as an act demands; a missing calendar year comes back as not known. */
export function dutyEffects(
  procedure: Procedure,
  matter: Matter,
  after: { act: string; state: string | null; record: AnyRecord; closed: readonly { no: number }[] },
  at: Instant,
  facts: DutyFacts,
): Known<Pick<Effects, 'opened' | 'changed'>> {
  const gone = new Set(after.closed.map((c) => c.no))
  const staying = matter.duties.filter((d) => !gone.has(d.no))
  const changed: Duty[] = []
  for (const duty of staying) {
    const moved = move(procedure, duty, after.state, after.record, at, facts)
    if (!moved.known) return moved
    if (moved.value !== duty) changed.push(moved.value)
  }
  const opened: Duty[] = []
  let no = matter.nextDuty
  for (const [name, spec] of Object.entries(procedure.duties)) {
    if (!spec.after.includes(after.act) || spec.provided?.(after.record) === false) continue
    for (const share of sharesOf(spec, procedure, after.record, facts.directory)) {
      const open = staying.some(
        (d) => d.name === name && d.subject === share.subject && sameHolder(d.holder, share.holder),
      )
      if (open) continue
      const duty = opening(procedure, name, share, after.record, no, at, facts)
      if (!duty.known) return duty
      opened.push(pauseIf(procedure, duty.value, after.state, at))
      no++
    }
  }
  return { known: true, value: { opened, changed } }
}

interface Opening {
  readonly holder: Holder
  readonly subject?: string
  readonly share?: Share
}

function sharesOf(
  spec: Spec,
  procedure: Procedure,
  record: AnyRecord,
  directory: Directory,
): readonly Opening[] {
  const role = procedure.roles[spec.who]
  if (!role) throw new Error(`${procedure.id} has no role ${spec.who}`)
  if (!spec.shares) return bound(role, record, directory).map((holder) => ({ holder }))
  const [usual] = bound(role, record, directory)
  return spec.shares(record).map((share) => {
    const holder = share.post
      ? { unit: directory.unitOfPost(share.post) ?? '', post: share.post }
      : share.unit
        ? { unit: share.unit }
        : usual
    if (!holder) throw new Error(`a share of ${spec.must} rests on nobody`)
    return { holder, subject: share.subject, share }
  })
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
  const term = termOf(procedure, spec.within, facts.parameters)
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

function dueOf(
  term: Term,
  at: Instant,
  record: AnyRecord,
  share: Share | undefined,
  calendar: Calendar,
): Known<DueExplained> {
  if (term.kind !== 'until') return dueAfter(term, at, calendar)
  const day: unknown = share?.until ?? record[term.field]
  if (typeof day !== 'string') throw new Error(`the record names no day in ${term.field}`)
  return { known: true, value: dueOn(day, calendar) }
}

/** A duty after an act it outlives: paused, resumed, or moved with the day it is bound to. */
function move(
  procedure: Procedure,
  duty: Duty,
  state: string | null,
  record: AnyRecord,
  at: Instant,
  facts: DutyFacts,
): Known<Duty> {
  const spec = procedure.duties[duty.name] as Spec
  const rests = state !== null && spec.pausedIn?.includes(state) === true
  if (!duty.pausedAt && rests) return { known: true, value: pauseIf(procedure, duty, state, at) }
  if (duty.pausedAt && !rests) return resume(duty, duty.pausedAt, spec.ladder, at, facts.calendar)
  if (duty.term.kind !== 'until' || duty.term.field.startsWith('=')) return { known: true, value: duty }
  const named: unknown = record[duty.term.field]
  const current = duty.pauses.length === 0 ? duty.dueAt : undefined
  if (typeof named !== 'string') return { known: true, value: duty }
  const due = dueOn(named, facts.calendar).due
  if (due === current || due <= duty.dueAt) return { known: true, value: duty }
  return {
    known: true,
    value: { ...duty, dueAt: due, ...(duty.pausedAt ? {} : nextAlarm(spec.ladder, 0, due, at)) },
  }
}

function pauseIf(procedure: Procedure, duty: Duty, state: string | null, at: Instant): Duty {
  const spec = procedure.duties[duty.name] as Spec
  const rests = state !== null && spec.pausedIn?.includes(state) === true
  return rests ? { ...duty, pausedAt: at, alarmAt: null } : duty
}

function resume(
  duty: Duty,
  from: Instant,
  ladder: readonly Rung[],
  at: Instant,
  calendar: Calendar,
): Known<Duty> {
  const moved = dueAfterPause(duty.term, duty.dueAt, { from, to: at }, calendar)
  if (!moved.known) return moved
  const { pausedAt: _, ...rest } = duty
  const { due, pause } = moved.value
  const rung = due > duty.dueAt && !duty.lapsedAt ? 0 : duty.rung
  return {
    known: true,
    value: { ...rest, dueAt: due, pauses: [...duty.pauses, pause], ...nextAlarm(ladder, rung, due, at) },
  }
}

/** Why a duty is due when it is: start, days counted, days skipped and why, pauses. Null where the calendar no longer knows. */
export function explainDue(duty: Duty, calendar: Calendar): { due: Instant; steps: readonly string[] } {
  const steps =
    duty.term.kind === 'until'
      ? dueOn(dayAt(addDaysTo(duty.firstDueAt, -1)), calendar).steps
      : stepsOf(dueAfter(duty.term, duty.openedAt, calendar))
  const moved = duty.dueAt > duty.firstDueAt && duty.pauses.length === 0
  const extended = moved ? [`经批准延期，现时限为${dayAt(addDaysTo(duty.dueAt, -1))}，首次时限仍予保留`] : []
  const resting = duty.pausedAt ? ['目前中止计时，不催办、不计逾期'] : []
  return { due: duty.dueAt, steps: [...steps, ...duty.pauses.map(describePause), ...extended, ...resting] }
}

const stepsOf = (known: Known<DueExplained>): readonly string[] =>
  known.known ? known.value.steps : [`${known.year}年工作日历已不可用，按登记的时限执行`]
