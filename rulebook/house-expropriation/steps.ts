import type { StepSpec } from '#kernel/vocabulary.ts'
import { 征补条例 } from '../laws.ts'
import type { HouseRecord } from './record.ts'
import { settings } from './settings.ts'

type Act =
  | 'fixScope'
  | 'publishSurvey'
  | 'publishPlan'
  | 'publishChanges'
  | 'decide'
  | 'announce'
  | 'publishFiles'
  | 'close'
type Step = StepSpec<Act, keyof HouseRecord, HouseRecord>

const step = (
  title: string,
  articles: readonly number[],
  by: readonly string[],
  before: readonly Act[],
): Step => ({
  title,
  norm: 'B5',
  basis: articles.map((article) => 征补条例(article)),
  by,
  before,
})

/** 必经步骤 in the order of 590号令, each with its evidence: what a court asks for when the decision is sued. */
export const steps: Readonly<Record<string, Step>> = {
  proposed: step('提出征收需求，写明公共利益情形', [8], ['propose'], ['decide']),
  interest: step('认定公共利益，符合各项规划', [8, 9], ['confirmInterest'], ['fixScope', 'decide']),
  scoped: step('确定征收范围，书面通知暂停办理', [16], ['fixScope'], ['publishSurvey', 'decide']),
  surveyed: step('调查登记并公布', [15], ['publishSurvey'], ['publishPlan', 'decide']),
  drafted: step('拟定征收补偿方案', [10], ['draftPlan'], ['publishPlan', 'decide']),
  argued: step('有关部门论证', [10], ['argue'], ['publishPlan', 'decide']),
  published: step('公布方案，征求意见不少于30日', [10], ['publishPlan'], ['publishChanges', 'decide']),
  summed: step('汇总意见', [11], ['sumUp'], ['publishChanges', 'decide']),
  heard: {
    ...step(
      '听证会（旧城区改建，多数被征收人认为方案不符合条例）',
      [11],
      ['hear'],
      ['publishChanges', 'decide'],
    ),
    applies: ({ interest, against = 0, households = [] }) =>
      interest === 'oldTown' && against * 100 > settings.majority.usual * households.length,
  },
  changes: step('公布意见和修改情况', [11], ['publishChanges'], ['decide']),
  risk: {
    ...step('社会稳定风险评估', [12], ['close'], ['decide']),
    in: { field: 'riskAssessment', procedure: 'risk-assessment' },
  },
  funds: step('征收补偿费用足额到位、专户存储', [12], ['fundIn'], ['decide']),
  decided: step('作出房屋征收决定', [8], ['decide'], ['announce']),
  announced: step(
    '公告征收决定，载明补偿方案和复议、诉讼权利',
    [13],
    ['announce'],
    ['publishFiles', 'close'],
  ),
  valuer: step('被征收人选定评估机构', [20], ['chooseValuer'], ['publishFiles', 'close']),
  values: step('公示初步评估结果', [19], ['showValues'], ['publishFiles', 'close']),
  files: step('公布分户补偿情况', [29], ['publishFiles'], ['close']),
  audited: step('公布审计结果', [29], ['audit'], ['close']),
  closed: step('各户了结', [27], ['close'], ['close']),
}
