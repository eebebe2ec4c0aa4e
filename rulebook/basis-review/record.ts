import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { kinds } from '../instrument/record.ts'

export const restKinds = { item: '清单事项', matter: '规则、文件', procedure: '规程' } as const

/** 复核结论. */
export const verdicts = {
  keep: '内容不变，继续适用',
  adjust: '需要修改，已经申请或者着手修改',
  stop: '不再使用，申请取消或者废止',
} as const

/** One thing the unit holds that rests on the changed articles. */
export const rest = {
  what: f.choice('类别', restKinds),
  title: f.text('名称', { max: 300 }),
  item: f.item('清单事项', { optional: true }),
  about: f.matter('事项', { optional: true }),
  code: f.text('规程', { max: 60, optional: true }),
}
/** Things of one unit in one review. */
export const MOST_RESTS = 5000

const all = { seenBy: 'all' } as const

/** 依据变动复核: what a unit made of it that the law changed under what it holds. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('复核事项', { max: 300, ...all }),
  instrument: f.matter('法律文件', all),
  law: f.text('法律文件名称', { max: 200, ...all }),
  kind: f.choice('变动', kinds, all),
  articles: f.text('条文', { max: 500, ...all }),
  from: f.day('自', all),
  by: f.text('变动依据', { max: 300, ...all }),
  what: f.text('变动内容', { max: 2000, ...all }),
  unit: f.unit('持有单位', all),
  legalUnit: f.unit('复核机构', all),
  rests: f.rows('依据它的', rest, { most: MOST_RESTS, ...all }),
  verdict: f.choice('结论', verdicts, all),
  words: f.text('复核情况', { max: 2000, ...all }),
  follow: f.matter('后续的清单调整、修改', all),
  answeredOn: f.day('复核日期', all),
  remark: f.text('审核意见', { max: 1000, ...all }),
} as const

export type BasisReviewRecord = RecordOf<typeof record>
