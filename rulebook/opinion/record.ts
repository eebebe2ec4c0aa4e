import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { sides } from '../opinions/record.ts'

/** To whom the halves of the key go. */
export const keeper = {
  slot: f.text('保管位', { max: 80 }),
  side: f.choice('哪一方', sides),
  key: f.text('公钥', { max: 200 }),
}

/** What a sheet is given with; an envelope is bound to all of it. */
export const bound = {
  round: f.matter('书面意见征集'),
  title: f.text('议题', { max: 200 }),
  meeting: f.matter('会议'),
  topic: f.matter('议题事项'),
  post: f.post('成员'),
  recorder: f.unit('办公室'),
  until: f.day('截止日期'),
  expected: f.text('成员名单的哈希', { max: 100 }),
  trustees: f.text('保管人名单的哈希', { max: 100 }),
  keys: f.rows('保管人', keeper, { most: 12 }),
}

const own = { seenBy: ['member'] } as const
/** For the page that seals: a key, a hash of a list. */
const nobody = { seenBy: [] } as const

/** 密封意见 as it is kept: never what was said, only that it was sealed. Nobody but the member sees it at all. */
export const record = {
  number: f.text('编号', { max: 40, ...own }),
  title: f.text('议题', { max: 200, ...own }),
  round: f.matter('书面意见征集', own),
  meeting: f.matter('会议', own),
  topic: f.matter('议题事项', own),
  post: f.post('成员', own),
  person: f.person('封存人', own),
  recorder: f.unit('办公室', own),
  until: f.day('截止日期', own),
  expected: f.text('成员名单的哈希', { max: 100, ...nobody }),
  trustees: f.text('保管人名单的哈希', { max: 100, ...nobody }),
  keys: f.rows('保管人', keeper, { most: 12, ...nobody }),
  version: f.number('第几版', { min: 1, max: 9999, ...own }),
  commit: f.text('承诺值', { max: 100, ...own }),
  sm3: f.text('承诺值（SM3）', { max: 100, ...own }),
  envelope: f.text('密封件的哈希', { max: 100, ...own }),
  attached: f.files('密封附件', nobody),
  explained: f.text('没有封存的说明', { max: 1000, ...own }),
} as const

export type SheetRecord = RecordOf<typeof record>
