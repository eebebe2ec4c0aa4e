import { 决策条例 } from '../../laws.ts'
import { saidStands } from '../../preparation/ending.ts'
import { openedFromParent } from '../../preparation/opening.ts'
import { gate } from '../../gate.ts'
import { type RiskRecord, silent } from '../record.ts'

export const riskFromParent = openedFromParent('riskAssessment', { norm: 'G1', basis: [决策条例(22)] })

/** G1: an assessment hears others than who makes it. */
export const departmentsNamed = gate({
  name: 'riskDepartmentsNamed',
  code: 'DEPARTMENTS_NONE',
  norm: 'G1',
  basis: [决策条例(23)],
  title: '风险评估听取有关部门的意见',
  reads: 'form',
  refuses: ({ form }) =>
    (form['departments'] as readonly string[]).some((unit) => unit !== form['assessor'])
      ? null
      : { message: '没有要听取意见的部门', remedy: '请填写评估单位以外的有关部门，例如信访、公安、属地街道' },
})

/** G1: a department says what it sees from where it stands. */
export const departmentsHeard = gate({
  name: 'riskDepartmentsHeard',
  code: 'DEPARTMENTS_SILENT',
  norm: 'G1',
  basis: [决策条例(23)],
  title: '听取意见的部门都答复了',
  refuses: ({ record, directory }) => {
    const open = silent(record)
    const names = open.map((unit) => directory.unit(unit)?.name ?? unit).join('、')
    return open.length === 0
      ? null
      : { message: `${names}还没有答复`, remedy: '请等部门主要负责人答复，或者催办' }
  },
})

/** G1: who finds much of a risk writes down what is done about it; a level does not fall from the sky. */
export const levelFits = gate({
  name: 'riskLevelFits',
  code: 'RISK_LEVEL_UNFIT',
  norm: 'G1',
  basis: [决策条例(23), 决策条例(24)],
  title: '有可能性、影响程度都高的风险点的，不评为低风险',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { points = [] }: RiskRecord = record
    const worst = points.find(({ likelihood, impact }) => likelihood === 'high' && impact === 'high')
    return form['level'] === 'low' && worst
      ? {
          message: `“${worst.point}”可能性、影响程度都高，不能评为低风险`,
          remedy: '请按风险点重新评级，或者补充防范措施后重新登记风险点',
        }
      : null
  },
})

/** G1: an assessment is not made again until it comes out well. */
export const assessmentStands = saidStands(
  'assessmentStands',
  ({ points = [], level }: RiskRecord) =>
    level !== undefined ? '已经形成评估结论' : points.length > 0 ? `已经登记${points.length}个风险点` : null,
  { norm: 'G1', basis: [决策条例(23), 决策条例(24)] },
)
