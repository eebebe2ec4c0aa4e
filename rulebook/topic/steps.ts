import type { MatterFacts, StepSpec } from '#kernel/vocabulary.ts'
import { 党组条例, 公平竞争审查条例, 决策条例, 地方组织法, 工作规则, 政务处分法, 议事规则 } from '../laws.ts'
import type { MeetingRecord } from '../meeting/record.ts'
import { overrules } from './gates/deliberating.ts'
import { unreviewed } from '../legality-review/passed.ts'
import { wants } from './needs.ts'
import { type TopicRecord, stages } from './record.ts'
import { presiding } from './room.ts'

/** The acts by which the body ends its talking over. */
const DECIDES = ['adopt', 'reject', 'putOff', 'sendBack'] as const
/** And those that pass or fail an item for good. */
const FOR_GOOD = ['adopt', 'reject'] as const

type Act = (typeof DECIDES)[number] | 'settle' | 'place' | 'present' | 'speak' | 'readOut' | 'chiefSpeak'
type Step = StepSpec<Act, keyof TopicRecord, TopicRecord>
type Matters = Readonly<Record<string, MatterFacts>>

const inReview = { field: 'legalityReview', procedure: 'legality-review' } as const
const inMeeting = { field: 'meeting', procedure: 'meeting' } as const

/** Those who were in the room when the meeting took up the item, and so must have read its papers. */
const begunWith = ({ meeting }: TopicRecord, matters: Matters, id: string): readonly string[] => {
  const agenda = (matters[meeting ?? '']?.record['agenda'] ?? []) as MeetingRecord['agenda']
  return agenda?.find(({ topic }) => topic === id)?.begunWith ?? []
}

/** Everybody who owed a view: in the room when the chief spoke, or heard before he went out. */
const heard = ({ present = [], views = [] }: TopicRecord): readonly string[] => [
  ...new Set([...present, ...views.map(({ post }) => post)]),
]

const outcomeAgainst = (record: TopicRecord): boolean => {
  const { outcome } = record
  if (outcome === 'passed' || outcome === 'inPrinciple') return overrules(record, 'for')
  return outcome === 'rejected' && overrules(record, 'against')
}

/** The steps of a collective decision, from the idea to the minutes: what the inspector watches and the certificate lists. */
export const steps: Readonly<Record<string, Step>> = {
  classified: {
    title: '按清单判定重要程度',
    norm: 'A1',
    basis: [政务处分法(30), 议事规则('集体决策事项清单')],
    by: ['apply', 'reclassify', 'joinSums'],
    before: ['place', ...DECIDES],
  },
  submitted: {
    title: '提出单位送审',
    norm: 'A1',
    basis: [议事规则('议题提出')],
    by: ['submit'],
    before: ['settle', 'place', ...DECIDES],
  },
  approved: {
    title: '提出单位主要负责人同意',
    norm: 'A1',
    basis: [议事规则('议题提出'), 工作规则('部门各负其责')],
    by: ['approve'],
    before: ['settle', 'place', ...DECIDES],
  },
  asked: {
    title: '征求意见单位主要负责人答复',
    norm: 'A8',
    basis: [决策条例(13), 议事规则('会前协调')],
    by: ['giveOpinion'],
    applies: ({ concerned = [] }) => concerned.length > 0,
    each: { as: 'unit', of: ({ concerned = [] }) => concerned },
    before: ['settle', 'place', ...DECIDES],
  },
  settled: {
    title: '部门协商、列明分歧',
    norm: 'A8',
    basis: [决策条例(13), 议事规则('会前协调')],
    by: ['settle'],
    before: ['place', ...DECIDES],
  },
  adviser: {
    title: '法律顾问从启动起参与',
    norm: 'B2',
    basis: [决策条例(27), 工作规则('法律顾问全程参与')],
    by: ['engageAdviser'],
    applies: (record) => wants(record).adviser,
    before: ['settle', 'place', ...DECIDES],
  },
  advised: {
    title: '法律顾问在各阶段提出意见',
    norm: 'B2',
    basis: [决策条例(27), 工作规则('法律顾问全程参与')],
    by: ['advise'],
    applies: (record) => wants(record).adviser,
    met: ({ advice = [] }) => Object.keys(stages).every((stage) => advice.some((one) => one.stage === stage)),
    before: ['place', ...DECIDES],
  },
  researched: {
    title: '实地调研',
    norm: 'G1',
    basis: [决策条例(12), 工作规则('决策前调研')],
    by: ['close'],
    in: { field: 'research', procedure: 'field-research' },
    applies: (record) => wants(record).research,
    before: ['place', ...DECIDES],
  },
  publicHeard: {
    title: '公开征求意见、说明采纳情况',
    norm: 'G1',
    basis: [决策条例(14), 决策条例(18)],
    by: ['close'],
    in: { field: 'participation', procedure: 'public-participation' },
    applies: (record) => wants(record).participation,
    before: ['place', ...DECIDES],
  },
  experts: {
    title: '专家论证',
    norm: 'G1',
    basis: [决策条例(19)],
    by: ['close'],
    in: { field: 'expertise', procedure: 'expert-argument' },
    applies: (record) => wants(record).expertise,
    before: ['place', ...DECIDES],
  },
  risk: {
    title: '风险评估，结论为可控',
    norm: 'G1',
    basis: [决策条例(22), 决策条例(24)],
    by: ['close'],
    in: { field: 'riskAssessment', procedure: 'risk-assessment' },
    applies: (record) => wants(record).riskAssessment,
    met: ({ riskAssessment = '' }, matters) => matters[riskAssessment]?.record['level'] !== 'uncontrollable',
    before: ['place', ...DECIDES],
  },
  fairness: {
    title: '公平竞争审查通过',
    norm: 'B2',
    basis: [决策条例(29), 公平竞争审查条例(18)],
    by: ['close'],
    in: { field: 'fairnessReview', procedure: 'fair-competition-review' },
    applies: (record) => wants(record).fairnessReview,
    met: ({ fairnessReview = '' }, matters) => matters[fairnessReview]?.record['conclusion'] !== 'failed',
    before: ['place', ...DECIDES],
  },
  legality: {
    title: '现稿经合法性审查，结论为合法',
    norm: 'B2',
    basis: [决策条例(25), 决策条例(26)],
    by: ['issue'],
    in: inReview,
    applies: (record) => wants(record).legalityReview,
    met: (record, matters) => unreviewed({ record, matters }, record.version ?? 1) === null,
    before: ['place', ...DECIDES],
  },
  lawyer: {
    title: '法律顾问、公职律师在合法性审查中提出书面意见',
    norm: 'B2',
    basis: [决策条例(28), 工作规则('法律顾问全程参与')],
    by: ['advise'],
    in: inReview,
    applies: (record) => wants(record).legalityReview,
    before: ['place', ...DECIDES],
  },
  late: {
    title: '临时议题经主持人说明理由同意',
    norm: 'A1',
    basis: [议事规则('临时议题')],
    by: ['consentLate'],
    applies: ({ lateFor, meeting }) => lateFor !== undefined && lateFor === meeting,
    before: ['place', ...DECIDES],
  },
  placed: {
    title: '列入会议',
    norm: 'A1',
    basis: [决策条例(29), 议事规则('议程')],
    by: ['place'],
    before: ['present', ...DECIDES],
  },
  agenda: {
    title: '议程经主持人审定',
    norm: 'A1',
    basis: [地方组织法(78), 议事规则('议程')],
    by: ['approveAgenda', 'changeAgenda'],
    in: inMeeting,
    before: ['present', ...DECIDES],
  },
  noticed: {
    title: '通知会议、送达材料',
    norm: 'A3',
    basis: [议事规则('会议通知')],
    by: ['sendNotice'],
    in: inMeeting,
    before: ['present', ...DECIDES],
  },
  read: {
    title: '到会成员会前阅看材料',
    norm: 'A3',
    basis: [议事规则('会议材料')],
    by: ['readPapers'],
    in: inMeeting,
    each: { as: 'post', of: begunWith },
    before: [...DECIDES],
  },
  quorate: {
    title: '达到法定到会人数后开会',
    norm: 'A1',
    basis: [地方组织法(78), 议事规则('法定到会人数')],
    by: ['open'],
    in: inMeeting,
    before: ['present', ...DECIDES],
  },
  sealed: {
    title: '密封征集书面意见、两方开启、一次公开',
    norm: 'A3',
    basis: [决策条例(30), 议事规则('密封书面意见')],
    by: ['reveal'],
    in: { field: 'round', procedure: 'opinions' },
    applies: ({ round }) => round !== undefined,
    before: ['speak', 'readOut', 'chiefSpeak', ...DECIDES],
  },
  presented: {
    title: '到会汇报',
    norm: 'A3',
    basis: [决策条例(30), 议事规则('逐项审议')],
    by: ['present'],
    before: [...DECIDES],
  },
  views: {
    title: '到会成员逐一发表意见',
    norm: 'A3',
    basis: [决策条例(30), 议事规则('逐一发表意见')],
    by: ['speak', 'readOut'],
    // A chief who sits alone has nobody to hear.
    applies: (record) => record.chiefView === undefined || heard(record).length > 0,
    each: { as: 'post', of: heard, forAll: { by: ['readOut'], of: ({ readOut = [] }) => readOut } },
    before: ['chiefSpeak', ...DECIDES],
  },
  chiefLast: {
    title: '主要领导末位表态',
    norm: 'A4',
    basis: [决策条例(30), 党组条例(23)],
    by: ['chiefSpeak'],
    before: [...DECIDES],
  },
  votes: {
    title: '到会成员逐一表决',
    norm: 'A8',
    basis: [党组条例(23), 议事规则('表决')],
    by: ['vote'],
    applies: ({ mode }) => mode === 'ballot',
    each: {
      as: 'post',
      of: ({ present = [], ...record }) => [...present, presiding(record)].flatMap((post) => post ?? []),
    },
    before: [...FOR_GOOD],
  },
  reasons: {
    title: '与多数意见不一致的说明理由',
    norm: 'A4',
    basis: [决策条例(30)],
    by: ['explain'],
    applies: outcomeAgainst,
    before: [...FOR_GOOD],
  },
  decided: {
    title: '作出决定，任务同时下达',
    norm: 'A8',
    basis: [决策条例(30), 地方组织法(78)],
    by: [...DECIDES],
    before: [],
  },
  minutes: {
    title: '会议纪要签发',
    norm: 'A8',
    basis: [决策条例(30), 议事规则('会议纪要')],
    by: ['signMinutes'],
    in: inMeeting,
    before: [],
  },
}
