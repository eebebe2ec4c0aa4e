import { daysBetween, inWords } from '#kernel/time.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 执法证管理, 处罚法 } from '../laws.ts'

type Most = Pick<Gate, 'name' | 'code' | 'norm' | 'basis' | 'title' | 'refuses'>
const gate = (spec: Most & Partial<Gate>): Gate => ({ about: 'matter', reads: 'form', ...spec })

/** Days a card runs at most: five years. */
const LONGEST = 5 * 366

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
    return daysBetween(start, until) <= LONGEST
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
