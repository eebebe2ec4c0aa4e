import { type Day, addDays, dayNumber, dayOf, weekday } from './time.ts'

/**
 * One year of the State Council's holiday notice: days off that would be workdays or weekends, and weekend days worked
 * instead (调休). Working day = (Monday–Friday and not off) or made up. Source: 全国年节及纪念日放假办法 and the yearly notice.
 */
export interface CalendarYear {
  readonly source: string
  readonly off: Readonly<Record<Day, string>>
  readonly makeup: Readonly<Record<Day, string>>
}

/** A tenant's calendar: versioned data, never a library constant. Only the listed years are known. */
export interface Calendar {
  readonly version: string
  readonly years: Readonly<Record<string, CalendarYear>>
}

export type Known<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly year: string }

export interface DayKind {
  readonly works: boolean
  /** Why a weekday is off or a weekend day works; absent for ordinary days. */
  readonly because?: string
}

/** What kind of day it is, or the year whose notice is missing: never a guess. */
export function dayKind(calendar: Calendar, day: Day): Known<DayKind> {
  const year = calendar.years[day.slice(0, 4)]
  if (!year) return { known: false, year: day.slice(0, 4) }
  const off = year.off[day]
  if (off) return { known: true, value: { works: false, because: off } }
  const makeup = year.makeup[day]
  if (makeup) return { known: true, value: { works: true, because: makeup } }
  const weekend = weekday(day) === 0 || weekday(day) === 6
  return { known: true, value: weekend ? { works: false, because: '周末' } : { works: true } }
}

/** The day itself if it is a working day, else the next one: where a last day falls on a rest day (民法典 203). */
export function workdayFrom(calendar: Calendar, day: Day): Known<Day> {
  const kind = dayKind(calendar, day)
  if (!kind.known) return kind
  return kind.value.works ? { known: true, value: day } : workdayFrom(calendar, addDays(day, 1))
}

/** One stretch of days that a count passed over, with its reason. */
export interface Skipped {
  readonly from: Day
  readonly to: Day
  readonly because: string
}

export interface Counted {
  readonly last: Day
  readonly skipped: readonly Skipped[]
  /** Weekend days that counted because they were made up (调休上班). */
  readonly madeUp: readonly Day[]
}

/** Counts are asked for again and again within a day: by every gate of every matter on a page. */
const MOST_COUNTS = 1_000
const counts = new WeakMap<Calendar, Map<string, Known<Counted>>>()

/** The n-th working day after a day, which itself is not counted (民法典 201(1)), with what was skipped and why. */
export function workdaysAfter(calendar: Calendar, start: Day, n: number): Known<Counted> {
  const made = counts.get(calendar)
  const known = made?.get(`${start}+${n}`)
  if (known) return known
  const counted = countAfter(calendar, start, n)
  if (made && made.size < MOST_COUNTS) made.set(`${start}+${n}`, counted)
  else counts.set(calendar, new Map([[`${start}+${n}`, counted]]))
  return counted
}

function countAfter(calendar: Calendar, start: Day, n: number): Known<Counted> {
  const skipped: Skipped[] = []
  const madeUp: Day[] = []
  let number = dayNumber(start)
  let day = start
  let left = n
  while (left > 0) {
    number++
    day = dayOf(number)
    const kind = dayKind(calendar, day)
    if (!kind.known) return kind
    if (!kind.value.works) skip(skipped, day, kind.value.because ?? '')
    else {
      left--
      if (kind.value.because) madeUp.push(day)
    }
  }
  return { known: true, value: { last: day, skipped, madeUp } }
}

function skip(skipped: Skipped[], day: Day, because: string): void {
  const last = skipped.at(-1)
  const joins = last && last.because === because && dayNumber(last.to) + 1 === dayNumber(day)
  if (joins) skipped[skipped.length - 1] = { ...last, to: day }
  else skipped.push({ from: day, to: day, because })
}

/** Working days in (from, to]: how many are left, or how many a pause took. Zero when `to` is not after `from`. */
export function workdaysBetween(calendar: Calendar, from: Day, to: Day): Known<number> {
  if (to <= from) return { known: true, value: 0 }
  const first = addDays(from, 1)
  let count = weekdaysUntil(dayNumber(to)) - weekdaysUntil(dayNumber(from))
  for (let n = Number(first.slice(0, 4)); n <= Number(to.slice(0, 4)); n++) {
    const name = String(n).padStart(4, '0')
    const year = calendar.years[name]
    if (!year) return { known: false, year: name }
    count += changes(year, first, to)
  }
  return { known: true, value: count }
}

/** Working days that a year's notice adds to or takes from the weekdays between two days, both counted. */
function changes(year: CalendarYear, first: Day, last: Day): number {
  const within = (days: readonly Day[]): number => days.filter((day) => day >= first && day <= last).length
  const { taken, added } = changedDays(year)
  return within(added) - within(taken)
}

interface ChangedDays {
  readonly taken: readonly Day[]
  readonly added: readonly Day[]
}

const changed = new WeakMap<CalendarYear, ChangedDays>()

/** The days of a year's notice that are not what their weekday says, worked out once: a list asks for every row. */
function changedDays(year: CalendarYear): ChangedDays {
  const known = changed.get(year)
  if (known) return known
  const { off, makeup } = year
  const found = {
    taken: Object.keys(off).filter((day) => !isWeekend(day)),
    // A day that is both is off.
    added: Object.keys(makeup).filter((day) => isWeekend(day) && !off[day]),
  }
  changed.set(year, found)
  return found
}

const isWeekend = (day: Day): boolean => weekday(day) === 0 || weekday(day) === 6

/** Mondays to Fridays from a Monday long ago up to and with the day of this number, less a constant. */
function weekdaysUntil(number: number): number {
  const days = number + 4
  return Math.floor(days / 7) * 5 + Math.min(((days % 7) + 7) % 7, 5)
}
