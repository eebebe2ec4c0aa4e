// Days and instants without a clock. The district keeps one civil time; China has no summer time, so a fixed offset is exact.
// oxlint-disable no-restricted-globals -- `Date` is used here only as a calendar function of its argument, never as a clock.

/** An instant in UTC with milliseconds, `2026-11-22T01:02:03.456Z`. Strings of this shape compare in time order. */
export type Instant = string

/** A civil day of the district, `2026-11-22`. */
export type Day = string

const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** Days since 1970-01-01. */
export const dayNumber = (day: Day): number =>
  Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) / DAY_MS

/** The day that many days after 1970-01-01. */
export const dayOf = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** `addDays('2026-02-28', 1)` is `2026-03-01`. */
export const addDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days)

/**
 * The matching day so many months later; where that month has none, its last day (民法典 202).
 *
 *     addMonths('2026-08-31', 6)   // → '2027-02-28'
 */
export function addMonths(day: Day, months: number): Day {
  const count = +day.slice(0, 4) * 12 + (+day.slice(5, 7) - 1) + months
  const first = (n: number): Day =>
    `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}-01`
  const last = addDays(first(count + 1), -1)
  return +day.slice(8, 10) < +last.slice(8, 10) ? `${last.slice(0, 8)}${day.slice(8, 10)}` : last
}

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)

/** 0 is Sunday. */
export const weekday = (day: Day): number => (((dayNumber(day) + 4) % 7) + 7) % 7

/** The district's midnight, as an instant writes it. */
const MIDNIGHT = '16:00:00.000Z'
const WRITTEN_LENGTH = 24

/** The civil day on which an instant falls. Asked of every line of every list: what is written as instants are is read off its text. */
export const dayAt = (at: Instant): Day =>
  at.length === WRITTEN_LENGTH && at.slice(11) < MIDNIGHT
    ? at.slice(0, 10)
    : new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(0, 10)

/** `2026-03-05 09:30`: what the district's clock shows at an instant. */
export const clockAt = (at: Instant): string =>
  new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')

/** `2026-03-05 09:30:15`: the same to the second. */
export const secondAt = (at: Instant): string =>
  new Date(Date.parse(at) + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')

/** The instant at which the district's clock shows this: `2026-03-05 09:30`, or to the second. */
export const instantOf = (clock: string): Instant =>
  new Date(Date.parse(`${clock.replace(' ', 'T')}Z`) - OFFSET_MS).toISOString()

/** The first instant of a civil day. */
export const startOf = (day: Day): Instant => new Date(dayNumber(day) * DAY_MS - OFFSET_MS).toISOString()

/** 24:00 of a day, the first instant no longer in it (民法典 203(2): the last day runs to 24:00). */
export const endOf = (day: Day): Instant => startOf(addDays(day, 1))

/** Moves an instant by milliseconds. */
export const addMs = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString()

/** Milliseconds from one instant to another. */
export const msBetween = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from)

/** Moves an instant by whole days. */
export const addDaysTo = (at: Instant, days: number): Instant => addMs(at, days * DAY_MS)

/** True for a day that exists, written in full: `2026-02-29` and `2026-2-3` are not. */
export const isDay = (text: string): boolean =>
  /^[12]\d{3}-\d{2}-\d{2}$/.test(text) && dayOf(dayNumber(text)) === text

const MOMENT = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d$/u

/** The instant of a moment as people write it, `2026-03-05 21:40`; undefined where it names none. */
export function momentOf(written: string): Instant | undefined {
  const day = MOMENT.exec(written)?.[1]
  return day !== undefined && isDay(day) ? instantOf(written) : undefined
}

/** The last day whose 24:00 is not after this instant: how a due instant is written for people. */
export const lastDayBefore = (due: Instant): Day =>
  due.length === WRITTEN_LENGTH && due.slice(11) === MIDNIGHT ? due.slice(0, 10) : dayAt(addMs(due, -1))

/** `2026年3月5日`, as official texts write a day. */
export const inWords = (day: Day): string =>
  `${+day.slice(0, 4)}年${+day.slice(5, 7)}月${+day.slice(8, 10)}日`
