import { type Instant, clockAt, instantOf, isDay } from '#kernel/time.ts'

/** A moment as people write it, `2026-03-05 21:40`. */
const MOMENT = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d$/u

/** The instant of a written moment; undefined where it names none. */
export function momentOf(written: string): Instant | undefined {
  const day = MOMENT.exec(written)?.[1]
  return day !== undefined && isDay(day) ? instantOf(written) : undefined
}

/** When it happened: as written, or now. */
export const happened = (written: string | undefined, at: Instant): string => written ?? clockAt(at)
