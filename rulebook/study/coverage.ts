import type { CoverageRow } from '#kernel/coverage.ts'
import { 学法制度, 应知应会意见 } from '../laws.ts'

/** What is asked of what people learn the law from, with what enforces it here. */
export const coverage: readonly CoverageRow[] = [
  {
    kind: 'actor',
    basis: 学法制度('学法资料和自测'),
    rule: '学法资料由司法行政部门编写发布，人人可看',
    by: ['power:publish', 'role:office'],
  },
  {
    kind: 'step',
    basis: 学法制度('学法资料和自测'),
    rule: '自测题有唯一的正确选项，写明解释和条文',
    by: ['gate:studyQuestionsSound', 'field:questions'],
  },
  {
    kind: 'limit',
    basis: 学法制度('学法资料和自测'),
    rule: '资料定期复核（本区参数，12个月），条文修改、废止的及时修订、撤下',
    by: ['duty:review', 'power:revise', 'power:confirm', 'power:withdraw', 'term:byReview'],
  },
  {
    kind: 'ban',
    basis: 学法制度('成绩不公开、不排名'),
    rule: '自测不留痕：谁做过、做对几题不记录、不上报',
    why: '题目在本人的屏幕上作答，选项不发送、不保存，没有可以登记的地方，由测试守住',
  },
  {
    kind: 'step',
    basis: 应知应会意见(),
    rule: '按清单分级分类确定学习内容',
    why: '清单的目录由上级机关制定，原文未核；学习内容由各单位的“年度学法计划”逐项列明',
  },
]
