import { inWords } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { lawful } from '../../household-compensation/gates/gate.ts'
import * as ofProject from '../../household-compensation/gates/of-project.ts'
import { 土地管理法, 土地条例 } from '../../laws.ts'
import { type LandRecord, approvers } from '../record.ts'
import { setting } from '../settings.ts'

/** 土地管理法 48, 土地条例 32: all kinds, in full, social security apart. */
export const landFundsFull = lawful({
  name: 'landFundsFull',
  code: 'FUNDS_SHORT',
  basis: [土地管理法(47), 土地管理法(48), 土地条例(32)],
  title: '补偿费用、社会保障费用足额到位、专款专用',
  reads: 'form',
  refuses: ({ form }) => {
    if (form['funds'] < form['needed'])
      return {
        message: `补偿费用需要${form['needed']}万元，到位${form['funds']}万元`,
        remedy: '有关费用未足额到位的，不得批准征收土地',
      }
    return form['securityFunds'] < form['securityNeeded']
      ? {
          message: `社会保障费用需要${form['securityNeeded']}万元，到位${form['securityFunds']}万元`,
          remedy: '请单独列支、足额到位',
        }
      : null
  },
})

export const landFundsThere = lawful({
  name: 'landFundsThere',
  code: 'FUNDS_MISSING',
  basis: [土地管理法(47), 土地条例(32)],
  title: '申请征收前费用足额落实',
  refuses: ({ record }) =>
    record['fundsOn'] === undefined
      ? { message: '征收土地的有关费用没有落实', remedy: '请财政部门足额落实' }
      : null,
})

/** 土地管理法 47(4): nobody is passed over who could still register. */
export const registrationOver = lawful({
  name: 'registrationOver',
  code: 'REGISTRATION_RUNNING',
  basis: [土地管理法(47), 土地条例(30)],
  title: '补偿登记期满后申请征收',
  refuses: ({ record, today }) => {
    const { registerBy }: LandRecord = record
    return registerBy !== undefined && today > registerBy
      ? null
      : { message: `补偿登记到${registerBy ? inWords(registerBy) : ''}截止`, remedy: '请期满后申请' }
  },
})

const SIGNED: readonly string[] = ['agreed', 'paid', 'moved', 'closed']

/** How many of those who are still to be compensated have signed. */
export function signedOf(context: Pick<ActContext, 'record' | 'matters'>): { all: number; signed: number } {
  const counted = ofProject.householdsOf(context).filter(({ state }) => state !== 'excluded')
  const signed = counted.filter(
    ({ state, record }) => SIGNED.includes(state) && record['agreedOn'] !== undefined,
  )
  return { all: counted.length, signed: signed.length }
}

/** 土地管理法 47(4), 土地条例 29: all but the few. */
export const enoughSigned = lawful({
  name: 'enoughSigned',
  code: 'AGREEMENTS_FEW',
  basis: [土地管理法(47), 土地条例(29)],
  title: '与被征地的所有权人、使用权人签订协议，只有个别未签',
  needs: ['children'],
  refuses: (context) => {
    const { all, signed } = signedOf(context)
    const share = setting('signed', context)
    return all > 0 && signed * 100 >= share * all
      ? null
      : { message: `${all}户中签订${signed}户，不到${share}%`, remedy: '请继续协商签订协议' }
  },
})

/** 土地条例 29: the few who did not sign are reported as they are. */
export const dissentTold = lawful({
  name: 'dissentTold',
  code: 'DISSENT_MISSTATED',
  basis: [土地管理法(47), 土地条例(29)],
  title: '个别未签订协议的，申请时如实说明',
  reads: 'form',
  needs: ['children'],
  refuses: (context) => {
    const { all, signed } = signedOf(context)
    const open = all - signed
    if (context.form['unsigned'] !== open)
      return {
        message: `未签订协议的是${open}户，填写的是${context.form['unsigned']}户`,
        remedy: '请如实说明',
      }
    return open > 0 && !context.form['dissent']
      ? { message: `${open}户未签订协议，没有说明情况`, remedy: '请如实说明各户的意见和理由' }
      : null
  },
})

/** 土地管理法 46, 79: a lower one has no power, whatever it signs. */
export const approverFits = lawful({
  name: 'approverFits',
  code: 'APPROVER_UNFIT',
  basis: [土地管理法(46), 土地管理法(79)],
  title: '由有批准权的机关批准',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { approver }: LandRecord = record
    return approver === undefined || form['approver'] === approver || form['approver'] === 'state'
      ? null
      : {
          message: `应由${approvers[approver]}批准，文件是${approvers[form['approver'] as keyof typeof approvers]}的`,
          remedy: '无权批准的，批准文件无效，请报有批准权的机关',
        }
  },
})

/** Applied for, approved, received, entered: in this order. */
export const approvalDaysFit = lawful({
  name: 'approvalDaysFit',
  code: 'DAY_UNFIT',
  basis: [土地管理法(46), 土地条例(31)],
  title: '申请、批准、收到、登记的日期有先后',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const { appliedOn = '' }: LandRecord = record
    return form['receivedOn'] > today || form['on'] > form['receivedOn'] || appliedOn > form['on']
      ? { message: '批准日期、收到日期与申请、登记的先后不符', remedy: '请核对日期' }
      : null
  },
})

export const securityPaid = lawful({
  name: 'securityPaid',
  code: 'SECURITY_SHORT',
  basis: [土地管理法(48), 土地条例(32)],
  title: '被征地农民的社会保障费用落实后办结',
  refuses: ({ record }) =>
    record['securityOn'] === undefined
      ? { message: '社会保障费用还没有落实到人', remedy: '请人力资源社会保障部门落实' }
      : null,
})

export const securityWhole = lawful({
  name: 'securityWhole',
  code: 'SECURITY_PARTIAL',
  basis: [土地管理法(48), 土地条例(32)],
  title: '社会保障费用足额用于缴费补贴，不得挪用',
  reads: 'form',
  refuses: ({ form, record }) =>
    form['sum'] === (record['securityFunds'] ?? 0)
      ? null
      : {
          message: `社会保障费用到位${record['securityFunds'] ?? 0}万元，落实${form['sum']}万元`,
          remedy: '请足额用于符合条件的被征地农民的养老保险等社会保险缴费补贴',
        },
})

export const landHouseholdsDone = ofProject.allDone({
  name: 'landHouseholdsDone',
  basis: [土地管理法(48), 土地条例(32)],
  title: '各户补偿到位、交付土地后办结',
})

export const landHouseholdsReleasable = ofProject.allReleasable({
  name: 'landHouseholdsReleasable',
  basis: [土地管理法(46), 土地管理法(48)],
  title: '终止的，各户随之了结；已经支付补偿的先行处理',
})
