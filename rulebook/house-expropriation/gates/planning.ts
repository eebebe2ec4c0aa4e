import { addDays, addMonths, inWords } from '#kernel/time.ts'
import { lawful } from '../../household-compensation/gates/gate.ts'
import * as ofProject from '../../household-compensation/gates/of-project.ts'
import { plans } from '../../household-compensation/record.ts'
import { 征补条例 } from '../../laws.ts'
import { type HouseRecord, YEARLY, interests } from '../record.ts'
import { setting } from '../settings.ts'

/** 征补条例 9: housing and old towns stand in the yearly plan as well. */
export const inYearlyPlan = lawful({
  name: 'inYearlyPlan',
  code: 'YEARLY_PLAN_MISSING',
  basis: [征补条例(9)],
  title: '保障性安居工程、旧城区改建纳入年度计划',
  reads: 'form',
  refuses: ({ form }) =>
    YEARLY.includes(form['interest']) && !form['yearlyPlan']
      ? {
          message: `${interests[form['interest'] as keyof typeof interests]}没有纳入国民经济和社会发展年度计划`,
          remedy: '请先纳入年度计划，写明依据',
        }
      : null,
})

/** 征补条例 5, 27: whoever does the work does it for no profit, and builders have no part in it. */
export const agentApart = lawful({
  name: 'agentApart',
  code: 'AGENT_FOR_PROFIT',
  basis: [征补条例(5), 征补条例(27)],
  title: '实施单位不以营利为目的，建设单位不参与搬迁',
  reads: 'form',
  refuses: ({ form, directory }) => {
    const { kind = '', name = '' } = directory.unit(form['agent'] ?? '') ?? {}
    if (kind.includes('企业')) return { message: `${name}是企业`, remedy: '请委托不以营利为目的的单位' }
    return name !== '' && [name, form['agent']].includes(form['demander'])
      ? { message: `${name}是建设单位`, remedy: '建设单位不得参与搬迁，请另行委托' }
      : null
  },
})

export const plansFit = ofProject.plansFit(
  { name: 'plansFit', basis: [征补条例(8), 征补条例(9)], title: '符合各项规划，有规划证明' },
  plans,
)

/** 征补条例 16: a year at most. */
export const stopWithinYear = lawful({
  name: 'stopWithinYear',
  code: 'STOP_TOO_LONG',
  basis: [征补条例(16)],
  title: '暂停办理的期限最长不超过1年',
  reads: 'form',
  refuses: ({ form, today }) => {
    const last = addMonths(today, 12)
    if (form['until'] <= today) return { message: '暂停期限不在今天之后', remedy: '请另定期限' }
    return form['until'] <= last
      ? null
      : { message: `暂停至${inWords(form['until'])}，超过1年`, remedy: `最长到${inWords(last)}` }
  },
})

/** 征补条例 16: while it is stopped, nothing new is permitted in the scope. */
export const scopeOpen = lawful({
  name: 'scopeOpen',
  code: 'SCOPE_STOPPED',
  basis: [征补条例(16)],
  title: '暂停期间不办理新建、扩建、改建、改变用途手续',
  refuses: ({ record, today }) => {
    const { stopUntil }: HouseRecord = record
    return stopUntil !== undefined && today <= stopUntil
      ? {
          message: `征收范围内暂停办理到${inWords(stopUntil)}`,
          remedy: '暂停期间不得办理；违反规定实施的不予补偿',
        }
      : null
  },
})

export const householdsSurveyed = ofProject.surveyed({
  name: 'householdsSurveyed',
  basis: [征补条例(15)],
  title: '调查登记完成、逐户确认后公布',
})

/** 征补条例 24: before the decision. */
export const buildingsJudged = lawful({
  name: 'buildingsJudged',
  code: 'BUILDINGS_UNJUDGED',
  basis: [征补条例(24)],
  title: '作出征收决定前，未登记建筑已调查、认定',
  needs: ['children'],
  refuses: (context) => {
    const open = ofProject
      .householdsOf(context)
      .filter(
        (one) => !one.final && (one.record['unregistered'] ?? 0) > 0 && one.record['finding'] === undefined,
      )
    return open.length === 0
      ? null
      : { message: `还有${open.length}户的未登记建筑没有认定`, remedy: '请组织有关部门调查、认定和处理' }
  },
})

/** 征补条例 21: the choice is the owner's. */
export const choiceOffered = lawful({
  name: 'choiceOffered',
  code: 'CHOICE_MISSING',
  basis: [征补条例(21)],
  title: '货币补偿、产权调换由被征收人选择',
  reads: 'form',
  refuses: ({ form, record }) => {
    if (form['money'] !== true || form['exchange'] !== true)
      return { message: '方案没有同时提供货币补偿和房屋产权调换', remedy: '请让被征收人可以选择' }
    return record['interest'] === 'oldTown' && form['backHome'] !== true
      ? { message: '旧城区改建没有提供改建地段或者就近地段的房屋', remedy: '请提供就近安置的房屋' }
      : null
  },
})

export const planArgued = lawful({
  name: 'planArgued',
  code: 'PLAN_UNARGUED',
  basis: [征补条例(10)],
  title: '方案经有关部门论证后公布',
  refuses: ({ record }) => {
    const { plan, arguments: argued = [] }: HouseRecord = record
    if (plan === undefined) return { message: '还没有拟定征收补偿方案', remedy: '请先拟定方案报区政府' }
    return argued.length > 0 ? null : { message: '方案没有经过论证', remedy: '请组织有关部门论证' }
  },
})

/** 征补条例 10(2): not less than thirty days; the day it is published does not count. */
export const COMMENT_DAYS = 30

export const commentsLong = lawful({
  name: 'houseCommentsLong',
  code: 'COMMENTS_SHORT',
  basis: [征补条例(10)],
  title: '征求意见期限不少于30日',
  reads: 'form',
  refuses: ({ form, today }) => {
    const first = addDays(today, COMMENT_DAYS)
    return form['until'] >= first
      ? null
      : {
          message: `征求意见到${inWords(form['until'])}，不满${COMMENT_DAYS}日`,
          remedy: `最早到${inWords(first)}`,
        }
  },
})

export const commentsOver = lawful({
  name: 'houseCommentsOver',
  code: 'COMMENTS_RUNNING',
  basis: [征补条例(10), 征补条例(11)],
  title: '征求意见期满后汇总',
  refuses: ({ record, today }) => {
    const { commentsUntil }: HouseRecord = record
    return commentsUntil !== undefined && today > commentsUntil
      ? null
      : { message: `征求意见到${commentsUntil ? inWords(commentsUntil) : ''}截止`, remedy: '请期满后汇总' }
  },
})

export const summedUp = lawful({
  name: 'houseOpinionsSummed',
  code: 'OPINIONS_UNSUMMED',
  basis: [征补条例(11)],
  title: '公布征求意见情况和根据公众意见修改的情况',
  refuses: ({ record }) =>
    record['summedOn'] === undefined ? { message: '还没有汇总意见', remedy: '请先汇总意见' } : null,
})

/** 征补条例 11(2): old towns only, and only when most say so. */
export const heardWhereDue = lawful({
  name: 'houseHeardWhereDue',
  code: 'HEARING_MISSING',
  basis: [征补条例(11)],
  title: '旧城区改建多数被征收人认为方案不符合条例的，组织听证会',
  refuses: (context) => {
    const { interest, against = 0, households = [], heardOn }: HouseRecord = context.record
    const share = setting('majority', context)
    if (interest !== 'oldTown' || heardOn !== undefined || against * 100 <= share * households.length)
      return null
    return {
      message: `${households.length}户中有${against}户认为方案不符合条例，超过${share}%，还没有听证`,
      remedy: '请组织被征收人和公众代表参加的听证会，并修改方案',
    }
  },
})

export const againstCounted = ofProject.countedWithin(
  {
    name: 'houseAgainstCounted',
    basis: [征补条例(11)],
    title: '认为方案不符合条例的户数不多于提出意见的户数',
  },
  'opinions',
)

export const hearingHeld = ofProject.heardAlready({
  name: 'houseHearingHeld',
  basis: [征补条例(11)],
  title: '听证会召开之后登记',
})

export const bothSidesHeard = lawful({
  name: 'houseBothSidesHeard',
  code: 'HEARING_ONE_SIDED',
  basis: [征补条例(11)],
  title: '听证会由被征收人和公众代表参加',
  reads: 'form',
  refuses: ({ form }) =>
    form['owners'] > 0 && form['public'] > 0
      ? null
      : { message: '听证会没有被征收人或者没有公众代表', remedy: '请通知被征收人和公众代表参加' },
})
