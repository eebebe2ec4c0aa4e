import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { scopes } from '../licence/record.ts'

export const outcomes = { sat: '参加考试', absent: '缺考' } as const
export const results = { passed: '合格', failed: '不合格', absent: '缺考' } as const

const all = { seenBy: 'all' } as const
/** Who may know how somebody did: he himself and the office that holds the exam. His unit and his leaders do not. */
const result = { seenBy: ['candidate', 'examiner'] } as const

/** 一人一次考试. The matter is there for the person and the examining office only; every field says so again. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('考试', { max: 120, ...all }),
  person: f.person('应试人员', all),
  unit: f.unit('报名单位', all),
  /** The unit that entered somebody follows it until he has sat; from the marking on it is named here no more, and sees nothing. */
  sender: f.unit('考前可见的单位', all),
  office: f.unit('组织考试的单位', all),
  scope: f.choice('执法类别', scopes, all),
  sitting: f.text('场次', { max: 80, ...all }),
  on: f.day('考试日期', all),
  place: f.text('地点', { max: 120, ...all }),
  outcome: f.choice('到考', outcomes, result),
  marks: f.number('成绩', { min: 0, max: 100, ...result }),
  passMark: f.number('合格线', { min: 0, max: 100, ...result }),
  result: f.choice('结果', results, result),
  markedOn: f.day('登记成绩日期', result),
  markedBy: f.person('登记成绩的人员', { seenBy: ['examiner'] }),
  why: f.text('申请复核的理由', { max: 1000, ...result }),
  finding: f.text('复核情况', { max: 1000, ...result }),
  ending: f.text('取消的原因', { max: 1000, ...result }),
} as const

export type ExamRecord = RecordOf<typeof record>
