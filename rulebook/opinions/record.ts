import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

/** How the envelopes are locked: to a key of the server beside the database, or to halves that nobody at the server holds. */
export const levels = {
  strict: '严格：在本人浏览器里封存，纪检监察、办公室两方共同开启',
  standard: '标准：在本人浏览器里封存，服务器另存的密钥开启',
} as const
export type Level = keyof typeof levels

export const sides = { insp: '监督方', proc: '办理方' } as const

export const stances = { agree: '同意', changes: '修改后同意', disagree: '不同意', abstain: '弃权' } as const

/** A message to a new key: whoever opens it holds the key that goes with it. */
export const canary = {
  enc: f.text('封装的公钥', { max: 200 }),
  ct: f.text('密文', { max: 400 }),
  hash: f.text('明文的哈希', { max: 100 }),
}

/** 保管人: who keeps one half of the key, for which side. */
export const trustee = {
  slot: f.text('保管位', { max: 80 }),
  side: f.choice('哪一方', sides),
  key: f.text('公钥', { max: 200 }),
  unit: f.unit('单位', { optional: true }),
  person: f.person('保管人', { optional: true }),
  canary: f.group('演练件', canary, { optional: true }),
  readyOn: f.day('演练通过', { optional: true }),
}

/** What came out of one envelope: the words of whoever sealed it or, where it did not open as it was committed to, why. */
export const opened = {
  post: f.post('成员'),
  person: f.person('封存人'),
  stance: f.choice('态度', stances, { optional: true }),
  words: f.text('意见', { max: 12_000, optional: true }),
  attached: f.text('附件', { max: 1000, optional: true }),
  commit: f.text('承诺值', { max: 100, optional: true }),
  defect: f.text('没有打开的原因', { max: 200, optional: true }),
}

const all = { seenBy: 'all' } as const
/** Who hears the views once they are open. */
export const ROOM = ['recorder', 'chair', 'member', 'discipline'] as const
const room = { seenBy: ROOM } as const
/** Shown nowhere: who has sealed would tell who has not; keys and hashes are for the pages that seal and open. */
const nobody = { seenBy: [] } as const

/** 书面意见征集 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('议题', { max: 200, ...all }),
  topic: f.matter('议题事项', all),
  meeting: f.matter('会议', all),
  meetingOn: f.day('会议日期', all),
  level: f.choice('密级', levels, all),
  chair: f.post('主要领导', all),
  recorder: f.unit('办公室', all),
  keepers: f.units('保管单位', all),
  expected: f.posts('应提出意见的成员', all),
  until: f.day('截止日期', all),
  trustees: f.rows('保管人', trustee, { most: 12, ...nobody }),
  expectedHash: f.text('成员名单的哈希', { max: 100, ...nobody }),
  trusteesHash: f.text('保管人名单的哈希', { max: 100, ...nobody }),
  begunOn: f.day('开始征集', all),
  sheets: f.rows(
    '成员的密封件',
    { post: f.post('成员'), sheet: f.matter('密封意见') },
    { most: 120, ...nobody },
  ),
  absences: f.rows(
    '缺席',
    {
      post: f.post('成员'),
      reason: f.text('理由', { max: 500 }),
      by: f.person('登记人'),
      cosigned: f.person('会签人', { optional: true }),
    },
    { most: 120, ...room },
  ),
  voidReason: f.text('提议作废的理由', { max: 1000, ...all }),
  voidUnit: f.unit('提议作废的单位', all),
  closedOn: f.day('截止封存', all),
  listed: f.rows(
    '截止时的密封件',
    {
      post: f.post('成员'),
      person: f.person('封存人'),
      version: f.number('第几版', { min: 1, max: 9999 }),
      commit: f.text('承诺值', { max: 100 }),
      envelope: f.text('密封件的哈希', { max: 100 }),
    },
    { most: 120, ...nobody },
  ),
  released: f.rows(
    '交出的半密钥',
    {
      slot: f.text('保管位', { max: 80 }),
      side: f.choice('哪一方', sides),
      person: f.person('交出人'),
      on: f.day('日期'),
      halves: f.text('哈希', { max: 100 }),
      verified: f.text('核验过的检查点', { max: 500, optional: true }),
    },
    { most: 12, ...all },
  ),
  revealedAt: f.text('公开时间', { max: 20, ...all }),
  views: f.rows('书面意见', opened, { most: 120, ...room }),
  supplements: f.rows(
    '补充意见',
    {
      post: f.post('成员'),
      person: f.person('补充人'),
      words: f.text('补充', { max: 4000 }),
      on: f.day('日期'),
    },
    { most: 300, ...room },
  ),
  ending: f.text('作废的理由', { max: 1000, ...all }),
} as const

export type RoundRecord = RecordOf<typeof record>
export type Listed = NonNullable<RoundRecord['listed']>[number]
