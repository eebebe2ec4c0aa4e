import { articlesIn, titleKey } from '#kernel/law.ts'
import { inWords } from '#kernel/time.ts'
import { MOST_OPENED } from '#kernel/vocabulary.ts'
import { 工作规则 } from '../laws.ts'
import type { InstrumentRecord } from './record.ts'
import { gateWith } from '../gate.ts'

const gate = gateWith({ norm: 'B1', basis: [工作规则('法规库')], reads: 'form' })

/** B1: one instrument stands once in the register, or gates would not know which to believe. */
export const registeredOnce = gate({
  name: 'instrumentOnce',
  code: 'INSTRUMENT_TWICE',
  title: '一件法律文件只登记一次',
  refuses: ({ form, laws }) => {
    const name = titleKey(String(form['title']))
    return laws.instrument(name)
      ? { message: `法规库里已有《${name}》`, remedy: '请在已登记的那一件上登记修改、废止' }
      : null
  },
})

/** B1: a change names articles that the instrument has. */
export const articlesThere = gate({
  name: 'articlesThere',
  code: 'ARTICLE_UNKNOWN',
  title: '写明是第几条，且这件文件里有',
  refuses: ({ form, record }) => {
    const named = articlesIn(String(form['articles'] ?? ''))
    if (named.length === 0)
      return { message: '没有写明第几条', remedy: '写成：第十八条、第二十一条至第二十三条' }
    const { articles, title = '' }: InstrumentRecord = record
    const beyond = articles === undefined ? undefined : named.find((n) => Number(n.split('之')[0]) > articles)
    return beyond === undefined
      ? null
      : { message: `《${title}》只有${articles}条，没有第${beyond}条`, remedy: '请核对条号' }
  },
})

/** B1: an article is not changed before the instrument begins to run. */
export const changeAfterStart = gate({
  name: 'changeAfterStart',
  code: 'CHANGE_TOO_EARLY',
  title: '变动日期不早于施行日期',
  refuses: ({ form, record }) => {
    const { from = '' }: InstrumentRecord = record
    const day = String(form['from'])
    return day > from
      ? null
      : { message: `${inWords(day)}不晚于这件文件的施行日期`, remedy: '请核对变动的日期' }
  },
})

/** B1: what was registered by mistake is named by its number. */
export const changeThere = gate({
  name: 'changeThere',
  code: 'CHANGE_UNKNOWN',
  title: '更正的是沿革里有的一次变动',
  refuses: ({ form, record }) => {
    const { changes = [] }: InstrumentRecord = record
    return changes.some(({ no }) => no === form['no'])
      ? null
      : { message: `沿革里没有第${String(form['no'])}次变动`, remedy: '请看沿革里的序号' }
  },
})

/** B1: there is somebody left to be told. */
export const somebodyUntold = gate({
  name: 'somebodyUntold',
  code: 'NOBODY_TO_TELL',
  title: '还有单位没有收到复核通知',
  reads: 'record',
  needs: ['resting'],
  refuses: ({ record }) =>
    ((record as InstrumentRecord).waiting ?? 0) > 0 ? null : { message: '持有单位都已收到复核通知' },
})

/** B1: an instrument goes as a whole once one act can tell everybody who holds something that rests on it. */
export const everybodyTold = gate({
  name: 'everybodyTold',
  code: 'TOO_MANY_HOLDERS',
  title: '整件废止一次通知到全部持有单位',
  reads: 'record',
  needs: ['resting'],
  refuses: ({ record, resting }) => {
    const waiting = (record as InstrumentRecord).waiting ?? 0
    if (waiting > 0)
      return { message: `上一次变动还有${waiting}个单位没有收到复核通知`, remedy: '请先继续发出复核通知' }
    const holders = new Set(resting.map(({ unit }) => unit)).size
    return holders <= MOST_OPENED
      ? null
      : {
          message: `持有单位有${holders}个，一次最多通知${MOST_OPENED}个`,
          remedy: '请先分条登记废止，通知完以后再登记整件废止',
        }
  },
})
