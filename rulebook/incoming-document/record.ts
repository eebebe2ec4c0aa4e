import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

export const urgencies = { special: '特急', urgent: '加急', plain: '平急', normal: '正常' }

/** Where the sentence behind a task stands. */
export const sentenceSources = {
  instruction: '领导批示',
  asks: '来文要求',
  original: '来文原件',
  typed: '自行填写',
}

/** 批示 of one leader on the document, as it was given; who entered it for him, and when he said that it is not his. */
export const instruction = {
  leader: f.post('批示领导'),
  on: f.day('日期'),
  words: f.text('批示', { max: 1000, lines: true }),
  written: f.files('手写件', { optional: true }),
  enteredBy: f.person('代录人', { optional: true }),
  disowned: f.day('本人声明不是其批示的日期', { optional: true }),
  disownedWords: f.text('本人的说明', { max: 1000, optional: true }),
}

/** One sentence of the document or of an instruction that asks for something, on its way to becoming a task. */
export const asked = {
  task: f.text('工作任务', { max: 200 }),
  target: f.text('目标要求', { max: 2000, lines: true, optional: true }),
  sentence: f.text('原文', { max: 2000, lines: true, optional: true, help: '要求办这件事的那句话' }),
  lead: f.unit('牵头单位'),
  cooperating: f.units('配合单位', { optional: true }),
  due: f.day('完成时限'),
}

/** 收文 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('收文编号', { max: 40, seenBy: 'all' }),
  title: f.text('标题', { max: 200, seenBy: 'all' }),
  sender: f.text('来文单位', { max: 100, seenBy: 'all' }),
  theirNumber: f.text('来文字号', { max: 60, seenBy: 'all' }),
  dated: f.day('成文日期', { seenBy: 'all' }),
  receivedOn: f.day('签收日期', { seenBy: 'all' }),
  receivedBy: f.person('签收人', { seenBy: 'all' }),
  urgency: f.choice('紧急程度', urgencies, { seenBy: 'all' }),
  secrecy: f.choice('密级', { none: '非涉密' }, { seenBy: 'all' }),
  copies: f.number('份数', { min: 1, max: 999, seenBy: 'all' }),
  asks: f.text('来文要求', { max: 2000, seenBy: 'all' }),
  askedBy: f.day('来文要求的时限', { seenBy: 'all' }),
  original: f.files('原件', { seenBy: 'all' }),
  registrar: f.unit('登记单位', { seenBy: 'all' }),
  checked: f.choice('初审', { fit: '符合要求', amended: '经补正符合要求' }, { seenBy: 'all' }),
  proposal: f.text('拟办意见', { max: 1000, seenBy: 'all' }),
  leader: f.post('批示领导', { seenBy: 'all' }),
  instructions: f.rows('批示', instruction, { seenBy: 'all' }),
  passers: f.posts('转请过的领导', { seenBy: 'all' }),
  passedUp: f.number('转呈次数', { min: 0, max: 99, seenBy: 'all' }),
  lead: f.unit('主办单位', { seenBy: 'all' }),
  cooperating: f.units('协办单位', { seenBy: 'all' }),
  reassigned: f.rows(
    '改派',
    {
      from: f.unit('原主办单位'),
      to: f.unit('改由主办的单位'),
      on: f.day('日期'),
      reason: f.text('理由', { max: 500 }),
    },
    { seenBy: 'all' },
  ),
  former: f.units('办理过的单位', { seenBy: 'all' }),
  wanted: f.text('交办要求', { max: 1000, seenBy: 'all' }),
  due: f.day('办理时限', { seenBy: 'all' }),
  late: f.text('晚于来文要求的理由', { max: 500, seenBy: 'all' }),
  followBy: f.day('跟踪办结时限', { seenBy: 'all' }),
  tasks: f.rows(
    '立项事项',
    {
      task: f.matter('督办事项'),
      sentence: f.text('原文', { max: 2000, optional: true }),
      source: f.choice('出处', sentenceSources, { optional: true }),
    },
    { seenBy: 'all', most: 300 },
  ),
  setAside: f.rows(
    '不立项的原文',
    { sentence: f.text('原文', { max: 2000 }), reason: f.text('理由', { max: 500 }) },
    { seenBy: 'all', most: 300 },
  ),
  question: f.text('请示的问题', { max: 1000, seenBy: 'all' }),
  opinions: f.rows(
    '会办意见',
    {
      unit: f.unit('单位'),
      on: f.day('日期'),
      words: f.text('意见', { max: 1000 }),
      returned: f.text('退回补充的要求', { max: 500, optional: true }),
    },
    { seenBy: 'all', most: 300 },
  ),
  owing: f.units('待会办的单位', { seenBy: 'all' }),
  without: f.text('未等会办的理由', { max: 500, seenBy: 'all' }),
  handled: f.text('办理情况', { max: 2000, seenBy: 'all' }),
  readers: f.posts('传阅范围', { seenBy: 'all' }),
  circulations: f.rows(
    '传阅',
    {
      reader: f.post('传阅对象'),
      purpose: f.text('用途', { max: 200 }),
      on: f.day('日期'),
      until: f.day('请于何时前提出意见', { optional: true }),
      remark: f.text('阅后意见', { max: 1000, optional: true }),
      recalled: f.day('收回日期', { optional: true }),
    },
    { seenBy: 'all', most: 300 },
  ),
  urges: f.number('催办次数', { min: 0, max: 9999, seenBy: 'all' }),
  outcome: f.choice(
    '办结方式',
    { replied: '已答复来文单位', noReply: '无需答复', kept: '阅存' },
    { seenBy: 'all' },
  ),
  answer: f.text('答复、办结情况', { max: 2000, seenBy: 'all' }),
  rest: f.text('未立项的要求怎样处理', { max: 1000, seenBy: 'all' }),
  settledOn: f.day('办结日期', { seenBy: 'all' }),
  ending: f.text('退文、注销理由', { max: 1000, seenBy: 'all' }),
  archive: f.text('归档类目', { max: 100, seenBy: 'all' }),
  kept: f.choice('保管期限', { ten: '10年', thirty: '30年', ever: '永久' }, { seenBy: 'all' }),
} as const

export type DocumentRecord = RecordOf<typeof record>
