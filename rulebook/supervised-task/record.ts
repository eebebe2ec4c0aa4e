import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { letter } from './letters.ts'
import { spoken } from './spoken.ts'

export const authorityKinds = {
  instruction: '领导批示',
  resolution: '会议决定',
  plan: '文件部署',
  report: '政府工作报告',
}

/** Whose authority an assignment carries (C11): which instruction, which resolution, which plan, and the sentence itself. */
export const authority = {
  kind: f.choice('依据种类', authorityKinds),
  title: f.text('文件、会议或批示名称', { max: 200, help: '办理单位据此知道这件事从哪里来' }),
  number: f.text('文号或会次', { max: 60, optional: true }),
  on: f.day('日期', { optional: true }),
  sentence: f.text('原文', { max: 2000, optional: true, lines: true, help: '要求办这件事的那句话' }),
  file: f.files('原件', { optional: true }),
  document: f.matter('收文', { optional: true, help: '由哪一份收文立项' }),
}

export const milestone = { what: f.text('节点', { max: 100 }), due: f.day('时限') }

export const part = { unit: f.unit('承办单位'), what: f.text('任务', { max: 200 }), due: f.day('时限') }

/** 现场核查: when, by whom, what was found. */
export const inspection = {
  what: f.text('核查', { max: 40 }),
  on: f.day('核查日期'),
  by: f.person('核查人'),
  found: f.text('看到的情况', { max: 1000 }),
}

/** 督办事项 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, seenBy: 'all' }),
  task: f.text('工作任务', { max: 200, seenBy: 'all' }),
  target: f.text('目标要求', { max: 2000, seenBy: 'all' }),
  authority: f.group('交办依据', authority, { seenBy: 'all' }),
  urgency: f.choice(
    '紧急程度',
    { special: '特急', urgent: '加急', plain: '平急', normal: '正常' },
    { seenBy: 'all' },
  ),
  arranger: f.post('交办领导', { seenBy: 'all' }),
  initiator: f.post('立项岗位', { seenBy: 'all' }),
  lead: f.unit('牵头单位', { seenBy: 'all' }),
  cooperating: f.units('配合单位', { seenBy: 'all' }),
  handler: f.person('责任人', { seenBy: 'all' }),
  contact: f.text('联系电话', { max: 40, seenBy: ['supervisor', 'lead', 'cooperating', 'arranger'] }),
  firstDue: f.day('首次时限', { seenBy: 'all' }),
  due: f.day('完成时限', { seenBy: 'all' }),
  milestones: f.rows('节点', { ...milestone, done: f.day('完成日', { optional: true }) }, { seenBy: 'all' }),
  parts: f.rows('分解任务', { ...part, done: f.day('完成日', { optional: true }) }, { seenBy: 'all' }),
  progress: f.text('进展情况', { max: 2000, seenBy: 'all' }),
  trouble: f.text('存在问题', { max: 2000, seenBy: 'all' }),
  lawfulPath: f.matter('法律路径研究', { seenBy: 'all' }),
  next: f.text('下步措施', { max: 2000, seenBy: 'all' }),
  helper: f.unit('请求协助单位', { seenBy: 'all' }),
  helperLeader: f.post('请求协调的区领导', { seenBy: 'all' }),
  contributed: f.units('已反馈的配合单位', { seenBy: 'all' }),
  summedUpBy: f.person('总结人', { seenBy: 'all' }),
  escalated: f.choice('上交至', { chief: '主要领导', meeting: '会议' }, { seenBy: 'all' }),
  result: f.text('办理结果', { max: 2000, seenBy: 'all' }),
  letters: f.rows('督办单', letter, { seenBy: 'all' }),
  spoken: f.rows('口头反馈', spoken, { seenBy: 'all' }),
  checks: f.number('现场核查次数', { min: 0, max: 9999, seenBy: 'all' }),
  inspections: f.rows('现场核查', inspection, { seenBy: 'all' }),
  checkOn: f.day('计划核查日期', { seenBy: 'all' }),
  checkFocus: f.text('计划核查内容', { max: 1000, seenBy: 'all' }),
  verification: f.text('核实意见', { max: 2000, seenBy: 'all' }),
  summary: f.text('总结', { max: 2000, seenBy: 'all' }),
  assessment: f.choice('交办领导评价', { good: '满意', fair: '基本满意' }, { seenBy: 'all' }),
  declinedBy: f.units('申请退回过的单位', { seenBy: 'all' }),
  declineReason: f.text('退回理由', { max: 1000, seenBy: 'all' }),
  ruledLead: f.unit('裁定的牵头单位', { seenBy: 'all' }),
  ruling: f.text('裁定', { max: 1000, seenBy: 'all' }),
  assignedOn: f.day('交办日期', { seenBy: 'all' }),
  reportedBy: f.person('办结报告人', { seenBy: 'all' }),
  extensionTo: f.day('申请延至', { seenBy: 'all' }),
  extensions: f.number('延期次数', { min: 0, max: 9999, seenBy: 'all' }),
  returns: f.number('返工次数', { min: 0, max: 9999, seenBy: 'all' }),
  urges: f.number('催办次数', { min: 0, max: 9999, seenBy: 'all' }),
  suspendedUntil: f.day('暂停至', { seenBy: 'all' }),
  mergedInto: f.matter('并入', { seenBy: 'all' }),
  ending: f.text('撤销、暂停的依据和理由', { max: 1000, seenBy: 'all' }),
} as const

export type TaskRecord = RecordOf<typeof record>
