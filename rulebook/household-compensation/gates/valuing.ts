import { addDays, inWords } from '#kernel/time.ts'
import { 征补条例, 评估办法 } from '../../laws.ts'
import { VALUE_DAYS, lastDay } from '../clock.ts'
import type { HouseholdRecord } from '../record.ts'
import { lawful, projectOf } from './gate.ts'

/** First for all to see, then for each house. */
export const valuesShown = lawful({
  name: 'valuesShown',
  code: 'VALUES_NOT_SHOWN',
  basis: [征补条例(19), 征补条例(20), 评估办法('初步评估结果公示')],
  title: '选定评估机构、公示初步评估结果后送达分户报告',
  needs: ['children'],
  refuses: (context) =>
    projectOf(context)?.record['shownOn'] === undefined
      ? { message: '初步评估结果还没有公示', remedy: '请先由被征收人选定评估机构，并公示初步评估结果' }
      : null,
})

/** 征补条例 19: the market price on the day of the announcement, and no other day's. */
export const valuedOnAnnouncement = lawful({
  name: 'valuedOnAnnouncement',
  code: 'VALUED_OTHER_DAY',
  basis: [征补条例(19)],
  title: '评估时点是征收决定公告之日',
  reads: 'form',
  needs: ['children'],
  refuses: (context) => {
    const day: string | undefined = projectOf(context)?.record['announcedOn']
    if (day === undefined || context.form['asOf'] === day) return null
    return {
      message: `评估时点不是征收决定公告之日${inWords(day)}`,
      remedy: '请评估机构按公告之日的市场价格评估',
    }
  },
})

export const notAhead = lawful({
  name: 'householdDayNotAhead',
  code: 'DAY_AHEAD',
  basis: [征补条例(26)],
  title: '登记的日期不在将来',
  reads: 'form',
  refuses: ({ form, today }) =>
    form['on'] > today ? { message: `${inWords(form['on'])}还没有到`, remedy: '请在发生之后登记' } : null,
})

/** Each of these comes after the one before it: a report that is entered earlier than the values were shown would cut a term short. */
export const valuedInOrder = lawful({
  name: 'valuedInOrder',
  code: 'DAY_EARLY',
  basis: [征补条例(19), 评估办法(20)],
  title: '公示、送达、复核、鉴定按先后登记日期',
  reads: 'form',
  needs: ['children'],
  refuses: (context) => {
    const { valuedOn, reviewAskedOn, reviewedOn, appraisalAskedOn }: HouseholdRecord = context.record
    const shownOn: string | undefined = projectOf(context)?.record['shownOn']
    const before = [shownOn, valuedOn, reviewAskedOn, reviewedOn, appraisalAskedOn].reduce<string>(
      (last, one) => (one !== undefined && one > last ? one : last),
      '',
    )
    return context.form['on'] >= before
      ? null
      : { message: `${inWords(context.form['on'])}早于上一步的${inWords(before)}`, remedy: '请核对日期' }
  },
})

/** 评估办法 20: within ten days of the report. */
export const reviewInTime = lawful({
  name: 'valuationReviewInTime',
  code: 'REVIEW_LATE',
  basis: [征补条例(19), 评估办法(20)],
  title: '自收到评估报告之日起10日内申请复核评估',
  reads: 'form',
  refuses: ({ form, record, calendar }) => {
    const { valuedOn }: HouseholdRecord = record
    if (valuedOn === undefined) return { message: '评估报告还没有送达', remedy: '请先送达评估报告' }
    const last = lastDay(calendar, addDays(valuedOn, VALUE_DAYS))
    return form['on'] <= last
      ? null
      : { message: `申请复核评估到${inWords(last)}截止`, remedy: '逾期的，以原评估结果为准' }
  },
})

/** One review, one appraisal after it: asking again would begin a term that is over. */
const askedOnce = (name: string, what: string, on: 'reviewAskedOn' | 'appraisalAskedOn', remedy: string) =>
  lawful({
    name,
    code: 'ASKED_ALREADY',
    basis: [征补条例(19), 评估办法(20), 评估办法(22)],
    title: `${what}申请一次`,
    refuses: ({ record }) => {
      const day = (record as HouseholdRecord)[on]
      return day === undefined ? null : { message: `已于${inWords(day)}申请${what}`, remedy }
    },
  })

export const reviewAskedOnce = askedOnce(
  'valuationReviewAskedOnce',
  '复核评估',
  'reviewAskedOn',
  '对复核结果有异议的，自收到之日起10日内申请专家鉴定',
)
export const appraisalAskedOnce = askedOnce(
  'appraisalAskedOnce',
  '专家鉴定',
  'appraisalAskedOn',
  '以鉴定意见为准；不服补偿决定的，依法复议、起诉',
)

export const reviewAsked = lawful({
  name: 'valuationReviewAsked',
  code: 'REVIEW_NOT_ASKED',
  basis: [评估办法(21)],
  title: '申请复核的才答复复核结果',
  refuses: ({ record }) =>
    record['reviewAskedOn'] !== undefined && record['reviewedOn'] === undefined
      ? null
      : { message: '没有待答复的复核申请', remedy: '请先登记复核申请' },
})

/** 评估办法 22: within ten days of the answer, and only against one. */
export const appraisalInTime = lawful({
  name: 'appraisalInTime',
  code: 'APPRAISAL_LATE',
  basis: [征补条例(19), 评估办法(22)],
  title: '自收到复核结果之日起10日内申请专家鉴定',
  reads: 'form',
  refuses: ({ form, record, calendar }) => {
    const { reviewedOn }: HouseholdRecord = record
    if (reviewedOn === undefined) return { message: '还没有复核结果', remedy: '请先申请复核评估' }
    const last = lastDay(calendar, addDays(reviewedOn, VALUE_DAYS))
    return form['on'] <= last
      ? null
      : { message: `申请鉴定到${inWords(last)}截止`, remedy: '逾期的，以复核结果为准' }
  },
})

export const appraisalAsked = lawful({
  name: 'appraisalAsked',
  code: 'APPRAISAL_NOT_ASKED',
  basis: [评估办法(23)],
  title: '申请鉴定的才登记鉴定意见',
  refuses: ({ record }) =>
    record['appraisalAskedOn'] !== undefined && record['appraisedOn'] === undefined
      ? null
      : { message: '没有待答复的鉴定申请', remedy: '请先登记鉴定申请' },
})

/** 评估办法 22–25: three or more, an odd number, two thirds of them valuers. */
export const panelComposed = lawful({
  name: 'panelComposed',
  code: 'PANEL_UNFIT',
  basis: [评估办法(24)],
  title: '鉴定组3人以上单数，评估师不少于三分之二',
  reads: 'form',
  refuses: ({ form }) => {
    const { experts, valuers } = form as { experts: number; valuers: number }
    if (experts < 3 || experts % 2 === 0)
      return { message: `鉴定组${experts}人，应当是3人以上单数`, remedy: '请重新组成鉴定组' }
    return valuers <= experts && valuers * 3 >= experts * 2
      ? null
      : { message: `${experts}名成员中评估师${valuers}人，不到三分之二`, remedy: '请重新组成鉴定组' }
  },
})

/** Nobody is bound by a value that is still being looked at. */
export const valueSettled = lawful({
  name: 'valueSettled',
  code: 'VALUE_UNSETTLED',
  basis: [征补条例(19), 评估办法(20)],
  title: '复核、鉴定没有结果，不报请补偿决定',
  refuses: ({ record }) => {
    const { reviewAskedOn, reviewedOn, appraisalAskedOn, appraisedOn }: HouseholdRecord = record
    const open =
      reviewAskedOn !== undefined && reviewedOn === undefined
        ? '复核评估'
        : appraisalAskedOn !== undefined && appraisedOn === undefined
          ? '专家鉴定'
          : null
    return open ? { message: `${open}还没有结果`, remedy: `请等${open}结果` } : null
  },
})
