import { readTable, words } from '../table.ts'

/** What becomes of a document that came in: handled by a unit, made into tasks, kept, only read, or sent back. */
export type Route = 'handle' | 'arrange' | 'kept' | 'read' | 'back'

/** 来文: a kind of document that comes in. Words in braces are filled per document: those of subjects, and {年} {季} {时限} {街道字}. */
export interface PaperKind {
  readonly route: Route
  readonly sender: string
  /** 发文机关代字; empty for firms, whose letters bear no number. */
  readonly word: string
  /** 归档类目. */
  readonly archive: string
  readonly title: string
  readonly asks: string
  /** Unit that handles it; for tasks one unit per task; for what is only read, whose leader it goes to. */
  readonly leads: readonly string[]
  readonly cooperating: readonly string[]
  /** Ways in which a leader may put the instruction. */
  readonly instructions: readonly string[]
  readonly handled: string
  /** The answer to the sender; of what is not handled, why or what for. */
  readonly answer: string
}

export const PAPER_KINDS: readonly PaperKind[] = readTable('papers.tsv').map((row) => ({
  route: row['route'] as Route,
  sender: row['sender'] ?? '',
  word: row['word'] ?? '',
  archive: row['kind'] ?? '',
  title: row['title'] ?? '',
  asks: row['asks'] ?? '',
  leads: words(row['lead']),
  cooperating: words(row['cooperating']),
  instructions: (row['instruction'] ?? '').split(' / ').filter(Boolean),
  handled: row['handled'] ?? '',
  answer: row['answer'] ?? '',
}))

/** Instructions that ask for nothing: refused, and the leader then says what is meant. */
export const EMPTY_INSTRUCTIONS = [
  '阅。',
  '请{主办}阅处。',
  '已阅，请各有关单位引起重视。',
  '高度重视，抓好落实。',
  '同意。',
  '请{主办}认真研究，妥善办理。',
  '很好，请继续努力。',
  '转{主办}阅。',
]

/** How leaders give a document that becomes tasks to its units. */
export const ARRANGING_INSTRUCTIONS = [
  '请{主办}牵头，按来文逐项对照，{时限}前{事}，完成情况报我；督查室跟踪督办。',
  '{主办}牵头，{时限}前{事}，一项一项列出清单销号，做不到的提前讲。',
  '列入督办。{主办}{时限}前{事}，政府办每半月汇总一次进展报我。',
  '请{主办}{时限}前{事}，涉及其他单位的由{主办}牵头协调，协调不下来的报我开会定。',
]

export const PROPOSALS = [
  '拟请{领导}批示，由{主办}主办。',
  '来文要求明确，拟转{主办}牵头研究提出意见，请{领导}阅示。',
  '拟请{领导}批示后，转{主办}会同有关单位办理，按来文时限反馈。',
]
export const PASSED_UP = ['涉及几位区长分管的单位，请主要领导定', '涉及年度预算调整，需主要领导定']
export const QUESTIONS = [
  '来文要求与区里正在执行的方案口径不一致，以哪个为准',
  '所需经费未列入年初预算，由哪家单位承担',
  '涉及两家单位的点位，是否由我单位统一牵头',
]
export const CLARIFIED = [
  '以来文要求为准，原方案相应调整',
  '经费从部门预算中调剂，不足部分年底统筹',
  '由你单位统一牵头，另一家配合',
]
export const OPINIONS = [
  '同意主办单位意见',
  '无不同意见',
  '同意，建议明确每个点位的责任人',
  '职责范围内事项已核实，数据属实',
]
export const OPINIONS_BACK = ['请补充本单位涉及的点位和完成时间', '意见过于原则，请写明可以提供的支持']
export const HANDLING_BACK = [
  '请补充整改前后的对比情况',
  '请写明没有完成的部分由谁、什么时候完成',
  '数据与上次报送不一致，请核实',
]
export const HANDLED_AGAIN = '，已按要求补充核实，明细附后'
export const URGED = [
  '来文时限将到，请抓紧办理并及时反馈',
  '请抓紧办理并及时反馈',
  '上级已电话催问，请今天反馈进展',
]
export const DEMANDS_MET = '来文要求随立项事项办理，办结情况一并答复'
export const NOT_WAITED = ['会办单位已口头表示没有意见', '来文时限已到，先行反馈，意见后补']
export const DISOWNED = ['代录的时限与原意不符，由我本人重新批示', '没有作过这个批示']
/** Why the sender waits longer than he asked. */
export const LATER = ['已与来文单位商定延后', '工程分期实施，已电话报告来文单位']
export const IN_PART = ['正在办理，已完成{数}项，其余按计划推进', '已部署有关单位办理，完成后一并报告']
export const REMARKS = [
  '无不同意见',
  '已阅，本单位相关工作将对照完善',
  '建议同时抄送街道',
  '第三项内容与我单位有关，将主动对接',
]
export const PURPOSES = ['供工作参考', '请提出意见', '请知悉']
export const NOT_TASKS: readonly (readonly [sentence: string, reason: string])[] = [
  ['各有关单位要高度重视，加强组织领导。', '属背景说明'],
  ['有关情况及时报送。', '已在办'],
  ['其他县（市、区）参照执行。', '不属本区职责'],
  ['近年来，有关工作取得积极进展，但仍存在薄弱环节。', '属背景说明'],
]
