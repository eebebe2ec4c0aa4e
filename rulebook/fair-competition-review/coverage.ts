import type { CoverageRow } from '#kernel/coverage.ts'
import { 公平竞争审查条例 } from '../laws.ts'
import { beyond, held } from '../preparation/covered.ts'

/** Every rule of 《公平竞争审查条例》 on reviewing a measure of the government, with what enforces it. */
export const coverage: readonly CoverageRow[] = [
  held(
    'limit',
    公平竞争审查条例(12),
    '没有影响更小的替代方案、能够确定合理实施期限的例外，可以出台',
    'gate:fairnessException',
    'field:exceptionUntil',
    'flag:excepted',
  ),
  held(
    'actor',
    公平竞争审查条例(14),
    '县级以上人民政府出台的政策措施，由本级市场监管部门会同起草单位在起草阶段审查',
    'power:close',
    'gate:fairnessReviewFromParent',
    'gate:fairnessReviewerApart',
    'duty:close',
    'role:regulator',
  ),
  held(
    'step',
    公平竞争审查条例(14),
    '起草单位开展初审，将草案和初审意见送市场监管部门审查',
    'power:reviewFirst',
    'gate:fairnessEveryStandard',
    'duty:reviewFirst',
    'power:sendBack',
    'paper:form',
  ),
  held(
    'right',
    公平竞争审查条例(16),
    '听取有关经营者、行业协会商会等利害关系人的意见',
    'power:reviewFirst',
    'gate:fairnessStakeholders',
    'field:stakeholders',
  ),
  beyond(
    'right',
    公平竞争审查条例(16),
    '涉及社会公众利益的，听取社会公众意见',
    '由所属事项的公众参与办理，不重复征求',
  ),
  held(
    'step',
    公平竞争审查条例(17),
    '按照审查标准评估后作出审查结论',
    'power:close',
    'field:conclusion',
    'paper:opinion',
  ),
  held(
    'ban',
    公平竞争审查条例(18),
    '未经审查或者不符合标准又不适用例外的，不得出台',
    'gate:fairnessReviewStands',
    'flag:failed',
  ),
]
