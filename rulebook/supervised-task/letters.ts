import { type Calendar, type Known, workdaysAfter } from '#kernel/calendar.ts'
import * as f from '#kernel/fields.ts'
import { workdays } from '#kernel/terms.ts'
import { type Day, daysBetween } from '#kernel/time.ts'
import type { FormOf } from '#kernel/fields.ts'
import type { Actor, Share } from '#kernel/vocabulary.ts'

/** 三色督办单: signed by a person, apart from the lights, which are computed and belong to nobody. */
export const colours = { blue: '蓝色提示单', yellow: '黄色督办单', red: '红色督办单' } as const

export type Colour = keyof typeof colours

/** One letter as the record keeps it: what it said, what was answered, what was held against it. */
export const letter = {
  what: f.text('文书', { max: 40 }),
  colour: f.choice('颜色', colours),
  unit: f.unit('主送单位'),
  on: f.day('发出日期'),
  by: f.person('签发人'),
  post: f.post('签发岗位'),
  due: f.day('当时的时限'),
  late: f.number('当时逾期日数', { min: 0, max: 99_999 }),
  reason: f.text('事由', { max: 1000, optional: true }),
  demand: f.text('要求', { max: 1000 }),
  answerBy: f.day('回复期限'),
  answered: f.day('回复日期', { optional: true }),
  answer: f.text('回复', { max: 2000, optional: true }),
  objection: f.text('异议', { max: 1000, optional: true }),
  ruling: f.text('异议答复', { max: 1000, optional: true }),
  withdrawn: f.day('撤回日期', { optional: true }),
  ended: f.day('终止日期', { optional: true }),
}

export type Letter = FormOf<typeof letter>

/** What letters look at of a task. */
interface Lettered {
  readonly letters?: readonly Letter[]
  readonly lead?: string
  readonly due?: Day
}

const LOCAL = '地方做法（三色督办单），国家条例无统一天数'

export const letterTerms = {
  answerBlueWithin: workdays(5, `蓝色提示单的回复期限；${LOCAL}`),
  answerYellowWithin: workdays(3, `黄色督办单的回复期限；${LOCAL}`),
  answerRedWithin: workdays(2, `红色督办单的回复期限；${LOCAL}`),
  yellowBefore: workdays(3, `完成时限届满前可以发黄色督办单的时段；${LOCAL}`),
  reviewLetterWithin: workdays(5, LOCAL),
}

const WITHIN = {
  blue: 'answerBlueWithin',
  yellow: 'answerYellowWithin',
  red: 'answerRedWithin',
} as const satisfies Record<Colour, keyof typeof letterTerms>

interface Now {
  readonly today: Day
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, number>>
}

/** A district's own length of one of these terms, or the usual one, in working days. */
export const lengthOf = (name: keyof typeof letterTerms, { parameters }: Now): number =>
  parameters[`supervised-task.${name}`] ?? letterTerms[name].length

/** The last day to answer a letter of a colour sent today; unknown where the year's holidays are. */
export function answerDay(colour: Colour, now: Now): Known<Day> {
  const counted = workdaysAfter(now.calendar, now.today, lengthOf(WITHIN[colour], now))
  return counted.known ? { known: true, value: counted.value.last } : counted
}

/** As `answerDay`, behind the gate that refuses while the holidays are unknown. */
function knownAnswerDay(colour: Colour, now: Now): Day {
  const day = answerDay(colour, now)
  if (!day.known) throw new Error(`a letter got past its gate without the holidays of ${day.year}`)
  return day.value
}

/** The letters to the unit that leads now; those to one before it stay on record and bind nobody. */
export const ours = ({ letters = [], lead }: Lettered): readonly Letter[] =>
  letters.filter(({ unit }) => unit === lead)

/** An answer is still to come: not given, not contested, the letter not withdrawn or ended with its object. */
export const awaits = ({ answered, withdrawn, ended, objection, ruling }: Letter): boolean =>
  !answered && !withdrawn && !ended && (objection === undefined || ruling !== undefined)

/** The unit objects and nobody has ruled yet. */
export const contested = ({ objection, ruling }: Letter): boolean =>
  objection !== undefined && ruling === undefined

/** Its days are over and no answer came. */
export const unanswered = (one: Letter, today: Day): boolean => awaits(one) && today > one.answerBy

interface Sending extends Now {
  readonly record: Lettered
  readonly form: { readonly reason?: string; readonly demand: string }
  readonly actor: Actor
}

/** The record's letters with one more. Letters are numbered within the task, 第2号黄色督办单. */
export function sent({ record, form, actor, ...now }: Sending, colour: Colour): readonly Letter[] {
  const { letters = [], lead = '', due = now.today } = record
  return [
    ...letters,
    {
      what: `第${letters.length + 1}号${colours[colour]}`,
      colour,
      unit: lead,
      on: now.today,
      by: actor.person,
      post: actor.post,
      due,
      late: Math.max(0, daysBetween(due, now.today)),
      ...(form.reason === undefined ? {} : { reason: form.reason }),
      demand: form.demand,
      answerBy: knownAnswerDay(colour, now),
    },
  ]
}

/** The letters with those changed that meet the condition; undefined, which leaves the record as it is, when none does. */
const changed = (
  { letters = [] }: Lettered,
  which: (one: Letter) => boolean,
  change: (one: Letter) => Partial<Letter>,
): readonly Letter[] | undefined =>
  letters.some(which) ? letters.map((one) => (which(one) ? { ...one, ...change(one) } : one)) : undefined

const stands = ({ answered, withdrawn, ended }: Letter): boolean => !answered && !withdrawn && !ended

/** One answer is one for all letters: any honest report counts as it, so that nobody reports twice (减负). */
export const answeredAll = (record: Lettered, today: Day, answer: string) =>
  changed(
    record,
    (one) => one.unit === record.lead && stands(one),
    () => ({ answered: today, answer }),
  )

/** The task rests or is gone, and with it what was asked. */
export const endedAll = (record: Lettered, today: Day) => changed(record, stands, () => ({ ended: today }))

const named = (what: string) => (one: Letter) => one.what === what

export const objectedTo = (record: Lettered, what: string, objection: string) =>
  changed(record, named(what), () => ({ objection }))

export const withdrawn = (record: Lettered, what: string, today: Day, ruling: string) =>
  changed(record, named(what), () => ({ ruling, withdrawn: today }))

/** Kept, it is to be answered in its full days from the ruling on. */
export const upheld = (record: Lettered, what: string, now: Now, ruling: string) =>
  changed(record, named(what), ({ colour }) => ({ ruling, answerBy: knownAnswerDay(colour, now) }))

/** One share of the duty to answer per letter that awaits it. */
export const answerShares = (record: Lettered): readonly Share[] =>
  ours(record)
    .filter(awaits)
    .map(({ what, answerBy }) => ({ subject: what, what, until: answerBy }))

/** One share of the duty to rule per contested letter. */
export const reviewShares = ({ letters = [] }: Lettered): readonly Share[] =>
  letters.filter(contested).map(({ what }) => ({ subject: what, what }))
