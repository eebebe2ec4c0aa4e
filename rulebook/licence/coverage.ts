import type { CoverageRow } from '#kernel/coverage.ts'
import { 处罚法, 执法证管理, 强制法 } from '../laws.ts'

/** What the law says of who may enforce it, with what enforces it here. */
export const coverage: readonly CoverageRow[] = [
  {
    kind: 'actor',
    basis: 处罚法(42),
    rule: '行政处罚由具有行政执法资格的执法人员实施',
    by: ['gate:licenceExamPassed', 'gate:licenceHolderWorksThere', 'power:issue'],
  },
  {
    kind: 'actor',
    basis: 强制法(17),
    rule: '行政强制措施由行政机关具备资格的行政执法人员实施，其他人员不得实施',
    by: ['gate:licenceExamPassed', 'power:issue'],
  },
  {
    kind: 'actor',
    basis: 处罚法(42),
    rule: '执法人员不得少于两人',
    why: '由处罚、查封扣押规程在每次执法时把关；本规程只管一个人的证',
  },
  {
    kind: 'step',
    basis: 执法证管理('资格考试'),
    rule: '发证、换证、扩大类别凭本人合格的资格考试；系统启用前发的证补录',
    by: ['gate:licenceExamPassed', 'gate:licenceIssuedBefore', 'power:enter'],
  },
  {
    kind: 'limit',
    basis: 执法证管理('有效期'),
    rule: '有效期最长五年，届满前考试换证或者收回',
    by: ['gate:licenceTermFits', 'duty:renew'],
  },
  {
    kind: 'ban',
    basis: 执法证管理(),
    rule: '一人只有一张有效的执法证',
    by: ['gate:licenceOnlyOne'],
  },
  {
    kind: 'consequence',
    basis: 执法证管理('暂扣和收回'),
    rule: '违法执法、不再符合条件的暂扣，查清后发还或者收回',
    by: ['power:suspend', 'power:restore', 'power:revoke', 'duty:decideSuspended'],
  },
]
