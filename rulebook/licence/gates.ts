import { addMonths, inWords } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import type { ExamRecord } from '../exam/record.ts'
import { 执法证管理, 处罚法, 强制法 } from '../laws.ts'
import { type LicenceRecord, type Scope, kindsOf } from './record.ts'
import { setting } from './settings.ts'
import { gateWith } from '../gate.ts'

const gate = gateWith({ reads: 'form' })

/** Months a card runs at most: five years, to the day. */
const LONGEST = 60

/** B3: a card is for somebody who works in the unit in whose name he will act. */
export const holderWorksThere = gate({
  name: 'licenceHolderWorksThere',
  code: 'LICENCE_HOLDER_UNFIT',
  norm: 'B3',
  basis: [处罚法(42), 执法证管理()],
  title: '持证人是执法单位的在岗人员',
  refuses: ({ form, directory }) =>
    directory.worksIn(String(form['person']), String(form['unit']))
      ? null
      : {
          message: '所选人员不在这个单位任职',
          remedy: '请选本单位在岗人员；名录有误的先请系统管理员更正',
        },
})

/** B3: a card begins when it is given or later, and does not outlast the term of cards. */
export const termFits = gate({
  name: 'licenceTermFits',
  code: 'LICENCE_TERM_UNFIT',
  norm: 'B3',
  basis: [执法证管理('有效期')],
  title: '有效期从发证起算，最长五年',
  refuses: ({ form, record, today }) => {
    const from = String(form['from'] ?? record['from'] ?? today)
    const until = String(form['until'])
    if (until < today || until <= from)
      return { message: `有效期至${inWords(until)}，已经过去或者早于发证日期`, remedy: '请填今后的日期' }
    const start = form['from'] === undefined ? today : from
    return until <= addMonths(start, LONGEST)
      ? null
      : { message: '有效期超过五年', remedy: '请缩短有效期，到期考核换证' }
  },
})

/** B3: one person has one card that runs. */
export const oneCard = gate({
  name: 'licenceOnlyOne',
  code: 'LICENCE_TWICE',
  norm: 'B3',
  basis: [执法证管理()],
  title: '一人只有一张有效的执法证',
  refuses: ({ form, directory, today }: ActContext) => {
    const known = directory.licence(String(form['person']))
    const runs = known && known.stopped === undefined && known.until >= today
    return runs
      ? {
          message: `此人已有有效的执法证（${known.number}，至${inWords(known.until)}）`,
          remedy: '调动的先收回原证；变更类别的办理“变更执法类别”',
        }
      : null
  },
})

const covers = (wider: Scope | undefined, scope: Scope): boolean =>
  wider !== undefined && kindsOf[scope].every((kind) => kindsOf[wider].includes(kind))

const NOT_PASSED = '没有此人可以用于发证的合格成绩'

/** What is wrong with the exam that the form names; null where it is a pass that serves. */
function examFault(context: ActContext): string | null {
  const { form, matters, today } = context
  const held: LicenceRecord = context.record
  const named = matters[String(form['passed'])]
  const sat: ExamRecord = named?.record ?? {}
  const person: unknown = held.person ?? form['person']
  if (named?.procedure !== 'exam' || named.state !== 'marked' || sat.person !== person) return NOT_PASSED
  if (sat.result !== 'passed' || sat.on === undefined) return NOT_PASSED
  if (!covers(sat.scope, (form['scope'] ?? held.scope) as Scope)) return '考试的类别不包括证件的执法类别'
  if (held.passed === form['passed']) return '这次考试已经用于发证'
  const good = setting('examGood', context)
  return addMonths(sat.on, good) < today ? `考试在${inWords(sat.on)}，合格成绩${good}个月内有效` : null
}

/**
 * B3: a card rests on an exam that this person has passed. To whoever could not issue the card anyway the gate is silent, or trying would
 * tell him how somebody did; the role refuses him.
 */
export const examPassed = gate({
  name: 'licenceExamPassed',
  code: 'LICENCE_EXAM_MISSING',
  norm: 'B3',
  basis: [处罚法(42), 强制法(17), 执法证管理('资格考试')],
  title: '本人的资格考试合格，类别相符，在有效期内',
  refuses: (context) => {
    const { actor, record, form } = context
    const { issuer, scope }: LicenceRecord = record
    const isOffice = issuer === undefined ? actor.functions.includes('legal') : actor.unit === issuer
    // Narrowing what a card covers asks nothing of its holder.
    const narrows = form['scope'] !== undefined && form['until'] === undefined && covers(scope, form['scope'])
    const fault = isOffice && !narrows ? examFault(context) : null
    return fault === null
      ? null
      : { message: fault, remedy: '请选此人合格的资格考试；没有的，先报名参加考试' }
  },
})

const dayOf = (digits: number): string =>
  `${String(digits).slice(0, 4)}-${String(digits).slice(4, 6)}-${String(digits).slice(6)}`

/** B3: what was issued before the system came may be entered; a later card needs its exam. */
export const issuedBefore = gate({
  name: 'licenceIssuedBefore',
  code: 'LICENCE_NOT_EARLIER',
  norm: 'B3',
  basis: [执法证管理('资格考试')],
  title: '补录的是系统启用前已发的证',
  refuses: (context) => {
    const cut = dayOf(setting('enteredBefore', context))
    return String(context.form['from']) < cut
      ? null
      : {
          message: `只能补录${inWords(cut)}以前发的证`,
          remedy: '这以后发的证，凭资格考试合格成绩办理“发给执法证”',
        }
  },
})
