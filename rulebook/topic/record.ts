import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { collectiveKinds } from '../body/kinds.ts'
import { quorums } from '../body/quorum.ts'
import { member, modes } from '../body/record.ts'

/** What is to be decided: a line of a body's own list of what it must decide. */
export { collectiveKinds as kinds } from '../body/kinds.ts'
export type Kind = keyof typeof collectiveKinds

export const classes = { major: '重大事项', ordinary: '一般事项' } as const

export const stances = { agree: '同意', changes: '修改后同意', disagree: '不同意', abstain: '弃权' } as const
export type Stance = keyof typeof stances

/** A ballot is for, against or neither: changes are talked over before, not voted on. */
export const ballots = { agree: '赞成', disagree: '反对', abstain: '弃权' } as const
export type Ballot = keyof typeof ballots

export const outcomes = {
  passed: '通过',
  inPrinciple: '原则通过',
  amended: '修改后再议',
  deferred: '暂缓',
  again: '再次讨论',
  rejected: '不通过',
} as const

/** What an adviser says before the review, where a lawyer's part is the review's own. */
export const stages = { start: '启动阶段', draft: '草案阶段' } as const
export type Stage = keyof typeof stages

const words = (title: string, max = 2000) => f.text(title, { max, lines: true })
const opt = (title: string, max = 2000) => f.text(title, { max, optional: true, lines: true })

/** 部门协商: what the head of a unit concerned said of which draft. */
export const opinion = {
  unit: f.unit('单位'),
  verdict: f.choice('意见', { agree: '同意', object: '有不同意见' }),
  words: opt('说明'),
  version: f.number('稿次', { min: 1, max: 999 }),
  on: f.day('日期'),
  person: f.person('签署人'),
}

export const stageOpinion = {
  stage: f.choice('阶段', stages),
  words: words('意见'),
  by: f.text('法律顾问', { max: 60 }),
  on: f.day('日期'),
  version: f.number('稿次', { min: 1, max: 999 }),
}

export const view = {
  post: f.post('岗位'),
  person: f.person('发言人'),
  stance: f.choice('态度', stances),
  words: words('理由'),
  at: f.text('时间', { max: 20 }),
}

/** A task that follows from the decision: who, what, by when. */
export const task = {
  task: f.text('工作任务', { max: 200 }),
  sentence: f.text('决定原文', { max: 1000, optional: true }),
  lead: f.unit('牵头单位'),
  cooperating: f.units('配合单位', { optional: true }),
  due: f.day('完成时限'),
  arranger: f.post('交办领导', { optional: true, help: '不填则为会议主持人；不是区领导的，为分管领导' }),
}

/** Another item for the same payee or project, counted together with this one. */
export const related = {
  topic: f.matter('议题'),
  sum: f.number('金额（万元）', { min: 0, max: 100_000_000 }),
}

/** An act that carries something out: a contract, a payment. */
export const execution = {
  kind: f.choice('执行行为', {
    contract: '签订合同',
    payment: '拨付资金',
    start: '开工',
    appointment: '任免',
    issue: '印发文件',
  }),
  on: f.day('日期'),
  counterpart: f.text('对方', { max: 200, optional: true }),
  sum: f.number('金额（万元）', { min: 0, max: 100_000_000, optional: true }),
}

/** 表决, by name. */
export const vote = { post: f.post('岗位'), stance: f.choice('表决', ballots) }

/** What became of an item the last time it was in a room. */
export const hearing = {
  meeting: f.matter('会议', { optional: true }),
  outcome: f.choice('结果', outcomes, { optional: true }),
  words: words('说明'),
  on: f.day('日期'),
  said: words('各成员意见', 20_000),
}

/** Who may see how the body came to its decision. Whoever was only asked sees what was decided. */
export const INSIDE = [
  'applicant',
  'applicantHead',
  'recorder',
  'chair',
  'member',
  'legal',
  'discipline',
] as const
/** What was said and voted in the room, by name. */
export const ROOM = ['recorder', 'chair', 'member', 'discipline'] as const

const all = { seenBy: 'all' } as const
const inside = { seenBy: INSIDE } as const
const room = { seenBy: ROOM } as const

/** 议题 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('议题', { max: 200, ...all }),
  body: f.matter('议事机构', all),
  bodyTitle: f.text('议事机构名称', { max: 200, ...all }),
  unit: f.unit('提出单位', all),
  handler: f.person('经办人', all),
  appliedOn: f.day('提出日期', all),
  origin: f.matter('提请会议研究的督办事项', all),
  changes: f.matter('调整或者停止的决策', all),
  kind: f.choice('类别', collectiveKinds, all),
  summary: f.text('主要问题、理由和依据', { max: 4000, ...inside }),
  sum: f.number('金额（万元）', { min: 0, max: 100_000_000, ...all }),
  area: f.number('面积（亩）', { min: 0, max: 10_000_000, ...all }),
  people: f.number('影响人数', { min: 0, max: 100_000_000, ...all }),
  payee: f.text('收款单位', { max: 200, ...inside }),
  project: f.text('项目', { max: 200, ...inside }),
  related: f.rows('合并计算的议题', related, { ...inside, most: 120 }),
  professional: f.flag('专业性、技术性较强', all),
  stability: f.flag('可能影响社会稳定、公共安全', all),
  business: f.flag('涉及经营主体经济活动', all),
  open: f.flag('应当公开征求意见', all),
  waived: f.text('不履行程序的理由', { max: 1000, ...inside }),
  ruled: f.choice('按清单判定', classes, all),
  class: f.choice('重要程度', classes, all),
  classReason: f.text('判定理由', { max: 1000, ...all }),
  lowered: f.text('降低重要程度的理由', { max: 1000, ...inside }),
  loweredBy: f.person('降低重要程度的人', inside),
  draft: f.files('议题材料', {
    ...inside,
    // Called back after the meeting, it is with those who wrote it, who reviewed it and who keep the file.
    recalled: { once: 'calledBack', keptBy: ['applicant', 'applicantHead', 'recorder', 'legal'] },
  }),
  calledBack: f.day('议题材料收回日期', inside),
  version: f.number('稿次', { min: 1, max: 999, ...inside }),
  revisions: f.rows(
    '历次修改',
    {
      version: f.number('稿次', { min: 1, max: 999 }),
      reason: words('修改说明'),
      on: f.day('日期'),
      by: f.person('修改人'),
    },
    { ...inside, most: 300 },
  ),
  concerned: f.units('征求意见单位', inside),
  opinions: f.rows('部门意见', opinion, { ...inside, most: 300 }),
  differences: f.text('分歧和处理建议', { max: 2000, ...inside }),
  legalUnit: f.unit('合法性审查单位', all),
  adviser: f.text('法律顾问', { max: 60, ...inside }),
  adviserFrom: f.text('法律顾问单位', { max: 120, ...inside }),
  advisedBy: f.matter('名册上的法律顾问', inside),
  adviserOn: f.day('法律顾问介入日期', inside),
  advice: f.rows('法律顾问意见', stageOpinion, { ...inside, most: 120 }),
  research: f.matter('调研', inside),
  participation: f.matter('公众参与', inside),
  expertise: f.matter('专家论证', inside),
  riskAssessment: f.matter('风险评估', inside),
  fairnessReview: f.matter('公平竞争审查', inside),
  legalityReview: f.matter('合法性审查', inside),
  meeting: f.matter('会议', all),
  meetingOn: f.day('会议日期', all),
  lateFor: f.matter('同意临时提交的会议', inside),
  lateReason: f.text('临时提交的理由', { max: 1000, ...inside }),
  recorder: f.unit('议事机构办公室', all),
  chair: f.post('主持人', all),
  presiding: f.post('主持本议题的人', all),
  standIn: f.post('主持人指定代为主持的成员', all),
  designated: f.rows(
    '主持人指定代为主持',
    { post: f.post('成员'), reason: words('理由', 500), by: f.person('指定人'), on: f.day('日期') },
    { ...room, most: 120 },
  ),
  members: f.rows('成员', member, { ...all, most: 120 }),
  guests: f.units('列席单位', all),
  mode: f.choice('决策方式', modes, all),
  quorum: f.choice('法定人数', quorums, all),
  round: f.matter('书面意见征集', all),
  readOut: f.posts('已公布书面意见的成员', room),
  present: f.posts('应当发言的成员', room),
  report: f.text('汇报要点', { max: 4000, ...inside }),
  guestOpinions: f.rows(
    '列席意见',
    {
      unit: f.unit('单位'),
      person: f.person('发言人'),
      words: words('意见'),
      at: f.text('时间', { max: 20 }),
    },
    { ...room, most: 120 },
  ),
  views: f.rows('成员意见', view, { ...room, most: 120 }),
  written: f.rows(
    '缺席成员书面意见',
    {
      post: f.post('岗位'),
      person: f.person('提出人'),
      words: words('意见'),
      at: f.text('时间', { max: 20 }),
    },
    { ...room, most: 120 },
  ),
  calledUp: f.rows(
    '经主持人同意先发言',
    {
      post: f.post('成员'),
      reason: words('理由', 500),
      by: f.person('主持人'),
      at: f.text('时间', { max: 20 }),
    },
    { ...room, most: 120 },
  ),
  recusals: f.rows(
    '回避',
    { post: f.post('岗位'), person: f.person('回避的人', { optional: true }), reason: words('理由', 500) },
    { ...room, most: 120 },
  ),
  chiefView: f.group('主要领导意见', view, room),
  statedBefore: f.rows('接替主持以前的主持人表态', view, { ...room, most: 120 }),
  votes: f.rows('表决', vote, { ...room, most: 120 }),
  earlier: f.rows('历次审议', hearing, { ...room, most: 120 }),
  outcome: f.choice('会议决定', outcomes, all),
  decisionText: f.text('决定内容', { max: 4000, ...all }),
  wording: f.group(
    '拟议决定',
    {
      version: f.number('稿次', { min: 1, max: 999 }),
      words: words('文字', 4000),
      by: f.person('记录人'),
      at: f.text('时间', { max: 20 }),
    },
    room,
  ),
  wordingBefore: f.text('拟议决定上一稿', { max: 4000, ...room }),
  againstReason: f.text('与多数意见不一致的理由', { max: 2000, ...room }),
  decidedOn: f.day('决定日期', all),
  decision: f.matter('决策', all),
  tasks: f.rows('任务', { task: f.matter('督办事项') }, { ...all, most: 120 }),
  supplements: f.rows(
    '补充说明',
    { words: words('补充'), on: f.day('日期'), by: f.person('补充人') },
    { ...room, most: 120 },
  ),
  urgentText: f.text('紧急处置决定', { max: 2000, ...all }),
  urgentReason: f.text('来不及开会的理由', { max: 1000, ...inside }),
  urgentOn: f.day('紧急处置日期', all),
  executions: f.rows('执行行为', execution, { ...all, most: 300 }),
  ending: f.text('撤回的理由', { max: 1000, ...inside }),
} as const

export type TopicRecord = RecordOf<typeof record>
