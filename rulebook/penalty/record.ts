import * as f from '#kernel/fields.ts'
import type { FormOf } from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { officer, party, remedies, signings } from '../enforcement/party.ts'
import { served } from '../enforcement/serving.ts'

/** 处罚法 9. */
export const penaltyKinds = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  gains: '没收违法所得',
  goods: '没收非法财物',
  suspend: '暂扣许可证件',
  downgrade: '降低资质等级',
  revoke: '吊销许可证件',
  restrict: '限制开展生产经营活动',
  stop: '责令停产停业',
  close: '责令关闭',
  ban: '限制从业',
  detention: '行政拘留',
  other: '法律、行政法规规定的其他行政处罚',
} as const

export type PenaltyKind = keyof typeof penaltyKinds

/** One penalty: its kind, for money and goods how much, and the words of the decision. */
export const penalty = {
  kind: f.choice('种类', penaltyKinds),
  amount: f.number('金额或者价值（元）', { min: 0, max: 999_999_999, optional: true }),
  words: f.text('内容', { max: 500, optional: true }),
}

export type Penalty = FormOf<typeof penalty>

/** 处罚法 16: what may provide for a penalty. */
export const levels = {
  law: '法律',
  regulation: '行政法规',
  local: '地方性法规',
  rule: '部门规章或者地方政府规章',
  other: '其他规范性文件',
} as const

export const sources = {
  check: '监督检查发现',
  complaint: '投诉举报',
  transfer: '其他机关移送',
  judicial: '司法机关移送',
  other: '其他途径',
} as const

export const inquiries = { inquiry: '询问笔录', check: '检查笔录', scene: '勘验、现场笔录' } as const

/** 笔录 of a question, a check or a scene. */
export const inquiry = {
  kind: f.choice('笔录种类', inquiries),
  of: f.text('被询问人或者被检查场所', { max: 100 }),
  on: f.day('日期'),
  words: f.text('内容', { max: 4000, lines: true }),
  signing: f.choice('签名情况', signings),
  note: f.text('注明事项', { max: 500, optional: true }),
  approval: f.text('检查通知书文号', { max: 60, optional: true }),
}

/** 处罚法 46: the eight kinds. */
export const evidences = {
  documentary: '书证',
  physical: '物证',
  audiovisual: '视听资料',
  electronic: '电子数据',
  witness: '证人证言',
  statement: '当事人的陈述',
  expert: '鉴定意见',
  record: '勘验笔录、现场笔录',
} as const

export const evidence = {
  kind: f.choice('证据种类', evidences),
  what: f.text('名称', { max: 200 }),
  source: f.text('来源', { max: 200 }),
  proves: f.text('证明的事实', { max: 500 }),
  sampled: f.flag('抽样取证', { optional: true }),
  monitored: f.flag('电子技术监控设备记录', { optional: true }),
  on: f.day('取得日期'),
}

export const preserved = {
  what: f.text('物品', { max: 200 }),
  quantity: f.text('数量', { max: 40 }),
}

export const preservedEnds = {
  copied: '采取记录、复制、拍照等措施后退还',
  tested: '送交检验、鉴定',
  seized: '依法查封、扣押',
  confiscated: '依法没收',
  returned: '解除登记保存，退还',
} as const

export const plea = {
  on: f.day('提出日期'),
  words: f.text('陈述、申辩意见', { max: 2000, lines: true }),
}

export const payment = {
  on: f.day('缴款日期'),
  amount: f.number('金额（元）', { min: 1, max: 999_999_999 }),
  via: f.text('缴款方式', { max: 40 }),
}

export const instalment = {
  on: f.day('缴款期限'),
  amount: f.number('金额（元）', { min: 1, max: 999_999_999 }),
}

export const appeal = {
  kind: f.choice('途径', { review: '行政复议', suit: '行政诉讼' }),
  from: f.day('受理日期'),
  until: f.day('终结日期', { optional: true }),
  result: f.text('结果', { max: 500, optional: true }),
}

export const proposals = {
  punish: '给予行政处罚',
  spare: '违法行为轻微，不予行政处罚',
  dismiss: '违法事实不能成立，不予行政处罚',
  transfer: '涉嫌犯罪，移送司法机关',
} as const

export const capacities = {
  full: '完全责任能力',
  youth: '已满十四周岁不满十八周岁',
  child: '不满十四周岁',
  unable: '精神病人、智力残疾人，不能辨认或者控制自己行为',
} as const

export const sparing = {
  minor: '违法行为轻微并及时改正，没有造成危害后果',
  first: '初次违法且危害后果轻微并及时改正',
  noFault: '有证据足以证明没有主观过错',
  capacity: '不满十四周岁，或者不能辨认、控制自己行为',
  other: '依法可以不予处罚的其他情形',
} as const

export const decisions = {
  punished: '行政处罚',
  spared: '不予行政处罚',
  dismissed: '违法事实不能成立，不予行政处罚',
  transferred: '移送司法机关',
} as const

export const adoptions = { none: '未采纳', partly: '部分采纳', full: '采纳' } as const

export const view = { person: f.person('负责人'), words: f.text('意见', { max: 1000 }) }

export const overturns = { changed: '变更', revoked: '撤销', unlawful: '确认违法', void: '确认无效' } as const

export const endings = {
  performed: '处罚决定履行完毕',
  enforced: '人民法院强制执行完毕',
  unpunished: '不予行政处罚，已送达',
  overturned: '处罚决定被撤销或者确认无效',
  terminated: '依法终结执行',
  judicial: '司法机关已经立案',
} as const

const all = { seenBy: 'all' } as const
/** What concerns the party: the organ, and those who watch over enforcement. */
const inside = { seenBy: ['organ', 'chief', 'leaderInCharge', 'overseer', 'discipline'] } as const
const many = { ...inside, most: 100 } as const

/** 行政处罚 as its file keeps it. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('案由', { max: 200, ...all }),
  unit: f.unit('办案机关', all),
  simple: f.flag('简易程序', all),
  source: f.choice('案件来源', sources, all),
  partyName: f.text('当事人名称', { max: 100, ...inside }),
  party: f.group('当事人', party, inside),
  facts: f.text('违法行为', { max: 2000, ...inside }),
  foundOn: f.day('发现日期', all),
  breachOn: f.day('违法行为发生或者终了日期', inside),
  harmful: f.flag('涉及公民生命健康安全、金融安全且有危害后果', inside),
  law: f.text('违反和依据的法律、法规、规章', { max: 500, ...all }),
  item: f.item('权力事项', { from: { kinds: ['penalty'], lists: ['powers'] }, ...all }),
  level: f.choice('依据的层级', levels, all),
  place: f.text('地点', { max: 200, ...inside }),
  officers: f.rows('执法人员', officer, inside),
  investigators: f.rows('参与过调查的人员', { person: f.person('人员') }, inside),
  recused: f.rows('已决定回避的人员', { person: f.person('人员') }, inside),
  cardsShown: f.flag('当场已出示执法证件', inside),
  startedAt: f.text('当场处罚时间', { max: 16, ...all }),
  notFiled: f.text('不予立案的理由', { max: 1000, ...inside }),
  filedOn: f.day('立案日期', all),
  decideBy: f.day('作出决定的期限', all),
  termLaw: f.text('办案期限的另行规定', { max: 300, ...all }),
  inquiries: f.rows('笔录', inquiry, many),
  evidence: f.rows('证据', evidence, many),
  preserved: f.rows('先行登记保存', preserved, many),
  preservedOn: f.day('登记保存日期', inside),
  preservedEnd: f.choice('登记保存处理', preservedEnds, inside),
  seizure: f.matter('查封扣押事项', inside),
  recusalOf: f.person('申请回避的人员', inside),
  recusalReason: f.text('回避理由', { max: 1000, ...inside }),
  finishedOn: f.day('调查终结日期', inside),
  findings: f.text('查明的事实', { max: 4000, ...inside }),
  proposal: f.choice('处理建议', proposals, inside),
  proposed: f.rows('建议的处罚', penalty, inside),
  discretion: f.text('裁量情节和基准', { max: 1000, ...inside }),
  correction: f.text('责令改正', { max: 500, ...inside }),
  capacity: f.choice('责任能力', capacities, inside),
  finedBefore: f.text('同一违法行为已被罚款的决定书', { max: 200, ...inside }),
  crime: f.flag('涉嫌犯罪', inside),
  grave: f.flag('情节复杂或者重大违法行为', inside),
  publicInterest: f.flag('涉及重大公共利益', inside),
  hard: f.flag('案情疑难复杂、涉及多个法律关系', inside),
  reviewLaw: f.flag('法律、法规规定应当法制审核', inside),
  toldOn: f.day('事先告知送达日期', all),
  told: f.rows('告知的处罚', penalty, inside),
  pleaBy: f.day('陈述、申辩期限', all),
  hearingRight: f.flag('有权要求听证', all),
  hearingBy: f.day('要求听证期限', all),
  pleas: f.rows('陈述、申辩', plea, many),
  pleasBefore: f.number('本次告知以前的陈述、申辩次数', { min: 0, max: 100, ...inside }),
  pleaWaived: f.flag('明确放弃陈述、申辩', inside),
  hearingWaived: f.flag('放弃听证', inside),
  hearingAskedOn: f.day('收到听证要求日期', inside),
  hearingAborted: f.flag('听证已终止', all),
  hearingOn: f.day('听证日期', all),
  hearingAt: f.text('听证时间和地点', { max: 200, ...all }),
  hearingChair: f.person('听证主持人', inside),
  hearingClosed: f.text('不公开听证的理由', { max: 300, ...inside }),
  agents: f.rows('听证代理人', { name: f.text('姓名', { max: 40 }) }, inside),
  hearingRecord: f.text('听证笔录', { max: 4000, ...inside }),
  hearingHeldOn: f.day('听证举行日期', all),
  considered: f.text('复核意见', { max: 2000, ...inside }),
  adoption: f.choice('采纳情况', adoptions, inside),
  reviewedBy: f.person('法制审核人员', inside),
  reviewedOn: f.day('法制审核日期', inside),
  reviewOpinion: f.text('法制审核意见', { max: 2000, ...inside }),
  discussedOn: f.day('集体讨论日期', inside),
  views: f.rows('集体讨论意见', view, inside),
  discussion: f.text('集体讨论结论', { max: 2000, ...inside }),
  decision: f.choice('处理决定', decisions, all),
  decisionNumber: f.text('决定书文号', { max: 60, ...all }),
  decidedOn: f.day('决定日期', all),
  penalties: f.rows('处罚', penalty, inside),
  reasons: f.text('决定理由', { max: 2000, ...inside }),
  spared: f.choice('不予处罚的情形', sparing, inside),
  education: f.text('教育情况', { max: 500, ...inside }),
  remedies: f.group('救济途径', remedies, all),
  impact: f.flag('具有一定社会影响', all),
  consent: f.flag('已签订电子送达确认书', inside),
  services: f.rows('送达记录', served, { ...inside, most: 60 }),
  servedOn: f.day('决定书送达日期', all),
  publishedOn: f.day('决定公开日期', all),
  publishedAt: f.text('公开渠道', { max: 200, ...all }),
  overturned: f.choice('决定被改变', overturns, all),
  overturnedOn: f.day('被改变日期', all),
  withdrawnOn: f.day('公开信息撤回日期', all),
  payBy: f.day('缴款期限', all),
  checkBy: f.day('核对缴款期限', inside),
  payments: f.rows('缴款', payment, many),
  collected: f.number('当场收缴（元）', { min: 0, max: 999_999_999, ...inside }),
  handedInOn: f.day('交至行政机关日期', inside),
  bankedOn: f.day('缴付银行日期', inside),
  receipt: f.text('罚款专用票据号', { max: 60, ...inside }),
  deferralAsked: f.text('延期、分期申请', { max: 1000, ...inside }),
  instalments: f.rows('分期缴纳', instalment, inside),
  deferredUntil: f.day('延期、分期至', all),
  lateFee: f.number('加处罚款（元）', { min: 0, max: 999_999_999, ...inside }),
  appeals: f.rows('复议、诉讼', appeal, inside),
  urgedOn: f.day('催告书送达日期', inside),
  courtFrom: f.day('可以申请法院执行之日', inside),
  courtBy: f.day('申请法院执行的期限', inside),
  court: f.text('申请执行的法院', { max: 100, ...inside }),
  courtResult: f.text('法院执行情况', { max: 1000, ...inside }),
  performed: f.text('其他处罚的履行情况', { max: 1000, ...inside }),
  transferredTo: f.text('移送机关', { max: 100, ...inside }),
  ending: f.choice('结案方式', endings, all),
  fileNumber: f.text('档号', { max: 60, ...inside }),
} as const

export type PenaltyRecord = RecordOf<typeof record>
