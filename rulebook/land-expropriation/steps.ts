import type { Basis, StepSpec } from '#kernel/vocabulary.ts'
import { 土地管理法, 土地条例 } from '../laws.ts'
import type { LandRecord } from './record.ts'
import { settings } from './settings.ts'

type Act = 'preannounce' | 'draftPlan' | 'publishPlan' | 'settlePlan' | 'apply' | 'announce' | 'close'
type Step = StepSpec<Act, keyof LandRecord, LandRecord>

const step = (
  title: string,
  basis: readonly Basis[],
  by: readonly string[],
  before: readonly Act[],
): Step => ({ title, norm: 'B5', basis, by, before })

/** 必经步骤 in the order of the law: since 2020 all of the work of compensation comes before the approval. */
export const steps: Readonly<Record<string, Step>> = {
  proposed: step('提出征收，写明公共利益情形', [土地管理法(45)], ['propose'], ['apply']),
  interest: step(
    '认定公共利益，符合各项规划',
    [土地管理法(45), 土地条例(26)],
    ['confirmInterest'],
    ['preannounce', 'apply'],
  ),
  preannounced: step(
    '预公告不少于10个工作日',
    [土地条例(26)],
    ['preannounce'],
    ['draftPlan', 'publishPlan', 'apply'],
  ),
  surveyed: step(
    '土地现状调查',
    [土地管理法(47), 土地条例(26)],
    ['finishSurvey'],
    ['draftPlan', 'publishPlan', 'apply'],
  ),
  risk: {
    ...step('社会稳定风险评估', [土地管理法(47), 土地条例(26)], ['close'], ['draftPlan', 'apply']),
    in: { field: 'riskAssessment', procedure: 'risk-assessment' },
  },
  drafted: step('编制征地补偿安置方案', [土地条例(27)], ['draftPlan'], ['publishPlan', 'apply']),
  published: step(
    '方案公告不少于30日',
    [土地管理法(47), 土地条例(28)],
    ['publishPlan'],
    ['settlePlan', 'apply'],
  ),
  summed: step('听取意见', [土地条例(28)], ['sumUp'], ['settlePlan', 'apply']),
  heard: {
    ...step(
      '听证会（多数成员认为方案不符合法律法规）',
      [土地管理法(47), 土地条例(28)],
      ['hear'],
      ['settlePlan'],
    ),
    applies: ({ memberCount = 0, against = 0 }) => against * 100 > settings.majority.usual * memberCount,
  },
  settled: step('确定征地补偿安置方案', [土地条例(29)], ['settlePlan'], ['apply']),
  funds: step('有关费用足额落实', [土地管理法(47), 土地条例(32)], ['fundIn'], ['apply']),
  applied: step('申请征收土地', [土地管理法(47), 土地条例(30)], ['apply'], ['announce']),
  approved: step('有批准权的机关批准', [土地管理法(46)], ['recordApproval'], ['announce']),
  announced: step('发布征收土地公告', [土地管理法(47), 土地条例(31)], ['announce'], ['close']),
  security: step('社会保障费用落实', [土地管理法(48), 土地条例(32)], ['settleSecurity'], ['close']),
  closed: step('补偿到位、交付土地', [土地管理法(48)], ['close'], ['close']),
}
