import { type Calendar, dayKind } from '#kernel/calendar.ts'
import { type Day, type Instant, addDays, addMs, dayAt, msBetween, startOf, weekday } from '#kernel/time.ts'

/** Nobody is told anything between 20:00 and 8:00, except what is 特急; the digest goes out between the two. */
export const QUIET = { from: 20 * 60, until: 8 * 60 } as const

/** What a district sets for itself, under the names of its parameters. */
export const PARAMETERS = { at: 'reminder.at', on: 'reminder.on' } as const

/** 8:30, written as the clock shows it: 830. */
export const USUAL_AT = 830

/** Minutes after midnight of a time written as the clock shows it, 830 or 1405; null outside the hours in which people are told. */
export function minutesOf(clock: number): number | null {
  const minutes = Math.floor(clock / 100) * 60 + (clock % 100)
  const exists = Number.isInteger(clock) && clock % 100 < 60
  return exists && minutes >= QUIET.until && minutes < QUIET.from ? minutes : null
}

/** Minutes after midnight of the civil day. */
const minuteOf = (now: Instant): number => Math.floor(msBetween(startOf(dayAt(now)), now) / 60_000)

/** Between 20:00 and 8:00. */
export function isQuiet(now: Instant): boolean {
  const minute = minuteOf(now)
  return minute < QUIET.until || minute >= QUIET.from
}

/** Whether people work on a day. Where the notice of a year is missing, Monday to Friday: a reminder waits for no notice. */
export function isWorkday(calendar: Calendar, day: Day): boolean {
  const kind = dayKind(calendar, day)
  return kind.known ? kind.value.works : weekday(day) !== 0 && weekday(day) !== 6
}

/** At night or on a rest day (节假日, 周末; a Saturday worked instead is none). */
export const isOffHours = (calendar: Calendar, now: Instant): boolean =>
  isQuiet(now) || !isWorkday(calendar, dayAt(now))

/** The first working day after a day. */
export function nextWorkday(calendar: Calendar, day: Day): Day {
  let next = addDays(day, 1)
  while (!isWorkday(calendar, next)) next = addDays(next, 1)
  return next
}

/**
 * The day whose digest may go out now, or null: on a working day from the hour the district set until 20:00. A process that was
 * down at that hour makes up for it later the same day, never at night and never the day after.
 */
export function digestDay(
  calendar: Calendar,
  parameters: Readonly<Record<string, number>>,
  now: Instant,
): Day | null {
  if (parameters[PARAMETERS.on] === 0) return null
  const at = minutesOf(parameters[PARAMETERS.at] ?? USUAL_AT) ?? minutesOf(USUAL_AT) ?? QUIET.until
  const day = dayAt(now)
  return minuteOf(now) >= at && !isOffHours(calendar, now) ? day : null
}

/** The instant a digest of a day is worth nothing any more: 20:00. */
export const endOfHours = (day: Day): Instant => addMs(startOf(day), QUIET.from * 60_000)
