import { workdaysAfter } from '#kernel/calendar.ts'
import { addDays, addMonths, inWords } from '#kernel/time.ts'
import { lawful } from '../../household-compensation/gates/gate.ts'
import * as ofProject from '../../household-compensation/gates/of-project.ts'
import { plans } from '../../household-compensation/record.ts'
import { 土地管理法, 土地条例 } from '../../laws.ts'
import { type LandRecord, YEARLY, interests } from '../record.ts'
import { setting } from '../settings.ts'

/** 土地管理法 45(2). */
export const landInYearlyPlan = lawful({
  name: 'landInYearlyPlan',
  code: 'YEARLY_PLAN_MISSING',
  basis: [土地管理法(45)],
  title: '保障性安居工程、成片开发纳入年度计划；成片开发符合标准',
  reads: 'form',
  refuses: ({ form }) => {
    const named = interests[form['interest'] as keyof typeof interests]
    if (YEARLY.includes(form['interest']) && !form['yearlyPlan'])
      return { message: `“${named}”没有纳入年度计划`, remedy: '请先纳入国民经济和社会发展年度计划' }
    return form['interest'] === 'tract' && !form['tractPlan']
      ? { message: '成片开发没有省级以上政府批准的方案', remedy: '请取得成片开发方案批准后提出' }
      : null
  },
})

/** 土地管理法 44: farmland is converted first, or with the same approval. */
export const conversionSettled = lawful({
  name: 'conversionSettled',
  code: 'CONVERSION_MISSING',
  basis: [土地管理法(44), 土地管理法(46)],
  title: '征收农用地的，先行办理或者一并办理农用地转用',
  reads: 'form',
  refuses: ({ form }) =>
    form['basic'] + form['arable'] > 0 && !form['conversion']
      ? { message: '占用耕地，没有写明农用地转用情况', remedy: '请写明转用批准文号，或者一并报批' }
      : null,
})

export const landPlansFit = ofProject.plansFit(
  { name: 'landPlansFit', basis: [土地管理法(45), 土地条例(26)], title: '符合各项规划，有规划证明' },
  plans,
)

/** 土地条例 26(2): ten working days in full; the day it is put up does not count. */
export const PREANNOUNCE_DAYS = 10

export const preannouncedLong = lawful({
  name: 'preannouncedLong',
  code: 'PREANNOUNCE_SHORT',
  basis: [土地条例(26)],
  title: '预公告不少于10个工作日',
  reads: 'form',
  refuses: ({ form, today, calendar }) => {
    const counted = workdaysAfter(calendar, today, PREANNOUNCE_DAYS)
    if (!counted.known)
      return {
        message: `${counted.year}年工作日历还没有发布，算不出预公告期`,
        remedy: '请先登记该年工作日历',
      }
    const first = counted.value.last
    return form['until'] >= first
      ? null
      : {
          message: `预公告到${inWords(form['until'])}，不满${PREANNOUNCE_DAYS}个工作日`,
          remedy: `最早到${inWords(first)}`,
        }
  },
})

export const preannounceOver = lawful({
  name: 'preannounceOver',
  code: 'PREANNOUNCE_RUNNING',
  basis: [土地条例(26), 土地条例(28)],
  title: '预公告期满后公告补偿安置方案',
  refuses: ({ record, today }) => {
    const { preannounceUntil: until }: LandRecord = record
    return until !== undefined && today > until
      ? null
      : { message: `预公告到${until ? inWords(until) : ''}截止`, remedy: '请期满后公告方案' }
  },
})

export const landSurveyed = ofProject.surveyed({
  name: 'landSurveyed',
  basis: [土地管理法(47), 土地条例(26)],
  title: '现状调查完成，权利人逐户确认',
})

/** 土地条例 26(4): not about them without them. */
export const villagersTakePart = lawful({
  name: 'villagersTakePart',
  code: 'RISK_WITHOUT_VILLAGERS',
  basis: [土地管理法(47), 土地条例(26)],
  title: '风险评估有被征地的集体经济组织及其成员、村民委员会参加',
  reads: 'form',
  refuses: ({ form }) => {
    const lacks = [
      form['collective'] === true ? null : '农村集体经济组织',
      form['members'] === true ? null : '集体经济组织成员',
      form['committee'] === true ? null : '村民委员会',
    ].filter((one) => one !== null)
    return lacks.length === 0
      ? null
      : { message: `${lacks.join('、')}没有参加风险评估`, remedy: '请通知其参加并听取意见' }
  },
})

export const riskBeforePlan = ofProject.riskAssessed({
  name: 'landRiskAssessed',
  basis: [土地管理法(47), 土地条例(26), 土地条例(27)],
  title: '依据现状调查和风险评估结果编制方案、申请征收',
})

/** 土地条例 27: with finance, agriculture, social security. */
export const draftedTogether = lawful({
  name: 'landPlanDraftedTogether',
  code: 'PLAN_DRAFTED_ALONE',
  basis: [土地条例(27)],
  title: '会同财政、农业农村、人力资源社会保障等部门编制方案',
  reads: 'form',
  refuses: ({ form, record }) => {
    const by = form['by'] as readonly string[]
    const { finance = '', labour = '' }: LandRecord = record
    return by.includes(finance) && by.includes(labour)
      ? null
      : { message: '没有财政、人力资源社会保障部门参加编制', remedy: '请会同有关部门编制' }
  },
})

/** 土地管理法 48(3): adjusted or published anew at least every three years. */
export const priceInForce = lawful({
  name: 'priceInForce',
  code: 'PRICE_OUTDATED',
  basis: [土地管理法(48)],
  title: '区片综合地价至少每三年调整或者重新公布一次',
  reads: 'form',
  refuses: ({ form, today }) => {
    const last = addMonths(form['priceOn'], 36)
    return form['priceOn'] <= today && today <= last
      ? null
      : {
          message: `区片综合地价${inWords(form['priceOn'])}公布，已经过期或者还没有公布`,
          remedy: '请采用省重新公布的标准',
        }
  },
})

export const landPlanDrafted = lawful({
  name: 'landPlanDrafted',
  code: 'PLAN_MISSING',
  basis: [土地条例(27), 土地条例(28)],
  title: '编制方案后公告',
  refuses: ({ record }) =>
    record['plan'] === undefined ? { message: '还没有编制征地补偿安置方案', remedy: '请先编制方案' } : null,
})

/** 土地管理法 47(2), 土地条例 28: thirty days; calendar days here, working days only where the text says so. */
export const NOTICE_DAYS = 30

export const noticeLong = lawful({
  name: 'landNoticeLong',
  code: 'NOTICE_SHORT',
  basis: [土地管理法(47), 土地条例(28)],
  title: '方案公告不少于30日',
  reads: 'form',
  refuses: ({ form, today }) => {
    const first = addDays(today, NOTICE_DAYS)
    if (form['registerBy'] <= today || form['signBy'] <= today)
      return { message: '补偿登记、签约的期限不在今天之后', remedy: '请另定期限' }
    return form['until'] >= first
      ? null
      : {
          message: `公告到${inWords(form['until'])}，不满${NOTICE_DAYS}日`,
          remedy: `最早到${inWords(first)}`,
        }
  },
})

export const noticeOver = lawful({
  name: 'landNoticeOver',
  code: 'NOTICE_RUNNING',
  basis: [土地管理法(47), 土地条例(28)],
  title: '公告期满后汇总意见',
  refuses: ({ record, today }) => {
    const { noticeUntil: until }: LandRecord = record
    return until !== undefined && today > until
      ? null
      : { message: `方案公告到${until ? inWords(until) : ''}截止`, remedy: '请期满后汇总' }
  },
})

export const landSummedUp = lawful({
  name: 'landOpinionsSummed',
  code: 'OPINIONS_UNSUMMED',
  basis: [土地条例(28), 土地条例(29)],
  title: '汇总意见后听证、确定方案',
  refuses: ({ record }) =>
    record['summedOn'] === undefined ? { message: '还没有汇总意见', remedy: '请先汇总意见' } : null,
})

/** 土地管理法 47(3), 土地条例 28(3). */
export const landHeardWhereDue = lawful({
  name: 'landHeardWhereDue',
  code: 'HEARING_MISSING',
  basis: [土地管理法(47), 土地条例(28)],
  title: '多数成员认为方案不符合法律法规的，召开听证会',
  refuses: (context) => {
    const { memberCount = 0, against = 0, heardOn }: LandRecord = context.record
    const share = setting('majority', context)
    if (heardOn !== undefined || against * 100 <= share * memberCount) return null
    return {
      message: `${memberCount}名成员中${against}人认为方案不符合法律法规，超过${share}%，还没有听证`,
      remedy: '请组织听证，并根据法律法规和听证情况修改方案',
    }
  },
})

export const landAgainstCounted = ofProject.countedWithin(
  {
    name: 'landAgainstCounted',
    basis: [土地条例(28)],
    title: '认为方案不符合法律法规的成员不多于全体成员',
  },
  'memberCount',
)

export const landHearingHeld = ofProject.heardAlready({
  name: 'landHearingHeld',
  basis: [土地条例(28)],
  title: '听证会召开之后登记',
})

export const villagersHeard = lawful({
  name: 'villagersHeard',
  code: 'HEARING_ONE_SIDED',
  basis: [土地条例(28)],
  title: '听证会有集体经济组织成员参加',
  reads: 'form',
  refuses: ({ form }) =>
    form['members'] > 0 ? null : { message: '听证会没有成员参加', remedy: '请通知成员参加' },
})
