// Long on purpose: one list of stories, as data.
import type { ListItem } from '#kernel/lists.ts'
import type { AnyRecord, MatterFacts } from '#kernel/vocabulary.ts'
import type { Case, Step } from '#test/cases.ts'
import { body } from '../topic/doubles.ts'

const house = (n: number, more: AnyRecord = {}): AnyRecord => ({
  owner: `第${n}户`,
  address: `城东路${n}号`,
  certificate: `云房权证${n}号`,
  use: '住宅',
  area: 80 + n,
  ...more,
})

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, AnyRecord>> = {
  propose: {
    item: 'housing.levy',
    title: '城东片区改建',
    demander: '区城市建设投资公司',
    interest: 'oldTown',
    reason: '房屋年久失修、基础设施落后',
    economicPlan: '区国民经济和社会发展规划纲要第五章',
    landPlan: '区土地利用总体规划，规划证明3号',
    urbanPlan: '城东片区控制性详细规划',
    specialPlan: '旧城改造专项规划',
    yearlyPlan: '2026年度计划第12项',
    finance: 'finance',
  },
  completePlans: { specialPlan: '旧城改造专项规划' },
  confirmInterest: {},
  fixScope: {
    scope: '城东路以北、云河以南',
    stopped: ['street', 'water'],
    until: '2027-01-19',
    notice: '云征停〔2026〕1号',
  },
  permit: { what: '翻建房屋' },
  survey: { houses: [house(1), house(2), house(3)] },
  publishSurvey: { where: '征收范围内公告栏' },
  draftPlan: {
    plan: '按市场价格补偿，奖励期30日',
    money: true,
    exchange: true,
    backHome: true,
    signDays: 60,
  },
  argue: { by: ['finance', 'water'], words: '方案可行' },
  publishPlan: { until: '2026-04-10', where: '区政府网站、征收范围内公告栏' },
  sumUp: { opinions: 3, against: 1, summary: '提高搬迁奖励' },
  hear: { on: '2026-04-14', owners: 3, public: 2, words: '修改补偿标准' },
  redraft: { reason: '补偿方式有重大调整' },
  publishChanges: { where: '区政府网站' },
  startRisk: { assessor: 'justice', departments: ['street', 'water'] },
  fundIn: { needed: 5_000, funds: 5_000, account: '征收补偿专户0012' },
  decide: {},
  announce: { where: '区政府网站、征收范围内公告栏' },
  recordChallenge: { kind: 'suit', on: '2026-06-01' },
  chooseValuer: { valuer: '云河房地产评估公司', how: 'majority', votes: 2, words: '书面投票' },
  showValues: { where: '征收范围内公告栏' },
  publishFiles: { where: '征收范围内公告栏', auditor: 'watch' },
  audit: { words: '补偿费用专款专用，未发现挤占挪用' },
  close: {},
  drop: { reason: '规划调整' },
  revoke: { reason: '判决撤销' },
}

const household = (state: string, record: AnyRecord = {}): MatterFacts => ({
  procedure: 'household-compensation',
  state,
  final: state === 'closed' || state === 'excluded',
  title: '城东片区改建：城东路1号',
  record,
})
const risk = (state = 'closed', level = 'low'): MatterFacts => ({
  procedure: 'risk-assessment',
  state,
  final: state === 'closed',
  title: '城东片区改建',
  record: { level },
})

/** The three households of the survey, all as far as told. */
export const households = (state: string, first: AnyRecord = {}): Readonly<Record<string, MatterFacts>> => ({
  f1: household(state, first),
  f2: household(state),
  f3: household(state),
  r1: risk(),
})

const DOER = 'housing.clerk'
const CHIEF = 'leaders.head'
const OFFICE = 'office.clerk'
const WHO: Readonly<Record<string, string>> = {
  confirmInterest: CHIEF,
  decide: CHIEF,
  drop: CHIEF,
  revoke: CHIEF,
  permit: 'street.clerk',
  argue: OFFICE,
  publishPlan: OFFICE,
  publishChanges: OFFICE,
  announce: OFFICE,
  fundIn: 'finance.clerk',
  audit: 'watch.clerk',
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who: WHO[act] ?? DOER,
  matters: households('confirmed'),
  ...more,
})
const no = (at: string, act: string, refused: string, more: Partial<Act> = {}): Act =>
  doing(at, act, { refused, ...more })

export const scoped: readonly Step[] = [
  doing('2026-01-12', 'propose', { state: 'proposed', owes: ['confirmInterest'] }),
  doing('2026-01-14', 'confirmInterest', { state: 'scoping', owes: ['fixScope'] }),
]
const surveying: readonly Step[] = [
  ...scoped,
  doing('2026-01-19', 'fixScope', { state: 'surveying', owes: ['decideInTime', 'survey'] }),
  doing('2026-01-26', 'survey', { opens: 3 }),
]
export const drafted: readonly Step[] = [
  ...surveying,
  doing('2026-02-27', 'publishSurvey', { state: 'drafting', owes: ['decideInTime', 'draftPlan'] }),
  doing('2026-03-03', 'draftPlan', { owes: ['decideInTime', 'publishPlan'] }),
  doing('2026-03-06', 'argue'),
]
export const consulting: readonly Step[] = [
  ...drafted,
  doing('2026-03-11', 'publishPlan', {
    state: 'consulting',
    owes: ['startRisk', 'decideInTime', 'fundIn', 'publishChanges'],
    holds: { changesBy: '2026-04-25' },
  }),
]
const preparing: readonly Step[] = [
  ...consulting,
  doing('2026-04-13', 'sumUp'),
  doing('2026-04-15', 'publishChanges', {
    state: 'preparing',
    owes: ['startRisk', 'decideInTime', 'fundIn'],
  }),
]
const ready: readonly Step[] = [
  ...preparing,
  doing('2026-04-16', 'startRisk', { fresh: ['r1'] }),
  doing('2026-04-17', 'fundIn', { owes: ['decideInTime'] }),
]
const announced: readonly Step[] = [
  ...ready,
  doing('2026-04-20', 'decide', {
    state: 'decided',
    owes: ['announce'],
    holds: { decisionNumber: '政征决〔2026〕1号' },
  }),
  doing('2026-04-21', 'announce', { state: 'announced', owes: ['chooseValuer'] }),
]
const compensating: readonly Step[] = [
  ...announced,
  doing('2026-04-28', 'chooseValuer', { state: 'compensating', owes: ['showValues'] }),
  doing('2026-05-20', 'showValues', { owes: ['settleAll'], holds: { signBy: '2026-07-19' } }),
]

const many = (count: number): readonly Step[] =>
  Array.from({ length: Math.ceil(count / 60) }, (_, n) =>
    doing('2026-01-26', 'survey', {
      form: {
        houses: Array.from({ length: Math.min(60, count - n * 60) }, (__, m) => house(n * 60 + m + 10)),
      },
    }),
  )
const meeting = (
  more: Partial<MatterFacts> = {},
  kind = 'standing',
): Readonly<Record<string, MatterFacts>> => ({
  ...households('confirmed'),
  b1: body({ kind }),
  t1: {
    procedure: 'topic',
    state: 'adopted',
    final: true,
    title: '关于城东片区改建房屋征收的议题',
    record: { body: 'b1', project: '城东片区改建' },
    ...more,
  },
})
const withTopic = { topic: 't1', body: 'b1' }

/** The item in a version that cancels it. */
const cancelled: ListItem = {
  id: 'housing.levy',
  list: 'powers',
  kind: 'levy',
  title: '征收',
  unit: 'housing',
  on: 'anyone',
  basis: [{ title: '土地管理法', article: '第45条' }],
  version: 2,
  from: '2026-03-01',
  cancelled: true,
}

export const cases: readonly Case[] = [
  {
    name: '从公共利益认定到审计办结',
    norm: 'B5',
    steps: [
      ...compensating,
      doing('2026-07-20', 'publishFiles', {
        matters: households('agreed'),
        state: 'auditing',
        owes: ['audit'],
      }),
      doing('2026-09-10', 'audit', { state: 'closing', owes: ['close'] }),
      no('2026-09-11', 'close', 'HOUSEHOLDS_OPEN', { matters: households('paid') }),
      no('2026-09-11', 'close', 'NOT_YOURS', { who: OFFICE, matters: households('closed') }),
      doing('2026-09-14', 'close', { matters: households('closed'), state: 'closed', owes: [] }),
    ],
  },
  {
    name: '旧城区改建、保障房要纳入年度计划；实施单位不得以营利为目的',
    norm: 'B5',
    steps: [
      no('2026-01-12', 'propose', 'YEARLY_PLAN_MISSING', { form: { yearlyPlan: '' } }),
      no('2026-01-12', 'propose', 'YEARLY_PLAN_MISSING', { form: { yearlyPlan: '', interest: 'housing' } }),
      no('2026-01-12', 'propose', 'AGENT_FOR_PROFIT', { form: { agent: 'builder' } }),
      no('2026-01-12', 'propose', 'NOT_YOURS', { who: 'street.clerk' }),
      doing('2026-01-12', 'propose', {
        form: { yearlyPlan: '', interest: 'infrastructure', agent: 'street' },
      }),
    ],
  },
  {
    name: '没有规划证明，不认定公共利益',
    norm: 'B5',
    steps: [
      doing('2026-01-12', 'propose', { form: { specialPlan: '' } }),
      no('2026-01-14', 'confirmInterest', 'PLAN_UNPROVEN'),
      no('2026-01-15', 'completePlans', 'NOT_YOURS', { who: OFFICE }),
      doing('2026-01-15', 'completePlans'),
      doing('2026-01-16', 'confirmInterest'),
    ],
  },
  {
    name: '暂停办理最长1年，暂停期间不办手续',
    norm: 'B5',
    steps: [
      ...scoped,
      no('2026-01-19', 'fixScope', 'STOP_TOO_LONG', { form: { until: '2027-01-20' } }),
      no('2026-01-19', 'fixScope', 'STOP_TOO_LONG', { form: { until: '2026-01-19' } }),
      no('2026-01-19', 'fixScope', 'NOT_YOURS', { who: OFFICE }),
      doing('2026-01-19', 'fixScope', { form: { until: '2026-06-30' } }),
      no('2026-06-30', 'permit', 'SCOPE_STOPPED'),
      { at: '2026-06-30T16:00:00.000Z', lapse: 'decideInTime', rung: 'remind' },
      doing('2026-07-01', 'permit'),
    ],
  },
  {
    name: '逐户确认后公布调查结果',
    norm: 'D4',
    steps: [
      ...scoped,
      doing('2026-01-19', 'fixScope'),
      no('2026-02-27', 'publishSurvey', 'SURVEY_UNCONFIRMED', { matters: {} }),
      no('2026-01-26', 'survey', 'NOT_YOURS', { who: OFFICE }),
      doing('2026-01-26', 'survey'),
      no('2026-02-27', 'publishSurvey', 'SURVEY_UNCONFIRMED', { matters: households('surveyed') }),
      doing('2026-02-27', 'publishSurvey'),
    ],
  },
  {
    name: '方案由被征收人选择补偿方式，经论证后公布，征求意见不少于30日',
    norm: 'B5',
    steps: [
      ...surveying,
      doing('2026-02-27', 'publishSurvey'),
      no('2026-03-03', 'argue', 'NOT_YOURS', { who: 'finance.clerk' }),
      no('2026-03-03', 'publishPlan', 'PLAN_UNARGUED'),
      no('2026-03-03', 'draftPlan', 'CHOICE_MISSING', { form: { exchange: false } }),
      no('2026-03-03', 'draftPlan', 'CHOICE_MISSING', { form: { backHome: false } }),
      doing('2026-03-03', 'draftPlan'),
      no('2026-03-10', 'publishPlan', 'PLAN_UNARGUED'),
      doing('2026-03-10', 'argue'),
      no('2026-03-11', 'publishPlan', 'COMMENTS_SHORT', { form: { until: '2026-04-09' } }),
      no('2026-03-11', 'publishPlan', 'NOT_YOURS', { who: DOER }),
      doing('2026-03-11', 'publishPlan'),
      no('2026-04-10', 'sumUp', 'COMMENTS_RUNNING'),
      no('2026-04-10', 'publishChanges', 'OPINIONS_UNSUMMED'),
      no('2026-04-10', 'hear', 'OPINIONS_UNSUMMED'),
      doing('2026-04-11', 'sumUp'),
    ],
  },
  {
    name: '旧城区改建多数被征收人反对的，听证后才公布修改情况',
    norm: 'B5',
    steps: [
      ...consulting,
      doing('2026-04-13', 'sumUp', { form: { against: 2 } }),
      no('2026-04-14', 'publishChanges', 'HEARING_MISSING'),
      no('2026-04-14', 'sumUp', 'COUNT_UNFIT', { form: { opinions: 2, against: 3 } }),
      no('2026-04-14', 'hear', 'DAY_AHEAD', { form: { on: '2026-04-15' } }),
      no('2026-04-14', 'hear', 'HEARING_ONE_SIDED', { form: { public: 0 } }),
      doing('2026-04-14', 'hear'),
      doing('2026-04-15', 'publishChanges'),
    ],
  },
  {
    name: '不是旧城区改建的，不以听证为前提',
    steps: [
      doing('2026-01-12', 'propose', { form: { interest: 'infrastructure' } }),
      ...consulting.slice(1),
      doing('2026-04-13', 'sumUp', { form: { against: 3 } }),
      doing('2026-04-15', 'publishChanges'),
    ],
  },
  {
    name: '方案有重大修改的，重新公布征求意见',
    norm: 'D4',
    steps: [
      ...consulting,
      no('2026-04-13', 'redraft', 'NOT_YOURS', { who: OFFICE }),
      doing('2026-04-13', 'redraft', { state: 'drafting', owes: ['decideInTime', 'draftPlan'] }),
      no('2026-04-14', 'publishPlan', 'PLAN_UNARGUED', { form: { until: '2026-05-20' } }),
      doing('2026-04-15', 'draftPlan', { holds: { version: 2 } }),
      no('2026-04-16', 'publishPlan', 'PLAN_UNARGUED', { form: { until: '2026-05-20' } }),
    ],
  },
  {
    name: '作出决定前：风险评估、费用足额到位、未登记建筑认定',
    norm: 'B5',
    steps: [
      ...preparing,
      no('2026-04-16', 'decide', 'RISK_MISSING'),
      no('2026-04-16', 'startRisk', 'NOT_YOURS', { who: OFFICE }),
      doing('2026-04-16', 'startRisk', { fresh: ['r1'], opens: 1 }),
      no('2026-04-16', 'decide', 'RISK_MISSING', {
        matters: { ...households('confirmed'), r1: risk('assessing') },
      }),
      no('2026-04-16', 'decide', 'RISK_MISSING', {
        matters: { ...households('confirmed'), r1: risk('closed', 'uncontrollable') },
      }),
      no('2026-04-16', 'decide', 'FUNDS_MISSING'),
      no('2026-04-17', 'fundIn', 'FUNDS_SHORT', { form: { funds: 4_999 } }),
      doing('2026-04-17', 'fundIn'),
      no('2026-04-20', 'decide', 'BUILDINGS_UNJUDGED', {
        matters: households('confirmed', { unregistered: 12 }),
      }),
      no('2026-04-20', 'decide', 'NOT_YOURS', { who: DOER }),
      doing('2026-04-20', 'decide', {
        matters: households('confirmed', { unregistered: 12, finding: 'illegal' }),
      }),
      no('2026-04-21', 'announce', 'NOT_YOURS', { who: DOER }),
      { at: '2026-04-23T16:00:00.000Z', lapse: 'announce', rung: 'lapse' },
      doing('2026-04-24', 'announce'),
    ],
  },
  {
    name: '被征收人数量较多的，经政府常务会议讨论决定',
    norm: 'A1',
    steps: [
      ...scoped,
      doing('2026-01-19', 'fixScope'),
      ...many(50),
      ...ready.slice(4),
      no('2026-04-20', 'decide', 'MEETING_MISSING'),
      no('2026-04-20', 'decide', 'MEETING_MISSING', { form: withTopic, matters: meeting({}, 'special') }),
      no('2026-04-20', 'decide', 'MEETING_MISSING', {
        form: withTopic,
        matters: meeting({ state: 'rejected' }),
      }),
      no('2026-04-20', 'decide', 'MEETING_MISSING', {
        form: withTopic,
        matters: meeting({ record: { body: 'b1', project: '另一项目' } }),
      }),
      no('2026-04-20', 'decide', 'MEETING_MISSING', {
        form: { topic: withTopic.topic },
        matters: meeting({ record: { body: 'b1', bodyTitle: '专题会议', project: '城东片区改建' } }),
      }),
      doing('2026-04-20', 'decide', {
        form: { topic: withTopic.topic },
        matters: meeting({ record: { body: 'b1', bodyTitle: '区政府常务会议', project: '城东片区改建' } }),
        state: 'decided',
      }),
    ],
  },
  {
    name: '议题和常务会议都写明的，按常务会议的类别认定',
    steps: [
      ...scoped,
      doing('2026-01-19', 'fixScope'),
      ...many(50),
      ...ready.slice(4),
      doing('2026-04-20', 'decide', { form: withTopic, matters: meeting(), state: 'decided' }),
    ],
  },
  {
    name: '评估机构由被征收人选定，公示后签约，各户了结才公布分户情况',
    norm: 'B5',
    steps: [
      ...announced,
      no('2026-04-28', 'chooseValuer', 'VALUER_IMPOSED', { form: { votes: 1 } }),
      no('2026-04-28', 'chooseValuer', 'VALUER_IMPOSED', { form: { how: 'agreed', votes: 2 } }),
      no('2026-04-28', 'chooseValuer', 'VALUER_IMPOSED', { form: { how: 'draw' } }),
      no('2026-05-20', 'showValues', 'WRONG_STATE'),
      doing('2026-04-28', 'chooseValuer', { form: { how: 'draw', witness: '公证处现场公证' } }),
      doing('2026-05-20', 'showValues'),
      no('2026-07-20', 'publishFiles', 'HOUSEHOLDS_UNSETTLED', { matters: households('talking') }),
      no('2026-07-20', 'publishFiles', 'AUDITOR_UNFIT', {
        matters: households('agreed'),
        form: { auditor: 'housing' },
      }),
      doing('2026-07-20', 'publishFiles', { matters: households('decided') }),
      no('2026-09-10', 'audit', 'NOT_YOURS', { who: DOER }),
    ],
  },
  {
    name: '终止：各户随之了结，已经支付的先处理；决定之后只能依复议、诉讼结果撤销',
    norm: 'B5',
    steps: [
      ...preparing,
      no('2026-04-16', 'drop', 'HOUSEHOLDS_OPEN', { matters: households('paid') }),
      no('2026-04-16', 'drop', 'NOT_YOURS', { who: DOER }),
      doing('2026-04-16', 'drop', { state: 'dropped', owes: [] }),
    ],
  },
  {
    name: '判决撤销的，撤销征收决定',
    steps: [
      ...announced,
      no('2026-06-01', 'recordChallenge', 'CHALLENGE_EARLY', { form: { on: '2026-04-20' } }),
      no('2026-06-01', 'recordChallenge', 'CHALLENGE_EARLY', { form: { on: '2026-06-02' } }),
      doing('2026-06-01', 'recordChallenge'),
      no('2026-06-02', 'revoke', 'DECISION_STANDS'),
      doing('2026-08-03', 'recordChallenge', { form: { outcome: '复议维持' } }),
      no('2026-08-04', 'revoke', 'DECISION_STANDS'),
      doing('2026-09-01', 'recordChallenge', { form: { outcome: '判决撤销' } }),
      no('2026-09-02', 'revoke', 'HOUSEHOLDS_OPEN', { matters: households('paid') }),
      doing('2026-09-02', 'revoke', { matters: households('excluded'), state: 'dropped' }),
    ],
  },
  { name: '没有认定公共利益的，终止', steps: [doing('2026-01-12', 'propose'), doing('2026-01-14', 'drop')] },
  {
    name: '没有本单位持有的清单事项，不得征收',
    norm: 'B4',
    steps: [
      no('2026-01-12', 'propose', 'ITEM_NOT_HELD', { form: { item: 'water.levy' } }),
      no('2026-01-12', 'propose', 'ITEM_NOT_HELD', { form: { item: 'housing.penalty' } }),
      doing('2026-01-12', 'propose'),
    ],
  },
  {
    name: '清单事项取消后，不得作出征收决定',
    norm: 'D3',
    steps: [
      ...ready,
      no('2026-04-20', 'decide', 'ITEM_NOT_LIVE', { items: { 'housing.levy': cancelled } }),
      doing('2026-04-20', 'decide'),
    ],
  },
]
