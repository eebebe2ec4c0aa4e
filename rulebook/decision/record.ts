import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { member } from '../body/record.ts'
import { classes, execution, outcomes } from '../topic/record.ts'

export const verdicts = { achieved: '达到预期', partly: '部分达到预期', missed: '没有达到预期' } as const

export const executed = { ...execution, by: f.person('登记人') }

/** 执行情况报告: how it stands, told to the body that decided. */
export const report = {
  words: f.text('执行情况', { max: 2000, lines: true }),
  on: f.day('日期'),
  by: f.person('报告人'),
}

/** 重大问题: found in execution, told to the body, and what it answered. */
export const problem = {
  words: f.text('问题', { max: 2000, lines: true }),
  on: f.day('日期'),
  answer: f.text('答复', { max: 2000, optional: true }),
}

/** A later decision of the same body on this one. */
export const change = {
  topic: f.matter('议题'),
  text: f.text('调整内容', { max: 4000, lines: true }),
  on: f.day('日期'),
}

const all = { seenBy: 'all' } as const
const INSIDE = [
  'proposer',
  'executor',
  'executorHead',
  'recorder',
  'chair',
  'member',
  'evaluator',
  'discipline',
] as const

/** 决策 as it is carried out. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('决策事项', { max: 200, ...all }),
  topic: f.matter('议题', all),
  body: f.matter('议事机构', all),
  bodyTitle: f.text('议事机构名称', { max: 200, ...all }),
  outcome: f.choice('会议决定', { ...outcomes, urgent: '紧急处置' }, all),
  text: f.text('决定内容', { max: 4000, ...all }),
  class: f.choice('重要程度', classes, all),
  decidedOn: f.day('决定日期', all),
  proposer: f.unit('提出单位', all),
  unit: f.unit('决策执行单位', all),
  recorder: f.unit('议事机构办公室', all),
  chair: f.post('主持人', all),
  members: f.rows('成员', member, { ...all, most: 120 }),
  tasks: f.rows('任务', { task: f.matter('督办事项') }, { ...all, most: 120 }),
  party: f.flag('须向同级党委请示报告', { seenBy: INSIDE }),
  partyOn: f.day('请示报告日期', { seenBy: INSIDE }),
  partyReply: f.choice('党委意见', { agree: '同意', disagree: '不同意' }, { seenBy: INSIDE }),
  partyWords: f.text('答复内容', { max: 2000, seenBy: INSIDE }),
  issuedOn: f.day('印发日期', all),
  publishedOn: f.day('公布日期', all),
  publishedAt: f.text('公布渠道', { max: 300, ...all }),
  withheld: f.text('不予公布的理由和依据', { max: 1000, ...all }),
  reportOn: f.day('下次报告日期', all),
  reports: f.rows('执行情况报告', report, { seenBy: INSIDE, most: 300 }),
  executions: f.rows('执行行为', executed, { seenBy: INSIDE, most: 300 }),
  problems: f.rows('重大问题', problem, { seenBy: INSIDE, most: 120 }),
  suspendedUntil: f.day('中止至', all),
  suspendReason: f.text('中止理由', { max: 1000, ...all }),
  changes: f.rows('调整', change, { ...all, most: 120 }),
  evaluator: f.unit('评估单位', all),
  evaluateBy: f.day('评估期限', all),
  evaluation: f.choice('评估结论', verdicts, all),
  evaluationWords: f.text('评估报告要点', { max: 4000, seenBy: INSIDE }),
  completed: f.text('执行结果', { max: 2000, ...all }),
  fileNumber: f.text('档号', { max: 60, seenBy: INSIDE }),
  ending: f.text('停止执行的理由', { max: 1000, ...all }),
} as const

export type DecisionRecord = RecordOf<typeof record>
