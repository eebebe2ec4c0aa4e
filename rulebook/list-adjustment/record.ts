import * as f from '#kernel/fields.ts'
import { listNames, powerKinds, targets } from '#kernel/lists.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

/** What an adjustment does to a line of a list. */
export const changes = { add: '新增', amend: '变更', cancel: '取消' } as const
export type Change = keyof typeof changes

/** Lines of one adjustment; a list with more of one unit comes in several. */
export const MOST_LINES = 300

const opt = (title: string, max: number) => f.text(title, { max, lines: true, optional: true })

/** One line that is to be added, amended or cancelled. What an amendment leaves out stays as it is; a cancelling needs the code alone. */
export const line = {
  change: f.choice('调整', changes),
  code: f.item('事项编码', { fresh: true, help: '新增的写一个没有用过的编码' }),
  kind: f.choice('权力类型', powerKinds, { optional: true, help: '权力清单必选' }),
  title: f.text('事项名称', { max: 200, optional: true }),
  unit: f.unit('持有单位', { optional: true, help: '不填则为申请单位；下放、承接、划转的填接手的单位' }),
  on: f.choice('适用于', targets, { optional: true }),
  object: opt('对象', 500),
  basis: f.text('设定依据', {
    max: 1000,
    lines: true,
    optional: true,
    help: '写成《行政处罚法》第九条；《城市市容条例》第十四条',
  }),
  procedure: opt('办理程序', 500),
  limits: opt('裁量和期限', 500),
  supervision: opt('监督方式', 300),
  to: f.day('有效期至', { optional: true }),
  /** Counted when it is published. */
  version: f.number('版本', { min: 1, max: 9999, optional: true }),
}

const all = { seenBy: 'all' } as const

/** 清单调整 as it is kept. The lists are everybody's, and so is how they change. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('调整事项', { max: 200, ...all }),
  list: f.choice('清单', listNames, all),
  unit: f.unit('申请单位', all),
  handler: f.person('经办人', all),
  reason: f.text('调整理由', { max: 2000, ...all }),
  changes: f.rows('调整内容', line, { most: MOST_LINES, ...all }),
  version: f.number('稿次', { min: 1, max: 999, ...all }),
  keeper: f.unit('清单管理机构', all),
  legalUnit: f.unit('合法性审查机构', all),
  legalityReview: f.matter('合法性审查', all),
  checked: f.text('依据审核意见', { max: 2000, ...all }),
  checkedOn: f.day('依据审核日期', all),
  decision: f.matter('集体决定', all),
  decided: f.text('批准依据', { max: 500, ...all }),
  decidedOn: f.day('批准日期', all),
  effectiveOn: f.day('施行日期', all),
  publishedOn: f.day('公布日期', all),
  publishedAt: f.text('公布载体和文号', { max: 300, ...all }),
  ending: f.text('不予调整、撤回的理由', { max: 1000, ...all }),
  initial: f.flag('录入已公布的清单', all),
} as const

export type AdjustmentRecord = RecordOf<typeof record>
export type Line = NonNullable<AdjustmentRecord['changes']>[number]
