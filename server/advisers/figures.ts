import { type Calendar, workdaysBetween } from '#kernel/calendar.ts'
import type { Day } from '#kernel/time.ts'

/** One time an adviser was asked, and what came of it. */
export interface Asked {
  readonly adviser: string
  readonly on: Day
  /** He took no part in the end. */
  readonly left: boolean
  /** What he was asked about is still open. */
  readonly open: boolean
  readonly answeredOn: Day | null
  readonly verdict: string | null
  /** What the office found in the end; null while it has not. */
  readonly found: string | null
}

export interface AdviserFigures {
  readonly asked: number
  readonly answered: number
  /** Asked, and owed still. */
  readonly inHand: number
  readonly left: number
  /** Working days from being asked to the written opinion; null where there is none, or the calendar does not know the year. */
  readonly median: number | null
  readonly longest: number | null
  /** Of the opinions on which the office has judged, how many it agreed with. */
  readonly taken: { readonly n: number; readonly of: number }
}

/** B2: workload, response times and what became of the advice, of one adviser. */
export function figuresOf(asked: readonly Asked[], calendar: Calendar): AdviserFigures {
  const took = asked.filter(({ left }) => !left)
  const answered = took.filter(({ answeredOn }) => answeredOn !== null)
  const days = answered
    .flatMap(({ on, answeredOn }) => {
      const counted = workdaysBetween(calendar, on, answeredOn ?? on)
      return counted.known ? [counted.value] : []
    })
    .toSorted((a, b) => a - b)
  const judged = answered.filter(({ verdict, found }) => verdict !== null && found !== null)
  return {
    asked: asked.length,
    answered: answered.length,
    inHand: took.filter(({ open, answeredOn }) => open && answeredOn === null).length,
    left: asked.length - took.length,
    median: medianOf(days),
    longest: days.at(-1) ?? null,
    taken: { n: judged.filter(({ verdict, found }) => verdict === found).length, of: judged.length },
  }
}

/** The middle of numbers in order; of an even count the mean of both. */
function medianOf(sorted: readonly number[]): number | null {
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
