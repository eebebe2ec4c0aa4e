import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

/** Which law a household's property is taken under. */
export const regimes = { house: '国有土地上房屋', land: '集体土地' } as const

/** What an unregistered building was found to be (征补条例 24). */
export const findings = {
  lawful: '合法建筑',
  inTerm: '未超过批准期限的临时建筑',
  illegal: '违法建筑',
  overTerm: '超过批准期限的临时建筑',
} as const

/** Those that are compensated. */
export const COMPENSATED: readonly string[] = ['lawful', 'inTerm']

/** 征补条例 21; 土地管理法 48. */
export const ways = {
  money: '货币补偿',
  exchange: '房屋产权调换',
  resettle: '安置房',
  plot: '重新安排宅基地建房',
} as const

export const confirmations = { signed: '权利人签字确认', witnessed: '权利人不签字，见证人证明' } as const

/** Why the government decides instead of the parties agreeing (征补条例 26; 土地条例 31). */
export const grounds = { unsigned: '签约期限内达不成协议', unclear: '所有权人不明确' } as const

export const challenges = { review: '行政复议', suit: '行政诉讼', contract: '补偿协议诉讼' } as const

const yuan = (title: string) => f.number(title, { min: 0, max: 1_000_000_000 })
const squareMetres = (title: string) => f.number(title, { min: 0, max: 10_000_000 })

/** A line of the survey: what stands there, whose it is, on which papers. */
export const surveyed = {
  owner: f.text('权利人', { max: 100 }),
  unclear: f.flag('所有权人不明确', { optional: true }),
  address: f.text('坐落', { max: 200 }),
  certificate: f.text('不动产权属证明', { max: 100, optional: true }),
  use: f.text('用途', { max: 60 }),
  area: squareMetres('面积（平方米）'),
  unregistered: f.number('其中未登记建筑面积', { min: 0, max: 10_000_000, optional: true }),
  rushed: f.number('其中公告后抢建、抢栽面积', { min: 0, max: 10_000_000, optional: true }),
  fixtures: f.text('地上附着物、青苗、装修', { max: 500, optional: true }),
} as const

/** What an agreement says and a decision must say as well (征补条例 25, 26). */
export const offer = {
  way: f.choice('补偿方式', ways),
  area: squareMetres('计算补偿的面积'),
  sum: yuan('补偿金额（元）'),
  moving: yuan('搬迁费（元）'),
  interim: f.number('临时安置费（元）', { min: 0, max: 1_000_000_000, optional: true }),
  loss: f.number('停产停业损失（元）', { min: 0, max: 1_000_000_000, optional: true }),
  house: f.text('调换、安置房屋和周转用房的地点和面积', { max: 300, optional: true }),
  payBy: f.day('支付期限'),
  moveBy: f.day('搬迁期限'),
} as const

/** 法释〔2012〕4号 2, 征补条例 28: what goes to the court with an application. */
export const attachments = {
  decision: '补偿决定及相关证据和所依据的规范性文件',
  service: '送达凭证、催告情况',
  views: '被征收人、直接利害关系人的意见',
  risk: '社会稳定风险评估材料',
  house: '房屋、土地状况',
  assets: '被执行人的姓名、住址和财产状况',
  funds: '补偿金额和专户存储账号，调换房屋和周转用房的地点和面积',
  signed: '政府负责人签名并加盖公章的申请书',
} as const

/** A line of an expropriation's register: who, what, where; how it stands is read from the household's own matter. */
export const registered = {
  household: f.matter('分户'),
  owner: f.text('权利人', { max: 100 }),
  address: f.text('坐落', { max: 200 }),
  use: f.text('用途', { max: 60 }),
  area: squareMetres('面积（平方米）'),
}

/** Households on one register: a larger project is taken in parts. */
export const MOST_HOUSEHOLDS = 600

/** Plans that every taking must fit (征补条例 9, 土地管理法 45). */
export const plans = {
  economicPlan: '国民经济和社会发展规划',
  landPlan: '土地利用总体规划',
  urbanPlan: '城乡规划',
  specialPlan: '专项规划',
} as const

export const challenge = {
  kind: f.choice('途径', challenges),
  on: f.day('受理日期'),
  outcome: f.choice('结果', { upheld: '维持', annulled: '撤销、变更或者确认违法' }, { optional: true }),
  endedOn: f.day('生效日期', { optional: true }),
}

const all = { seenBy: 'all' } as const
const inside = { seenBy: ['department', 'departmentHead', 'chief', 'office', 'discipline'] } as const

/** 分户补偿: one household, one parcel. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('名称', { max: 200, ...all }),
  project: f.matter('征收项目', all),
  regime: f.choice('适用', regimes, all),
  unit: f.unit('征收部门', all),
  owner: f.text('权利人', { max: 100, ...inside }),
  unclear: f.flag('所有权人不明确', inside),
  address: f.text('坐落', { max: 200, ...all }),
  certificate: f.text('不动产权属证明', { max: 100, ...inside }),
  use: f.text('用途', { max: 60, ...all }),
  surveyArea: f.number('调查面积（平方米）', { min: 0, max: 10_000_000, ...all }),
  unregistered: f.number('未登记建筑面积', { min: 0, max: 10_000_000, ...all }),
  rushed: f.number('抢建、抢栽面积', { min: 0, max: 10_000_000, ...all }),
  fixtures: f.text('地上附着物、青苗、装修', { max: 500, ...inside }),
  surveyedOn: f.day('调查日期', all),
  confirmation: f.choice('调查结果确认', confirmations, inside),
  confirmedOn: f.day('确认日期', all),
  finding: f.choice('未登记建筑认定', findings, all),
  findingOn: f.day('认定日期', all),
  findingWords: f.text('认定意见', { max: 1000, ...inside }),
  findingBy: f.units('参加认定的部门', inside),
  value: f.number('评估价值（元）', { min: 0, max: 1_000_000_000, ...inside }),
  valuedAsOf: f.day('评估时点', inside),
  valuedOn: f.day('评估报告送达日期', inside),
  reviewAskBy: f.day('申请复核评估截止', inside),
  reviewAskedOn: f.day('申请复核评估日期', inside),
  reviewWords: f.text('复核申请的问题', { max: 1000, ...inside }),
  reviewDue: f.day('复核期限', inside),
  reviewedOn: f.day('复核结果送达日期', inside),
  appraisalAskBy: f.day('申请专家鉴定截止', inside),
  appraisalAskedOn: f.day('申请专家鉴定日期', inside),
  appraisalDue: f.day('鉴定期限', inside),
  appraisedOn: f.day('鉴定意见送达日期', inside),
  registeredOn: f.day('补偿登记日期', all),
  signBy: f.day('签约期限', all),
  settleBy: f.day('签约或者报请补偿决定的期限', all),
  way: f.choice('补偿方式', ways, inside),
  area: f.number('计算补偿的面积', { min: 0, max: 10_000_000, ...inside }),
  sum: f.number('补偿金额（元）', { min: 0, max: 1_000_000_000, ...inside }),
  moving: f.number('搬迁费（元）', { min: 0, max: 1_000_000_000, ...inside }),
  interim: f.number('临时安置费（元）', { min: 0, max: 1_000_000_000, ...inside }),
  loss: f.number('停产停业损失（元）', { min: 0, max: 1_000_000_000, ...inside }),
  house: f.text('调换、安置房屋和周转用房的地点和面积', { max: 300, ...inside }),
  payBy: f.day('支付期限', inside),
  moveBy: f.day('搬迁期限', all),
  followBy: f.day('接收或者催告的期限', all),
  agreedOn: f.day('签约日期', all),
  ground: f.choice('作出补偿决定的理由', grounds, all),
  decidedOn: f.day('补偿决定日期', all),
  decisionNumber: f.text('补偿决定文号', { max: 60, ...all }),
  servedOn: f.day('送达日期', all),
  servedHow: f.text('送达方式', { max: 200, ...inside }),
  reviewUntil: f.day('申请复议截止', all),
  suitUntil: f.day('起诉截止', all),
  applyBy: f.day('申请强制执行截止', all),
  challenges: f.rows('复议、诉讼', challenge, { ...inside, most: 30 }),
  paidOn: f.day('补偿到位日期', all),
  paid: f.number('已支付（元）', { min: 0, max: 4_000_000_000, ...inside }),
  paidHow: f.choice('支付方式', { transfer: '支付给权利人', deposit: '专户存储、提存' }, inside),
  receipt: f.text('支付凭证', { max: 100, ...inside }),
  handedHouse: f.text('调换、安置、周转房屋交付情况', { max: 300, ...inside }),
  movedOn: f.day('搬迁、交付日期', all),
  orderedOn: f.day('责令交出土地送达日期', all),
  orderBy: f.day('交出土地期限', all),
  urgedOn: f.day('催告书送达日期', all),
  appliedOn: f.day('申请强制执行日期', all),
  court: f.text('受理法院', { max: 100, ...all }),
  ruledOn: f.day('裁定日期', all),
  ruling: f.text('裁定', { max: 1000, ...inside }),
  enforcer: f.choice('组织实施', { government: '作出决定的政府', court: '人民法院' }, all),
  cuts: f.rows(
    '停供、拆除记录',
    { what: f.text('事项', { max: 60 }), on: f.day('日期') },
    { ...inside, most: 30 },
  ),
  fileNumber: f.text('档号', { max: 60, ...inside }),
  ending: f.text('不再征收的理由', { max: 1000, ...all }),
} as const

export type HouseholdRecord = RecordOf<typeof record>
