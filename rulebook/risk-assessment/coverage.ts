import type { CoverageRow } from '#kernel/coverage.ts'
import { 决策条例 } from '../laws.ts'
import { beyond, held } from '../preparation/covered.ts'

/** Every rule of 《重大行政决策程序暂行条例》 on assessing risks, with what enforces it. */
export const coverage: readonly CoverageRow[] = [
  held(
    'step',
    决策条例(22),
    '可能对社会稳定、公共安全等造成不利影响的，由承办单位或者负责评估的其他单位评估风险可控性',
    'power:open',
    'gate:riskAssessmentFromParent',
    'duty:assess',
    'field:assessor',
  ),
  beyond(
    'step',
    决策条例(22),
    '按照有关规定已经评价、评估的，不作重复评估',
    '是否已经评估由承办单位判断，不再评估的在议题上写明不履行程序的理由',
  ),
  held(
    'step',
    决策条例(23),
    '听取有关部门的意见',
    'gate:riskDepartmentsNamed',
    'power:giveView',
    'duty:giveView',
    'gate:riskDepartmentsHeard',
  ),
  held(
    'step',
    决策条例(23),
    '形成风险评估报告，明确风险点，提出风险防范措施和处置预案',
    'power:identify',
    'power:report',
    'gate:riskLevelFits',
    'power:close',
    'duty:review',
    'field:points',
    'paper:report',
  ),
  held('actor', 决策条例(23), '可以委托专业机构、社会组织等第三方进行', 'power:report', 'field:third'),
  held(
    'ban',
    决策条例(24),
    '风险不可控的，采取调整草案等措施确保可控后才可以决策',
    'power:report',
    'gate:assessmentStands',
    'field:level',
    'flag:uncontrollable',
  ),
]
