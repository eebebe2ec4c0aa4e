import * as f from '#kernel/fields.ts'
import type { FormOf } from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { officer, party, remedies, signings } from '../enforcement/party.ts'
import { served } from '../enforcement/serving.ts'

/** 强制法 9(二)(三): places, installations and goods are sealed, goods are detained. */
export const kinds = { seal: '查封', detain: '扣押' } as const

/** 强制法 10: what may provide for a measure. */
export const levels = {
  law: '法律',
  regulation: '行政法规',
  local: '地方性法规',
  other: '规章或者其他规范性文件',
} as const

export const milder = { enough: '可以达到行政管理目的', short: '不足以达到行政管理目的' } as const

export const objects = { goods: '财物', installation: '设施', place: '场所' } as const

/** How a thing belongs to the case. */
export const relations = {
  object: '违法行为涉及的物品',
  tool: '用于违法行为的工具、设备',
  site: '违法行为的场所、设施',
  evidence: '证明违法行为的物品',
  none: '与违法行为无关',
} as const

export const owners = { party: '当事人', others: '案外人', private: '经营者个人或者家庭' } as const

/** 清单 row. */
export const item = {
  what: f.text('名称', { max: 100 }),
  object: f.choice('类别', objects),
  spec: f.text('规格型号', { max: 100, optional: true }),
  quantity: f.number('数量', { min: 1, max: 9_999_999 }),
  measure: f.text('单位', { max: 10 }),
  condition: f.text('成色或者状况', { max: 100, optional: true }),
  relation: f.choice('与案件的关系', relations),
  owner: f.choice('属于谁', owners),
  necessity: f.flag('属于个人及其所扶养家属的生活必需品', { optional: true }),
  sealedBy: f.text('已经被哪个机关查封', { max: 100, optional: true }),
}

export type Item = FormOf<typeof item>

/** 检测、检验、检疫、技术鉴定, with the period the party was told, and when he was told it. */
export const test = {
  what: f.text('物品', { max: 200 }),
  agency: f.text('检测检验机构', { max: 100 }),
  from: f.day('检测期间自'),
  until: f.day('检测期间至'),
  toldOn: f.day('告知日期', { optional: true }),
  done: f.day('完成日期', { optional: true }),
  result: f.text('结论', { max: 1000, optional: true }),
}

export type Test = FormOf<typeof test>

/** 先行拍卖、变卖 of what does not keep. */
export const sale = {
  what: f.text('物品', { max: 200 }),
  how: f.choice('方式', { auction: '拍卖', sale: '变卖' }),
  on: f.day('日期'),
  proceeds: f.number('所得款项（元）', { min: 0, max: 999_999_999 }),
  cheap: f.flag('价格明显低于市场价格', { optional: true }),
}

export const loss = {
  what: f.text('损失', { max: 1000 }),
  cause: f.choice('原因', { organ: '行政机关', keeper: '保管的第三人', measure: '违法实施查封、扣押' }),
  claimed: f.number('请求金额（元）', { min: 0, max: 999_999_999, optional: true }),
  on: f.day('提出日期'),
  answer: f.text('赔偿答复', { max: 1000, optional: true }),
  paid: f.number('赔偿金额（元）', { min: 0, max: 999_999_999, optional: true }),
}

export const presences = {
  present: '当事人到场',
  agent: '代理人或者代表到场',
  absent: '当事人不到场',
} as const

export const grounds = {
  noBreach: '当事人没有违法行为',
  unrelated: '与违法行为无关',
  decided: '已经作出处理决定，不再需要',
  expired: '查封、扣押期限届满',
  other: '其他不再需要的情形',
} as const

export const outcomes = {
  released: '解除查封、扣押，退还',
  confiscated: '没收',
  destroyed: '销毁',
  transferred: '随案移送司法机关',
} as const

const all = { seenBy: 'all' } as const
/** The party's own data and what was said on the spot: the organ, and those who watch over enforcement. */
const inside = {
  seenBy: ['organ', 'chief', 'leaderInCharge', 'overseer', 'discipline'],
} as const

/** 查封、扣押 as its file keeps it. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('案由', { max: 200, ...all }),
  kind: f.choice('措施', kinds, all),
  unit: f.unit('实施机关', all),
  partyName: f.text('当事人名称', { max: 100, ...inside }),
  party: f.group('当事人', party, inside),
  facts: f.text('涉嫌违法的事实', { max: 2000, ...inside }),
  reason: f.text('理由', { max: 1000, ...inside }),
  law: f.text('法律、法规依据', { max: 300, ...all }),
  item: f.item('权力事项', { from: { kinds: ['coercion'], lists: ['powers'] }, ...all }),
  level: f.choice('依据的层级', levels, all),
  scope: f.text('拟查封、扣押的范围', { max: 1000, ...inside }),
  milder: f.choice('非强制手段', milder, inside),
  need: f.text('非强制手段不足以达到目的的理由', { max: 1000, ...inside }),
  place: f.text('地点', { max: 200, ...inside }),
  officers: f.rows('执法人员', officer, inside),
  urgency: f.text('紧急情况', { max: 1000, ...inside }),
  startedAt: f.text('实施时间', { max: 16, ...all }),
  approvedOn: f.day('批准日期', all),
  approvedAt: f.text('批准时间', { max: 16, ...all }),
  reportedAt: f.text('向负责人报告的时间', { max: 16, ...inside }),
  confirmedAt: f.text('补办批准的时间', { max: 16, ...all }),
  refusedBecause: f.text('不批准的理由', { max: 1000, ...inside }),
  presence: f.choice('到场情况', presences, inside),
  witness: f.text('见证人', { max: 100, ...inside }),
  remedies: f.group('救济途径', remedies, all),
  plea: f.text('陈述、申辩', { max: 2000, ...inside }),
  pleaAnswer: f.text('听取意见的情况', { max: 2000, ...inside }),
  items: f.rows('清单', item, { ...inside, most: 200 }),
  recordedAt: f.text('现场笔录的时间', { max: 16, ...inside }),
  scene: f.text('现场笔录', { max: 4000, ...inside }),
  signing: f.choice('当事人签名情况', signings, inside),
  signingNote: f.text('笔录注明事项', { max: 500, ...inside }),
  recordings: f.files('现场音像', inside),
  decisionNumber: f.text('决定书文号', { max: 60, ...all }),
  seizedOn: f.day('查封、扣押日期', all),
  days: f.number('法定期限（日）', { min: 1, max: 3650, ...all }),
  daysLaw: f.text('法律、行政法规对期限的另行规定', { max: 300, ...all }),
  due: f.day('查封、扣押期限届满日', all),
  dueReason: f.text('期限的计算', { max: 500, ...all }),
  consent: f.flag('已签订电子送达确认书', inside),
  services: f.rows('送达记录', served, { ...inside, most: 60 }),
  keeper: f.text('保管人', { max: 200, ...inside }),
  keptAt: f.text('保管地点', { max: 200, ...inside }),
  tests: f.rows('检测、检验、检疫、鉴定', test, { ...inside, most: 20 }),
  testUntil: f.day('检测期间届满日', inside),
  extensionAsked: f.number('申请延长（日）', { min: 1, max: 3650, ...inside }),
  extensionReason: f.text('延长的理由', { max: 1000, ...inside }),
  extension: f.number('批准延长（日）', { min: 1, max: 3650, ...all }),
  extensionToldOn: f.day('延长告知日期', all),
  sales: f.rows('先行拍卖、变卖', sale, inside),
  losses: f.rows('损失与赔偿', loss, inside),
  proposal: f.choice('处理意见', outcomes, inside),
  proposalReason: f.text('处理意见的理由', { max: 1000, ...inside }),
  outcome: f.choice('处理结果', outcomes, all),
  disposedOn: f.day('处理决定日期', all),
  disposalReason: f.text('处理理由和依据', { max: 1000, ...inside }),
  ground: f.choice('解除的情形', grounds, all),
  penalty: f.matter('行政处罚案件', all),
  returned: f.text('退还情况', { max: 1000, ...inside }),
  compensation: f.number('补偿金额（元）', { min: 0, max: 999_999_999, ...inside }),
  transferredTo: f.text('移送机关', { max: 100, ...inside }),
  fileNumber: f.text('档号', { max: 60, ...inside }),
} as const

export type SeizureRecord = RecordOf<typeof record>
