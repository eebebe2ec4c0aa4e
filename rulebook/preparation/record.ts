import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

const all = { seenBy: 'all' } as const

/** What every step before a decision keeps of the matter it was opened from; all who may see the step see this. */
export const ofParent = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('事项', { max: 200, ...all }),
  parent: f.matter('所属事项', all),
  version: f.number('针对的稿次', { min: 1, max: 999, ...all }),
  draft: f.files('草案和说明', all),
  summary: f.text('主要问题、理由和依据', { max: 4000, ...all }),
  unit: f.unit('提出单位', all),
  handler: f.person('经办人', all),
  recorder: f.unit('议事机构办公室', all),
  members: f.posts('议事机构成员', all),
  legalUnit: f.unit('合法性审查单位', all),
  openedOn: f.day('启动日期', all),
  returned: f.text('退回的理由', { max: 1000, ...all }),
  ending: f.text('终止的理由', { max: 1000, ...all }),
} as const

export type OfParent = RecordOf<typeof ofParent>
