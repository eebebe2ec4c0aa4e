import { type Calendar, dayKind } from '#kernel/calendar.ts'
import { type Day, addDays, addMonths, weekday } from '#kernel/time.ts'

/** 行政复议法 20: days in which one may ask for a review. */
export const REVIEW_DAYS = 60
/** 行政诉讼法 46: months in which one may sue. */
export const SUIT_MONTHS = 6
/** 行政强制法 53, 法释〔2012〕4号: months after that term in which the organ may apply to the court. */
export const APPLY_MONTHS = 3
/** 行政强制法 54, 69: working days that must pass after a 催告书 was served. */
export const URGE_DAYS = 10
/** 评估办法 20–23: days to ask for and to answer a review, an appraisal. */
export const VALUE_DAYS = 10

/** Whether one rests on a day; of a year whose notice is not out, only weekends are known. */
function rests(calendar: Calendar, day: Day): boolean {
  const kind = dayKind(calendar, day)
  return kind.known ? !kind.value.works : weekday(day) === 0 || weekday(day) === 6
}

/**
 * The last day of a person's term: one that ends on a day of rest ends with the next working day (民法典 203). That a weekend is one is
 * court practice; counted so, nobody loses a day of his.
 */
export function lastDay(calendar: Calendar, day: Day): Day {
  let last = day
  while (rests(calendar, last)) last = addDays(last, 1)
  return last
}

/** The three terms that begin as a decision is served. */
export function termsFrom(served: Day, calendar: Calendar) {
  const suitUntil = lastDay(calendar, addMonths(served, SUIT_MONTHS))
  return {
    reviewUntil: lastDay(calendar, addDays(served, REVIEW_DAYS)),
    suitUntil,
    applyBy: addMonths(suitUntil, APPLY_MONTHS),
  }
}
