import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

/** 效力层级. */
export const ranks = {
  law: '法律',
  regulation: '行政法规',
  local: '地方性法规',
  departmentRule: '部门规章',
  governmentRule: '地方政府规章',
  party: '党内法规',
  document: '规范性文件',
  own: '本区制度',
} as const

/** How well the text is known. */
export const sources = {
  verified: '核对过原文',
  secondary: '据转载',
  unverified: '未核对原文',
  own: '本区自定',
} as const

export const kinds = { amend: '修改', repeal: '删除、废止', repealAll: '整件废止' } as const
export type ChangeKind = keyof typeof kinds

/** One change in its history: `from` is the first day of the new text, or the first day without it. */
export const change = {
  no: f.number('序号', { min: 1, max: 9999 }),
  kind: f.choice('变动', kinds),
  articles: f.text('条文', { max: 500, optional: true }),
  from: f.day('自'),
  by: f.text('依据', { max: 300 }),
  what: f.text('变动内容', { max: 2000, optional: true }),
  on: f.day('登记日期'),
}

const all = { seenBy: 'all' } as const

/** 法律、法规、规章和制度 in the register: facts about it and statements of our own; its text only where somebody brought it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('名称', { max: 200, ...all }),
  rank: f.choice('效力层级', ranks, all),
  issuer: f.text('制定机关', { max: 200, ...all }),
  issued: f.text('公布文号', { max: 200, ...all }),
  from: f.day('施行日期', all),
  to: f.day('最后一日', all),
  articles: f.number('条数', { min: 1, max: 3000, ...all }),
  source: f.choice('文本来源', sources, all),
  statement: f.text('内容提要', { max: 4000, ...all }),
  text: f.files('条文文本', all),
  keeper: f.unit('登记单位', all),
  changes: f.rows('沿革', change, { most: 300, ...all }),
  reviews: f.rows(
    '依据变动复核',
    { no: f.number('变动序号', { min: 1, max: 9999 }), unit: f.unit('单位'), review: f.matter('复核') },
    { most: 3000, ...all },
  ),
  waiting: f.number('还没有收到复核通知的单位', { min: 0, max: 9999, ...all }),
  checked: f.text('核对情况', { max: 1000, ...all }),
  checkedOn: f.day('核对日期', all),
} as const

export type InstrumentRecord = RecordOf<typeof record>
export type InstrumentChange = NonNullable<InstrumentRecord['changes']>[number]
