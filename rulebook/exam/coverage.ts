import type { CoverageRow } from '#kernel/coverage.ts'
import { 处罚法, 学法制度, 强制法 } from '../laws.ts'

/** What the law says of the qualification of enforcement officers, with what of the exam enforces it. */
export const coverage: readonly CoverageRow[] = [
  {
    kind: 'actor',
    basis: 处罚法(42),
    rule: '行政处罚由具有行政执法资格的执法人员实施：资格经考试取得',
    by: ['power:enrol', 'power:mark', 'field:result'],
  },
  {
    kind: 'actor',
    basis: 强制法(17),
    rule: '行政强制措施由具备资格的行政执法人员实施，其他人员不得实施',
    why: '由查封扣押规程的“执法人员持证”把关；本规程只管资格怎样取得，考试合格由“行政执法证”在发证、换证时查验',
  },
  {
    kind: 'step',
    basis: 学法制度('执法资格考试'),
    rule: '由执法单位为本单位在岗人员报名，组织考试的机关安排场次，考后登记成绩',
    by: [
      'gate:examCandidateWorksThere',
      'gate:examDayAhead',
      'gate:examWasHeld',
      'gate:examMarksFit',
      'duty:seat',
      'duty:mark',
    ],
  },
  {
    kind: 'right',
    basis: 学法制度('成绩复核'),
    rule: '应试人员可以申请复核，由登记成绩以外的人员复核并告知',
    by: ['power:askRecheck', 'gate:examRecheckInTime', 'gate:examRecheckedByAnother', 'duty:settle'],
  },
  {
    kind: 'ban',
    basis: 学法制度('成绩不公开、不排名'),
    rule: '成绩只告知本人，只用于执法资格，不排名、不通报、不计入考核',
    by: ['role:candidate', 'field:marks', 'field:result'],
  },
]
