// Long on purpose: one list of stories, as data.
import type { ListItem } from '#kernel/lists.ts'
import type { AnyRecord, MatterFacts } from '#kernel/vocabulary.ts'
import type { Case, Step } from '#test/cases.ts'

const parcel = (n: number): AnyRecord => ({
  owner: `第${n}户`,
  address: `云河村${n}号`,
  certificate: `云集用${n}号`,
  use: '宅基地',
  area: 150,
})

const places = {
  town: '云河镇政府公告栏，照片1',
  village: '云河村村务公开栏，照片2',
  group: '第三村民小组，照片3',
}

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, AnyRecord>> = {
  propose: {
    item: 'housing.levy',
    title: '云河污水处理厂',
    interest: 'infrastructure',
    reason: '城区污水处理能力不足',
    collective: '云河村经济合作社',
    basic: 0,
    arable: 60_000,
    other: 20_000,
    conversion: '与土地征收一并报批',
    economicPlan: '区国民经济和社会发展规划纲要第六章',
    landPlan: '区土地利用总体规划',
    urbanPlan: '区国土空间规划',
    specialPlan: '城镇污水处理专项规划',
    finance: 'finance',
    labour: 'water',
  },
  completePlans: { specialPlan: '城镇污水处理专项规划' },
  confirmInterest: {},
  preannounce: { scope: '云河村东至河堤', surveyPlan: '一个月内入户调查', until: '2026-03-16', ...places },
  survey: { parcels: [parcel(1), parcel(2), parcel(3)] },
  startRisk: {
    assessor: 'justice',
    departments: ['street', 'finance'],
    collective: true,
    members: true,
    committee: true,
    words: '集体经济组织、成员代表和村委会参加座谈',
  },
  finishSurvey: {},
  draftPlan: {
    plan: '按区片综合地价补偿，住宅可选宅基地或者安置房',
    by: ['finance', 'water', 'justice'],
    price: '省政府公布的区片综合地价Ⅱ级',
    priceOn: '2023-06-01',
    security: '按省规定单独列支',
  },
  publishPlan: {
    until: '2026-05-06',
    registerBy: '2026-05-10',
    registerHow: '到村委会办理登记，向镇政府反馈异议',
    signBy: '2026-06-10',
    ...places,
  },
  sumUp: { memberCount: 100, against: 10, summary: '提高青苗补偿标准' },
  hear: { on: '2026-05-11', members: 20, words: '按听证意见修改安置方式' },
  redraft: { reason: '安置方式有重大调整' },
  settlePlan: {},
  fundIn: {
    needed: 3_000,
    funds: 3_000,
    securityNeeded: 400,
    securityFunds: 400,
    account: '征地补偿专户0021',
  },
  apply: { unsigned: 0 },
  recordApproval: {
    approver: 'province',
    approval: '省政土〔2026〕88号',
    on: '2026-08-28',
    receivedOn: '2026-09-03',
  },
  recordReturn: { words: '补充耕地占补平衡方案' },
  announce: { workPlan: '三十日内支付补偿，十一月底前交付土地', ...places },
  disclose: { what: '预公告', where: 'https://example.gov.cn/zd/1' },
  settleSecurity: { sum: 400, words: '名单经村民会议确认并公示，已缴费补贴' },
  showUse: { words: '村务公开栏公布收支' },
  close: {},
  drop: { reason: '规划调整' },
}

const household = (state: string, n: number): MatterFacts => ({
  procedure: 'household-compensation',
  state,
  final: state === 'closed' || state === 'excluded',
  title: `云河污水处理厂：云河村${n}号`,
  record: state === 'agreed' || state === 'closed' ? { agreedOn: '2026-05-20' } : {},
})
const risk = (state = 'closed', level = 'low'): MatterFacts => ({
  procedure: 'risk-assessment',
  state,
  final: state === 'closed',
  title: '云河污水处理厂',
  record: { level },
})
/** The three households as far as told, and the assessment. */
const stands = (
  states: string | readonly [string, string, string],
  more: Readonly<Record<string, MatterFacts>> = {},
): Readonly<Record<string, MatterFacts>> => {
  const of = (n: number): string => (typeof states === 'string' ? states : (states[n] ?? ''))
  return {
    f1: household(of(0), 1),
    f2: household(of(1), 2),
    f3: household(of(2), 3),
    r1: risk(),
    ...more,
  }
}

const DOER = 'housing.clerk'
const CHIEF = 'leaders.head'
const OFFICE = 'office.clerk'
const WHO: Readonly<Record<string, string>> = {
  confirmInterest: CHIEF,
  settlePlan: CHIEF,
  apply: CHIEF,
  drop: CHIEF,
  preannounce: OFFICE,
  publishPlan: OFFICE,
  announce: OFFICE,
  fundIn: 'finance.clerk',
  settleSecurity: 'water.clerk',
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who: WHO[act] ?? DOER,
  matters: stands('confirmed'),
  ...more,
})
const no = (at: string, act: string, refused: string, more: Partial<Act> = {}): Act =>
  doing(at, act, { refused, ...more })

export const intended: readonly Step[] = [
  doing('2026-02-25', 'propose', {
    state: 'proposed',
    owes: ['confirmInterest'],
    holds: { approver: 'province' },
  }),
  doing('2026-02-27', 'confirmInterest', { state: 'intended', owes: ['preannounce'] }),
]
const preannounced: readonly Step[] = [
  ...intended,
  doing('2026-03-02', 'preannounce', {
    state: 'preannounced',
    owes: ['disclose', 'startRisk', 'survey'],
  }),
  doing('2026-03-04', 'survey', { opens: 3 }),
  doing('2026-03-05', 'startRisk', { fresh: ['r1'], opens: 1 }),
  doing('2026-03-20', 'disclose'),
]
export const planning: readonly Step[] = [
  ...preannounced,
  doing('2026-03-27', 'finishSurvey', { state: 'planning', owes: ['publishPlan'] }),
  doing('2026-04-01', 'draftPlan'),
]
const noticed: readonly Step[] = [
  ...planning,
  doing('2026-04-06', 'publishPlan', {
    state: 'noticed',
    owes: ['disclose', 'fundIn', 'settlePlan'],
    holds: { settleBy: '2026-05-21' },
  }),
]
const settled: readonly Step[] = [
  ...noticed,
  doing('2026-04-10', 'disclose'),
  doing('2026-05-07', 'sumUp'),
  doing('2026-05-12', 'settlePlan', { state: 'settled', owes: ['apply', 'fundIn'] }),
  doing('2026-05-15', 'fundIn', { owes: ['apply'] }),
]
const ALL = { matters: stands('agreed') }
export const applied: readonly Step[] = [
  ...settled,
  doing('2026-06-12', 'apply', { ...ALL, state: 'applied', owes: ['followApproval'] }),
]
const taking: readonly Step[] = [
  ...applied,
  doing('2026-09-04', 'recordApproval', { state: 'approved', owes: ['announce'] }),
  doing('2026-09-10', 'announce', { state: 'taking', owes: ['disclose', 'settleSecurity', 'take'] }),
]

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
    name: '从公共利益认定到补偿到位、交付土地',
    norm: 'B5',
    steps: [
      ...taking,
      doing('2026-09-15', 'disclose'),
      doing('2026-10-20', 'showUse'),
      doing('2026-10-21', 'settleSecurity', { owes: ['take'] }),
      no('2026-10-22', 'close', 'HOUSEHOLDS_OPEN', ALL),
      no('2026-10-22', 'close', 'NOT_YOURS', { who: OFFICE, matters: stands('closed') }),
      doing('2026-10-22', 'close', { matters: stands('closed'), state: 'closed', owes: [] }),
    ],
  },
  {
    name: '保障房、成片开发要纳入年度计划、符合标准；占用耕地要办农用地转用',
    norm: 'B5',
    steps: [
      no('2026-02-25', 'propose', 'YEARLY_PLAN_MISSING', { form: { interest: 'housing' } }),
      no('2026-02-25', 'propose', 'YEARLY_PLAN_MISSING', {
        form: { interest: 'tract', yearlyPlan: '第3项' },
      }),
      no('2026-02-25', 'propose', 'CONVERSION_MISSING', { form: { conversion: '' } }),
      no('2026-02-25', 'propose', 'NOT_YOURS', { who: 'street.clerk' }),
      doing('2026-02-25', 'propose', {
        form: { interest: 'tract', yearlyPlan: '第3项', tractPlan: '省成片开发批复5号' },
      }),
      no('2026-02-26', 'confirmInterest', 'NOT_YOURS', { who: DOER }),
    ],
  },
  {
    name: '没有规划证明，不认定公共利益',
    norm: 'B5',
    steps: [
      doing('2026-02-25', 'propose', { form: { specialPlan: '' } }),
      no('2026-02-26', 'confirmInterest', 'PLAN_UNPROVEN'),
      no('2026-02-26', 'completePlans', 'NOT_YOURS', { who: OFFICE }),
      doing('2026-02-26', 'completePlans'),
      doing('2026-02-27', 'confirmInterest'),
    ],
  },
  {
    name: '永久基本农田由国务院批准；下级批准无效',
    norm: 'B5',
    steps: [
      doing('2026-02-25', 'propose', { form: { basic: 1 }, holds: { approver: 'state' } }),
      ...applied.slice(1),
      no('2026-09-04', 'recordApproval', 'APPROVER_UNFIT'),
      no('2026-09-02', 'recordApproval', 'DAY_UNFIT', { form: { approver: 'state' } }),
      no('2026-09-04', 'recordApproval', 'DAY_UNFIT', { form: { approver: 'state', on: '2026-06-11' } }),
      no('2026-09-04', 'recordApproval', 'NOT_YOURS', { who: OFFICE, form: { approver: 'state' } }),
      doing('2026-09-04', 'recordApproval', { form: { approver: 'state' } }),
    ],
  },
  {
    name: '其他耕地超过35公顷、其他土地超过70公顷由国务院批准',
    steps: [doing('2026-02-25', 'propose', { form: { arable: 350_001 }, holds: { approver: 'state' } })],
  },
  {
    name: '其他土地刚好70公顷由省批准',
    steps: [
      doing('2026-02-25', 'propose', {
        form: { arable: 350_000, other: 700_000 },
        holds: { approver: 'province' },
      }),
    ],
  },
  {
    name: '预公告不少于10个工作日，逐户确认后完成调查',
    norm: 'D4',
    steps: [
      ...intended,
      no('2026-03-02', 'preannounce', 'PREANNOUNCE_SHORT', { form: { until: '2026-03-15' } }),
      no('2026-03-02', 'preannounce', 'NOT_YOURS', { who: DOER }),
      doing('2026-03-02', 'preannounce'),
      no('2026-03-03', 'finishSurvey', 'SURVEY_UNCONFIRMED', { matters: {} }),
      no('2026-03-03', 'survey', 'NOT_YOURS', { who: OFFICE }),
      doing('2026-03-03', 'survey'),
      no('2026-03-04', 'finishSurvey', 'SURVEY_UNCONFIRMED', { matters: stands('surveyed') }),
      doing('2026-03-04', 'finishSurvey'),
      no('2026-03-05', 'disclose', 'NOT_YOURS', { who: OFFICE }),
      { at: '2026-03-30T16:00:00.000Z', lapse: 'disclose', rung: 'remind' },
      doing('2026-03-31', 'disclose'),
    ],
  },
  {
    name: '春节前预公告，调休工作日计入',
    steps: [
      doing('2026-02-02', 'propose'),
      doing('2026-02-03', 'confirmInterest'),
      // 9–14 February are six working days with the Saturday, then the holiday to the 23rd.
      no('2026-02-06', 'preannounce', 'PREANNOUNCE_SHORT', { form: { until: '2026-02-26' } }),
      doing('2026-02-06', 'preannounce', { form: { until: '2026-02-27' } }),
    ],
  },
  {
    name: '风险评估有村集体、成员、村委会参加；评估后会同部门编制方案',
    norm: 'B5',
    steps: [
      ...preannounced.slice(0, 4),
      no('2026-03-05', 'startRisk', 'RISK_WITHOUT_VILLAGERS', { form: { members: false } }),
      no('2026-03-05', 'startRisk', 'RISK_WITHOUT_VILLAGERS', {
        form: { committee: false, collective: false },
      }),
      doing('2026-03-27', 'finishSurvey'),
      no('2026-04-01', 'draftPlan', 'RISK_MISSING', {
        matters: stands('confirmed', { r1: risk('assessing') }),
      }),
      doing('2026-04-01', 'startRisk', { fresh: ['r1'] }),
      no('2026-04-01', 'draftPlan', 'RISK_MISSING', {
        matters: stands('confirmed', { r1: risk('assessing') }),
      }),
      no('2026-04-01', 'draftPlan', 'RISK_MISSING', {
        matters: stands('confirmed', { r1: risk('closed', 'uncontrollable') }),
      }),
      no('2026-04-01', 'draftPlan', 'PLAN_DRAFTED_ALONE', { form: { by: ['finance'] } }),
      no('2026-04-01', 'draftPlan', 'PRICE_OUTDATED', { form: { priceOn: '2023-03-31' } }),
      no('2026-04-01', 'publishPlan', 'PLAN_MISSING'),
      doing('2026-04-01', 'draftPlan', { form: { priceOn: '2023-04-01' } }),
    ],
  },
  {
    name: '预公告期满后公告方案，公告不少于30日，期满后汇总',
    norm: 'B5',
    steps: [
      ...planning.slice(0, 2),
      doing('2026-03-02', 'preannounce', { form: { until: '2026-04-10' } }),
      ...planning.slice(3),
      no('2026-04-10', 'publishPlan', 'PREANNOUNCE_RUNNING', { form: { until: '2026-05-20' } }),
      no('2026-04-11', 'publishPlan', 'NOTICE_SHORT', { form: { until: '2026-05-10' } }),
      no('2026-04-11', 'publishPlan', 'NOTICE_SHORT', {
        form: { until: '2026-05-11', registerBy: '2026-04-11' },
      }),
      no('2026-04-11', 'publishPlan', 'NOT_YOURS', { who: DOER, form: { until: '2026-05-11' } }),
      doing('2026-04-11', 'publishPlan', { form: { until: '2026-05-11' } }),
      no('2026-05-11', 'sumUp', 'NOTICE_RUNNING'),
      no('2026-05-11', 'settlePlan', 'OPINIONS_UNSUMMED'),
      no('2026-05-11', 'hear', 'OPINIONS_UNSUMMED'),
      doing('2026-05-12', 'sumUp'),
    ],
  },
  {
    name: '多数成员认为方案不符合法律法规的，听证后才确定方案',
    norm: 'B5',
    steps: [
      ...noticed,
      doing('2026-05-07', 'sumUp', { form: { against: 51 } }),
      no('2026-05-08', 'settlePlan', 'HEARING_MISSING'),
      no('2026-05-08', 'sumUp', 'COUNT_UNFIT', { form: { against: 101 } }),
      no('2026-05-10', 'hear', 'DAY_AHEAD'),
      no('2026-05-11', 'hear', 'HEARING_ONE_SIDED', { form: { members: 0 } }),
      doing('2026-05-11', 'hear'),
      doing('2026-05-12', 'settlePlan'),
    ],
  },
  {
    name: '刚好一半不是多数；有重大修改的重新公告',
    norm: 'D4',
    steps: [
      ...noticed,
      doing('2026-05-07', 'sumUp', { form: { against: 50 } }),
      no('2026-05-08', 'redraft', 'NOT_YOURS', { who: OFFICE }),
      doing('2026-05-08', 'redraft', { state: 'planning', owes: ['disclose', 'publishPlan'] }),
      no('2026-05-11', 'publishPlan', 'PLAN_MISSING', {
        form: { until: '2026-06-11', registerBy: '2026-06-12', signBy: '2026-07-12' },
      }),
      doing('2026-05-11', 'draftPlan', { holds: { version: 2 } }),
      doing('2026-05-12', 'publishPlan', {
        form: { until: '2026-06-11', registerBy: '2026-06-12', signBy: '2026-07-12' },
      }),
    ],
  },
  {
    name: '申请征收前：登记期满、费用足额、签约达到比例、少数未签如实说明',
    norm: 'B5',
    steps: [
      ...settled.slice(0, -1),
      no('2026-05-13', 'fundIn', 'FUNDS_SHORT', { form: { funds: 2_999 } }),
      no('2026-05-13', 'fundIn', 'FUNDS_SHORT', { form: { securityFunds: 399 } }),
      no('2026-05-13', 'apply', 'FUNDS_MISSING', ALL),
      doing('2026-05-13', 'fundIn'),
      no('2026-06-12', 'apply', 'AGREEMENTS_FEW', { matters: stands(['agreed', 'agreed', 'talking']) }),
      no('2026-06-12', 'apply', 'DISSENT_MISSTATED', { ...ALL, form: { unsigned: 1 } }),
      no('2026-06-12', 'apply', 'RISK_MISSING', { matters: stands('agreed', { r1: risk('assessing') }) }),
      no('2026-06-12', 'apply', 'NOT_YOURS', { ...ALL, who: DOER }),
      doing('2026-06-12', 'apply', { ...ALL, entered: DOER }),
    ],
  },
  {
    name: '补偿登记期内不申请',
    steps: [
      ...planning,
      doing('2026-04-06', 'publishPlan', { form: { registerBy: '2026-07-31' } }),
      ...settled.slice(noticed.length),
      no('2026-07-31', 'apply', 'REGISTRATION_RUNNING', ALL),
      doing('2026-08-03', 'apply', ALL),
    ],
  },
  {
    name: '不再征收的户不计入签约比例',
    steps: [...settled, doing('2026-06-12', 'apply', { matters: stands(['agreed', 'agreed', 'excluded']) })],
  },
  {
    name: '退回的重新申请；收到批准15个工作日内公告',
    norm: 'B5',
    steps: [
      ...applied,
      no('2026-07-10', 'recordReturn', 'NOT_YOURS', { who: OFFICE }),
      doing('2026-07-10', 'recordReturn', { state: 'settled', owes: ['apply'] }),
      doing('2026-07-20', 'apply', ALL),
      doing('2026-09-04', 'recordApproval'),
      no('2026-09-07', 'announce', 'NOT_YOURS', { who: DOER }),
      // Received on 3 September: the 20th is worked, the last of fifteen days is the 23rd.
      { at: '2026-09-23T15:59:59.999Z', lapse: 'announce', rung: 'remind' },
      { at: '2026-09-23T16:00:00.000Z', lapse: 'announce', rung: 'lapse' },
      doing('2026-09-24', 'announce'),
      no('2026-10-21', 'settleSecurity', 'SECURITY_PARTIAL', { form: { sum: 399 } }),
      no('2026-10-22', 'close', 'SECURITY_SHORT', { matters: stands('closed') }),
      no('2026-10-22', 'showUse', 'NOT_YOURS', { who: OFFICE }),
    ],
  },
  {
    name: '终止：各户随之了结，已经支付的先处理',
    norm: 'B5',
    steps: [
      ...settled,
      no('2026-06-12', 'drop', 'HOUSEHOLDS_OPEN', { matters: stands('paid') }),
      no('2026-06-12', 'drop', 'NOT_YOURS', { who: DOER }),
      doing('2026-06-12', 'drop', { state: 'dropped', owes: [] }),
    ],
  },
  {
    name: '没有本单位持有的清单事项，不得征收',
    norm: 'B4',
    steps: [
      no('2026-02-25', 'propose', 'ITEM_NOT_HELD', { form: { item: 'water.levy' } }),
      doing('2026-02-25', 'propose'),
    ],
  },
  {
    name: '清单事项取消后，不得申请征收',
    norm: 'D3',
    steps: [
      ...settled,
      no('2026-06-12', 'apply', 'ITEM_NOT_LIVE', { ...ALL, items: { 'housing.levy': cancelled } }),
      doing('2026-06-12', 'apply', ALL),
    ],
  },
]
