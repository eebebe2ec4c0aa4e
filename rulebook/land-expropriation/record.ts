import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { MOST_HOUSEHOLDS, registered } from '../household-compensation/record.ts'

/** 土地管理法 45(1): where the public interest demands it. */
export const interests = {
  defence: '军事和外交',
  infrastructure: '政府组织实施的能源、交通、水利、通信、邮政等基础设施建设',
  public:
    '政府组织实施的科技、教育、文化、卫生、体育、环境、防灾、文物、社区服务、社会福利、市政公用、优抚安置、英烈保护等公共事业',
  housing: '政府组织实施的扶贫搬迁、保障性安居工程建设',
  tract: '城镇建设用地范围内经省级以上政府批准的成片开发建设',
  other: '法律规定的其他情形',
} as const

/** 土地管理法 45(2): those that also stand in the yearly plan. */
export const YEARLY: readonly string[] = ['housing', 'tract']

/** 土地管理法 46. */
export const approvers = { state: '国务院', province: '省级人民政府' } as const

/** 土地管理法 46: square metres of other arable land (35 公顷) and of other land (70 公顷) from which the State Council approves. */
const STATE_ARABLE = 350_000
const STATE_OTHER = 700_000

/** Who approves: the State Council for permanent basic farmland, more than 35 hectares of arable or 70 of other land; else the province. */
export const approverOf = (land: { basic: number; arable: number; other: number }): keyof typeof approvers =>
  land.basic > 0 || land.arable > STATE_ARABLE || land.other > STATE_OTHER ? 'state' : 'province'

/** Where a notice hangs, each place with its proof: town, village, villagers' group (土地条例 26, 28, 31). */
export const places = {
  town: f.text('乡（镇）、街道公告地点和照片编号', { max: 200 }),
  village: f.text('村公告地点和照片编号', { max: 200 }),
  group: f.text('村民小组公告地点和照片编号', { max: 200 }),
} as const

const all = { seenBy: 'all' } as const
const inside = {
  seenBy: ['department', 'departmentHead', 'chief', 'office', 'finance', 'labour', 'discipline'],
} as const
const size = { min: 0, max: 1_000_000_000 } as const
const sum = { min: 0, max: 10_000_000 } as const

/** 土地征收 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('项目名称', { max: 200, ...all }),
  item: f.item('权力事项', { from: { kinds: ['levy'], lists: ['powers'] }, ...all }),
  unit: f.unit('自然资源部门', all),
  finance: f.unit('财政部门', all),
  labour: f.unit('人力资源社会保障部门', all),
  proposedOn: f.day('提出日期', all),
  interest: f.choice('公共利益', interests, all),
  reason: f.text('确需征收的理由', { max: 2000, ...all }),
  collective: f.text('农村集体经济组织', { max: 200, ...all }),
  basic: f.number('永久基本农田（平方米）', { ...size, ...all }),
  arable: f.number('其他耕地（平方米）', { ...size, ...all }),
  other: f.number('其他土地（平方米）', { ...size, ...all }),
  approver: f.choice('批准机关', approvers, all),
  conversion: f.text('农用地转用批准或者一并报批情况', { max: 200, ...all }),
  economicPlan: f.text('国民经济和社会发展规划依据', { max: 200, ...all }),
  landPlan: f.text('土地利用总体规划依据', { max: 200, ...all }),
  urbanPlan: f.text('城乡规划依据', { max: 200, ...all }),
  specialPlan: f.text('专项规划依据', { max: 200, ...all }),
  yearlyPlan: f.text('年度计划依据', { max: 200, ...all }),
  tractPlan: f.text('成片开发方案批准文号', { max: 200, ...all }),
  confirmedOn: f.day('公共利益认定日期', all),
  scope: f.text('征收范围', { max: 1000, ...all }),
  surveyPlan: f.text('开展土地现状调查的安排', { max: 1000, ...all }),
  preannouncedOn: f.day('预公告日期', all),
  preannounceUntil: f.day('预公告截止', all),
  preannouncedAt: f.group('预公告地点', places, all),
  households: f.rows('分户', registered, { ...inside, most: MOST_HOUSEHOLDS }),
  surveyedOn: f.day('现状调查完成日期', all),
  riskAssessment: f.matter('社会稳定风险评估', all),
  villagers: f.text('被征地集体经济组织及其成员、村民委员会参加评估的情况', { max: 1000, ...all }),
  plan: f.text('征地补偿安置方案', { max: 4000, ...all }),
  drafters: f.units('共同编制方案的部门', all),
  price: f.text('区片综合地价依据', { max: 200, ...all }),
  priceOn: f.day('区片综合地价公布日期', all),
  security: f.text('被征地农民社会保障安排', { max: 1000, ...all }),
  version: f.number('方案稿次', { min: 1, max: 99, ...all }),
  planOn: f.day('方案公告日期', all),
  noticeUntil: f.day('方案公告截止', all),
  planAt: f.group('方案公告地点', places, all),
  registerBy: f.day('补偿登记期限', all),
  registerHow: f.text('补偿登记方式和异议反馈渠道', { max: 500, ...all }),
  signBy: f.day('签约期限', all),
  settleBy: f.day('确定方案的期限', all),
  summedOn: f.day('意见汇总日期', all),
  memberCount: f.number('农村集体经济组织成员（人）', { ...sum, ...all }),
  against: f.number('认为方案不符合法律法规的成员（人）', { ...sum, ...all }),
  summary: f.text('意见和采纳情况', { max: 4000, ...all }),
  heardOn: f.day('听证会日期', all),
  heard: f.text('听证意见和修改情况', { max: 4000, ...inside }),
  settledOn: f.day('方案确定日期', all),
  needed: f.number('土地、安置、住宅、附着物和青苗补偿费用（万元）', { ...sum, ...inside }),
  funds: f.number('补偿费用到位（万元）', { ...sum, ...inside }),
  securityNeeded: f.number('社会保障费用（万元）', { ...sum, ...inside }),
  securityFunds: f.number('社会保障费用到位（万元）', { ...sum, ...inside }),
  account: f.text('专户', { max: 100, ...inside }),
  fundsOn: f.day('费用落实日期', all),
  unsigned: f.number('未签订协议户数', { ...sum, ...all }),
  dissent: f.text('未签订协议的情况', { max: 2000, ...inside }),
  appliedOn: f.day('申请征收日期', all),
  approval: f.text('批准文号', { max: 100, ...all }),
  approvedOn: f.day('批准日期', all),
  receivedOn: f.day('收到批准文件日期', all),
  returned: f.text('退回、不予批准的意见', { max: 2000, ...inside }),
  announcedOn: f.day('征收土地公告日期', all),
  announcedAt: f.group('征收土地公告地点', places, all),
  workPlan: f.text('征收时间和工作安排', { max: 1000, ...all }),
  disclosed: f.rows(
    '网上公开',
    { what: f.text('内容', { max: 100 }), on: f.day('日期') },
    { ...all, most: 60 },
  ),
  securityOn: f.day('社会保障费用落实日期', all),
  useShownOn: f.day('集体经济组织公布收支日期', all),
  ending: f.text('终止的理由', { max: 1000, ...all }),
} as const

export type LandRecord = RecordOf<typeof record>
