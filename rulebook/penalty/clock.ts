import { type Calendar, workdayFrom, workdaysAfter, workdaysBetween } from '#kernel/calendar.ts'
import { type Day, addDays, addMonths, daysBetween } from '#kernel/time.ts'
import { REVIEW_DAYS, SUIT_AFTER_REVIEW_DAYS, SUIT_MONTHS } from '../enforcement/remedies.ts'
import { amountOf } from './measure.ts'
import type { PenaltyKind, PenaltyRecord } from './record.ts'

/** 处罚法 60: calendar days from the filing, unless a law, a regulation or a 规章 says otherwise. */
export const DECIDE_DAYS = 90
/** 处罚法 64(一)(二): working days by 处罚法 85. */
export const HEARING_ASK_DAYS = 5
export const HEARING_NOTICE_DAYS = 7
/** 处罚法 56: working days by 处罚法 85. */
export const PRESERVED_DAYS = 7
/** 处罚法 67: calendar days, 处罚法 85 naming only two, three, five and seven. */
export const PAY_DAYS = 15
/** 强制法 54: working days by 强制法 69. */
export const URGE_DAYS = 10
/** 强制法 53. */
export const COURT_MONTHS = 3
/** 处罚法 36. */
export const LIMITATION_YEARS = { usual: 2, harmful: 5 } as const
/** 处罚法 72: three in a hundred for each day, the fine itself at most. */
const LATE_PERCENT = 3

/** The n-th working day after a day; undefined where the year's holidays are not known. */
export function workday(calendar: Calendar, from: Day, n: number): Day | undefined {
  const counted = workdaysAfter(calendar, from, n)
  return counted.known ? counted.value.last : undefined
}

/** 处罚法 36: the last day on which a breach could be found and still be punished. */
export const limitation = (breachOn: Day, harmful: boolean): Day =>
  addMonths(breachOn, 12 * (harmful ? LIMITATION_YEARS.harmful : LIMITATION_YEARS.usual))

/** Whole working days that lie between a notice and a hearing, neither of the two counted. */
export function noticeDays(calendar: Calendar, told: Day, hearing: Day): number | undefined {
  const between = workdaysBetween(calendar, told, addDays(hearing, -1))
  return between.known ? between.value : undefined
}

/** 处罚法 67: the last day to pay. */
export const payDay = (calendar: Calendar, servedOn: Day): Day =>
  rolled(calendar, addDays(servedOn, PAY_DAYS))

/** A last day of the party's on a rest day goes to the next working day (民法典 203), where the year's holidays are known. */
function rolled(calendar: Calendar, last: Day): Day {
  const next = workdayFrom(calendar, last)
  return next.known ? next.value : last
}

/** The last day on which the party can ask for a review or sue (复议法 20, 行政诉讼法 46). */
export function appealEnd(calendar: Calendar, servedOn: Day): Day {
  const [review, suit] = [addDays(servedOn, REVIEW_DAYS), addMonths(servedOn, SUIT_MONTHS)]
  return rolled(calendar, review > suit ? review : suit)
}

/**
 * The last day on which a party that went for review or to court can go on: after a review the days to sue (行政诉讼法 45), after a suit
 * none. Undefined where no remedy was taken and ended.
 */
function remedyEnd(calendar: Calendar, appeals: PenaltyRecord['appeals'] = []): Day | undefined {
  const ends = appeals.flatMap(({ kind, until }) =>
    until === undefined
      ? []
      : [kind === 'review' ? rolled(calendar, addDays(until, SUIT_AFTER_REVIEW_DAYS)) : until],
  )
  return ends.toSorted().at(-1)
}

/**
 * 强制法 53: from when and until when the court may be asked: the day after the party's terms have run out, for three months; where he
 * went for review or sued, after that has ended. Where payment was put off, both count from its end (处罚法 72(2)), if that is later.
 */
export function courtTerm(
  calendar: Calendar,
  { servedOn, deferredUntil, appeals }: Pick<PenaltyRecord, 'servedOn' | 'deferredUntil' | 'appeals'>,
): { readonly from?: Day; readonly by?: Day } {
  if (servedOn === undefined) return {}
  const appeal = remedyEnd(calendar, appeals) ?? appealEnd(calendar, servedOn)
  const end = deferredUntil !== undefined && deferredUntil > appeal ? deferredUntil : appeal
  return { from: addDays(end, 1), by: addMonths(end, COURT_MONTHS) }
}

/** 处罚法 73(3): days of a review or a suit do not count for the late fee. */
const appealedDays = ({ appeals = [] }: PenaltyRecord, after: Day, until: Day): number => {
  const days = new Set<Day>()
  for (const { from, until: end } of appeals) {
    const last = end !== undefined && end < until ? end : until
    for (let day = from > after ? from : addDays(after, 1); day <= last; day = addDays(day, 1)) days.add(day)
  }
  return days.size
}

/**
 * 加处罚款 on a day, in yuan.
 *
 *     lateFee({ payBy: '2026-03-18', penalties: [{ kind: 'fine', amount: 1000 }] }, '2026-03-28')   // → 300
 */
export function lateFee(record: PenaltyRecord, on: Day): number {
  const { payBy, penalties = [] } = record
  const fine = amountOf(penalties, 'fine')
  if (payBy === undefined || on <= payBy) return 0
  const days = daysBetween(payBy, on) - appealedDays(record, payBy, on)
  return Math.min(fine, Math.round((fine * LATE_PERCENT * days) / 100))
}

/** Money the decision asks for. */
export const owed = ({ penalties = [] }: PenaltyRecord): number =>
  amountOf(penalties, 'fine') + amountOf(penalties, 'gains')

/** What of it, and of the late fee that was asked for, is not paid. */
export function outstanding(record: PenaltyRecord): number {
  if (record.overturned === 'revoked' || record.overturned === 'void') return 0
  const paid = (record.payments ?? []).reduce((sum, { amount }) => sum + amount, 0)
  return Math.max(0, owed(record) + (record.lateFee ?? 0) - paid - (record.collected ?? 0))
}

const MONEY_OR_WORDS: readonly PenaltyKind[] = ['warning', 'criticism', 'fine', 'gains']

/** Whether something of a decision that stands is not paid, or not done: what a fine does not say was to be carried out. */
export function unperformed(record: PenaltyRecord): boolean {
  if (record.overturned === 'revoked' || record.overturned === 'void') return false
  const toDo = (record.penalties ?? []).some(({ kind }) => !MONEY_OR_WORDS.includes(kind))
  return outstanding(record) > 0 || (toDo && record.performed === undefined)
}
