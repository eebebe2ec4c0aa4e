import { describe, expect, test } from 'vitest'
import type { Procedure } from '#kernel/vocabulary.ts'
import { type Case, type Usual, runCase } from '#test/cases.ts'
import { papersHold, textOf } from '#test/papers-hold.ts'
import * as argument from '../expert-argument/cases.ts'
import { expertArgument } from '../expert-argument/procedure.ts'
import * as fairness from '../fair-competition-review/cases.ts'
import { fairCompetitionReview } from '../fair-competition-review/procedure.ts'
import * as research from '../field-research/cases.ts'
import { fieldResearch } from '../field-research/procedure.ts'
import { rulebook } from '../index.ts'
import * as participation from '../public-participation/cases.ts'
import { publicParticipation } from '../public-participation/procedure.ts'
import * as risk from '../risk-assessment/cases.ts'
import { riskAssessment } from '../risk-assessment/procedure.ts'

interface Stories {
  readonly usual: Usual
  readonly cases: readonly Case[]
}

const STEPS: readonly (readonly [Procedure, Stories])[] = [
  [fieldResearch, research],
  [publicParticipation, participation],
  [expertArgument, argument],
  [riskAssessment, risk],
  [fairCompetitionReview, fairness],
]

describe.each(STEPS.map(([procedure, stories]) => ({ title: procedure.title, procedure, stories })))(
  '$title',
  ({ procedure, stories }) => {
    papersHold(procedure, stories.usual, stories.cases)
  },
)

/** A paper at the end of the story whose name begins so. */
function paperOf(procedure: Procedure, { usual, cases }: Stories, story: string, name: string): string {
  const told = cases.find((one) => one.name.startsWith(story))
  if (!told) throw new Error(`no story ${story}`)
  return textOf(procedure, name, runCase(rulebook, procedure.id, usual, told).record) ?? ''
}

test('调研报告: where, when, by whom, with whom, what was seen', () => {
  const said = paperOf(fieldResearch, research, '走访', 'report')
  for (const words of [
    '2026年3月4日',
    '三处低洼点',
    '副局长带队',
    '走访：沿街商户六户',
    '积水最深六十厘米',
    '先改干管',
  ])
    expect(said).toContain(words)
})

test('公告 says until when and why so short; 采纳情况表 answers each opinion and names nobody who gave one', () => {
  const short = paperOf(publicParticipation, participation, '公告倒签', 'notice')
  expect(short).toContain('2026年3月9日至2026年3月19日')
  expect(short).toContain('期限少于三十日的理由：汛期将至')
  const table = paperOf(publicParticipation, participation, '公告三十日', 'adoption')
  for (const words of ['2条，采纳1条', '夜间不要施工', '不采纳', '投资和工期不允许'])
    expect(table).toContain(words)
  expect(table).not.toContain('居民甲')
})

test('论证情况报告 keeps who did not agree, and what was done about it', () => {
  const said = paperOf(expertArgument, argument, '有专家没有出具意见', 'report')
  for (const words of ['不可行', '汛期前不能完工', '不同意见：专家乙', '分两段施工'])
    expect(said).toContain(words)
})

test('风险评估报告: points, measures, plans, departments, level', () => {
  const said = paperOf(riskAssessment, risk, '登记风险点', 'report')
  for (const words of [
    '低风险',
    '夜间十时后停工',
    '街道设专人接访',
    '区水务局：汛期前完成干管',
    '某咨询机构',
  ])
    expect(said).toContain(words)
})

test('公平竞争审查意见书 is the regulator’s, to who drafted the measure', () => {
  const said = paperOf(fairCompetitionReview, fairness, '起草单位逐项初审', 'opinion')
  expect(said).toContain('"issuer":"区市场监督管理局"')
  expect(said).toContain('"addressee":"区住房和城乡建设局"')
  expect(said).toContain('审查结论：符合公平竞争审查标准')
})
