import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

export const answers = { a: 'A', b: 'B', c: 'C', d: 'D' } as const
export type Answer = keyof typeof answers

/** 自测题: whoever wants tries it on his own screen; nobody is told how. */
export const question = {
  ask: f.text('题目', { max: 300 }),
  a: f.text('选项A', { max: 200 }),
  b: f.text('选项B', { max: 200 }),
  c: f.text('选项C', { max: 200, optional: true }),
  d: f.text('选项D', { max: 200, optional: true }),
  right: f.choice('正确选项', answers),
  why: f.text('解释', { max: 500 }),
  article: f.text('条文', { max: 200, help: '如：《中华人民共和国行政处罚法》第四十二条' }),
}

const all = { seenBy: 'all' } as const

/** 学法资料 as it is kept: everybody learns from it, so everybody sees all of it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('资料', { max: 200, ...all }),
  basis: f.text('涉及的法律、制度', { max: 1000, ...all }),
  points: f.text('要点', { max: 4000, lines: true, ...all }),
  questions: f.rows('自测题', question, { ...all, most: 60 }),
  unit: f.unit('编写单位', all),
  publishedOn: f.day('发布日期', all),
  reviewBy: f.day('下次复核日期', all),
  ending: f.text('撤下的理由', { max: 1000, ...all }),
} as const

export type StudyRecord = RecordOf<typeof record>
