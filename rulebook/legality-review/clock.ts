import { type Known, type Calendar, workdaysAfter } from '#kernel/calendar.ts'
import { type CountedTerm, dueAfter, until, workdays } from '#kernel/terms.ts'
import { type Day, type Instant, dayAt, inWords } from '#kernel/time.ts'
import type { SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'
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
  urgentWithin: workdays(3, '本区参数：情况紧急的'),
  byCompletion: until('completeBy'),
  byReview: until('due'),
} as const

const days = (title: string, usual: number, most: number, note: string): SettingSpec => ({
  title,
  unit: '个工作日',
  usual,
  least: 1,
  most,
  note,
})

/** Bounds of these terms, the tenant's own like them. */
export const settings = {
  leastDecision: days('重大行政决策一般不少于', 7, 60, '重大行政决策程序暂行条例第26条'),
  leastDocument: days('行政规范性文件一般不少于', 5, 15, 审核意见),
  leastOther: days('清单调整、合同一般不少于', 5, 60, '本区参数'),
  mostDocument: days('行政规范性文件最长', 15, 15, 审核意见),
  extendBy: days('延长最多', 10, 60, '本区参数：延长一次'),
} as const

const setting = settingsOf('legality-review', settings)

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
} as const satisfies Record<About, keyof typeof settings>

/** What counting needs besides the record. */
export interface Counting {
  readonly at: Instant
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, number>>
}

const after = (counting: Counting, length: number) =>
  dueAfter(workdays(length), counting.at, counting.calendar)

/** A term at the tenant's own length. */
const lengthOf = ({ parameters }: Counting, name: Counted): number =>
  parameters[`legality-review.${name}`] ?? terms[name].length

const running = (counting: Counting, name: Counted) => after(counting, lengthOf(counting, name))

/** Whatever a tenant sets, a document's review never takes longer than its most. */
const wholeTerm = (counting: Counting, about: About) =>
  after(
    counting,
    Math.min(
      lengthOf(counting, NORMAL[about]),
      about === 'document' ? mostDays(counting, about) : Number.POSITIVE_INFINITY,
    ),
  )

/** The last day for the submitter to hand in what is missing, asked for now. */
export function completionDay(counting: Counting): Known<Day> {
  const counted = running(counting, 'completeWithin')
  return counted.known ? { known: true, value: counted.value.lastDay } : counted
}

/** Working days a submitter must leave for the review, generally. */
export const leastDays = (counting: Pick<Counting, 'parameters'>, about: About): number =>
  setting(LEAST[about], counting)

/** Working days a document's review may take at most, and by which any other may be extended. */
export const mostDays = (counting: Pick<Counting, 'parameters'>, about: About): number =>
  setting(about === 'document' ? 'mostDocument' : 'extendBy', counting)

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
  const normal = wholeTerm(counting, about)
  if (!normal.known) return normal
  const whole = { day: normal.value.lastDay, why: normal.value.steps.join('；') }
  const soonest = wanted !== undefined && wanted < whole.day ? wanted : undefined
  if (urgent === undefined && soonest === undefined) return { known: true, value: whole }
  const asked = soonest && {
    day: soonest,
    why: `${urgent === undefined ? '' : '情况紧急，'}送审单位请于${inWords(soonest)}前审查完毕`,
  }
  const least =
    urgent === undefined ? after(counting, leastDays(counting, about)) : running(counting, 'urgentWithin')
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
  { about = 'decision', due = '', acceptedOn = '' }: ReviewRecord,
  counting: Counting,
): Known<Day> {
  return extendedDay(about === 'document' ? acceptedOn : due, mostDays(counting, about), counting)
}
