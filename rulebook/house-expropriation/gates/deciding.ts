import { inWords } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { lawful } from '../../household-compensation/gates/gate.ts'
import * as ofProject from '../../household-compensation/gates/of-project.ts'
import { 决策条例, 征补条例, 评估办法 } from '../../laws.ts'
import type { HouseRecord } from '../record.ts'
import { setting } from '../settings.ts'

export const riskAssessed = ofProject.riskAssessed({
  name: 'houseRiskAssessed',
  basis: [征补条例(12)],
  title: '作出征收决定前进行社会稳定风险评估',
})

/** 征补条例 12(2): all of it, and for nothing else. */
export const fundsFull = lawful({
  name: 'houseFundsFull',
  code: 'FUNDS_SHORT',
  basis: [征补条例(12)],
  title: '征收补偿费用足额到位、专户存储、专款专用',
  reads: 'form',
  refuses: ({ form }) =>
    form['funds'] >= form['needed']
      ? null
      : {
          message: `需要${form['needed']}万元，到位${form['funds']}万元`,
          remedy: '请足额到位后登记',
        },
})

export const fundsThere = lawful({
  name: 'houseFundsThere',
  code: 'FUNDS_MISSING',
  basis: [征补条例(12)],
  title: '作出征收决定前费用足额到位',
  refuses: ({ record }) =>
    record['fundsOn'] === undefined
      ? { message: '征收补偿费用没有到位', remedy: '请财政部门足额拨入专户' }
      : null,
})

const passed = ({ form, matters, record }: ActContext): boolean => {
  const topic = matters[String(form['topic'])]
  if (topic?.procedure !== 'topic' || topic.state !== 'adopted') return false
  if (topic.record['project'] !== record['title']) return false
  // A topic bears the name of the body that decided on it; where the body itself is named, its kind is looked at.
  if (form['body'] === undefined) return String(topic.record['bodyTitle'] ?? '').includes('常务会议')
  const body = matters[String(form['body'])]
  return (
    topic.record['body'] === form['body'] && body?.procedure === 'body' && body.record['kind'] === 'standing'
  )
}

/** A1, 征补条例 12(1): what touches many is talked over in the executive meeting. */
export const decidedTogether = lawful({
  name: 'houseDecidedTogether',
  code: 'MEETING_MISSING',
  norm: 'A1',
  basis: [征补条例(12)],
  title: '涉及被征收人数量较多的，经政府常务会议讨论决定',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const { households = [] }: HouseRecord = context.record
    const many = setting('many', context)
    if (households.length < many || passed(context)) return null
    return {
      message: `涉及${households.length}户，达到${many}户，没有常务会议通过的议题`,
      remedy: '请提请区政府常务会议讨论，议题的“项目”填写本项目名称',
    }
  },
})

/** 征补条例 20: agreed on, or by most, or drawn before witnesses; never named by the department. */
export const chosenByOwners = lawful({
  name: 'chosenByOwners',
  code: 'VALUER_IMPOSED',
  basis: [征补条例(20), 评估办法('评估机构选定')],
  title: '评估机构由被征收人协商选定，协商不成的多数决定或者随机选定',
  reads: 'form',
  refuses: ({ form, record }) => {
    const all = ((record as HouseRecord).households ?? []).length
    // Who says that all agreed need not count them; who counts is held to the count.
    const votes = form['votes'] ?? (form['how'] === 'agreed' ? all : 0)
    if (form['how'] === 'draw')
      return form['witness'] ? null : { message: '随机选定没有公证或者见证', remedy: '请写明公证、见证情况' }
    const enough = form['how'] === 'agreed' ? votes >= all : votes * 2 > all
    return enough
      ? null
      : { message: `${all}户中${votes}户同意`, remedy: '协商不成的，组织多数决定或者随机选定' }
  },
})

const UNSETTLED: readonly string[] = ['surveyed', 'confirmed', 'talking', 'deciding']

export const householdsSettled = lawful({
  name: 'householdsSettled',
  code: 'HOUSEHOLDS_UNSETTLED',
  basis: [征补条例(25), 征补条例(26), 征补条例(29)],
  title: '各户签约或者作出补偿决定后公布分户补偿情况',
  needs: ['children'],
  refuses: (context) => {
    const waiting = ofProject.householdsOf(context).filter(({ state }) => UNSETTLED.includes(state))
    return waiting.length === 0
      ? null
      : {
          message: `还有${waiting.length}户没有签约也没有补偿决定：${waiting[0]?.title ?? ''}等`,
          remedy: '请签订协议；达不成的报请作出补偿决定',
        }
  },
})

export const householdsDone = ofProject.allDone({
  name: 'householdsDone',
  basis: [征补条例(27), 征补条例(29)],
  title: '各户了结后办结',
})

export const householdsReleasable = ofProject.allReleasable({
  name: 'householdsReleasable',
  basis: [征补条例(14), 征补条例(27)],
  title: '终止、撤销的，各户随之了结；已经支付补偿的先行处理',
})

/** 征补条例 29(2): not by whoever spent it. */
export const auditorApart = lawful({
  name: 'houseAuditorApart',
  code: 'AUDITOR_UNFIT',
  basis: [征补条例(29)],
  title: '补偿费用由审计机关监督',
  reads: 'form',
  refuses: ({ form, record }) =>
    form['auditor'] === record['unit'] || form['auditor'] === record['finance']
      ? { message: '审计不能由征收部门、财政部门自己进行', remedy: '请填写审计机关' }
      : null,
})

/** A decision that a court or a review took away is gone; otherwise it stands. */
export const annulled = lawful({
  name: 'expropriationAnnulled',
  code: 'DECISION_STANDS',
  basis: [征补条例(14), 决策条例(37)],
  title: '复议、诉讼有结果的才据以撤销征收决定',
  refuses: ({ record }) =>
    ((record as HouseRecord).challenges ?? []).some(({ outcome }) => ofProject.tookAway(outcome))
      ? null
      : { message: '没有撤销决定的复议、诉讼结果', remedy: '请先登记复议、诉讼的结果' },
})

/** 征补条例 14: both run from the day it became known. */
export const announcedFirst = lawful({
  name: 'expropriationAnnounced',
  code: 'CHALLENGE_EARLY',
  basis: [征补条例(14)],
  title: '征收决定公告后才有复议、诉讼',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const { announcedOn }: HouseRecord = record
    if (form['on'] > today) return { message: `${inWords(form['on'])}还没有到`, remedy: '请在受理之后登记' }
    return announcedOn !== undefined && form['on'] >= announcedOn
      ? null
      : { message: '受理日期不在征收决定公告之后', remedy: '请核对受理日期' }
  },
})
