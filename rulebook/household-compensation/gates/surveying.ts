import { inWords } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { 土地管理法, 土地条例, 征收工作规则, 征补条例 } from '../../laws.ts'
import { COMPENSATED, type HouseholdRecord } from '../record.ts'
import { lawful, projectOf } from './gate.ts'

/** A household is there because an expropriation's survey found it. */
export const openedBySurvey = lawful({
  name: 'householdOpenedBySurvey',
  code: 'NOT_SURVEYED',
  basis: [征补条例(15), 土地条例(26)],
  title: '分户由征收项目的调查登记产生',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) => {
    const rows = (matters[String(form['project'])]?.record['households'] ?? []) as { household: string }[]
    return rows.some(({ household }) => household === matterId)
      ? null
      : { message: '征收项目的调查登记中没有这一户', remedy: '请在征收项目中登记调查结果' }
  },
})

/** What was found by one department alone is no finding of the government's. */
export const foundTogether = lawful({
  name: 'buildingFoundTogether',
  code: 'FINDING_ALONE',
  basis: [征补条例(24)],
  title: '未登记建筑由政府组织有关部门认定',
  reads: 'form',
  refuses: ({ form, record }) =>
    (form['by'] as readonly string[]).some((unit) => unit !== record['unit'])
      ? null
      : { message: '只有征收部门一家认定', remedy: '请组织自然资源规划等有关部门共同调查、认定' },
})

export const somethingUnregistered = lawful({
  name: 'somethingUnregistered',
  code: 'NOTHING_UNREGISTERED',
  basis: [征补条例(24)],
  title: '有未登记建筑才认定',
  refuses: ({ record }) =>
    (record['unregistered'] ?? 0) > 0
      ? null
      : { message: '调查结果中没有未登记建筑', remedy: '请核对调查结果' },
})

/** Square metres of a household that the law compensates: not what is illegal or over its term, not what was put up after the notice. */
export const compensable = ({
  surveyArea = 0,
  unregistered = 0,
  rushed = 0,
  finding,
}: HouseholdRecord): number =>
  Math.max(0, surveyArea - rushed - (COMPENSATED.includes(finding ?? '') ? 0 : unregistered))

export const buildingsFound = lawful({
  name: 'householdBuildingsFound',
  code: 'UNREGISTERED_UNJUDGED',
  basis: [征补条例(24)],
  title: '未登记建筑先认定、后补偿',
  refuses: ({ record }) => unjudged(record),
})

const unjudged = ({ unregistered = 0, finding }: HouseholdRecord) =>
  unregistered > 0 && finding === undefined
    ? { message: `有${unregistered}平方米未登记建筑没有认定`, remedy: '请先组织有关部门认定和处理' }
    : null

/** 征补条例 16, 24; 土地条例 26: what was rushed up, what is illegal, is not paid for. */
export const areaCompensable = lawful({
  name: 'areaCompensable',
  code: 'AREA_NOT_COMPENSABLE',
  basis: [征补条例(16), 征补条例(24), 土地条例(26)],
  title: '违法建筑、超期临时建筑和抢建抢栽的不予补偿',
  reads: 'form',
  refuses: ({ form, record }) => {
    const most = compensable(record)
    return form['area'] <= most
      ? null
      : {
          message: `计算补偿的面积${form['area']}平方米，依法可以补偿的只有${most}平方米`,
          remedy: '请扣除违法建筑、超过批准期限的临时建筑和公告后抢建、抢栽的部分',
        }
  },
})

/** Land: what is owned is registered against its certificate, within the term of the notice. */
export const registrationOpen = lawful({
  name: 'registrationOpen',
  code: 'REGISTRATION_CLOSED',
  basis: [土地管理法(47), 土地条例(28)],
  title: '在公告规定的期限内办理补偿登记',
  needs: ['children'],
  refuses: (context) => {
    const { planOn, registerBy } = projectOf(context)?.record ?? {}
    if (planOn === undefined || registerBy === undefined)
      return { message: '补偿安置方案还没有公告登记期限', remedy: '请在公告之后登记' }
    return context.today <= registerBy
      ? null
      : {
          message: `补偿登记到${inWords(registerBy)}截止`,
          remedy: '逾期未登记的，以调查结果为准，报请作出补偿安置决定',
        }
  },
})

/** 土地条例: one who did not register is not skipped; the survey stands in. */
export const certificateShown = lawful({
  name: 'certificateShown',
  code: 'CERTIFICATE_MISSING',
  basis: [土地管理法(47)],
  title: '持不动产权属证明材料办理补偿登记',
  reads: 'form',
  refuses: ({ form, record }) =>
    form['certificate'] || record['certificate']
      ? null
      : { message: '没有不动产权属证明材料', remedy: '请权利人提供权属证明；权属不明确的，报请作出补偿决定' },
})

const isOf = (regime: 'house' | 'land', of: string) => (context: ActContext) =>
  context.record['regime'] === regime ? null : { message: `${of}不适用于本户`, remedy: '请核对征收项目' }

export const ofHouse = lawful({
  name: 'householdOfHouse',
  code: 'OTHER_LAW',
  basis: [征补条例(19)],
  title: '房屋价值评估适用于国有土地上房屋',
  refuses: isOf('house', '国有土地上房屋的评估'),
})

export const ofLand = lawful({
  name: 'householdOfLand',
  code: 'OTHER_LAW',
  basis: [土地管理法(47), 土地条例(62)],
  title: '补偿登记、责令交出土地适用于集体土地',
  refuses: isOf('land', '集体土地的程序'),
})

/** What was paid, agreed or decided is not undone by leaving a house out. */
export const witnessNamed = lawful({
  name: 'witnessNamed',
  code: 'WITNESS_MISSING',
  basis: [征收工作规则('调查登记')],
  title: '权利人不签字的由见证人证明',
  reads: 'form',
  refuses: ({ form }) =>
    form['how'] === 'signed' || form['witness']
      ? null
      : { message: '权利人没有签字，也没有见证人', remedy: '请写明见证人和不签字的情况' },
})
