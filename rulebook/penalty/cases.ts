// Long on purpose: one list of stories, as data.
import type { ListItem } from '#kernel/lists.ts'
import type { Case, Step } from '#test/cases.ts'

const OFFICERS = [
  { person: 'water.clerk', licence: '云水0012' },
  { person: 'water.deputy', licence: '云水0007' },
]

export const firm = {
  kind: 'firm',
  name: '云汀砂石有限公司',
  number: '91330000000000001X',
  representative: '石某',
  address: '云汀区滨河路8号',
}
const person = { kind: 'person', name: '石某', address: '云汀区滨河路8号' }

const REMEDIES = { review: '云汀区人民政府', court: '云汀区人民法院' }
const served = (on: string, more: object = {}) => ({
  service: { how: 'direct', on, receiver: '石某', ...more },
})

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  openOnSpot: {
    title: '未按规定设置取水计量设施',
    party: firm,
    facts: '取水口没有安装计量设施',
    breachOn: '2026-03-02',
    law: '某取水许可条例第五十三条',
    item: 'water.penalty',
    level: 'regulation',
    place: '滨河路8号',
    officers: OFFICERS,
    cardsShown: true,
  },
  tellOnSpot: {
    penalties: [{ kind: 'fine', amount: 2000 }],
    reason: '没有安装计量设施，依据某条例第五十三条',
    rights: '有权陈述、申辩',
  },
  hearOnSpot: { plea: '已经订购', answer: '没有安装属实，意见不能成立' },
  decideOnSpot: {
    penalties: [{ kind: 'fine', amount: 2000 }],
    correction: '十五日内安装计量设施',
    remedies: REMEDIES,
    ...served('2026-03-02'),
  },
  registerLead: {
    title: '未经许可采砂',
    source: 'check',
    party: firm,
    facts: '在清水河东段采砂',
    place: '清水河东段',
  },
  declineLead: { standard: 'fails', reason: '不属于本机关管辖' },
  proposeFiling: {
    law: '某河道管理条例第三十条',
    item: 'water.penalty',
    level: 'regulation',
    breachOn: '2026-02-20',
    officers: OFFICERS,
  },
  investigate: {
    kind: 'inquiry',
    of: '石某',
    on: '2026-03-04',
    words: '承认没有采砂许可',
    cardsShown: true,
    officers: OFFICERS,
    signing: 'signed',
  },
  takeEvidence: {
    kind: 'documentary',
    what: '采砂销售台账',
    source: '当事人提供',
    proves: '采砂数量和销售金额',
    obtained: 'lawful',
    verified: true,
    on: '2026-03-04',
  },
  preserve: {
    preserved: [{ what: '销售台账', quantity: '一册' }],
    reason: '当事人正在销毁台账',
    ...served('2026-03-05'),
  },
  settlePreserved: { end: 'copied', words: '复印后退还' },
  requestRecusal: { person: 'water.deputy', reason: '当事人称其与竞争对手有亲属关系' },
  ruleRecusal: { granted: 'no', reason: '查无亲属关系' },
  changeOfficers: { officers: OFFICERS, reason: '岗位调整' },
  extendTerm: {
    days: 30,
    law: '某部行政处罚程序规定第六十四条',
    level: 'rule',
    reason: '需要鉴定',
  },
  finish: {
    findings: '2026年2月在清水河东段无证采砂120立方米，获利9000元',
    proposal: 'punish',
    penalties: [
      { kind: 'fine', amount: 30_000 },
      { kind: 'gains', amount: 9000 },
    ],
    law: '某河道管理条例第三十条',
    discretion: '一般情节',
    correction: '立即停止采砂，恢复河道',
    remedies: REMEDIES,
    capacity: 'full',
    mild: 'none',
  },
  reopen: { reason: '采砂数量需要复测' },
  tell: served('2026-04-01'),
  recordPlea: { words: '采砂数量没有那么多' },
  requestHearing: { on: '2026-04-03' },
  noticeHearing: {
    on: '2026-04-20',
    at: '上午9时，区水务局三楼会议室',
    chair: 'water.head',
    open: 'open',
    ...served('2026-04-07'),
  },
  holdHearing: { record: '调查人员提出事实、证据和建议；当事人申辩、质证', signing: 'signed' },
  abortHearing: { reason: '当事人及其代理人无正当理由拒不出席' },
  considerPleas: { considered: '经复测，数量属实', adoption: 'none' },
  review: { qualification: 'qualified', opinion: '事实清楚，程序合法，同意' },
  objectReview: { qualification: 'qualified', opinion: '数量证据不足，退回补充' },
  discuss: {
    on: '2026-04-22',
    views: [
      { person: 'water.head', words: '同意' },
      { person: 'water.deputy', words: '同意，建议加强巡查' },
    ],
    conclusion: '同意处罚意见',
  },
  punish: {},
  spare: {
    ground: 'minor',
    corrected: true,
    education: '当面宣讲采砂许可规定',
    reasons: '违法行为轻微，已经改正，没有造成危害后果',
  },
  dismiss: { reasons: '采砂行为发生在许可范围内' },
  transfer: { to: '区公安分局', reasons: '非法采矿价值达到追诉标准' },
  judicialReturned: { words: '不追究刑事责任，移送行政处罚' },
  judicialAccepted: { words: '已经立案侦查' },
  serve: served('2026-04-20'),
  publish: { on: '2026-04-23', where: '区政府网站' },
  recordAppeal: { kind: 'review', from: '2026-05-12' },
  endAppeal: { on: '2026-07-10', result: '维持' },
  recordOverturn: { how: 'revoked', on: '2026-07-10', words: '区人民政府行政复议决定' },
  overturnArchived: { how: 'revoked', on: '2026-07-10', words: '区人民政府行政复议决定' },
  withdrawPublication: { on: '2026-07-13', reason: '决定被撤销' },
  recordPayment: { on: '2026-05-01', amount: 39_000, via: 'bank' },
  collectOnSpot: { ground: 'hard', receipt: '0012345' },
  bankIn: { on: '2026-03-05' },
  requestDeferral: { words: '停产，一次缴纳有困难' },
  grantDeferral: {
    instalments: [
      { on: '2026-06-30', amount: 20_000 },
      { on: '2026-08-31', amount: 19_000 },
    ],
  },
  refuseDeferral: { reason: '没有证明困难的材料' },
  urge: served('2026-11-02'),
  applyCourt: { court: '区人民法院', words: '当事人没有意见，催告后仍不缴纳' },
  recordCourt: { result: '裁定准予执行，已划拨全部款项' },
  recordPerformance: { words: '已停止采砂，河道恢复原状' },
  conclude: { ending: 'performed' },
}

type Doing = Partial<Extract<Step, { act: string }>>

const doing =
  (act: string, who: string, at: string, more: Doing = {}) =>
  (other: Doing = {}): Step =>
    ({ act, who, at, ...more, ...other }) as Step

const [OFFICER, CHIEF, OTHER] = ['water.clerk', 'water.head', 'finance.clerk']

const open = doing('openOnSpot', OFFICER, '2026-03-02', { state: 'spotted', owes: ['finishOnSpot'] })
const tellSpot = doing('tellOnSpot', OFFICER, '2026-03-02', { state: 'spotTold' })
const hearSpot = doing('hearOnSpot', OFFICER, '2026-03-02', { state: 'spotHeard' })
const decideSpot = doing('decideOnSpot', OFFICER, '2026-03-02', {
  state: 'spotDecided',
  owes: ['recordOnSpot'],
  holds: { decisionNumber: '云水当罚〔2026〕1号', payBy: '2026-03-17' },
})
const recordSpot = doing('recordOnSpot', OFFICER, '2026-03-03', {
  state: 'served',
  owes: ['conclude', 'watchPayment'],
})
const onSpot = [open(), tellSpot(), hearSpot(), decideSpot(), recordSpot()]

const lead = doing('registerLead', OFFICER, '2026-03-02', { state: 'lead', owes: ['proposeFiling'] })
const propose = doing('proposeFiling', OFFICER, '2026-03-02', { state: 'proposed', owes: ['fileCase'] })
const decline = doing('declineLead', CHIEF, '2026-03-03', { state: 'notFiled', owes: [] })
const file = doing('fileCase', CHIEF, '2026-03-03', {
  state: 'investigating',
  owes: ['decide'],
  holds: { decideBy: '2026-06-01' },
})
const inquire = doing('investigate', OFFICER, '2026-03-04')
const evidence = doing('takeEvidence', OFFICER, '2026-03-04')
const preserve = doing('preserve', CHIEF, '2026-03-05')
const settlePreserved = doing('settlePreserved', CHIEF, '2026-03-10')
const finish = doing('finish', OFFICER, '2026-03-30', { state: 'investigated', owes: ['decide', 'tell'] })
const reopen = doing('reopen', OFFICER, '2026-03-31', { state: 'investigating', owes: ['decide'] })
const tell = doing('tell', OFFICER, '2026-04-01', {
  state: 'told',
  holds: { pleaBy: '2026-04-09', hearingRight: false },
})
const plea = doing('recordPlea', OFFICER, '2026-04-02')
const consider = doing('considerPleas', OFFICER, '2026-04-10', { state: 'heard' })
const review = doing('review', 'water.second', '2026-04-11')
const discuss = doing('discuss', CHIEF, '2026-04-22')
const punish = doing('punish', CHIEF, '2026-04-15', { state: 'decided', owes: ['serve'] })
const spare = doing('spare', CHIEF, '2026-03-31', { state: 'decided', owes: ['serve'] })
const dismiss = doing('dismiss', CHIEF, '2026-03-31', { state: 'decided', owes: ['serve'] })
const transfer = doing('transfer', CHIEF, '2026-03-31', { state: 'transferred', owes: ['followTransfer'] })
const serve = doing('serve', OFFICER, '2026-04-20', {
  state: 'served',
  holds: { servedOn: '2026-04-20', payBy: '2026-05-06', courtFrom: '2026-10-21', courtBy: '2027-01-20' },
})
const pay = doing('recordPayment', OFFICER, '2026-05-06')
const conclude = doing('conclude', OFFICER, '2026-05-08', { state: 'ended', owes: ['archive'] })
const archive = doing('archive', OFFICER, '2026-06-10', { state: 'archived', owes: [] })
const publish = doing('publish', OFFICER, '2026-04-23')
const appeal = doing('recordAppeal', OFFICER, '2026-05-12')
const endAppeal = doing('endAppeal', OFFICER, '2026-07-10')
const overturn = doing('recordOverturn', OFFICER, '2026-07-10')
const overturnArchived = doing('overturnArchived', OFFICER, '2026-07-10', {
  state: 'ended',
  owes: ['archive', 'withdraw'],
})
const withdraw = doing('withdrawPublication', OFFICER, '2026-07-13')
const urge = doing('urge', OFFICER, '2026-11-02')
const court = doing('applyCourt', CHIEF, '2026-11-18', { state: 'enforcing' })
const askHearing = doing('requestHearing', OFFICER, '2026-04-03', { state: 'hearingAsked' })
const noticeHearing = doing('noticeHearing', OFFICER, '2026-04-07', { state: 'hearingSet' })
const hold = doing('holdHearing', CHIEF, '2026-04-20', { state: 'hearingHeld' })

const filed = [lead(), propose(), file()]
const found = [...filed, inquire(), evidence()]
const told = [...found, finish(), tell()]
const decided = [...told, plea(), consider(), punish()]
const inForce = [...decided, serve()]

const HEAVY = { penalties: [{ kind: 'fine', amount: 80_000 }] }
const heavilyTold = [
  ...found,
  finish({ form: HEAVY }),
  tell({ holds: { hearingRight: true, hearingBy: '2026-04-09' } }),
]
const fines = (amount: number, kind = 'fine') => ({ penalties: [{ kind, amount }] })

/** Who is no part of the case may do none of its acts. */
const others = (at: string, ...acts: readonly string[]): readonly Step[] =>
  acts.map((act) => ({ act, who: OTHER, at, refused: 'NOT_YOURS' }) as Step)

/** The same item in a version that cancels it. */
const cancelled: ListItem = {
  id: 'water.penalty',
  list: 'powers',
  kind: 'penalty',
  title: '对无证采砂的处罚',
  unit: 'water',
  on: 'anyone',
  basis: [],
  version: 2,
  from: '2026-01-01',
  cancelled: true,
}

export const cases: readonly Case[] = [
  {
    name: '权力清单里有、本机关持有、现行有效的事项才能处罚',
    norm: 'B4',
    steps: [
      open({ form: { item: 'housing.penalty' }, refused: 'ITEM_NOT_HELD' }),
      open({ form: { item: 'water.coercion' }, refused: 'ITEM_NOT_HELD' }),
      lead(),
      propose({ form: { item: 'none' }, refused: 'ITEM_NOT_HELD' }),
      propose(),
      file(),
    ],
  },
  {
    name: '事项失效的，不得再作出处罚决定',
    norm: 'D3',
    steps: [
      ...told,
      plea(),
      consider(),
      { ...punish({ refused: 'ITEM_NOT_LIVE' }), items: { 'water.penalty': cancelled } } as Step,
      punish(),
    ],
  },
  {
    name: '执法人员都持有本机关有效的执法证',
    norm: 'B3',
    steps: [
      open({
        form: { officers: [OFFICERS[0], { person: 'water.newcomer', licence: '无' }] },
        refused: 'OFFICER_UNLICENSED',
      }),
      lead(),
      propose({
        form: { officers: [OFFICERS[0], { person: 'water.second', licence: '过期' }] },
        refused: 'OFFICER_UNLICENSED',
      }),
      propose(),
      file(),
      inquire({
        form: { officers: [OFFICERS[0], { person: 'water.second', licence: '过期' }] },
        refused: 'OFFICER_UNLICENSED',
      }),
      inquire(),
    ],
  },
  {
    name: '普通程序：立案、调查、告知、听取意见、决定、送达、缴款、结案、归档',
    norm: 'B5',
    steps: [...inForce, pay(), conclude(), archive()],
  },
  {
    name: '简易程序：当场告知、听取、决定、交付、备案，缴款后结案',
    norm: 'B5',
    steps: [
      ...onSpot,
      pay({ at: '2026-03-16', form: { on: '2026-03-16', amount: 2000 }, owes: ['conclude'] }),
      conclude({ at: '2026-03-20' }),
      archive({ at: '2026-04-01' }),
    ],
  },
  {
    name: '没有网络时当场处罚，次日才交到系统：各日期按当场的时间，不按交到的时间',
    norm: 'B5',
    steps: [
      open({
        at: '2026-03-03T00:20:00.000Z',
        form: { startedAt: '2026-03-02 17:10' },
        holds: { startedAt: '2026-03-02 17:10', foundOn: '2026-03-02' },
      }),
      tellSpot({ at: '2026-03-03T00:20:00.000Z', holds: { toldOn: '2026-03-02' } }),
      hearSpot({ at: '2026-03-03T00:20:00.000Z' }),
      decideSpot({ at: '2026-03-03T00:20:00.000Z', form: served('2026-03-01'), refused: 'NOT_ON_SPOT' }),
      decideSpot({ at: '2026-03-03T00:20:00.000Z', form: served('2026-03-04'), refused: 'NOT_ON_SPOT' }),
      decideSpot({
        at: '2026-03-03T00:20:00.000Z',
        form: served('2026-03-02'),
        holds: { decidedOn: '2026-03-02', servedOn: '2026-03-02', payBy: '2026-03-17' },
      }),
      { lapse: 'recordOnSpot', at: '2026-03-05' },
    ],
  },
  {
    name: '当场处罚有限额：公民二百元，组织三千元，只有警告和罚款',
    norm: 'B5',
    steps: [
      open(),
      tellSpot({ form: fines(3001), refused: 'SPOT_LIMIT' }),
      tellSpot({ form: { penalties: [{ kind: 'gains', amount: 100 }] }, refused: 'SPOT_LIMIT' }),
      tellSpot({ form: fines(3000) }),
      hearSpot({ form: { plea: undefined }, refused: 'PLEA_MISSING' }),
      hearSpot({ form: { answer: undefined }, refused: 'PLEA_MISSING' }),
      hearSpot(),
      decideSpot({ form: fines(3001), refused: 'SPOT_LIMIT' }),
      decideSpot({ form: fines(3000), holds: {} }),
    ],
  },
  {
    name: '对公民当场罚款不超过二百元',
    norm: 'B5',
    steps: [
      open({ form: { party: person } }),
      tellSpot({ form: fines(201), refused: 'SPOT_LIMIT' }),
      tellSpot({ form: fines(200) }),
    ],
  },
  {
    name: '当场决定不超出告知的，当场交付，拒收的注明',
    norm: 'B5',
    steps: [
      open(),
      tellSpot({ form: fines(1000) }),
      hearSpot({ form: { plea: undefined, answer: undefined, waived: true } }),
      decideSpot({ refused: 'NOT_AS_TOLD' }),
      decideSpot({
        form: { ...fines(1000), ...served('2026-03-02', { how: 'mail' }) },
        refused: 'NOT_ON_SPOT',
      }),
      decideSpot({
        form: { ...fines(1000), ...served('2026-03-02', { how: 'left', receiver: undefined }) },
        refused: 'SERVICE_UNFIT',
      }),
      decideSpot({
        form: {
          ...fines(1000),
          ...served('2026-03-02', { how: 'left', receiver: undefined, account: '当事人拒绝签收，录像记录' }),
        },
        holds: {},
      }),
    ],
  },
  {
    name: '当场收缴：百元以下或者难以执行，有专用票据，二日内交回、二日内缴行',
    norm: 'B5',
    steps: [
      ...onSpot.slice(0, 4),
      ...others('2026-03-02', 'collectOnSpot'),
      doing('collectOnSpot', OFFICER, '2026-03-02')({ form: { ground: 'small' }, refused: 'COLLECT_UNFIT' }),
      doing('handIn', OFFICER, '2026-03-03')({ refused: 'NOTHING_COLLECTED' }),
      doing('bankIn', OFFICER, '2026-03-03')({ refused: 'NOTHING_COLLECTED' }),
      doing('collectOnSpot', OFFICER, '2026-03-02')({ owes: ['handIn', 'recordOnSpot'] }),
      doing('collectOnSpot', OFFICER, '2026-03-02')({ refused: 'COLLECT_UNFIT' }),
      recordSpot({ owes: ['conclude', 'handIn'] }),
      doing('handIn', OFFICER, '2026-03-04')({ owes: ['bankIn', 'conclude'] }),
      conclude({ at: '2026-03-05', owes: ['archive', 'bankIn'] }),
      archive({ at: '2026-03-05', refused: 'NOT_BANKED' }),
      doing('bankIn', OFFICER, '2026-03-05')({ owes: ['archive'] }),
      archive({ at: '2026-03-06' }),
    ],
  },
  {
    name: '普通程序的罚款不当场收缴，边远地区经当事人提出的除外',
    norm: 'B5',
    steps: [
      ...inForce,
      doing('collectOnSpot', OFFICER, '2026-04-20')({ refused: 'COLLECT_UNFIT' }),
      doing('collectOnSpot', OFFICER, '2026-04-20')({ form: { ground: 'remote' } }),
    ],
  },
  {
    name: '没有出示证件、不足两人、依据太低、时间不实，不得当场处罚',
    norm: 'B5',
    steps: [
      open({ form: { cardsShown: false }, refused: 'CARDS_UNSHOWN' }),
      open({ form: { officers: OFFICERS.slice(1) }, refused: 'TOO_FEW_OFFICERS' }),
      open({ form: { level: 'other' }, refused: 'BASIS_TOO_LOW' }),
      open({ form: { startedAt: '2026-03-09 10:00' }, refused: 'MOMENT_UNFIT' }),
      open({ who: OTHER, refused: 'NOT_YOURS' }),
    ],
  },
  {
    name: '符合立案标准的应当立案；不符合的说明理由',
    norm: 'B5',
    steps: [
      lead(),
      decline({ form: { standard: 'meets' }, refused: 'MUST_FILE' }),
      decline({ who: OFFICER, refused: 'NOT_YOURS' }),
      decline(),
    ],
  },
  {
    name: '处罚时效：二年内未被发现的不再处罚，涉及生命健康且有危害后果的五年',
    norm: 'B5',
    steps: [
      lead(),
      propose({ form: { breachOn: '2024-03-01' }, refused: 'LIMITATION_OVER' }),
      propose({ form: { breachOn: '2026-03-05' }, refused: 'LIMITATION_OVER' }),
      propose({ form: { breachOn: '2021-03-01', harmful: true }, refused: 'LIMITATION_OVER' }),
      propose({ form: { breachOn: '2021-03-02', harmful: true } }),
      file(),
    ],
  },
  {
    name: '时效的最后一日发现的可以立案；发现日期不能填在将来',
    norm: 'B5',
    steps: [
      lead({ form: { foundOn: '2026-03-09' }, refused: 'FOUND_AHEAD' }),
      lead(),
      propose({ form: { level: 'other' }, refused: 'BASIS_TOO_LOW' }),
      propose({
        form: { officers: [OFFICERS[0], { person: OTHER, licence: '无' }] },
        refused: 'OFFICER_NOT_OURS',
      }),
      propose({ form: { breachOn: '2024-03-02' } }),
      ...others('2026-03-03', 'fileCase'),
      file(),
    ],
  },
  {
    name: '调查两人、出示证件、制作笔录，企业检查有通知书',
    norm: 'B5',
    steps: [
      ...filed,
      inquire({ who: CHIEF, refused: 'NOT_ON_CASE' }),
      inquire({ form: { officers: OFFICERS.slice(1) }, refused: 'TOO_FEW_OFFICERS' }),
      inquire({ form: { cardsShown: false }, refused: 'CARDS_UNSHOWN' }),
      inquire({ form: { kind: 'check' }, refused: 'CHECK_UNAPPROVED' }),
      inquire({ form: { kind: 'check', approval: '云水检〔2026〕3号' } }),
      inquire({ form: { signing: 'refused' }, refused: 'RECORD_UNSIGNED' }),
      inquire({ form: { signing: 'absent' }, refused: 'RECORD_UNSIGNED' }),
      inquire({ form: { on: '2026-03-05' }, refused: 'DAY_UNFIT' }),
      inquire({ form: { signing: 'refused', note: '阅后拒签' } }),
    ],
  },
  {
    name: '非法取得、没有查实、监控记录没有审核的证据不用',
    norm: 'B5',
    steps: [
      ...filed,
      evidence({ form: { obtained: 'unlawful' }, refused: 'EVIDENCE_ILLEGAL' }),
      evidence({ form: { verified: false }, refused: 'EVIDENCE_UNVERIFIED' }),
      evidence({ form: { monitored: true }, refused: 'MONITOR_UNREVIEWED' }),
      evidence({ form: { on: '2026-03-05' }, refused: 'DAY_UNFIT' }),
      evidence({
        form: { monitored: true, monitorReview: '设备经法制和技术审核，地点已公布，记录清晰完整' },
      }),
      evidence({ who: CHIEF, refused: 'NOT_ON_CASE' }),
    ],
  },
  {
    name: '先行登记保存由负责人批准，七个工作日内处理，处理后才终结',
    norm: 'B5',
    steps: [
      ...found,
      preserve({ who: OFFICER, refused: 'NOT_YOURS' }),
      settlePreserved({ refused: 'NOTHING_PRESERVED' }),
      preserve({ form: { preserved: [] }, refused: 'LIST_EMPTY' }),
      preserve({ form: served('2026-03-02'), refused: 'SERVICE_UNFIT' }),
      preserve({ owes: ['decide', 'settlePreserved'] }),
      preserve({ at: '2026-03-06', refused: 'PRESERVED_ALREADY' }),
      finish({ refused: 'PRESERVED_OPEN' }),
      transfer({ refused: 'PRESERVED_OPEN' }),
      { at: '2026-03-16T16:00:00.000Z', lapse: 'settlePreserved', rung: 'lapse' },
      settlePreserved({ at: '2026-03-17', form: { end: 'seized' }, refused: 'PRESERVED_LAPSED' }),
      settlePreserved({ at: '2026-03-17', owes: ['decide'] }),
      finish(),
    ],
  },
  {
    name: '回避由负责人决定，决定前不停止调查但不得终结，应当回避的换人',
    norm: 'B5',
    steps: [
      ...found,
      doing('ruleRecusal', CHIEF, '2026-03-05')({ refused: 'NO_RECUSAL' }),
      doing('requestRecusal', OTHER, '2026-03-05')({ refused: 'NOT_YOURS' }),
      doing('requestRecusal', OFFICER, '2026-03-05')({ owes: ['decide', 'ruleRecusal'] }),
      inquire({ at: '2026-03-05' }),
      finish({ refused: 'RECUSAL_OPEN' }),
      doing(
        'ruleRecusal',
        CHIEF,
        '2026-03-06',
      )({
        form: { granted: 'yes', officers: OFFICERS },
        refused: 'RECUSED_STILL',
      }),
      doing('ruleRecusal', CHIEF, '2026-03-06')({ form: { granted: 'yes' }, refused: 'RECUSED_STILL' }),
      doing(
        'ruleRecusal',
        CHIEF,
        '2026-03-06',
      )({
        form: { granted: 'yes', officers: [OFFICERS[0], { person: 'water.head', licence: '云水0001' }] },
      }),
      doing('changeOfficers', CHIEF, '2026-03-09')({ refused: 'RECUSED_STILL' }),
      inquire({ at: '2026-03-09', refused: 'RECUSED_STILL' }),
      finish(),
    ],
  },
  {
    name: '变更执法人员也要两名本机关人员',
    norm: 'B5',
    steps: [
      ...filed,
      doing('changeOfficers', OFFICER, '2026-03-05')({ refused: 'NOT_YOURS' }),
      doing(
        'changeOfficers',
        CHIEF,
        '2026-03-05',
      )({
        form: { officers: OFFICERS.slice(1) },
        refused: 'TOO_FEW_OFFICERS',
      }),
      doing('changeOfficers', CHIEF, '2026-03-05')(),
    ],
  },
  {
    name: '九十日由法律、法规、规章另行规定的才能延长，届满前决定',
    norm: 'B5',
    steps: [
      ...filed,
      doing('extendTerm', OFFICER, '2026-05-20')({ refused: 'NOT_YOURS' }),
      doing('extendTerm', CHIEF, '2026-05-20')({ form: { level: 'other' }, refused: 'EXTENSION_UNBASED' }),
      doing('extendTerm', CHIEF, '2026-06-02')({ refused: 'TERM_OVER' }),
      doing('extendTerm', CHIEF, '2026-06-01')({ holds: { decideBy: '2026-07-01' } }),
    ],
  },
  {
    name: '事实不清、证据不足不得终结；处罚建议要完整',
    norm: 'B5',
    steps: [
      ...filed,
      finish({ refused: 'EVIDENCE_MISSING' }),
      inquire(),
      finish({ refused: 'EVIDENCE_MISSING' }),
      evidence(),
      finish({ form: { penalties: [] }, refused: 'PROPOSAL_EMPTY' }),
      finish({ form: { penalties: [{ kind: 'fine' }] }, refused: 'PROPOSAL_EMPTY' }),
      finish({ form: { correction: undefined }, refused: 'PROPOSAL_EMPTY' }),
      finish({ form: { penalties: [{ kind: 'detention' }] }, refused: 'DETENTION_UNFIT' }),
      finish({ who: CHIEF, refused: 'NOT_ON_CASE' }),
      finish(),
    ],
  },
  {
    name: '未成年人、无过错、轻微并改正的不得建议处罚；涉嫌犯罪的移送；罚过的不再罚款',
    norm: 'B5',
    steps: [
      ...found,
      finish({ form: { capacity: 'youth', discretion: undefined }, refused: 'YOUTH_UNWEIGHED' }),
      finish({ form: { capacity: 'child' }, refused: 'MUST_SPARE' }),
      finish({ form: { capacity: 'unable' }, refused: 'MUST_SPARE' }),
      finish({ form: { mild: 'noFault' }, refused: 'MUST_SPARE' }),
      finish({ form: { mild: 'minor' }, refused: 'MUST_SPARE' }),
      finish({ form: { crime: true }, refused: 'MUST_TRANSFER' }),
      finish({ form: { finedBefore: '云环罚〔2026〕9号' }, refused: 'FINED_ALREADY' }),
      finish({
        form: { finedBefore: '云环罚〔2026〕9号', penalties: [{ kind: 'gains', amount: 9000 }] },
      }),
      tell(),
      plea(),
      consider(),
      punish({ form: fines(30_000), refused: 'NOT_AS_TOLD' }),
    ],
  },
  {
    name: '轻微不罚要改正、要教育；违法事实不成立的不罚；都送达',
    norm: 'B5',
    steps: [
      ...found,
      finish({ form: { proposal: 'spare', penalties: [], mild: 'minor' }, owes: ['decide', 'rule'] }),
      tell({ refused: 'NOTHING_TO_TELL' }),
      ...others('2026-03-31', 'spare', 'dismiss'),
      spare({ form: { education: undefined }, refused: 'SPARING_UNFIT' }),
      spare({ form: { corrected: undefined }, refused: 'SPARING_UNFIT' }),
      spare({ form: { ground: 'capacity' }, refused: 'SPARING_UNFIT' }),
      spare(),
      serve({ holds: { servedOn: '2026-04-20' }, owes: ['conclude'] }),
      conclude({ refused: 'ENDING_UNFIT' }),
      publish({ refused: 'PUBLISHED_ALREADY' }),
      conclude({ form: { ending: 'unpunished' } }),
      archive(),
    ],
  },
  {
    name: '违法事实不能成立，不予处罚',
    norm: 'B5',
    steps: [
      ...found,
      finish({ form: { proposal: 'dismiss', penalties: [] }, owes: ['decide', 'rule'] }),
      dismiss(),
    ],
  },
  {
    name: '涉嫌犯罪移送，司法机关立案的结案归档',
    norm: 'B5',
    steps: [
      ...found,
      finish({ form: { proposal: 'transfer', penalties: [], crime: true }, owes: ['decide', 'rule'] }),
      spare({ refused: 'MUST_TRANSFER' }),
      dismiss({ refused: 'MUST_TRANSFER' }),
      transfer({ who: OFFICER, refused: 'NOT_YOURS' }),
      transfer(),
      ...others('2026-04-10', 'judicialAccepted', 'judicialReturned'),
      doing('judicialAccepted', OFFICER, '2026-04-10')({ state: 'ended', owes: ['archive'] }),
      archive(),
    ],
  },
  {
    name: '司法机关移送回的，重新起算九十日继续办理',
    norm: 'B5',
    steps: [
      ...found,
      finish({ form: { proposal: 'transfer', penalties: [], crime: true }, owes: ['decide', 'rule'] }),
      transfer(),
      doing(
        'judicialReturned',
        OFFICER,
        '2026-05-06',
      )({
        state: 'investigating',
        owes: ['decide'],
        holds: { decideBy: '2026-08-04' },
      }),
      finish({ at: '2026-05-08' }),
    ],
  },
  {
    name: '没有告知、期限没过、没有听取意见，不得决定',
    norm: 'B5',
    steps: [
      ...found,
      punish({ refused: 'WRONG_STATE' }),
      finish(),
      punish({ refused: 'WRONG_STATE' }),
      tell({ form: served('2026-04-01', { receiver: undefined }), refused: 'SERVICE_UNFIT' }),
      tell({ form: served('2026-03-20'), refused: 'SERVICE_UNFIT' }),
      tell({ form: served('2026-04-01', { how: 'electronic' }), refused: 'SERVICE_UNFIT' }),
      tell({ form: { ...served('2026-04-01', { how: 'electronic' }), consent: true } }),
      punish({ refused: 'WRONG_STATE' }),
      consider({ at: '2026-04-09', refused: 'PARTY_MAY_SPEAK' }),
      ...others('2026-04-02', 'recordPlea'),
      consider(),
    ],
  },
  {
    name: '当事人明确放弃的，可以提前复核',
    norm: 'B5',
    steps: [
      ...told,
      consider({ at: '2026-04-03', refused: 'PARTY_MAY_SPEAK' }),
      plea({ form: { words: undefined }, refused: 'PLEA_MISSING' }),
      plea({ form: { words: undefined, waived: true } }),
      consider({ at: '2026-04-03' }),
    ],
  },
  {
    name: '决定不超出告知；不因申辩加重；补充调查有新事实的重新告知',
    norm: 'B5',
    steps: [
      ...told,
      plea(),
      consider(),
      punish({ form: fines(30_001), refused: 'NOT_AS_TOLD' }),
      punish({ form: { penalties: [{ kind: 'goods' }] }, refused: 'NOT_AS_TOLD' }),
      ...others('2026-04-11', 'reopen', 'considerPleas'),
      reopen({ at: '2026-04-11' }),
      finish({ at: '2026-04-13', form: fines(45_000) }),
      tell({ at: '2026-04-14', form: served('2026-04-14'), refused: 'PLEA_PUNISHED', holds: {} }),
      tell({
        at: '2026-04-14',
        form: { ...served('2026-04-14'), newFacts: '另查明3月采砂80立方米' },
        holds: { pleaBy: '2026-04-21' },
      }),
      consider({ at: '2026-04-15', refused: 'PARTY_MAY_SPEAK' }),
      plea({ at: '2026-04-15' }),
      consider({ at: '2026-04-15' }),
    ],
  },
  {
    name: '听证：五个工作日内要求，七个工作日前通知，非调查人员主持，笔录签名，据以决定',
    norm: 'B5',
    steps: [
      ...heavilyTold,
      consider({ at: '2026-04-09', refused: 'PARTY_MAY_SPEAK' }),
      askHearing({ at: '2026-04-10', form: { on: '2026-04-10' }, refused: 'HEARING_LATE' }),
      askHearing({ form: { on: '2026-03-31' }, refused: 'HEARING_LATE' }),
      askHearing({ owes: ['decide', 'noticeHearing'] }),
      noticeHearing({ form: { on: '2026-04-16' }, refused: 'NOTICE_SHORT' }),
      noticeHearing({ form: { on: '2026-04-07' }, refused: 'NOTICE_SHORT' }),
      noticeHearing({ form: { on: '2027-01-15' }, refused: 'CALENDAR_UNKNOWN' }),
      noticeHearing({ form: { chair: 'water.clerk' }, refused: 'CHAIR_INVESTIGATED' }),
      noticeHearing({ form: { chair: 'housing.head' }, refused: 'CHAIR_NOT_OURS' }),
      noticeHearing({ form: served('2026-04-02'), refused: 'SERVICE_UNFIT' }),
      noticeHearing({ form: { open: 'closed' }, refused: 'HEARING_CLOSED' }),
      noticeHearing({ form: { on: '2026-04-17' }, owes: ['decide', 'holdHearing'] }),
      noticeHearing(),
      hold({ who: OFFICER, refused: 'NOT_THE_CHAIR' }),
      hold({ at: '2026-04-18', refused: 'HEARING_EARLY' }),
      hold({ form: { signing: 'refused' }, refused: 'HEARING_UNSIGNED' }),
      hold({
        form: {
          agents: [{ name: '代理一' }, { name: '代理二' }, { name: '代理三' }],
        },
        refused: 'FORM_INVALID',
      }),
      hold({ form: { signing: 'refused', note: '当事人拒签' }, owes: ['considerPleas', 'decide'] }),
      consider({ at: '2026-04-21', owes: ['decide', 'review', 'rule'] }),
      punish({ at: '2026-04-25', form: HEAVY, refused: 'REVIEW_MISSING' }),
      review({ who: OFFICER, at: '2026-04-22', refused: 'REVIEWER_INVESTIGATED' }),
      review({ at: '2026-04-22', form: { qualification: 'none' }, refused: 'REVIEWER_UNQUALIFIED' }),
      review({ at: '2026-04-22', owes: ['decide', 'rule'] }),
      punish({ at: '2026-04-25', form: HEAVY, refused: 'HEARING_UNUSED' }),
      punish({ at: '2026-04-25', form: { ...HEAVY, hearing: '听证笔录第3页：当事人对数量没有异议' } }),
    ],
  },
  {
    name: '当事人不出席听证的，终止听证，按陈述申辩办理',
    norm: 'B5',
    steps: [
      ...heavilyTold,
      askHearing(),
      noticeHearing(),
      ...others('2026-04-20', 'holdHearing', 'abortHearing', 'noticeHearing', 'requestHearing'),
      doing('abortHearing', CHIEF, '2026-04-18')({ refused: 'HEARING_EARLY' }),
      doing('abortHearing', CHIEF, '2026-04-20')({ state: 'told', owes: ['considerPleas', 'decide'] }),
      askHearing({ at: '2026-04-20', form: { on: '2026-04-20' }, refused: 'HEARING_NOT_DUE' }),
      consider({ at: '2026-04-21' }),
    ],
  },
  {
    name: '不属于听证范围的不组织听证；吊销许可不论数额都可以听证',
    norm: 'B5',
    steps: [...told, askHearing({ refused: 'HEARING_NOT_DUE' })],
  },
  {
    name: '吊销许可证件的告知听证权利',
    norm: 'B5',
    steps: [
      ...found,
      finish({ form: { penalties: [{ kind: 'revoke', words: '吊销取水许可证' }] } }),
      tell({ holds: { hearingRight: true } }),
      consider({ at: '2026-04-10' }),
    ],
  },
  {
    name: '重大的先集体讨论，涉及公共利益的先法制审核；审核不通过退回',
    norm: 'B5',
    steps: [
      ...found,
      finish({ form: { grave: true, publicInterest: true } }),
      tell(),
      plea(),
      consider({ owes: ['decide', 'review', 'rule'] }),
      punish({ refused: 'REVIEW_MISSING' }),
      doing('objectReview', OFFICER, '2026-04-11')({ refused: 'REVIEWER_INVESTIGATED' }),
      review(),
      punish({ refused: 'DISCUSSION_MISSING' }),
      discuss({ who: OFFICER, refused: 'NOT_YOURS' }),
      discuss({ form: { views: [{ person: CHIEF, words: '同意' }] }, refused: 'DISCUSSION_ALONE' }),
      discuss({
        form: {
          views: [CHIEF, OFFICER, 'housing.head'].map((person) => ({ person, words: '同意' })),
        },
        refused: 'DISCUSSION_ALONE',
      }),
      discuss({ form: { on: '2026-04-23' }, refused: 'DAY_UNFIT' }),
      discuss({ form: { on: '2026-03-29' }, refused: 'DAY_UNFIT' }),
      discuss(),
      punish({ at: '2026-04-23' }),
    ],
  },
  {
    name: '法制审核不通过的，退回补充调查，重新告知',
    norm: 'B5',
    steps: [
      ...found,
      finish({ form: { hard: true } }),
      tell(),
      plea(),
      consider(),
      doing('objectReview', 'water.second', '2026-04-12')({ state: 'investigating', owes: ['decide'] }),
      finish({ at: '2026-04-20', form: { hard: true } }),
      tell({ at: '2026-04-21', form: served('2026-04-21'), holds: {} }),
    ],
  },
  {
    name: '七个工作日内送达；公告送达三十日后视为送达',
    norm: 'B5',
    steps: [
      ...decided,
      ...others('2026-04-20', 'serve'),
      serve({ form: served('2026-04-14'), refused: 'SERVICE_UNFIT' }),
      serve({ form: served('2026-04-20', { how: 'public', receiver: undefined }), refused: 'SERVICE_UNFIT' }),
      { at: '2026-04-24T16:00:00.000Z', lapse: 'serve', rung: 'lapse' },
      serve({
        at: '2026-04-27',
        form: served('2026-04-27', {
          how: 'public',
          receiver: undefined,
          account: '下落不明，其他方式无法送达',
        }),
        holds: { servedOn: '2026-05-27', payBy: '2026-06-11' },
      }),
    ],
  },
  {
    name: '有社会影响的公开；被撤销的三个工作日内撤回并说明理由',
    norm: 'B5',
    steps: [
      ...told,
      plea(),
      consider(),
      punish({ form: { impact: true } }),
      serve({ owes: ['conclude', 'publish', 'watchPayment'] }),
      withdraw({ at: '2026-04-21', refused: 'NOT_PUBLISHED' }),
      ...others(
        '2026-04-21',
        'publish',
        'recordOverturn',
        'withdrawPublication',
        'recordAppeal',
        'endAppeal',
      ),
      publish({ form: { on: '2026-04-24' }, refused: 'DAY_UNFIT' }),
      publish({ form: { on: '2026-04-14' }, refused: 'DAY_UNFIT' }),
      publish({ owes: ['conclude', 'watchPayment'] }),
      publish({ refused: 'PUBLISHED_ALREADY' }),
      withdraw({ at: '2026-04-24', refused: 'NOT_PUBLISHED' }),
      endAppeal({ refused: 'NO_APPEAL' }),
      appeal(),
      endAppeal({ form: { on: '2026-07-11' }, refused: 'DAY_UNFIT' }),
      endAppeal({ form: { result: '撤销' } }),
      overturn({ owes: ['conclude', 'watchPayment', 'withdraw'] }),
      conclude({ at: '2026-07-11', refused: 'ENDING_UNFIT' }),
      conclude({ at: '2026-07-11', form: { ending: 'overturned' }, owes: ['archive', 'withdraw'] }),
      archive({ at: '2026-07-12', refused: 'PUBLICATION_OPEN' }),
      { at: '2026-07-15T16:00:00.000Z', lapse: 'withdraw', rung: 'lapse' },
      withdraw({ at: '2026-07-16' }),
      archive({ at: '2026-07-17' }),
    ],
  },
  {
    name: '归档以后决定被撤销的，也在三个工作日内撤回公开信息，重新归档',
    norm: 'B5',
    steps: [
      ...told,
      plea(),
      consider(),
      punish({ form: { impact: true } }),
      serve(),
      publish(),
      pay(),
      conclude(),
      archive(),
      overturn({ refused: 'WRONG_STATE' }),
      ...others('2026-07-10', 'overturnArchived'),
      overturnArchived({ form: { on: '2026-07-11' }, refused: 'DAY_UNFIT' }),
      overturnArchived(),
      archive({ at: '2026-07-11', refused: 'PUBLICATION_OPEN' }),
      withdraw(),
      archive({ at: '2026-07-14' }),
    ],
  },
  {
    name: '应当公开没有公开的，不得归档',
    norm: 'B5',
    steps: [
      ...told,
      plea(),
      consider(),
      punish({ form: { impact: true } }),
      serve(),
      pay(),
      conclude({ owes: ['archive', 'publish'] }),
      archive({ refused: 'PUBLICATION_OPEN' }),
      publish({ at: '2026-06-01' }),
      archive(),
    ],
  },
  {
    name: '罚缴分离；不多收；缴清才算履行完毕',
    norm: 'B5',
    steps: [
      ...inForce,
      ...others('2026-05-06', 'recordPayment', 'recordPerformance', 'conclude', 'handIn', 'bankIn', 'urge'),
      pay({ form: { via: 'organ' }, refused: 'ORGAN_COLLECTS' }),
      pay({ form: { on: '2026-05-07' }, refused: 'DAY_UNFIT' }),
      pay({ form: { on: '2026-04-14' }, refused: 'DAY_UNFIT' }),
      pay({ form: { amount: 39_001 }, refused: 'OVERPAID' }),
      pay({ form: { amount: 9000 }, owes: ['conclude', 'watchPayment'] }),
      conclude({ refused: 'PAYMENT_OPEN' }),
      pay({ form: { amount: 30_000 }, owes: ['conclude'] }),
      pay({ form: { amount: 1 }, refused: 'NOTHING_OWED' }),
      doing('recordPerformance', OFFICER, '2026-05-07')(),
      conclude(),
    ],
  },
  {
    name: '延期、分期：经申请、批准，各期合计相等',
    norm: 'B5',
    steps: [
      ...inForce,
      doing('grantDeferral', CHIEF, '2026-04-25')({ refused: 'NO_DEFERRAL_ASKED' }),
      doing('refuseDeferral', CHIEF, '2026-04-25')({ refused: 'NO_DEFERRAL_ASKED' }),
      ...others('2026-04-25', 'requestDeferral'),
      doing('requestDeferral', OFFICER, '2026-04-25')({ owes: ['conclude', 'ruleDeferral', 'watchPayment'] }),
      doing(
        'grantDeferral',
        CHIEF,
        '2026-04-27',
      )({
        form: { instalments: [{ on: '2026-04-27', amount: 39_000 }] },
        refused: 'DEFERRAL_PAST',
      }),
      doing(
        'grantDeferral',
        CHIEF,
        '2026-04-27',
      )({
        form: { instalments: [{ on: '2026-06-30', amount: 39_001 }] },
        refused: 'DEFERRAL_PAST',
      }),
      doing(
        'grantDeferral',
        CHIEF,
        '2026-04-27',
      )({
        holds: { payBy: '2026-08-31', deferredUntil: '2026-08-31' },
      }),
      urge({ at: '2026-08-31', form: served('2026-08-31'), refused: 'NOT_OVERDUE' }),
    ],
  },
  {
    name: '不批准延期的，原期限不变',
    norm: 'B5',
    steps: [
      ...inForce,
      doing('requestDeferral', OFFICER, '2026-04-25')(),
      doing('refuseDeferral', CHIEF, '2026-04-27')({ holds: { payBy: '2026-05-06' } }),
    ],
  },
  {
    name: '逾期催告、加处罚款；救济期限届满、催告满十个工作日后，三个月内申请法院执行',
    norm: 'B5',
    steps: [
      ...inForce,
      urge({ at: '2026-05-06', form: served('2026-05-06'), refused: 'NOT_OVERDUE' }),
      court({ at: '2026-10-20', refused: 'COURT_EARLY' }),
      court({ at: '2026-10-21', refused: 'URGE_RUNNING' }),
      pay({ at: '2026-10-21', form: { via: 'auction' }, refused: 'OFFSET_EARLY' }),
      urge({ form: served('2026-05-05'), refused: 'SERVICE_UNFIT' }),
      urge({ holds: { lateFee: 30_000 }, owes: ['applyCourt', 'conclude'] }),
      court({ at: '2026-11-16', refused: 'URGE_RUNNING' }),
      court({ who: OFFICER, at: '2026-11-17', refused: 'NOT_YOURS' }),
      court({ at: '2026-11-17', owes: ['conclude'] }),
      conclude({ at: '2026-11-20', form: { ending: 'enforced' }, refused: 'ENDING_UNFIT' }),
      ...others('2026-11-24', 'recordCourt'),
      doing('recordCourt', OFFICER, '2026-11-24')(),
      conclude({ at: '2026-11-25', form: { ending: 'enforced' } }),
    ],
  },
  {
    name: '催告以后查封、扣押的财物可以抵缴，但要等救济期限届满',
    norm: 'B5',
    steps: [
      ...inForce,
      urge({ at: '2026-06-01', form: served('2026-06-01'), holds: { lateFee: 23_400 } }),
      pay({ at: '2026-06-20', form: { via: 'auction' }, refused: 'OFFSET_EARLY' }),
      pay({ at: '2026-10-21', form: { via: 'auction' } }),
    ],
  },
  {
    name: '复议、诉讼没有终结的不申请法院执行',
    norm: 'B5',
    steps: [
      ...inForce,
      urge({ at: '2026-09-01', form: served('2026-09-01'), holds: { lateFee: 30_000 } }),
      appeal({ at: '2026-10-12', form: { kind: 'suit', from: '2026-10-12' } }),
      court({ refused: 'COURT_EARLY' }),
    ],
  },
  {
    name: '复议维持的，十五日起诉期限届满后，三个月内申请法院执行',
    norm: 'B5',
    steps: [
      ...inForce,
      urge({ at: '2026-06-01', form: served('2026-06-01'), holds: { lateFee: 23_400 } }),
      appeal({ at: '2026-06-02', form: { from: '2026-06-02' } }),
      court({ at: '2026-11-18', refused: 'COURT_EARLY' }),
      endAppeal({
        at: '2026-12-14',
        form: { on: '2026-12-11' },
        holds: { courtFrom: '2026-12-29', courtBy: '2027-03-28' },
      }),
      court({ at: '2026-12-28', refused: 'COURT_EARLY' }),
      court({ at: '2026-12-29' }),
    ],
  },
  {
    name: '没有罚没款的处罚不履行的，也催告、申请法院执行；履行了的不申请',
    norm: 'B5',
    steps: [
      ...found,
      finish({ form: { penalties: [{ kind: 'close', words: '责令关闭砂场' }] } }),
      tell({ holds: { hearingRight: true } }),
      consider(),
      punish(),
      serve({ holds: { courtFrom: '2026-10-21' }, owes: ['conclude'] }),
      urge({ at: '2026-10-08', form: served('2026-10-08'), owes: ['applyCourt', 'conclude'] }),
      doing('recordPerformance', OFFICER, '2026-10-21')({ form: { words: '已经关闭' } }),
      court({ at: '2026-10-26', refused: 'NOTHING_OWED' }),
      urge({ at: '2026-10-26', form: served('2026-10-26'), refused: 'NOTHING_OWED' }),
      conclude({ at: '2026-10-26' }),
    ],
  },
  {
    name: '曾经调查本案、后来换下的人，不主持听证，不作法制审核',
    norm: 'B5',
    steps: [
      ...heavilyTold,
      askHearing(),
      doing(
        'changeOfficers',
        CHIEF,
        '2026-04-03',
      )({ form: { officers: [OFFICERS[0], { person: 'water.head', licence: '云水0001' }] } }),
      noticeHearing({ form: { chair: 'water.deputy' }, refused: 'CHAIR_INVESTIGATED' }),
      noticeHearing({ form: { chair: 'water.second' } }),
      hold({ who: 'water.second' }),
      consider({ at: '2026-04-21' }),
      review({ who: 'water.deputy', at: '2026-04-22', refused: 'REVIEWER_INVESTIGATED' }),
      review({ at: '2026-04-22' }),
    ],
  },
  {
    name: '当场告知、当场处罚写明数额',
    norm: 'B5',
    steps: [
      open(),
      tellSpot({ form: { penalties: [{ kind: 'fine' }] }, refused: 'SUM_MISSING' }),
      tellSpot({ form: { penalties: [] }, refused: 'SUM_MISSING' }),
      tellSpot(),
      hearSpot(),
      decideSpot({ form: { penalties: [{ kind: 'fine', amount: 0 }] }, refused: 'SUM_MISSING' }),
      decideSpot(),
    ],
  },
  {
    name: '超过三个月不能再申请法院执行，只能终结',
    norm: 'B5',
    steps: [
      lead({ at: '2025-03-03' }),
      propose({ at: '2025-03-03', form: { breachOn: '2025-02-20' } }),
      file({ at: '2025-03-04', holds: {} }),
      inquire({ at: '2025-03-05', form: { on: '2025-03-05' } }),
      evidence({ at: '2025-03-05', form: { on: '2025-03-05' } }),
      finish({ at: '2025-03-10' }),
      tell({ at: '2025-03-11', form: served('2025-03-11'), holds: {} }),
      plea({ at: '2025-03-12' }),
      consider({ at: '2025-03-20' }),
      punish({ at: '2025-03-24' }),
      serve({ at: '2025-03-25', form: served('2025-03-25'), holds: { courtBy: '2025-12-25' } }),
      urge({ at: '2025-10-09', form: served('2025-10-09') }),
      court({ at: '2025-12-26', refused: 'COURT_LATE' }),
      conclude({ at: '2025-12-27', form: { ending: 'terminated' }, refused: 'ENDING_UNFIT' }),
      conclude({ at: '2025-12-27', form: { ending: 'terminated', reason: '当事人注销，无财产可供执行' } }),
    ],
  },
  {
    name: '状态不对、不是本案人员，不能办理',
    steps: [
      lead({ who: OTHER, refused: 'NOT_YOURS' }),
      lead(),
      ...others('2026-03-03', 'fileCase'),
      propose(),
      file(),
      ...others(
        '2026-03-03',
        'investigate',
        'takeEvidence',
        'finish',
        'tell',
        'review',
        'objectReview',
        'archive',
      ),
      recordSpot({ refused: 'WRONG_STATE' }),
      doing('recordPerformance', OFFICER, '2026-05-07')({ refused: 'WRONG_STATE' }),
    ],
  },
]
