import { type Day, type Instant, addDays, endOf, inWords, startOf, weekday } from '#kernel/time.ts'

export type PeriodKind = 'week' | 'month'

/** A week from Monday to Sunday, or a calendar month. */
export interface Period {
  readonly kind: PeriodKind
  readonly from: Day
  readonly to: Day
  /** `2026年3月`, or `2026年3月2日至3月8日`. */
  readonly title: string
  /** Any day of the period before, and of the one after. */
  readonly before: Day
  readonly after: Day
  /** The first instant in it, and the first no longer in it. */
  readonly start: Instant
  readonly end: Instant
}

/**
 * The period a day lies in.
 *
 *     periodOf('week', '2026-03-05').title   // → '2026年3月2日至3月8日'
 */
export function periodOf(kind: PeriodKind, day: Day): Period {
  const from = kind === 'week' ? addDays(day, -((weekday(day) + 6) % 7)) : `${day.slice(0, 8)}01`
  const to = kind === 'week' ? addDays(from, 6) : addDays(`${addDays(from, 31).slice(0, 8)}01`, -1)
  return {
    kind,
    from,
    to,
    title: kind === 'week' ? spanOf(from, to) : `${+from.slice(0, 4)}年${+from.slice(5, 7)}月`,
    before: addDays(from, -1),
    after: addDays(to, 1),
    start: startOf(from),
    end: endOf(to),
  }
}

/** `2026年3月2日至3月8日`; the year is said again only where it changes. */
export function spanOf(from: Day, to: Day): string {
  const last = inWords(to)
  return `${inWords(from)}至${from.slice(0, 4) === to.slice(0, 4) ? last.slice(last.indexOf('年') + 1) : last}`
}
