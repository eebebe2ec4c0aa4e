// Long on purpose: one list of stories, as data.
import type { AnyRecord, MatterFacts } from '#kernel/vocabulary.ts'
import type { Case, Step } from '#test/cases.ts'

const row = {
  owner: '甲户',
  address: '城东路12号',
  certificate: '云房权证12号',
  use: '住宅',
  area: 100,
}

const terms = {
  way: 'money',
  area: 100,
  sum: 900_000,
  moving: 3_000,
  interim: 12_000,
  payBy: '2026-05-10',
  moveBy: '2026-05-31',
}

const attached = Object.fromEntries(
  ['decision', 'service', 'views', 'risk', 'house', 'assets', 'funds', 'signed'].map((name) => [name, true]),
)

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, AnyRecord>> = {
  open: { project: 'p1', regime: 'house', unit: 'housing', ...row },
  confirm: { how: 'signed', on: '2026-01-08' },
  find: { finding: 'illegal', by: ['housing', 'street'], words: '未取得规划许可，认定为违法建筑' },
  deliverValuation: { value: 880_000, asOf: '2026-01-05', on: '2026-01-21' },
  askReview: { on: '2026-01-30', words: '没有考虑临街因素' },
  answerReview: { on: '2026-02-05', value: 900_000 },
  askAppraisal: { on: '2026-02-10' },
  answerAppraisal: { on: '2026-02-13', experts: 5, valuers: 4, value: 900_000 },
  register: {},
  sign: terms,
  requestDecision: { ground: 'unsigned', words: '多次协商，对补偿方式达不成一致' },
  decide: terms,
  serve: { on: '2026-04-13', how: '直接送达，在征收范围内公告' },
  recordChallenge: { kind: 'suit', on: '2026-06-01' },
  uphold: { on: '2026-09-15' },
  annul: { on: '2026-09-15', words: '补偿明显不公，撤销' },
  pay: { how: 'transfer', paid: 915_000, receipt: '电子回单2026-0412' },
  move: { free: true },
  order: { on: '2026-07-15', by: '2026-07-31' },
  urge: { on: '2026-10-14' },
  applyToCourt: { court: '云汀区人民法院', ...attached },
  recordGrant: { on: '2026-11-16', enforcer: 'government', words: '准予强制执行' },
  recordRefusal: { on: '2026-11-10', words: '补偿明显不公平' },
  askHigherCourt: { words: '补偿高于市场价格，附评估报告' },
  decideAnew: { words: '提高补偿标准后重新决定' },
  carryOut: { words: '街道、社区见证，物品已清点交付' },
  clearSite: { what: '拆除房屋', on: '2026-06-10' },
  fileUp: { fileNumber: '2026-征-012' },
  exclude: { reason: '调出征收范围' },
}

const HOUSE = { announcedOn: '2026-01-05', shownOn: '2026-01-20', signBy: '2026-03-31' }
const LAND = { planOn: '2026-01-05', registerBy: '2026-02-28', signBy: '2026-03-31', settledOn: '2026-02-10' }

const project = (procedure: string, record: AnyRecord): Readonly<Record<string, MatterFacts>> => ({
  p1: {
    procedure,
    state: 'compensating',
    final: false,
    title: '城东片区改建',
    record: { households: [{ household: 'm1' }], ...record },
  },
})
export const house = (record: AnyRecord = {}) => project('house-expropriation', { ...HOUSE, ...record })
export const land = (record: AnyRecord = {}) => project('land-expropriation', { ...LAND, ...record })

const DOER = 'housing.clerk'
const CHIEF = 'leaders.head'

type Act = Extract<Step, { act: string }>
/** An act by whoever usually does it, with the project standing as it usually stands. */
export const doing = (at: string, act: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who: ['decide', 'order', 'applyToCourt', 'askHigherCourt'].includes(act) ? CHIEF : DOER,
  matters: house(),
  ...more,
})
const no = (at: string, act: string, refused: string, more: Partial<Act> = {}): Act =>
  doing(at, act, { refused, ...more })

export const opened: readonly Step[] = [
  doing('2026-01-06', 'open', { state: 'surveyed', owes: ['confirm'] }),
  doing('2026-01-08', 'confirm', { state: 'confirmed', owes: ['talk'] }),
]
export const talking: readonly Step[] = [
  ...opened,
  doing('2026-01-21', 'deliverValuation', { state: 'talking', owes: ['settle'] }),
]
const agreed: readonly Step[] = [...talking, doing('2026-03-02', 'sign', { state: 'agreed', owes: ['pay'] })]
export const requested: readonly Step[] = [
  ...talking,
  doing('2026-04-01', 'requestDecision', { state: 'deciding', owes: ['decide'] }),
]
export const decided: readonly Step[] = [
  ...requested,
  doing('2026-04-10', 'decide', { state: 'decided', owes: ['pay', 'serve'] }),
]
/** Decided, served on 13 April (so sued until 13 October), the money deposited. */
export const deposited: readonly Step[] = [
  ...decided,
  doing('2026-04-13', 'serve', {
    owes: ['pay'],
    holds: { reviewUntil: '2026-06-12', suitUntil: '2026-10-13', applyBy: '2027-01-13' },
  }),
  doing('2026-04-14', 'pay', { form: { how: 'deposit' }, state: 'paid', owes: ['move'] }),
]
export const urged: readonly Step[] = [...deposited, doing('2026-10-14', 'urge', { owes: ['applyToCourt'] })]
const inCourt: readonly Step[] = [
  ...urged,
  doing('2026-10-29', 'applyToCourt', { state: 'court', owes: ['followCourt'] }),
]

const ofLand = (at: string, act: string, more: Partial<Act> = {}): Act =>
  doing(at, act, { matters: land(), ...more })
export const landOpened: readonly Step[] = [
  ofLand('2026-01-06', 'open', { form: { regime: 'land' } }),
  ofLand('2026-01-08', 'confirm'),
]
const landTalking: readonly Step[] = [
  ...landOpened,
  ofLand('2026-01-20', 'register', { state: 'talking', owes: ['settle'] }),
]
const announced = { matters: land({ announcedOn: '2026-06-01' }) }
const plot = { way: 'plot', house: '安置区3号地块120平方米', payBy: '2026-06-20', moveBy: '2026-07-10' }
/** The few who did not agree: decided after the announcement, paid, ordered to hand the land over. */
export const landOrdered: readonly Step[] = [
  ...landTalking,
  ofLand('2026-04-01', 'requestDecision'),
  doing('2026-06-08', 'decide', { ...announced, form: plot, owes: ['pay', 'serve'] }),
  doing('2026-06-09', 'serve', { ...announced, form: { on: '2026-06-09' }, owes: ['pay'] }),
  doing('2026-06-10', 'pay', { ...announced, form: { how: 'deposit', house: '地块已交付' } }),
  doing('2026-07-15', 'order', {
    ...announced,
    owes: ['applyToCourt'],
    holds: { suitUntil: '2027-01-15' },
  }),
]

export const cases: readonly Case[] = [
  {
    name: '调查、确认、评估、签约、支付、搬迁、归档',
    norm: 'B5',
    steps: [
      ...agreed,
      doing('2026-03-10', 'pay', { state: 'paid', owes: ['move'], holds: { paid: 915_000 } }),
      doing('2026-05-20', 'move', { state: 'moved', owes: ['fileUp'] }),
      doing('2026-06-10', 'clearSite'),
      doing('2026-06-15', 'fileUp', { state: 'closed', owes: [] }),
    ],
  },
  {
    name: '先补偿、后搬迁：没有支付不得搬迁，搬迁期限不得早于支付期限',
    norm: 'B5',
    steps: [
      ...talking,
      no('2026-03-02', 'sign', 'MOVE_BEFORE_PAY', { form: { moveBy: '2026-05-09' } }),
      no('2026-03-02', 'sign', 'MOVE_BEFORE_PAY', { form: { payBy: '2026-03-01' } }),
      doing('2026-03-02', 'sign'),
      no('2026-03-03', 'move', 'NOT_COMPENSATED'),
      no('2026-03-10', 'pay', 'PAID_OTHERWISE', { form: { paid: 914_999 } }),
      no('2026-03-10', 'pay', 'PAID_OTHERWISE', { form: { paid: 915_001 } }),
      no('2026-03-10', 'pay', 'DEPOSIT_UNGROUNDED', { form: { how: 'deposit' } }),
      no('2026-03-10', 'pay', 'NOT_YOURS', { who: 'street.clerk' }),
      { at: '2026-05-10T16:00:00.000Z', lapse: 'pay', rung: 'remind' },
      doing('2026-05-11', 'pay'),
      no('2026-05-20', 'move', 'MOVED_BY_FORCE', { form: { free: false } }),
      no('2026-05-20', 'clearSite', 'STILL_LIVED_IN'),
      doing('2026-05-20', 'move'),
      no('2026-06-10', 'clearSite', 'DAY_EARLY', { form: { on: '2026-05-19' } }),
      no('2026-06-10', 'clearSite', 'DAY_AHEAD', { form: { on: '2026-06-11' } }),
    ],
  },
  {
    name: '不在调查登记中的，不能立户',
    norm: 'B5',
    steps: [
      no('2026-01-06', 'open', 'NOT_SURVEYED', { matters: house({ households: [] }) }),
      no('2026-01-06', 'open', 'NOT_YOURS', { who: 'street.clerk' }),
      doing('2026-01-06', 'open'),
      no('2026-01-08', 'confirm', 'DAY_AHEAD', { form: { on: '2026-01-09' } }),
      no('2026-01-08', 'confirm', 'WITNESS_MISSING', { form: { how: 'witnessed' } }),
      doing('2026-01-08', 'confirm', {
        form: { how: 'witnessed', witness: '社区干部二人见证，权利人拒绝签字' },
      }),
    ],
  },
  {
    name: '未登记建筑先认定；违法建筑不予补偿',
    norm: 'B5',
    steps: [
      doing('2026-01-06', 'open', { form: { unregistered: 20 }, owes: ['confirm', 'judgeBuildings'] }),
      doing('2026-01-08', 'confirm'),
      doing('2026-01-21', 'deliverValuation'),
      no('2026-03-02', 'sign', 'UNREGISTERED_UNJUDGED'),
      no('2026-03-02', 'find', 'FINDING_ALONE', { form: { by: ['housing'] } }),
      doing('2026-03-02', 'find', { owes: ['settle'] }),
      no('2026-03-02', 'sign', 'AREA_NOT_COMPENSABLE'),
      no('2026-03-02', 'sign', 'AREA_NOT_COMPENSABLE', { form: { area: 81 } }),
      doing('2026-03-02', 'sign', { form: { area: 80 } }),
    ],
  },
  {
    name: '合法的未登记建筑予以补偿；没有未登记建筑的不认定',
    steps: [
      doing('2026-01-06', 'open', { form: { unregistered: 20 } }),
      doing('2026-01-07', 'find', { form: { finding: 'lawful' } }),
      doing('2026-01-08', 'confirm'),
      doing('2026-01-21', 'deliverValuation'),
      doing('2026-03-02', 'sign', { form: { area: 100 } }),
    ],
  },
  { name: '没有未登记建筑，不认定', steps: [...opened, no('2026-01-09', 'find', 'NOTHING_UNREGISTERED')] },
  {
    name: '公告后抢建的不予补偿',
    norm: 'B5',
    steps: [
      ofLand('2026-01-06', 'open', { form: { regime: 'land', rushed: 30 } }),
      ofLand('2026-01-08', 'confirm'),
      ofLand('2026-01-20', 'register'),
      ofLand('2026-03-02', 'sign', { form: { area: 71 }, refused: 'AREA_NOT_COMPENSABLE' }),
      ofLand('2026-03-02', 'sign', { form: { area: 70 }, state: 'agreed' }),
    ],
  },
  {
    name: '评估：先公示初步结果，时点是公告之日',
    norm: 'B5',
    steps: [
      ...opened,
      no('2026-01-21', 'deliverValuation', 'VALUES_NOT_SHOWN', { matters: house({ shownOn: undefined }) }),
      no('2026-01-21', 'deliverValuation', 'VALUED_OTHER_DAY', { form: { asOf: '2025-12-31' } }),
      no('2026-01-21', 'deliverValuation', 'NOT_YOURS', { who: 'finance.clerk' }),
      no('2026-01-21', 'register', 'OTHER_LAW'),
      no('2026-01-21', 'deliverValuation', 'DAY_EARLY', { form: { on: '2026-01-19' } }),
      doing('2026-01-21', 'deliverValuation', { holds: { signBy: '2026-03-31' } }),
    ],
  },
  {
    name: '复核评估和专家鉴定：各10日内申请，有结果才报请决定',
    norm: 'B5',
    steps: [
      ...talking,
      no('2026-01-30', 'answerReview', 'REVIEW_NOT_ASKED'),
      no('2026-01-30', 'askAppraisal', 'APPRAISAL_LATE', { form: { on: '2026-01-30' } }),
      no('2026-02-03', 'askReview', 'REVIEW_LATE', { form: { on: '2026-02-03' } }),
      no('2026-01-30', 'askReview', 'DAY_EARLY', { form: { on: '2026-01-20' } }),
      doing('2026-01-30', 'askReview', {
        owes: ['answerReview', 'settle'],
        holds: { reviewDue: '2026-02-09' },
      }),
      doing('2026-02-05', 'answerReview', { owes: ['settle'] }),
      no('2026-02-05', 'askReview', 'ASKED_ALREADY', { form: { on: '2026-02-02' } }),
      no('2026-02-24', 'askAppraisal', 'APPRAISAL_LATE', { form: { on: '2026-02-25' } }),
      no('2026-02-10', 'answerAppraisal', 'APPRAISAL_NOT_ASKED', { form: { on: '2026-02-10' } }),
      doing('2026-02-10', 'askAppraisal', { owes: ['answerAppraisal', 'settle'] }),
      no('2026-04-01', 'requestDecision', 'VALUE_UNSETTLED'),
      no('2026-02-13', 'answerAppraisal', 'PANEL_UNFIT', { form: { experts: 4, valuers: 4 } }),
      no('2026-02-13', 'answerAppraisal', 'PANEL_UNFIT', { form: { experts: 5, valuers: 3 } }),
      doing('2026-02-13', 'answerAppraisal', { holds: { value: 900_000 } }),
      no('2026-02-13', 'askAppraisal', 'ASKED_ALREADY', { form: { on: '2026-02-13' } }),
      doing('2026-04-01', 'requestDecision'),
    ],
  },
  {
    name: '补偿方式由法律规定，房屋写明地点面积',
    steps: [
      ...talking,
      no('2026-03-02', 'sign', 'WAY_UNFIT', { form: { way: 'plot' } }),
      no('2026-03-02', 'sign', 'HOUSE_UNNAMED', { form: { way: 'exchange' } }),
      no('2026-03-02', 'sign', 'SIGNING_NOT_OPEN', { matters: house({ announcedOn: undefined }) }),
      doing('2026-03-02', 'sign', { form: { way: 'exchange', house: '城东花园2栋301室90平方米' } }),
      no('2026-03-10', 'pay', 'HOUSE_NOT_HANDED'),
      doing('2026-03-10', 'pay', { form: { house: '周转用房城东公寓505室' } }),
    ],
  },
  {
    name: '签约期限届满达不成协议，才报请补偿决定；没有征收公告不决定',
    norm: 'B5',
    steps: [
      ...talking,
      no('2026-03-31', 'requestDecision', 'SIGNING_RUNNING'),
      no('2026-03-31', 'requestDecision', 'SIGNING_RUNNING', { form: { ground: 'unclear' } }),
      doing('2026-04-01', 'requestDecision'),
      no('2026-04-10', 'decide', 'TAKING_NOT_ANNOUNCED', { matters: house({ announcedOn: undefined }) }),
      no('2026-04-10', 'decide', 'NOT_YOURS', { who: DOER }),
      doing('2026-04-10', 'decide', { holds: { decisionNumber: '征补决〔2026〕1号' } }),
      no('2026-04-13', 'serve', 'DAY_EARLY', { form: { on: '2026-04-09' } }),
      no('2026-04-13', 'serve', 'DAY_AHEAD', { form: { on: '2026-04-14' } }),
      doing('2026-04-13', 'serve'),
    ],
  },
  {
    name: '所有权人不明确的，签约期限内也可以报请决定',
    steps: [
      doing('2026-01-06', 'open', { form: { unclear: true, owner: '不明' } }),
      doing('2026-01-08', 'confirm', { form: { how: 'witnessed', witness: '社区证明' } }),
      doing('2026-01-21', 'deliverValuation'),
      doing('2026-01-26', 'requestDecision', { form: { ground: 'unclear' } }),
      doing('2026-01-30', 'decide'),
      doing('2026-02-02', 'serve', {
        form: { on: '2026-02-02' },
        // 2 August is a Sunday.
        holds: { suitUntil: '2026-08-03', applyBy: '2026-11-03' },
      }),
      doing('2026-02-03', 'pay', { form: { how: 'deposit' } }),
      doing('2026-08-04', 'urge', { form: { on: '2026-08-04' } }),
      no('2026-11-04', 'applyToCourt', 'APPLICATION_LATE'),
      doing('2026-11-03', 'applyToCourt', { state: 'court' }),
    ],
  },
  {
    name: '申请强制执行：期限届满、催告满10个工作日、材料齐全；准予后组织实施',
    norm: 'B5',
    steps: [
      ...deposited,
      no('2026-05-31', 'urge', 'MOVE_NOT_DUE', { form: { on: '2026-05-31' } }),
      no('2026-10-13', 'applyToCourt', 'SUIT_RUNNING'),
      no('2026-10-14', 'applyToCourt', 'URGED_SHORT'),
      no('2026-10-14', 'urge', 'DAY_EARLY', { form: { on: '2026-05-31' } }),
      doing('2026-10-14', 'urge'),
      no('2026-10-28', 'applyToCourt', 'URGED_SHORT'),
      no('2026-10-29', 'applyToCourt', 'APPLICATION_INCOMPLETE', {
        form: { risk: false },
      }),
      no('2026-10-29', 'applyToCourt', 'NOT_YOURS', { who: DOER }),
      doing('2026-10-29', 'applyToCourt', { entered: DOER, state: 'court', owes: ['followCourt'] }),
      no('2026-11-16', 'recordGrant', 'DAY_AHEAD', { form: { on: '2026-11-17' } }),
      doing('2026-11-16', 'recordGrant', { state: 'granted', owes: ['carryOut'] }),
      no('2026-11-18', 'carryOut', 'NOT_YOURS', { who: 'street.clerk' }),
      doing('2026-11-18', 'carryOut', { state: 'moved', owes: ['fileUp'] }),
      no('2026-11-19', 'fileUp', 'NOT_YOURS', { who: 'street.clerk' }),
      doing('2026-11-19', 'fileUp', { state: 'closed' }),
    ],
  },
  {
    name: '法院不准予的，15日内申请复议，或者重新决定',
    norm: 'B5',
    steps: [
      ...inCourt,
      no('2026-11-05', 'recordRefusal', 'DAY_AHEAD', { form: { on: '2026-11-06' } }),
      doing('2026-11-05', 'recordRefusal', {
        form: { on: '2026-11-05' },
        state: 'declined',
        owes: ['answerRefusal'],
      }),
      no('2026-11-21', 'askHigherCourt', 'HIGHER_LATE'),
      doing('2026-11-20', 'askHigherCourt', { state: 'court', owes: ['followCourt'] }),
      doing('2026-11-23', 'recordRefusal', { form: { on: '2026-11-23' } }),
      no('2026-11-24', 'decideAnew', 'NOT_YOURS', { who: 'street.clerk' }),
      doing('2026-11-24', 'decideAnew', { state: 'deciding', owes: ['decide'] }),
      no('2026-11-24', 'exclude', 'PAID_ALREADY'),
      doing('2026-11-26', 'decide', { form: { sum: 950_000, payBy: '2026-12-20', moveBy: '2026-12-31' } }),
      doing('2026-11-27', 'pay', { form: { how: 'deposit', paid: 50_000 }, holds: { paid: 965_000 } }),
    ],
  },
  {
    name: '起诉的不催告、不申请；维持后重新起算，撤销的重新决定',
    norm: 'B5',
    steps: [
      ...deposited,
      no('2026-06-01', 'uphold', 'NO_CHALLENGE'),
      no('2026-06-01', 'annul', 'NO_CHALLENGE'),
      no('2026-06-01', 'recordChallenge', 'NOTHING_TO_CHALLENGE', { form: { kind: 'contract' } }),
      no('2026-06-01', 'serve', 'SERVED_ALREADY', { form: { on: '2026-06-01' } }),
      doing('2026-06-01', 'recordChallenge'),
      no('2026-06-10', 'urge', 'CHALLENGE_PENDING', { form: { on: '2026-06-10' } }),
      doing('2026-09-15', 'uphold', { holds: { suitUntil: '2026-09-15', applyBy: '2026-12-15' } }),
      doing('2026-09-16', 'urge', { form: { on: '2026-09-16' } }),
      doing('2026-09-17', 'recordChallenge', { form: { on: '2026-09-17' } }),
      no('2026-10-20', 'applyToCourt', 'CHALLENGE_PENDING'),
      no('2026-10-21', 'annul', 'DAY_EARLY'),
      no('2026-10-21', 'annul', 'DAY_AHEAD', { form: { on: '2026-10-22' } }),
      doing('2026-10-21', 'annul', { form: { on: '2026-10-21' }, state: 'deciding', owes: ['decide'] }),
    ],
  },
  {
    name: '不服复议决定的，起诉期限届满才能申请',
    steps: [
      ...deposited,
      doing('2026-06-01', 'recordChallenge', { form: { kind: 'review' } }),
      doing('2026-07-31', 'uphold', {
        form: { on: '2026-07-31' },
        // 15 August is a Saturday.
        holds: { suitUntil: '2026-08-17', applyBy: '2026-11-17' },
      }),
    ],
  },
  {
    name: '协议诉讼不影响支付；没有补偿决定不送达、不催告、不申请',
    steps: [
      ...agreed,
      no('2026-03-05', 'serve', 'NO_DECISION', { form: { on: '2026-03-05' } }),
      no('2026-03-05', 'recordChallenge', 'NOTHING_TO_CHALLENGE'),
      doing('2026-03-05', 'recordChallenge', { form: { kind: 'contract', on: '2026-03-05' } }),
      doing('2026-04-01', 'uphold', { form: { on: '2026-04-01' } }),
      doing('2026-04-02', 'pay'),
      no('2026-06-01', 'urge', 'NOT_SERVED', { form: { on: '2026-06-01' } }),
      no('2026-06-01', 'applyToCourt', 'NOT_SERVED'),
      no('2026-06-01', 'order', 'OTHER_LAW', { form: { on: '2026-06-01' } }),
    ],
  },
  {
    name: '集体土地：登记、方案确定后签约；少数不签的公告后决定，责令交出后申请执行',
    norm: 'B5',
    steps: [
      ...landOpened,
      ofLand('2026-01-20', 'deliverValuation', { refused: 'OTHER_LAW' }),
      no('2026-01-20', 'register', 'REGISTRATION_CLOSED', { matters: land({ planOn: undefined }) }),
      // A house expropriation bears the day of its plan as well, and never a term of registration.
      no('2026-01-20', 'register', 'REGISTRATION_CLOSED', { matters: land({ registerBy: undefined }) }),
      ofLand('2026-03-01', 'register', { refused: 'REGISTRATION_CLOSED' }),
      ofLand('2026-02-28', 'register'),
      no('2026-02-09', 'sign', 'SIGNING_NOT_OPEN', { matters: land({ settledOn: undefined }) }),
      ofLand('2026-03-02', 'sign', { form: { way: 'exchange', house: '三号楼' }, refused: 'WAY_UNFIT' }),
      ofLand('2026-04-01', 'requestDecision'),
      ofLand('2026-04-10', 'decide', { refused: 'TAKING_NOT_ANNOUNCED' }),
      doing('2026-06-08', 'decide', { ...announced, form: plot }),
      doing('2026-06-09', 'serve', { ...announced, form: { on: '2026-06-09' } }),
      doing('2026-06-10', 'pay', { ...announced, form: { how: 'deposit', house: '地块已交付' } }),
      no('2026-07-14', 'urge', 'ORDER_MISSING', { ...announced, form: { on: '2026-07-14' } }),
      no('2026-07-10', 'order', 'MOVE_NOT_DUE', { ...announced, form: { on: '2026-07-10' } }),
      no('2026-07-15', 'order', 'NOT_YOURS', { ...announced, who: DOER }),
      no('2026-07-15', 'order', 'ORDER_TERM_UNFIT', { ...announced, form: { by: '2026-07-15' } }),
      doing('2026-07-15', 'order', { ...announced }),
      no('2026-08-03', 'order', 'SERVED_ALREADY', { ...announced, form: { on: '2026-08-03' } }),
      no('2026-07-31', 'urge', 'MOVE_NOT_DUE', { ...announced, form: { on: '2026-07-31' } }),
      doing('2026-08-03', 'urge', { ...announced, form: { on: '2026-08-03' } }),
    ],
  },
  {
    name: '没有权属证明的不登记',
    steps: [
      ofLand('2026-01-06', 'open', { form: { regime: 'land', certificate: '' } }),
      ofLand('2026-01-08', 'confirm'),
      ofLand('2026-01-20', 'register', { refused: 'CERTIFICATE_MISSING' }),
      ofLand('2026-01-20', 'register', { form: { certificate: '云集用12号' } }),
    ],
  },
  {
    name: '集体土地批准、公告之前签了约、付了款也不得交付土地',
    norm: 'B5',
    steps: [
      ...landTalking,
      ofLand('2026-03-02', 'sign'),
      ofLand('2026-03-10', 'pay'),
      ofLand('2026-03-12', 'move', { refused: 'TAKING_NOT_ANNOUNCED' }),
      doing('2026-06-02', 'move', { ...announced, state: 'moved' }),
    ],
  },
  {
    name: '登记期满没有登记的，以调查结果为准报请补偿安置决定；没有评估、登记期没有满的不报请',
    norm: 'B5',
    steps: [
      ...landOpened,
      ofLand('2026-02-28', 'requestDecision', { refused: 'NOT_TALKED' }),
      ofLand('2026-03-31', 'requestDecision', { refused: 'SIGNING_RUNNING' }),
      ofLand('2026-04-01', 'requestDecision', { state: 'deciding', owes: ['decide'] }),
    ],
  },
  {
    name: '房屋没有送达评估报告的，不报请补偿决定',
    steps: [...opened, no('2026-04-01', 'requestDecision', 'NOT_TALKED')],
  },
  {
    name: '签了协议、作了决定的，征收落空才不再征收',
    norm: 'B5',
    steps: [
      ...agreed,
      no('2026-03-03', 'exclude', 'AGREEMENT_STANDS'),
      no('2026-03-03', 'exclude', 'AGREEMENT_STANDS', {
        matters: house({ challenges: [{ kind: 'suit', on: '2026-02-01', outcome: '驳回诉讼请求' }] }),
      }),
      doing('2026-03-03', 'exclude', {
        matters: house({ challenges: [{ kind: 'suit', on: '2026-02-01', outcome: '判决撤销' }] }),
        state: 'excluded',
        owes: [],
      }),
    ],
  },
  {
    name: '集体土地没有批准的，已签的协议随之解除',
    steps: [...landTalking, ofLand('2026-03-02', 'sign'), ofLand('2026-06-01', 'exclude', { owes: [] })],
  },
  {
    name: '报请决定以后、作出决定以前仍然可以签约；没有认定的建筑补行认定',
    steps: [
      ofLand('2026-01-06', 'open', { form: { regime: 'land', unregistered: 20 } }),
      ofLand('2026-01-08', 'confirm'),
      ofLand('2026-01-20', 'register'),
      ofLand('2026-04-01', 'requestDecision'),
      ofLand('2026-04-02', 'sign', { refused: 'UNREGISTERED_UNJUDGED' }),
      ofLand('2026-04-02', 'find', { form: { finding: 'lawful' } }),
      ofLand('2026-04-03', 'sign', { state: 'agreed', owes: ['pay'] }),
    ],
  },
  {
    name: '先补偿，后催告：补偿到位以前的日期不能登记催告',
    steps: [
      ...decided,
      doing('2026-04-13', 'serve'),
      doing('2026-06-20', 'pay', { form: { how: 'deposit' } }),
      no('2026-06-20', 'urge', 'DAY_EARLY', { form: { on: '2026-06-19' } }),
      doing('2026-06-20', 'urge', { form: { on: '2026-06-20' } }),
    ],
  },
  {
    name: '不再征收的写明理由',
    steps: [
      ...opened,
      no('2026-01-10', 'exclude', 'NOT_YOURS', { who: 'street.clerk' }),
      doing('2026-01-10', 'exclude', { state: 'excluded', owes: [] }),
    ],
  },
]
