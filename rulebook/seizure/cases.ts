// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'
import type { ListItem } from '#kernel/lists.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'

const OFFICERS = [
  { person: 'water.clerk', licence: '云水0012' },
  { person: 'water.deputy', licence: '云水0007' },
]

const about = {
  kind: 'detain',
  party: {
    kind: 'firm',
    name: '云汀砂石有限公司',
    number: '91330000000000001X',
    representative: '石某',
    address: '云汀区滨河路8号',
  },
  facts: '未取得采砂许可在河道内采砂',
  reason: '制止违法行为',
  law: '某省河道管理条例第三十条',
  item: 'water.coercion',
  level: 'local',
  scope: '采砂机具一套',
  milder: 'short',
  need: '责令停止后仍继续采砂，不扣押机具不能制止',
  place: '清水河桥东段',
  officers: OFFICERS,
}

export const pump = {
  what: '抽砂泵',
  object: 'goods',
  spec: 'QSB-200',
  quantity: 1,
  measure: '台',
  condition: '可运转',
  relation: 'tool',
  owner: 'party',
}

const spot = { how: 'direct', on: '2026-03-03', receiver: '石某' }

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  report: about,
  actUrgently: { ...about, urgency: '采砂船正要驶离，不当场扣押将无法查找' },
  deny: { reason: '没有明显社会危害' },
  desist: { reason: '当事人已经自行拆除' },
  arrive: { officers: OFFICERS },
  callParty: { presence: 'present' },
  tell: {
    reason: '未经许可采砂，需要制止',
    law: '某省河道管理条例第三十条',
    rights: '有权陈述、申辩，有权申请行政复议或者提起行政诉讼',
    remedies: { review: '云汀区人民政府', court: '云汀区人民法院' },
  },
  hear: { plea: '正在申请许可', answer: '经核对，尚未取得许可，不影响本次措施' },
  listItems: { items: [pump] },
  drawUp: {
    scene: '河道内停放采砂船一艘，抽砂泵正在运转',
    signing: 'signed',
    signers: OFFICERS.map(({ person }) => ({ person })),
  },
  deliver: { service: spot },
  reportUrgent: { words: '已当场扣押抽砂泵一台' },
  rejectUrgent: { reason: '不属于紧急情况' },
  keep: { by: 'organ', keeper: '区水务局仓库管理员', place: '区水务局仓库' },
  startTesting: {
    what: '抽砂泵',
    agency: '市水利设备检测中心',
    from: '2026-03-10',
    until: '2026-03-19',
    service: { how: 'direct', on: '2026-03-10', receiver: '石某' },
  },
  recordTest: { on: '2026-03-19', result: '功率达到采砂用途' },
  applyExtension: { days: 30, reason: '涉案方量需要测算' },
  refuseExtension: { reason: '事实已经查清' },
  changeOfficers: { officers: OFFICERS, reason: '岗位调整' },
  tellExtension: { service: { how: 'direct', on: '2026-04-01', receiver: '石某' } },
  sellPerishable: {
    sales: [{ what: '水产品', how: 'auction', on: '2026-03-05', proceeds: 5000 }],
    reason: '鲜活易腐',
  },
  claimLoss: { what: '泵体磕碰损坏', cause: 'organ', claimed: 800 },
  answerLoss: { answer: '属实，予以赔偿', paid: 800 },
  confiscate: { penalty: 'p1', reason: '处罚决定没收采砂机具' },
  destroy: {
    law: '某法第五十条',
    level: 'law',
    reason: '属于国家明令淘汰、应当销毁的设备',
    service: { how: 'direct', on: '2026-03-20', receiver: '石某' },
  },
  propose: { outcome: 'released', reason: '处罚决定已经履行，不再需要' },
  release: { ground: 'decided', reason: '已经作出处罚决定并履行' },
  giveBack: {
    service: { how: 'direct', on: '2026-03-26', receiver: '石某' },
    words: '抽砂泵一台当面清点退还',
  },
  transfer: { to: '区公安分局', reason: '非法采矿数额较大，涉嫌犯罪', withThings: true },
  tellTransfer: { service: { how: 'direct', on: '2026-03-26', receiver: '石某' } },
}

type Doing = Partial<Extract<Step, { act: string }>>

const doing =
  (act: string, who: string, at: string, more: Doing = {}) =>
  (other: Doing = {}): Step =>
    ({ act, who, at, ...more, ...other }) as Step

const [OFFICER, CHIEF] = ['water.clerk', 'water.head']

const report = doing('report', OFFICER, '2026-03-02', { state: 'applied', owes: ['approve'] })
const approve = doing('approve', CHIEF, '2026-03-02', { state: 'approved', owes: ['carryOut'] })
const arrive = doing('arrive', OFFICER, '2026-03-03', { state: 'arrived', owes: ['finishOnSite'] })
const urgently = doing('actUrgently', OFFICER, '2026-03-03', {
  state: 'arrived',
  owes: ['finishOnSite', 'reportUrgent', 'confirm'],
})
const call = doing('callParty', OFFICER, '2026-03-03', { state: 'called' })
const tell = doing('tell', OFFICER, '2026-03-03', { state: 'told' })
const hear = doing('hear', OFFICER, '2026-03-03', { state: 'heard' })
const list = doing('listItems', OFFICER, '2026-03-03', { state: 'listed' })
const drawUp = doing('drawUp', OFFICER, '2026-03-03', { state: 'recorded' })
const deliver = doing('deliver', OFFICER, '2026-03-03', {
  state: 'held',
  owes: ['keep', 'settle'],
  holds: { seizedOn: '2026-03-03', due: '2026-04-02', decisionNumber: '云水强决〔2026〕1号' },
})
const keep = doing('keep', OFFICER, '2026-03-04')
const reportUrgent = doing('reportUrgent', OFFICER, '2026-03-03T03:00:00.000Z')
const confirm = doing('confirm', CHIEF, '2026-03-03T04:00:00.000Z')
const testing = doing('startTesting', OFFICER, '2026-03-10', { holds: { due: '2026-04-12' } })
const tested = doing('recordTest', OFFICER, '2026-03-20', { holds: { due: '2026-04-12' } })
const asks = doing('applyExtension', OFFICER, '2026-03-30')
const grants = doing('grantExtension', CHIEF, '2026-03-31', { holds: { due: '2026-05-02' } })
const tells = doing('tellExtension', OFFICER, '2026-04-01')
const proposal = doing('propose', OFFICER, '2026-03-24', { owes: ['rule', 'settle'] })
const release = doing('release', CHIEF, '2026-03-25', { state: 'lifting' })
const giveBack = doing('giveBack', OFFICER, '2026-03-26', { state: 'ended' })
const transfer = doing('transfer', CHIEF, '2026-03-25', { state: 'transferring', owes: ['tellTransfer'] })
const tellTransfer = doing('tellTransfer', OFFICER, '2026-03-26', { state: 'ended' })
const archive = doing('archive', OFFICER, '2026-04-20', { state: 'archived', owes: [] })
const claim = doing('claimLoss', OFFICER, '2026-03-12')
const answer = doing('answerLoss', CHIEF, '2026-03-13')
const sell = doing('sellPerishable', CHIEF, '2026-03-05')

const approved = [report(), approve()]
const onSite = [call(), tell(), hear(), list(), drawUp()]
const held = [...approved, arrive(), ...onSite, deliver(), keep()]
const urgentlyHeld = [urgently(), ...onSite, deliver({ owes: ['reportUrgent', 'confirm', 'keep', 'settle'] })]

const penaltyCase = (
  record: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, MatterFacts>> => ({
  p1: {
    procedure: 'penalty',
    state: 'served',
    final: false,
    title: '未经许可采砂案',
    record: {
      unit: 'water',
      decidedOn: '2026-03-20',
      penalties: [{ kind: 'fine' }, { kind: 'goods' }],
      ...record,
    },
  },
})
const confiscate = doing('confiscate', CHIEF, '2026-03-25', { state: 'ended', matters: penaltyCase() })
const destroy = doing('destroy', CHIEF, '2026-03-25', { state: 'ended' })

const items = (more: Readonly<Record<string, unknown>>) => ({ items: [{ ...pump, ...more }] })

/** Who is no part of the case may do none of its acts. */
const others = (at: string, ...acts: readonly string[]): readonly Step[] =>
  acts.map((act) => ({ act, who: 'finance.clerk', at, refused: 'NOT_YOURS' }) as Step)

/** The same item in a version that cancels it. */
const cancelled: ListItem = {
  id: 'water.coercion',
  list: 'powers',
  kind: 'coercion',
  title: '查封、扣押采砂机具',
  unit: 'water',
  on: 'anyone',
  basis: [],
  version: 2,
  from: '2026-01-01',
  cancelled: true,
}

export const cases: readonly Case[] = [
  {
    name: '报批、当场实施、保管、解除、退还、归档',
    norm: 'B5',
    steps: [...held, proposal(), release({ owes: ['giveBack'] }), giveBack({ owes: ['archive'] }), archive()],
  },
  {
    name: '紧急当场实施，二十四小时内报告并补办批准',
    norm: 'B5',
    steps: [...urgentlyHeld, reportUrgent(), confirm({ owes: ['keep', 'settle'] }), keep()],
  },
  {
    name: '负责人认为不应当采取的，立即解除并退还',
    norm: 'B5',
    steps: [
      ...urgentlyHeld,
      reportUrgent(),
      doing('rejectUrgent', CHIEF, '2026-03-03T04:00:00.000Z')({ state: 'lifting', owes: ['giveBack'] }),
      giveBack({ at: '2026-03-26' }),
      archive(),
    ],
  },
  {
    name: '没有批准不得实施；不批准就了结',
    norm: 'B5',
    steps: [
      report(),
      arrive({ refused: 'WRONG_STATE' }),
      approve({ who: OFFICER, refused: 'NOT_YOURS' }),
      doing('deny', OFFICER, '2026-03-02')({ refused: 'NOT_YOURS' }),
      doing('deny', CHIEF, '2026-03-02')({ state: 'denied', owes: [] }),
    ],
  },
  {
    name: '批准后没有必要实施的，说明理由不再实施',
    norm: 'B5',
    steps: [
      ...approved,
      ...others('2026-03-03', 'desist', 'arrive'),
      doing('desist', OFFICER, '2026-03-03')({ state: 'desisted', owes: [] }),
    ],
  },
  {
    name: '执法机关才能报批和紧急实施',
    steps: [
      report({ who: 'finance.clerk', refused: 'NOT_YOURS' }),
      urgently({ who: 'finance.clerk', refused: 'NOT_YOURS' }),
    ],
  },
  {
    name: '规范性文件不能设定查封、扣押；非强制手段够用的不得实施',
    norm: 'B5',
    steps: [
      report({ form: { level: 'other' }, refused: 'BASIS_TOO_LOW' }),
      urgently({ form: { level: 'other' }, refused: 'BASIS_TOO_LOW' }),
      report({ form: { milder: 'enough' }, refused: 'MILDER_MEANS' }),
    ],
  },
  {
    name: '权力清单里有、本机关持有、现行有效的事项才能实施',
    norm: 'B4',
    steps: [
      report({ form: { item: 'housing.coercion' }, refused: 'ITEM_NOT_HELD' }),
      report({ form: { item: 'water.penalty' }, refused: 'ITEM_NOT_HELD' }),
      urgently({ form: { item: 'none' }, refused: 'ITEM_NOT_HELD' }),
      report(),
      approve(),
    ],
  },
  {
    name: '事项失效的，不得再批准、实施',
    norm: 'D3',
    steps: [
      report(),
      { ...approve({ refused: 'ITEM_NOT_LIVE' }), items: { 'water.coercion': cancelled } } as Step,
      approve(),
      arrive(),
      ...onSite,
      { ...deliver({ refused: 'ITEM_NOT_LIVE' }), items: { 'water.coercion': cancelled } } as Step,
      deliver(),
    ],
  },
  {
    name: '没有网络时紧急当场实施，次日才交到系统：二十四小时从现场时间起算，过了就不能补办批准',
    norm: 'B5',
    steps: [
      urgently({
        at: '2026-03-04T02:30:00.000Z',
        form: { startedAt: '2026-03-03 10:00' },
        holds: { startedAt: '2026-03-03 10:00' },
      }),
      { lapse: 'confirm', at: '2026-03-04T02:31:00.000Z' },
      ...onSite.map((step) => ({ ...step, at: '2026-03-04T02:32:00.000Z' })),
      deliver({
        at: '2026-03-04T02:33:00.000Z',
        holds: { seizedOn: '2026-03-03', due: '2026-04-02' },
        owes: ['reportUrgent', 'confirm', 'keep', 'settle'],
      }),
      reportUrgent({ at: '2026-03-04T02:34:00.000Z' }),
      confirm({ at: '2026-03-04T02:35:00.000Z', refused: 'APPROVAL_LATE' }),
      doing('rejectUrgent', CHIEF, '2026-03-04T02:36:00.000Z', { state: 'lifting' })(),
    ],
  },
  {
    name: '执法人员都持有本机关有效的执法证',
    norm: 'B3',
    steps: [
      report({
        form: { officers: [OFFICERS[0], { person: 'water.second', licence: '过期' }] },
        refused: 'OFFICER_UNLICENSED',
      }),
      urgently({
        form: { officers: [OFFICERS[0], { person: 'water.newcomer', licence: '无' }] },
        refused: 'OFFICER_UNLICENSED',
      }),
      report(),
      approve(),
      arrive({
        form: { officers: [OFFICERS[0], { person: 'water.second', licence: '过期' }] },
        refused: 'OFFICER_UNLICENSED',
      }),
      arrive(),
    ],
  },
  {
    name: '执法人员不足两名、同一人算两次、不是本机关人员，都不行',
    norm: 'B5',
    steps: [
      report({ form: { officers: OFFICERS.slice(0, 1) }, refused: 'TOO_FEW_OFFICERS' }),
      report({
        form: { officers: [OFFICERS[0], { person: 'water.clerk', licence: '云水0099' }] },
        refused: 'TOO_FEW_OFFICERS',
      }),
      report({
        form: { officers: [OFFICERS[0], { person: 'finance.clerk', licence: '无' }] },
        refused: 'OFFICER_NOT_OURS',
      }),
      ...approved,
      arrive({ form: { officers: OFFICERS.slice(1) }, refused: 'TOO_FEW_OFFICERS' }),
      urgently({ refused: 'WRONG_STATE' }),
    ],
  },
  {
    name: '实施时间如实填写',
    norm: 'B5',
    steps: [
      ...approved,
      arrive({ form: { startedAt: '昨晚' }, refused: 'MOMENT_UNFIT' }),
      arrive({ form: { startedAt: '2026-03-03 23:59' }, refused: 'MOMENT_UNFIT' }),
      arrive({ form: { startedAt: '2026-03-01 09:00' }, refused: 'MOMENT_UNFIT' }),
      arrive({ form: { startedAt: '2026-03-02 09:59' }, refused: 'MOMENT_UNFIT' }),
      arrive({ form: { startedAt: '2026-03-03 08:30' }, holds: { startedAt: '2026-03-03 08:30' } }),
    ],
  },
  {
    name: '现场各步由本案执法人员依次办理',
    norm: 'B5',
    steps: [
      ...approved,
      arrive(),
      call({ who: CHIEF, refused: 'NOT_ON_CASE' }),
      tell({ refused: 'WRONG_STATE' }),
      deliver({ refused: 'WRONG_STATE' }),
      call(),
      hear({ refused: 'WRONG_STATE' }),
      tell({ who: CHIEF, refused: 'NOT_ON_CASE' }),
      tell(),
      list({ refused: 'WRONG_STATE' }),
      hear(),
      drawUp({ refused: 'WRONG_STATE' }),
      list(),
      deliver({ refused: 'WRONG_STATE' }),
    ],
  },
  {
    name: '当事人不到场，没有见证人不行；见证人在笔录上签名',
    norm: 'B5',
    steps: [
      ...approved,
      arrive(),
      call({ form: { presence: 'absent' }, refused: 'WITNESS_MISSING' }),
      call({ form: { presence: 'absent', witness: '桥东社区王某' } }),
      tell(),
      hear({ form: { plea: undefined, answer: undefined }, holds: { plea: '当事人不到场' } }),
      list(),
      drawUp({ refused: 'RECORD_UNSIGNED' }),
      drawUp({ form: { signing: 'absent' }, refused: 'RECORD_UNSIGNED' }),
      drawUp({ form: { signing: 'absent', witnessSigned: true } }),
      deliver({ form: { service: { how: 'left', on: '2026-03-03' } }, refused: 'SERVICE_UNFIT' }),
      deliver({ form: { service: { how: 'left', on: '2026-03-03', witness: '桥东社区王某' } } }),
    ],
  },
  {
    name: '当事人的陈述、申辩要听、要记、要答',
    norm: 'B5',
    steps: [
      ...approved,
      arrive(),
      call(),
      tell(),
      hear({ form: { plea: undefined }, refused: 'PLEA_MISSING' }),
      hear({ form: { answer: undefined }, refused: 'PLEA_MISSING' }),
      hear({ form: { plea: undefined, answer: undefined, waived: true }, state: 'heard' }),
    ],
  },
  {
    name: '与违法无关的、生活必需品、已被查封的、案外人的、扣押场所，都不得列入清单',
    norm: 'B5',
    steps: [
      ...approved,
      arrive(),
      call(),
      tell(),
      hear(),
      list({ form: items({ relation: 'none' }), refused: 'UNRELATED' }),
      list({ form: items({ necessity: true }), refused: 'DAILY_NECESSITY' }),
      list({ form: items({ sealedBy: '区市场监督管理局' }), refused: 'SEALED_ALREADY' }),
      list({ form: items({ owner: 'others' }), refused: 'OTHERS_PROPERTY' }),
      list({ form: items({ owner: 'private' }), refused: 'OTHERS_PROPERTY' }),
      list({ form: items({ object: 'place' }), refused: 'OBJECT_UNFIT' }),
      list(),
    ],
  },
  {
    name: '场所可以查封，个人经营者的财产算当事人的',
    norm: 'B5',
    steps: [
      report({ form: { kind: 'seal', party: { kind: 'person', name: '石某', address: '滨河路8号' } } }),
      approve(),
      arrive(),
      call(),
      tell(),
      hear(),
      list({ form: items({ object: 'place', relation: 'site', owner: 'private' }) }),
    ],
  },
  {
    name: '笔录两名执法人员都要签名，当事人拒签的注明',
    norm: 'B5',
    steps: [
      ...approved,
      arrive(),
      call(),
      tell(),
      hear(),
      list(),
      drawUp({ form: { signers: [{ person: OFFICER }] }, refused: 'RECORD_UNSIGNED' }),
      drawUp({ form: { signing: 'absent' }, refused: 'RECORD_UNSIGNED' }),
      drawUp({ form: { signing: 'refused' }, refused: 'RECORD_UNSIGNED' }),
      drawUp({ form: { signing: 'refused', note: '当事人阅后拒绝签名' } }),
      deliver({ form: { service: { ...spot, how: 'mail' } }, refused: 'NOT_ON_SPOT' }),
      deliver({ form: { service: { ...spot, receiver: undefined } }, refused: 'SERVICE_UNFIT' }),
      deliver({ form: { service: { ...spot, on: '2026-03-04' } }, refused: 'SERVICE_UNFIT' }),
      deliver({ form: { service: { ...spot, on: '2026-03-02' } }, refused: 'NOT_ON_SPOT' }),
      deliver({ form: { days: 31 }, refused: 'TERM_TOO_LONG' }),
      deliver({ form: { days: 31, daysLaw: '某法第八条' }, holds: { due: '2026-04-03' } }),
    ],
  },
  {
    name: '清单至少一项；次日才交付的不是当场交付，当晚做到零点以后的是',
    norm: 'B5',
    steps: [
      ...approved,
      arrive(),
      call(),
      tell(),
      hear(),
      list({ form: { items: [] }, refused: 'LIST_EMPTY' }),
      list(),
      drawUp({ at: '2026-03-03T15:30:00.000Z' }),
      deliver({
        at: '2026-03-04T03:31:00.000Z',
        form: { service: { ...spot, on: '2026-03-04' } },
        refused: 'NOT_ON_SPOT',
      }),
      deliver({
        at: '2026-03-03T16:20:00.000Z',
        form: { service: { ...spot, on: '2026-03-04' } },
        holds: { due: '2026-04-02' },
      }),
    ],
  },
  {
    name: '检测期间可以事先告知；告知以前的日子照算',
    norm: 'B5',
    steps: [
      ...held,
      testing({ form: { from: '2026-04-03', until: '2026-04-09' }, refused: 'TEST_PERIOD_UNFIT' }),
      testing({ form: { from: '2026-03-12' }, holds: { due: '2026-04-10' } }),
      tested({ at: '2026-03-20', holds: { due: '2026-04-10' } }),
      testing({
        at: '2026-03-25',
        form: {
          from: '2026-03-21',
          until: '2026-03-30',
          service: { how: 'direct', on: '2026-03-25', receiver: '石某' },
        },
        holds: { due: '2026-04-16' },
      }),
    ],
  },
  {
    name: '过了二十四小时不能补办批准，只能解除',
    norm: 'B5',
    steps: [
      ...urgentlyHeld,
      confirm({ refused: 'URGENT_UNREPORTED' }),
      reportUrgent({ form: { reportedAt: '2026-03-02 10:00' }, refused: 'MOMENT_UNFIT' }),
      reportUrgent(),
      confirm({ at: '2026-03-04T02:00:00.000Z', refused: 'APPROVAL_LATE' }),
      { at: '2026-03-04T02:00:00.000Z', lapse: 'confirm', rung: 'lapse' },
      confiscate({ at: '2026-03-05', refused: 'URGENT_UNCONFIRMED' }),
      destroy({ at: '2026-03-25', refused: 'URGENT_UNCONFIRMED' }),
      transfer({ at: '2026-03-05', refused: 'URGENT_UNCONFIRMED' }),
      testing({ refused: 'URGENT_UNCONFIRMED' }),
      sell({ refused: 'URGENT_UNCONFIRMED' }),
      release(),
    ],
  },
  {
    name: '二十四小时的最后一分钟可以补办批准',
    norm: 'B5',
    steps: [...urgentlyHeld, reportUrgent(), confirm({ at: '2026-03-04T01:59:00.000Z' })],
  },
  {
    name: '执法人员调离的，由负责人变更，换上的人持证',
    norm: 'B3',
    steps: [
      ...held,
      doing('changeOfficers', OFFICER, '2026-03-10')({ refused: 'NOT_YOURS' }),
      doing(
        'changeOfficers',
        CHIEF,
        '2026-03-10',
      )({
        form: { officers: OFFICERS.slice(1) },
        refused: 'TOO_FEW_OFFICERS',
      }),
      doing(
        'changeOfficers',
        CHIEF,
        '2026-03-10',
      )({
        form: { officers: [OFFICERS[1], { person: 'water.newcomer', licence: '无' }] },
        refused: 'OFFICER_UNLICENSED',
      }),
      doing(
        'changeOfficers',
        CHIEF,
        '2026-03-10',
      )({
        form: { officers: [OFFICERS[1], { person: CHIEF, licence: '云水0001' }] },
      }),
      release(),
      giveBack({ refused: 'NOT_ON_CASE' }),
      giveBack({ who: CHIEF }),
    ],
  },
  {
    name: '事先批准的不补办；补办过的不再补办',
    norm: 'B5',
    steps: [
      ...held,
      reportUrgent({ at: '2026-03-05', refused: 'NOT_URGENT' }),
      confirm({ at: '2026-03-05', refused: 'NOT_URGENT' }),
      doing('rejectUrgent', CHIEF, '2026-03-05')({ refused: 'NOT_URGENT' }),
    ],
  },
  {
    name: '扣押的财物不能交第三人保管，查封的可以',
    norm: 'B5',
    steps: [
      ...held,
      keep({ form: { by: 'third' }, refused: 'KEEPER_UNFIT' }),
      keep({ who: 'finance.clerk', refused: 'NOT_YOURS' }),
    ],
  },
  {
    name: '检测期间书面告知，不计入期限；延后取得结果不再顺延',
    norm: 'B5',
    steps: [
      ...held,
      testing({ form: { until: '2026-03-09' }, refused: 'TEST_PERIOD_UNFIT' }),
      testing({ form: { from: '2026-03-01' }, refused: 'TEST_PERIOD_UNFIT' }),
      testing({
        form: { service: { how: 'electronic', on: '2026-03-10' } },
        refused: 'SERVICE_UNFIT',
      }),
      tested({ refused: 'NO_TEST' }),
      testing({ owes: ['settle', 'finishTest'] }),
      testing({ at: '2026-03-12', refused: 'TEST_RUNNING' }),
      tested({ form: { on: '2026-03-09' }, refused: 'TEST_DAY_UNFIT' }),
      tested({ at: '2026-03-24', form: { on: '2026-03-24' }, holds: { due: '2026-04-12' } }),
    ],
  },
  {
    name: '检测提前完成的，期限从完成的次日接着算',
    norm: 'B5',
    steps: [
      ...held,
      testing(),
      tested({ at: '2026-03-15', form: { on: '2026-03-14' }, holds: { due: '2026-04-07' } }),
    ],
  },
  {
    name: '延长一次，最多三十日，期限届满前批准，书面告知',
    norm: 'B5',
    steps: [
      ...held,
      grants({ refused: 'NO_EXTENSION_ASKED' }),
      asks({ form: { days: 31 }, refused: 'EXTENSION_TOO_LONG' }),
      asks(),
      grants({ who: OFFICER, refused: 'NOT_YOURS' }),
      doing('refuseExtension', OFFICER, '2026-03-31')({ refused: 'NOT_YOURS' }),
      grants({ owes: ['settle', 'tellExtension'] }),
      asks({ at: '2026-04-20', refused: 'EXTENDED_ALREADY' }),
      tells({ owes: ['settle'] }),
      tells({ refused: 'NOTHING_TO_TELL' }),
    ],
  },
  {
    name: '不批准延长的，原期限不变；没有延长就没有可告知的',
    norm: 'B5',
    steps: [
      ...held,
      tells({ refused: 'NOTHING_TO_TELL' }),
      doing('refuseExtension', CHIEF, '2026-03-31')({ refused: 'NO_EXTENSION_ASKED' }),
      asks(),
      doing('refuseExtension', CHIEF, '2026-03-31')({ holds: { due: '2026-04-02' } }),
    ],
  },
  {
    name: '期限届满的，只能解除',
    norm: 'B5',
    steps: [
      ...held,
      asks(),
      { at: '2026-04-02T16:00:00.000Z', lapse: 'settle', rung: 'remind' },
      { at: '2026-04-02T16:00:00.000Z', lapse: 'settle', rung: 'lapse' },
      grants({ at: '2026-04-03', refused: 'TERM_OVER' }),
      asks({ at: '2026-04-03', refused: 'TERM_OVER' }),
      confiscate({ at: '2026-04-03', refused: 'TERM_OVER' }),
      destroy({ at: '2026-04-03', refused: 'TERM_OVER' }),
      transfer({ at: '2026-04-03', refused: 'TERM_OVER' }),
      testing({ at: '2026-04-03', refused: 'TERM_OVER' }),
      release({ at: '2026-04-03', form: { ground: 'expired' }, owes: ['giveBack'] }),
    ],
  },
  {
    name: '没收依照处罚决定：没有决定、不是本机关的、没有没收的，不行',
    norm: 'B5',
    steps: [
      ...held,
      confiscate({ matters: {}, refused: 'NO_PENALTY_DECISION' }),
      confiscate({ matters: penaltyCase({ unit: 'housing' }), refused: 'NO_PENALTY_DECISION' }),
      confiscate({ matters: penaltyCase({ partyName: '另一家公司' }), refused: 'NO_PENALTY_DECISION' }),
      confiscate({ matters: penaltyCase({ overturned: 'revoked' }), refused: 'NO_PENALTY_DECISION' }),
      confiscate({ matters: penaltyCase({ decidedOn: undefined }), refused: 'NO_PENALTY_DECISION' }),
      confiscate({ matters: penaltyCase({ penalties: [{ kind: 'fine' }] }), refused: 'NO_PENALTY_DECISION' }),
      confiscate({ owes: ['archive'] }),
      archive(),
    ],
  },
  {
    name: '销毁要有法律、行政法规规定',
    norm: 'B5',
    steps: [
      ...held,
      destroy({ form: { level: 'local' }, refused: 'DESTRUCTION_UNBASED' }),
      destroy(),
      archive(),
    ],
  },
  {
    name: '涉嫌犯罪的，财物一并移送并书面告知',
    norm: 'B5',
    steps: [
      ...held,
      transfer({ form: { withThings: false }, refused: 'THINGS_LEFT_BEHIND' }),
      transfer(),
      ...others('2026-03-26', 'tellTransfer'),
      tellTransfer({ owes: ['archive'] }),
      archive(),
    ],
  },
  {
    name: '变卖的退还所得，明显低价的给予补偿',
    norm: 'B5',
    steps: [
      ...held,
      sell({
        form: { sales: [{ what: '水产品', how: 'sale', on: '2026-03-06', proceeds: 3000 }] },
        refused: 'DAY_UNFIT',
      }),
      sell({
        form: { sales: [{ what: '水产品', how: 'sale', on: '2026-03-02', proceeds: 3000 }] },
        refused: 'DAY_UNFIT',
      }),
      sell({
        form: { sales: [{ what: '水产品', how: 'sale', on: '2026-03-05', proceeds: 3000, cheap: true }] },
      }),
      release(),
      giveBack({ refused: 'PROCEEDS_MISSING' }),
      giveBack({ form: { money: 3000 }, refused: 'COMPENSATION_MISSING' }),
      giveBack({ form: { money: 3000, compensation: 1200 } }),
    ],
  },
  {
    name: '损坏的登记损失，答复后才归档',
    norm: 'B5',
    steps: [
      ...held,
      answer({ refused: 'NO_LOSS' }),
      release(),
      giveBack({ form: { missing: '抽砂泵外壳' }, refused: 'LOSS_UNTOLD' }),
      ...others('2026-03-26', 'claimLoss', 'giveBack'),
      claim({ at: '2026-03-26' }),
      giveBack({ form: { missing: '抽砂泵外壳' } }),
      archive({ refused: 'LOSS_UNANSWERED' }),
      answer({ at: '2026-04-10' }),
      archive(),
    ],
  },
  {
    name: '延长没有告知当事人的，不得归档',
    norm: 'B5',
    steps: [
      ...held,
      asks(),
      grants(),
      release({ at: '2026-04-10' }),
      giveBack({ at: '2026-04-10', refused: 'SERVICE_UNFIT' }),
      giveBack({
        at: '2026-04-10',
        form: { service: { how: 'direct', on: '2026-04-10', receiver: '石某' } },
      }),
      archive({ refused: 'EXTENSION_UNTOLD' }),
      tells({ at: '2026-04-11' }),
      archive(),
    ],
  },
  {
    name: '不是本案机关的人，什么也不能办',
    steps: [
      ...held,
      ...others(
        '2026-03-05',
        'reportUrgent',
        'confirm',
        'rejectUrgent',
        'startTesting',
        'recordTest',
        'applyExtension',
        'tellExtension',
        'sellPerishable',
        'propose',
        'answerLoss',
        'release',
        'archive',
      ),
    ],
  },
]
