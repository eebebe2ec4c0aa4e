import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

/** A text that was replaced, and why. */
export const version = {
  version: f.number('稿次', { min: 1, max: 999 }),
  content: f.text('合同主要内容', { max: 4000, lines: true }),
  file: f.files('合同文本', { optional: true }),
  reason: f.text('修改说明', { max: 1000, lines: true }),
  on: f.day('被替换日期'),
}

const INSIDE = ['drafter', 'unitHead', 'office', 'discipline'] as const
const inside = { seenBy: INSIDE } as const
const all = { seenBy: 'all' } as const

/** 政府合同 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('合同名称', { max: 200, ...all }),
  unit: f.unit('订立单位', all),
  handler: f.person('经办人', all),
  office: f.unit('审查机构', all),
  other: f.text('对方当事人', { max: 200, ...all }),
  sum: f.number('金额（万元）', { min: 0, max: 100_000_000, ...all }),
  content: f.text('合同主要内容', { max: 4000, ...inside }),
  draft: f.files('合同文本', inside),
  basis: f.text('订立合同的依据', { max: 4000, ...inside }),
  approval: f.text('立项、采购或者授权情况', { max: 4000, ...inside }),
  counterpart: f.text('对方主体资格和履约能力', { max: 4000, ...inside }),
  until: f.day('履行期限至', all),
  version: f.number('稿次', { min: 1, max: 999, ...inside }),
  versions: f.rows('历次文本', version, { ...inside, most: 300 }),
  legalityReview: f.matter('合法性审查', inside),
  reviewVersion: f.number('送审稿次', { min: 1, max: 999, ...inside }),
  reviewed: f.text('合法性审查结论', { max: 200, ...inside }),
  draftedOn: f.day('拟订日期', inside),
  signedOn: f.day('签订日期', all),
  signedBy: f.person('签订人', all),
  signedFile: f.files('签订的合同文本', inside),
  result: f.text('履行情况', { max: 2000, ...inside }),
  ending: f.text('解除、不再签订的理由', { max: 1000, ...inside }),
  endedOn: f.day('了结日期', all),
  // Kept in the rows above; named here so that whoever may not see those does not read the words in the acts either.
  reason: f.text('修改说明', { max: 1000, ...inside }),
} as const

export type ContractRecord = RecordOf<typeof record>

/** Whether the present text must be reviewed and has not been sent to be. What became of the review, the review says. */
export const reviewOwed = ({ reviewVersion, version: present }: ContractRecord): boolean =>
  reviewVersion !== present
