import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { ofParent } from '../preparation/record.ts'

const all = { seenBy: 'all' } as const

/** 走访: what was seen and heard, by whom, where, on which day (G1). */
export const visit = {
  place: f.text('地点', { max: 200 }),
  on: f.day('日期'),
  by: f.text('参加人员', { max: 300, help: '姓名、职务；由谁带队' }),
  met: f.text('走访对象', { max: 300, optional: true, help: '与哪些人谈了' }),
  found: f.text('看到、听到的情况', { max: 2000, lines: true }),
  file: f.files('照片、谈话记录', { optional: true }),
}

/** 调研 as it is kept. Every field says who may see it. */
export const record = {
  ...ofParent,
  question: f.text('要弄清的问题', { max: 2000, ...all }),
  visits: f.rows(
    '走访记录',
    { ...visit, person: f.person('登记人'), entered: f.day('登记日期') },
    { ...all, most: 300 },
  ),
  findings: f.text('调研发现', { max: 4000, ...all }),
  advice: f.text('对草案的建议', { max: 2000, ...all }),
  report: f.files('调研报告', all),
  closedOn: f.day('审定日期', all),
} as const

export type ResearchRecord = RecordOf<typeof record>
