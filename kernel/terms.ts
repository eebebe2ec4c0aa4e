import { type Calendar, type Known, type Skipped, workdaysAfter, workdaysBetween } from './calendar.ts'
import {
  type Day,
  type Instant,
  addDays,
  addDaysTo,
  addMs,
  dayAt,
  daysBetween,
  endOf,
  inWords,
  instantOf,
  lastDayBefore,
  msBetween,
  startOf,
} from './time.ts'

/**
 * A named clock. `workdays` and `days` leave the day of the event out and end at 24:00 of the last day (民法典 201, 203);
 * `hours` run from the minute; `until` ends with the day named in the record (or in a row of it).
 */
export type Term = CountedTerm | DatedTerm

export interface CountedTerm {
  readonly kind: 'workdays' | 'days' | 'hours'
  readonly length: number
  /** Where a tenant's own number comes from, when no source fixes one. */
  readonly note?: string
  /**
   * The record field with the day (`2026-03-05`) or the moment (`2026-03-05 21:40`) of the event it counts from: service, an act on
   * the spot that was entered later. Absent: the act that opens the duty. An open duty holds the moment itself, `=2026-03-05`.
   */
  readonly since?: string
  /** 法定: a statute gives the number. A tenant may keep a shorter term, never a longer one. */
  readonly fixed?: true
}
export interface DatedTerm {
  readonly kind: 'until'
  readonly field: string
}

const counted =
  (kind: CountedTerm['kind']) =>
  (length: number, note?: string): CountedTerm => ({ kind, length, ...(note ? { note } : {}) })

export const workdays = counted('workdays')
export const days = counted('days')
export const hours = counted('hours')
export const until = (field: string): DatedTerm => ({ kind: 'until', field })

/** A counted term that starts with an event named in the record, not with the act that tells of it. */
export const since = (field: string, term: CountedTerm): CountedTerm => ({ ...term, since: field })

/** A counted term whose length a statute gives: `fixed(workdays(15))`. */
export const fixed = (term: CountedTerm): CountedTerm => ({ ...term, fixed: true })

/** A counted term with the length a tenant has set; what an open duty keeps of it is how it is counted, not who may set it. */
export function asSet({ fixed: isFixed, ...term }: CountedTerm, own: number = term.length): CountedTerm {
  return { ...term, length: isFixed ? Math.min(own, term.length) : own }
}

/** The instant a day or a moment of the record stands for: a day counts as a whole, from its beginning. */
export const startOfEvent = (event: string): Instant =>
  event.length === 10 ? startOf(event) : instantOf(event)

/** A stretch in which the clock stood still, and by how much the due instant moved for it. */
export interface Pause {
  readonly from: Instant
  readonly to: Instant
  readonly moved: string
}

/** Why a due instant is what it is. */
export interface DueExplained {
  readonly due: Instant
  /** The last day on which the duty can still be met. */
  readonly lastDay: Day
  /** A Chinese sentence per step, in counting order. */
  readonly steps: readonly string[]
  readonly skipped: readonly Skipped[]
  readonly calendar: string
}

/** The due instant of a counted term that starts with an event at `from`. */
export function dueAfter(term: CountedTerm, from: Instant, calendar: Calendar): Known<DueExplained> {
  const start = dayAt(from)
  const base = { calendar: calendar.version, skipped: [] as readonly Skipped[] }
  if (term.kind === 'hours') {
    const due = addMs(from, term.length * 3_600_000)
    return {
      known: true,
      value: { ...base, due, lastDay: lastDayBefore(due), steps: [`自行为时起连续计算${term.length}小时`] },
    }
  }
  if (term.kind === 'days') {
    const lastDay = addDays(start, term.length)
    const steps = [
      `${inWords(start)}为起始日，不计入`,
      `按自然日计${term.length}日，末日为${inWords(lastDay)}，24时截止`,
    ]
    return { known: true, value: { ...base, due: endOf(lastDay), lastDay, steps } }
  }
  const counted = workdaysAfter(calendar, start, term.length)
  if (!counted.known) return counted
  const { last, skipped, madeUp } = counted.value
  const steps = [
    `${inWords(start)}为起始日，不计入`,
    ...skipped.map(describeSkip),
    ...madeUp.map((day) => `${inWords(day)}调休上班，计入`),
    `计满${term.length}个工作日，末日为${inWords(last)}，24时截止`,
  ]
  return {
    known: true,
    value: { calendar: calendar.version, due: endOf(last), lastDay: last, steps, skipped },
  }
}

const describeSkip = (s: Skipped): string =>
  s.from === s.to
    ? `${inWords(s.from)}${s.because}，跳过`
    : `${inWords(s.from)}至${inWords(s.to)}${s.because}，跳过`

/** The due instant of an `until` term: 24:00 of the named day. */
export const dueOn = (day: Day, calendar: Calendar): DueExplained => ({
  due: endOf(day),
  lastDay: day,
  steps: [`时限定为${inWords(day)}，当日24时截止`],
  skipped: [],
  calendar: calendar.version,
})

/**
 * Where a due instant lands after a pause: counted terms get back the working days (or hours) the pause took, dated ones the
 * calendar days. Never earlier than before.
 */
export function dueAfterPause(
  term: Term,
  due: Instant,
  pause: { from: Instant; to: Instant },
  calendar: Calendar,
): Known<{ due: Instant; pause: Pause }> {
  const [first, last] = [dayAt(pause.from), dayAt(pause.to)]
  if (term.kind === 'hours') {
    // A pause that ends before it began, because a clock was set back in between, took nothing.
    const ms = Math.max(0, msBetween(pause.from, pause.to))
    return {
      known: true,
      value: { due: addMs(due, ms), pause: { ...pause, moved: `${Math.round(ms / 3_600_000)}小时` } },
    }
  }
  if (term.kind !== 'workdays') {
    const moved = Math.max(0, daysBetween(first, last))
    return { known: true, value: { due: addDaysTo(due, moved), pause: { ...pause, moved: `${moved}日` } } }
  }
  const taken = workdaysBetween(calendar, first, last)
  if (!taken.known) return taken
  const counted = workdaysAfter(calendar, lastDayBefore(due), taken.value)
  if (!counted.known) return counted
  const moved = taken.value === 0 ? due : endOf(counted.value.last)
  return { known: true, value: { due: moved, pause: { ...pause, moved: `${taken.value}个工作日` } } }
}

/** The sentence a paused clock adds to its explanation. */
export const describePause = (pause: Pause): string =>
  `${inWords(dayAt(pause.from))}至${inWords(dayAt(pause.to))}中止计时，顺延${pause.moved}`
