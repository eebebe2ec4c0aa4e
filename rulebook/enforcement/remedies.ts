import type { Remedy } from '#kernel/party.ts'
import { type Day, addDays, addMonths } from '#kernel/time.ts'
import { 复议法, 行政诉讼法 } from '../laws.ts'
import type { Remedies } from './party.ts'

/** 复议法 20, 行政诉讼法 46: from the day the party knew of it. */
export const REVIEW_DAYS = 60
export const SUIT_MONTHS = 6
/** 行政诉讼法 45: days to sue after the decision on a review reached the party. */
export const SUIT_AFTER_REVIEW_DAYS = 15

/** 救济途径 against a decision of which the party knew on a day, while they are open. */
export function remediesAgainst(
  what: string,
  known: Day | undefined,
  remedies: Remedies | undefined,
  today: Day,
): readonly Remedy[] {
  if (known === undefined || remedies === undefined) return []
  const all: readonly Remedy[] = [
    {
      title: '申请行政复议',
      words: `对${what}不服的，可以向${remedies.review}申请行政复议`,
      until: addDays(known, REVIEW_DAYS),
      basis: [复议法(20)],
    },
    {
      title: '提起行政诉讼',
      words: `对${what}不服的，可以依法向${remedies.court}提起行政诉讼`,
      until: addMonths(known, SUIT_MONTHS),
      basis: [行政诉讼法(46)],
    },
  ]
  return all.filter(({ until }) => until === undefined || until >= today)
}
