import { type Known, type Calendar, workdaysAfter } from '#kernel/calendar.ts'
import { type CountedTerm, dueAfter, until, workdays } from '#kernel/terms.ts'
import { type Day, type Instant, dayAt, inWords } from '#kernel/time.ts'
import type { About, ReviewRecord } from './record.ts'

const 审核意见 = '国办发〔2018〕115号：一般不少于5个、最长不超过15个工作日；原文未核，作为本区参数'

/**
 * 期限. The review's own term runs from the day on which the papers are complete; what it takes to complete them is never counted. The
 * numbers are the tenant's parameters, `legality-review.reviewDecision` and so on, within what their sources say.
 */
export const terms = {
  receiveWithin: workdays(2, '本区参数：收件后一次告知或者接收'),
  completeWithin: workdays(5, '本区参数'),
  assignWithin: workdays(1, '本区参数'),
  adviseWithin: workdays(5, '本区参数'),
  issueWithin: workdays(2, '本区参数'),
  answerWithin: workdays(5, '本区参数'),
  reviewDecision: workdays(15, '本区参数；重大行政决策程序暂行条例第26条只规定一般不少于7个工作日'),
  reviewDocument: workdays(15, 审核意见),
  reviewList: workdays(15, '本区参数'),
  reviewContract: workdays(10, '本区参数'),
  leastDecision: workdays(7, '重大行政决策程序暂行条例第26条：一般不少于7个工作日'),
  leastDocument: workdays(5, 审核意见),
  leastOther: workdays(5, '本区参数'),
  mostDocument: workdays(15, 审核意见),
  urgentWithin: workdays(3, '本区参数：情况紧急的'),
  extendBy: workdays(10, '本区参数：延长一次，最多延长的工作日'),
  byCompletion: until('completeBy'),
  byReview: until('due'),
} as const

type Counted = {
  [N in keyof typeof terms]: (typeof terms)[N] extends CountedTerm ? N : never
}[keyof typeof terms]

const NORMAL = {
  decision: 'reviewDecision',
  document: 'reviewDocument',
  list: 'reviewList',
  contract: 'reviewContract',
} as const satisfies Record<About, Counted>

const LEAST = {
  decision: 'leastDecision',
  document: 'leastDocument',
  list: 'leastOther',
  contract: 'leastOther',
} as const satisfies Record<About, Counted>

/** What counting needs besides the record. */
export interface Counting {
  readonly at: Instant
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, number>>
}

/** A term at the tenant's own length. */
export function lengthOf({ parameters }: Pick<Counting, 'parameters'>, name: Counted): number {
  return parameters[`legality-review.${name}`] ?? terms[name].length
}

const after = (counting: Counting, name: Counted) =>
  dueAfter(workdays(lengthOf(counting, name)), counting.at, counting.calendar)

/** The last day for the submitter to hand in what is missing, asked for now. */
export function completionDay(counting: Counting): Known<Day> {
  const counted = after(counting, 'completeWithin')
  return counted.known ? { known: true, value: counted.value.lastDay } : counted
}

/** Working days a submitter must leave for the review, generally. */
export const leastDays = (counting: Counting, about: About): number => lengthOf(counting, LEAST[about])

interface Review {
  readonly day: Day
  /** Why it is that day, in sentences. */
  readonly why: string
}

/**
 * The last day of the review when its papers are complete now. The term of its kind; earlier where the submitter asked for a day that
 * still leaves the time generally due; in an emergency, which he gave reasons for, his day, or the urgent term.
 *
 *     reviewDay({ about: 'decision' }, { at: '2026-02-10T02:00:00.000Z', calendar, parameters: {} })
 *     // → 2026-03-09: the Spring Festival is skipped, 2026-02-14 and 02-28 are made up and count
 */
export function reviewDay(
  { about = 'decision', wanted, urgent }: ReviewRecord,
  counting: Counting,
): Known<Review> {
  const normal = after(counting, NORMAL[about])
  if (!normal.known) return normal
  const whole = { day: normal.value.lastDay, why: normal.value.steps.join('；') }
  const soonest = wanted !== undefined && wanted < whole.day ? wanted : undefined
  if (urgent === undefined && soonest === undefined) return { known: true, value: whole }
  const asked = soonest && {
    day: soonest,
    why: `${urgent === undefined ? '' : '情况紧急，'}送审单位请于${inWords(soonest)}前审查完毕`,
  }
  const least = after(counting, urgent === undefined ? LEAST[about] : 'urgentWithin')
  if (!least.known) return least
  const { lastDay, steps } = least.value
  // In an emergency his day holds as soon as there is one ahead; otherwise it leaves the time generally due.
  const holds = asked && asked.day > (urgent === undefined ? lastDay : dayAt(counting.at))
  return { known: true, value: holds ? asked : { day: lastDay, why: steps.join('；') } }
}

/** The day to which an extension of so many working days moves a term; the day itself while there is none. */
export function extendedDay(due: Day, length: number, { calendar }: Pick<Counting, 'calendar'>): Known<Day> {
  if (due === '') return { known: true, value: due }
  const counted = workdaysAfter(calendar, due, length)
  return counted.known ? { known: true, value: counted.value.last } : counted
}

/** The last day to which the term may be extended; a document's review is never longer than its most. */
export function lastExtension(
  { about, due = '', acceptedOn = '' }: ReviewRecord,
  counting: Counting,
): Known<Day> {
  return about === 'document'
    ? extendedDay(acceptedOn, lengthOf(counting, 'mostDocument'), counting)
    : extendedDay(due, lengthOf(counting, 'extendBy'), counting)
}
