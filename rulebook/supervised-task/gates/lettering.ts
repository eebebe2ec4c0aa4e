import { workdaysAfter, workdaysBetween } from '#kernel/calendar.ts'
import { calendarUnknown } from '#kernel/refusal.ts'
import { type Day, daysBetween, inWords } from '#kernel/time.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 减负规定, 工作规则, 督查条例 } from '../../laws.ts'
import {
  type Colour,
  type Letter,
  answerDay,
  awaits,
  contested,
  lengthOf,
  ours,
  unanswered,
} from '../letters.ts'
import { gateWith } from '../../gate.ts'

const gate = gateWith({ norm: 'G2', basis: [督查条例(12), 工作规则('三色督办单')] })

/** G2: a red letter is signed by who arranged the task or by the head of the supervision section, not by a clerk of it. */
export const signedAbove = gate({
  name: 'signedAbove',
  code: 'LETTER_SIGNED_BELOW',
  title: '红色督办单由交办领导或者督查室主要负责人签发',
  about: 'actor',
  refuses: ({ actor, record }) => {
    const clerk = actor.functions.includes('supervision') && actor.level !== 'head'
    return clerk && actor.post !== record['arranger']
      ? {
          message: '红色督办单由交办领导或者督查室主要负责人签发',
          remedy: '请报督查室主要负责人签发',
        }
      : null
  },
})

/** C8: who asked for more time in time is not pressed while the answer is owed to him. */
export const notWhileAsked = gate({
  name: 'notWhileAsked',
  code: 'LETTER_BEFORE_RULING',
  norm: 'C8',
  title: '延期申请答复前不发督办单',
  refuses: ({ record }) =>
    record['extensionTo'] ? { message: '牵头单位申请延期，还没有答复', remedy: '请先答复延期申请' } : null,
})

/** G2: the same thing is not asked twice at once (重复督查). */
export const oneAtATime = gate({
  name: 'oneAtATime',
  code: 'LETTER_AWAITED',
  basis: [督查条例(15), 减负规定()],
  title: '上一份督办单回复期限内不再发单',
  refuses: ({ record, today }) => {
    const waiting = ours(record).find((one) => contested(one) || (awaits(one) && today <= one.answerBy))
    if (!waiting) return null
    return contested(waiting)
      ? { message: `牵头单位对${waiting.what}提出的异议还没有答复`, remedy: '请先答复异议' }
      : {
          message: `${waiting.what}的回复期限${inWords(waiting.answerBy)}还没有到，不重复发单`,
          remedy: '请等回复期限届满；急事请电话联系或者现场核查',
        }
  },
})

const contestedIn = (record: ActContext['record']): Letter | undefined =>
  ((record['letters'] as readonly Letter[] | undefined) ?? []).find(contested)

const lateOf = (colour: Colour, { record, today }: ActContext): Letter | undefined =>
  ours(record).find((one) => one.colour === colour && unanswered(one, today))

/** The task is late, or its day is near. */
function pressing(context: ActContext): boolean {
  const { record, today, calendar } = context
  const due: Day | undefined = record['due']
  if (due === undefined) return false
  if (today > due) return true
  const near = workdaysAfter(calendar, today, lengthOf('yellowBefore', context))
  return near.known && due <= near.value.last
}

/** G2: a yellow letter stands on a day that has passed or is near, or on a blue one that was left unanswered. */
export const yellowGrounded = gate({
  name: 'yellowGrounded',
  code: 'YELLOW_UNGROUNDED',
  title: '黄色督办单须时限已过、将到，或者蓝色提示单逾期未回复',
  refuses: (context) => {
    const { record, today, calendar } = context
    if (pressing(context) || lateOf('blue', context)) return null
    const due: Day = record['due']
    const left = workdaysBetween(calendar, today, due)
    const rest = left.known ? `${left.value}个工作日` : `${daysBetween(today, due)}日`
    return {
      message: `距完成时限${inWords(due)}还有${rest}，也没有逾期未回复的蓝色提示单`,
      remedy: `时限届满前${lengthOf('yellowBefore', context)}个工作日起可以发；现在可以发蓝色提示单`,
    }
  },
})

/** G2: a red letter stands on a yellow one that was left unanswered. */
export const redGrounded = gate({
  name: 'redGrounded',
  code: 'RED_UNGROUNDED',
  title: '红色督办单须黄色督办单逾期未回复',
  refuses: (context) => {
    if (lateOf('yellow', context)) return null
    const yellow = ours(context.record).findLast(({ colour }) => colour === 'yellow')
    return {
      message: yellow?.answered
        ? `${yellow.what}已于${inWords(yellow.answered)}回复`
        : '没有逾期未回复的黄色督办单',
      remedy: '请先发黄色督办单，逾期不回复的再发红色督办单',
    }
  },
})

const dayKnown = (colours: readonly Colour[]): Gate =>
  gate({
    name: 'answerDayKnown',
    code: 'CALENDAR_UNKNOWN',
    title: '能算出回复期限才发单',
    refuses: (context) => {
      const day = colours.map((colour) => answerDay(colour, context)).find(({ known }) => !known)
      if (!day || day.known) return null
      const { message, remedy } = calendarUnknown(day.year)
      return { message, ...(remedy === undefined ? {} : { remedy }) }
    },
  })

export const blueDayKnown = dayKnown(['blue'])
export const yellowDayKnown = dayKnown(['yellow'])
export const redDayKnown = dayKnown(['red'])
/** Ruling on a letter of whatever colour. */
export const everyDayKnown = dayKnown(['blue', 'yellow', 'red'])

/** G2: there is a letter to answer. */
export const somethingAsked = gate({
  name: 'somethingAsked',
  code: 'NO_LETTER_TO_ANSWER',
  title: '有待回复的督办单才回复',
  refuses: ({ record }) =>
    ours(record).some(awaits)
      ? null
      : { message: '没有待回复的督办单', remedy: '进展情况请报“在办”，困难请报“卡住了”' },
})

/** G2: there is an objection to rule on. */
export const somethingContested = gate({
  name: 'somethingContested',
  code: 'NO_OBJECTION_OPEN',
  basis: [督查条例(17), 工作规则('三色督办单')],
  title: '有待答复的异议才答复',
  refuses: ({ record }) =>
    contestedIn(record) ? null : { message: '没有待答复的督办单异议', remedy: '由主送单位说明理由提出异议' },
})

/** G2: a unit objects to a letter once; the ruling on it binds. */
export const objectedOnce = gate({
  name: 'objectedOnce',
  code: 'OBJECTED_ALREADY',
  basis: [督查条例(17), 工作规则('三色督办单')],
  title: '同一份督办单只能提一次异议',
  reads: 'form',
  refuses: ({ record, form }) => {
    const named = ours(record).find(({ what }) => what === form['letter'])
    return named?.objection === undefined
      ? null
      : { message: `对${named.what}已经提过异议`, remedy: '请回复督办单；遇到困难请报“卡住了”' }
  },
})

/** G2: no closing over an objection that nobody answered. */
export const objectionsRuled = gate({
  name: 'objectionsRuled',
  code: 'OBJECTION_OPEN',
  basis: [督查条例(17), 工作规则('三色督办单')],
  title: '督办单的异议答复后才销号',
  refuses: ({ record }) => {
    const open = contestedIn(record)
    return open ? { message: `对${open.what}的异议还没有答复`, remedy: '请先答复异议' } : null
  },
})
