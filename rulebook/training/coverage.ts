import type { CoverageRow } from '#kernel/coverage.ts'
import { 处罚法, 学法制度, 应知应会意见 } from '../laws.ts'

/** What is asked of those who carry out the law in the way of learning it, with what of the plan enforces it. */
export const coverage: readonly CoverageRow[] = [
  {
    kind: 'step',
    basis: 应知应会意见(),
    rule: '领导干部学习应知应会的党内法规和国家法律，列入年度计划',
    by: ['power:plan', 'gate:trainingYearAhead', 'gate:trainingPostsOfUnit', 'duty:close'],
  },
  {
    kind: 'limit',
    basis: 学法制度('年度学法计划'),
    rule: '每人每年学满规定学时（行政执法人员60学时，其他24学时；本区参数，原文未核）',
    by: ['gate:trainingHoursPlanned', 'gate:trainingHoursHeld', 'duty:close', 'term:byYearEnd'],
  },
  {
    kind: 'step',
    basis: 学法制度('年度学法计划'),
    rule: '办班以后按签到登记：内容、日期、学时、参加的岗位；登记错的更正留痕',
    by: [
      'power:hold',
      'power:correct',
      'gate:trainingCourseHeld',
      'gate:trainingCoursePlanned',
      'gate:trainingCourseStands',
    ],
  },
  {
    kind: 'limit',
    basis: 学法制度('年度考试'),
    rule: '每年组织一次学法考试，每个岗位参加，没有参加的补考或者写明原因（日期为本区参数）',
    by: [
      'power:examine',
      'duty:examine',
      'term:byExam',
      'gate:trainingExamAhead',
      'gate:trainingExamEntered',
      'gate:trainingExamSat',
    ],
  },
  {
    kind: 'consequence',
    basis: 学法制度('年度学法计划'),
    rule: '年底没有完成的，催办、升级，由司法行政部门掌握',
    by: ['duty:close', 'duty:examine'],
  },
  {
    kind: 'ban',
    basis: 学法制度('成绩不公开、不排名'),
    rule: '学时、考试不打分、不排名、不计入考核；不用学习时长、答题情况',
    why: '没有这样的字段：登记的只有办班和参加的岗位，成绩不登记；台账、搜索、考核不读学时，由测试守住',
  },
  {
    kind: 'actor',
    basis: 处罚法(42),
    rule: '行政处罚由具有行政执法资格的执法人员实施',
    why: '资格由“执法资格考试”取得、“行政执法证”查验；学时不足不影响已经取得的资格',
  },
]
