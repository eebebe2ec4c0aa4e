import { type Duty, type Entry, type Matter, blank, evolve } from '#kernel/matter.ts'
import { type Day, type Instant, dayAt, lastDayBefore } from '#kernel/time.ts'
import type { AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { ReportSpec } from '#rulebook/report-spec.ts'
import { valueAt } from '../matters/seen.ts'

/** Who holds what has to be done now. */
export interface Waiting {
  readonly unit: string
  readonly post?: string
  readonly must: string
  readonly until: Day
}

/** A letter sent in the period, as it stood at the period's end. */
export interface LetterFact {
  readonly what: string
  readonly on: Day
  readonly answerBy: Day
  readonly answered?: Day
  readonly withdrawn?: Day
}

/** What a report needs of one matter: how it stood at the end of the period, and what happened in it. */
export interface TaskFacts {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly unit: string
  readonly source: string
  readonly due?: Day
  readonly record: AnyRecord
  /** Laid on a unit in the period. */
  readonly arranged: readonly Day[]
  /** At the end: with a unit and not final. */
  readonly inHand: boolean
  /** At the end: in hand, its day passed, and its clock not standing still. */
  readonly overdue: boolean
  readonly stuck?: { readonly since: Day; readonly trouble: string; readonly waits: readonly Waiting[] }
  /** Came to a final state in the period; `done` with the day its result was reported and whether that was in time. */
  readonly ended?: {
    readonly on: Day
    readonly done: boolean
    readonly reported?: Day
    readonly late: boolean
  }
  /** Days on which its main term ran out with nothing done and nothing reported. */
  readonly lapsed: readonly Day[]
  readonly extended: readonly Day[]
  readonly letters: readonly LetterFact[]
  readonly checked: readonly Day[]
}

/** A procedure with what reports draw on in it. */
export interface Reported {
  readonly procedure: Procedure
  readonly spec: ReportSpec
}

export interface Span {
  readonly start: Instant
  readonly end: Instant
}

/** What the journal says besides the matter it makes. */
interface Course {
  matter: Matter
  assigned: boolean
  due?: Instant
  stuckSince?: Instant
  reported?: { readonly at: Instant; readonly late: boolean }
  ended?: Instant
  readonly arranged: Day[]
  readonly lapsed: Day[]
  readonly extended: Day[]
  readonly checked: Day[]
}

/**
 * Folds a matter's journal up to the end of a span into the facts of a report. Pure: the same entries give the same facts, also
 * for a span long past. Entries after the span are left out.
 */
export function factsOf(
  { procedure, spec }: Reported,
  id: string,
  entries: readonly Entry[],
  span: Span,
): TaskFacts | null {
  const main = Object.entries(procedure.duties).find(([, duty]) => duty.main)?.[0] ?? ''
  const course: Course = {
    matter: blank(id, procedure.id, procedure.version),
    assigned: false,
    arranged: [],
    lapsed: [],
    extended: [],
    checked: [],
  }
  for (const entry of entries) if (entry.at < span.end) follow(course, entry, { procedure, spec, main, span })
  return course.matter.ver === 0 ? null : told(course, { procedure, spec, main, span })
}

interface Ground extends Reported {
  readonly main: string
  readonly span: Span
}

function follow(course: Course, entry: Entry, { procedure, spec, main, span }: Ground): void {
  const before = course.matter
  const act = entry.kind.slice(procedure.id.length + 1)
  const inSpan = entry.at >= span.start
  const note = (days: Day[], acts: readonly string[]): void => {
    if (inSpan && acts.includes(act)) days.push(dayAt(entry.at))
  }
  // What is taken back has not happened.
  if (procedure.powers[act]?.takesBack) forget(course, before.undo?.kind.slice(procedure.id.length + 1), spec)
  note(course.arranged, spec.arranged)
  note(course.lapsed, [`${main}.lapse`])
  note(course.extended, spec.extended)
  note(course.checked, spec.checks)
  const discharged = before.duties.find(
    (duty) => duty.name === main && entry.effects.closed.some((c) => c.no === duty.no && c.how === 'done'),
  )
  if (discharged) course.reported = { at: entry.at, late: isLate(discharged, entry.at) }
  if (entry.effects.opened.some((duty) => duty.name === main)) delete course.reported
  course.matter = evolve(before, entry)
  const owed = course.matter.duties.find((duty) => duty.name === main)
  if (owed) course.due = owed.dueAt
  if (spec.arranged.includes(act)) course.assigned = true
  const { state } = course.matter
  if (state === before.state) return
  if (state === spec.stuck.state) course.stuckSince = entry.at
  if (procedure.states[state ?? '']?.final) course.ended = entry.at
  else delete course.ended
}

function forget(course: Course, act: string | undefined, spec: ReportSpec): void {
  if (act === undefined) return
  if (spec.arranged.includes(act)) course.arranged.pop()
  if (spec.extended.includes(act)) course.extended.pop()
  if (spec.checks.includes(act)) course.checked.pop()
}

const isLate = (duty: Duty, at: Instant): boolean => duty.lapsedAt !== undefined || at >= duty.dueAt

function told(course: Course, { procedure, spec, main, span }: Ground): TaskFacts {
  const { matter, assigned, arranged, lapsed, extended, checked } = course
  const { record, state, id } = matter
  const final = procedure.states[state ?? '']?.final === true
  const owed = matter.duties.find((duty) => duty.name === main)
  const inHand = assigned && !final && procedure.states[state ?? '']?.group !== '拟办'
  const stuck =
    inHand && state === spec.stuck.state ? stuckWith(course, { procedure, spec, main, span }) : undefined
  const ended = endedIn(course, { procedure, spec, main, span })
  return {
    id,
    number: textAt(record, 'number'),
    title: textAt(record, procedure.titled),
    unit: textAt(record, procedure.answerable),
    source: textAt(record, spec.source.from),
    ...(course.due === undefined ? {} : { due: lastDayBefore(course.due) }),
    record,
    arranged,
    inHand,
    overdue: inHand && owed !== undefined && owed.pausedAt === undefined && owed.dueAt <= span.end,
    ...(stuck ? { stuck } : {}),
    ...(ended ? { ended } : {}),
    lapsed,
    extended,
    letters: lettersIn(record, spec, span),
    checked,
  }
}

const textAt = (record: AnyRecord, path: string): string => {
  const value = valueAt(record, path)
  return typeof value === 'string' ? value : ''
}

/** With whom it is stuck: whoever owes the help. */
function stuckWith({ matter, stuckSince }: Course, { procedure, spec }: Ground): TaskFacts['stuck'] {
  const { duties, record } = matter
  const waits = duties
    .filter((duty) => spec.stuck.duties.includes(duty.name))
    .map((duty) => ({
      unit: duty.holder.unit,
      ...(duty.holder.post === undefined ? {} : { post: duty.holder.post }),
      must: procedure.duties[duty.name]?.must ?? duty.name,
      until: lastDayBefore(duty.dueAt),
    }))
  return { since: dayAt(stuckSince ?? ''), trouble: textAt(record, spec.stuck.trouble), waits }
}

function endedIn({ matter, ended, reported }: Course, { spec, span }: Ground): TaskFacts['ended'] {
  if (ended === undefined || ended < span.start) return undefined
  return {
    on: dayAt(ended),
    done: spec.closed.includes(matter.state ?? ''),
    ...(reported ? { reported: dayAt(reported.at) } : {}),
    late: reported?.late === true,
  }
}

/** The letters sent within the span: the record holds none later than its end. */
function lettersIn(record: AnyRecord, { letters }: ReportSpec, { start }: Span): LetterFact[] {
  const rows = (record[letters.rows] as readonly LetterFact[] | undefined) ?? []
  return rows
    .filter(({ on }) => on >= dayAt(start))
    .map(({ what, on, answerBy, answered, withdrawn }) => ({
      what,
      on,
      answerBy,
      ...(answered === undefined ? {} : { answered }),
      ...(withdrawn === undefined ? {} : { withdrawn }),
    }))
}
