import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { ofParent } from '../preparation/record.ts'

const all = { seenBy: 'all' } as const

export const levels = { low: '低风险', medium: '中风险', high: '高风险', uncontrollable: '不可控' } as const

/** What may go wrong (决策条例 22). */
export const kinds = {
  stability: '社会稳定',
  safety: '公共安全',
  environment: '生态环境',
  finance: '财政金融',
  opinion: '舆情',
  other: '其他',
} as const

/** How likely, how bad. */
export const degrees = { low: '低', medium: '中', high: '高' } as const

/** 风险点: what may happen, how likely and bad it is, what prevents it, what is done if it happens (决策条例 23). */
export const point = {
  kind: f.choice('类型', kinds),
  point: f.text('风险点', { max: 500 }),
  likelihood: f.choice('可能性', degrees),
  impact: f.choice('影响程度', degrees),
  measure: f.text('防范措施', { max: 1000, lines: true }),
  plan: f.text('处置预案', { max: 1000, lines: true }),
}

/** 风险评估 as it is kept. Every field says who may see it. */
export const record = {
  ...ofParent,
  assessor: f.unit('评估单位', all),
  third: f.text('受委托的第三方机构', { max: 120, ...all }),
  departments: f.units('听取意见的部门', all),
  points: f.rows('风险点', point, { ...all, most: 100 }),
  views: f.rows(
    '部门意见',
    {
      unit: f.unit('单位'),
      words: f.text('意见', { max: 1000, lines: true }),
      person: f.person('签署人'),
      on: f.day('日期'),
    },
    { ...all, most: 60 },
  ),
  level: f.choice('风险等级', levels, all),
  conclusion: f.text('评估结论', { max: 4000, ...all }),
  report: f.files('风险评估报告', all),
  closedOn: f.day('审定日期', all),
} as const

export type RiskRecord = RecordOf<typeof record>

/** Departments that were asked and have not answered. */
export const silent = ({ departments = [], views = [] }: RiskRecord): readonly string[] =>
  departments.filter((unit) => !views.some((one) => one.unit === unit))
