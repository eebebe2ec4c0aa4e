import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { MOST_HOUSEHOLDS, registered } from '../household-compensation/record.ts'

/** 征补条例 8: where the public interest demands it. */
export const interests = {
  defence: '国防和外交',
  infrastructure: '能源、交通、水利等基础设施',
  public: '科技、教育、文化、卫生、体育、环境、防灾、文物、社会福利、市政公用等公共事业',
  housing: '保障性安居工程',
  oldTown: '旧城区改建',
  other: '法律、行政法规规定的其他公共利益',
} as const

/** 征补条例 9: those that also stand in the yearly plan. */
export const YEARLY: readonly string[] = ['housing', 'oldTown']

/** 征补条例 20: how the people concerned came to a valuer. */
export const choices = { agreed: '被征收人协商选定', majority: '多数决定', draw: '随机选定' } as const

export const argument = {
  by: f.units('参加论证的部门'),
  words: f.text('论证意见', { max: 2000, lines: true }),
  on: f.day('日期'),
}

export const challenge = {
  kind: f.choice('途径', { review: '行政复议', suit: '行政诉讼' }),
  on: f.day('受理日期'),
  outcome: f.text('结果', { max: 500, optional: true }),
}

const all = { seenBy: 'all' } as const
const inside = {
  seenBy: ['department', 'departmentHead', 'chief', 'office', 'finance', 'auditor', 'discipline'],
} as const
const ten = { min: 0, max: 10_000_000 } as const

/** 房屋征收 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('项目名称', { max: 200, ...all }),
  item: f.item('权力事项', { from: { kinds: ['levy'], lists: ['powers'] }, ...all }),
  unit: f.unit('房屋征收部门', all),
  agent: f.unit('房屋征收实施单位', all),
  demander: f.text('建设单位、提出单位', { max: 200, ...all }),
  finance: f.unit('财政部门', all),
  proposedOn: f.day('提出日期', all),
  interest: f.choice('公共利益', interests, all),
  reason: f.text('确需征收的理由', { max: 2000, ...all }),
  economicPlan: f.text('国民经济和社会发展规划依据', { max: 200, ...all }),
  landPlan: f.text('土地利用总体规划依据', { max: 200, ...all }),
  urbanPlan: f.text('城乡规划依据', { max: 200, ...all }),
  specialPlan: f.text('专项规划依据', { max: 200, ...all }),
  yearlyPlan: f.text('年度计划依据', { max: 200, ...all }),
  confirmedOn: f.day('公共利益认定日期', all),
  scope: f.text('征收范围', { max: 1000, ...all }),
  scopeOn: f.day('征收范围确定日期', all),
  stopped: f.units('暂停办理的部门', all),
  stopUntil: f.day('暂停办理至', all),
  stopNotice: f.text('暂停办理通知文号', { max: 60, ...all }),
  households: f.rows('分户', registered, { ...inside, most: MOST_HOUSEHOLDS }),
  surveyShownOn: f.day('调查结果公布日期', all),
  surveyShownAt: f.text('调查结果公布地点', { max: 300, ...all }),
  plan: f.text('征收补偿方案', { max: 4000, ...all }),
  money: f.flag('可以选择货币补偿', all),
  exchange: f.flag('可以选择房屋产权调换', all),
  backHome: f.flag('改建地段或者就近地段安置', all),
  signDays: f.number('签约期限（日）', { min: 1, max: 730, ...all }),
  version: f.number('方案稿次', { min: 1, max: 99, ...all }),
  arguments: f.rows('论证', argument, { ...inside, most: 60 }),
  planOn: f.day('方案公布日期', all),
  commentsUntil: f.day('征求意见截止', all),
  planAt: f.text('方案公布地点', { max: 300, ...all }),
  summedOn: f.day('意见汇总日期', all),
  opinions: f.number('提出意见的户数', { ...ten, ...all }),
  against: f.number('认为方案不符合条例的户数', { ...ten, ...all }),
  summary: f.text('意见和修改情况', { max: 4000, ...all }),
  heardOn: f.day('听证会日期', all),
  heard: f.text('听证意见', { max: 4000, ...inside }),
  changesBy: f.day('公布修改情况的期限', all),
  changesOn: f.day('修改情况公布日期', all),
  riskAssessment: f.matter('社会稳定风险评估', all),
  needed: f.number('征收补偿费用（万元）', { ...ten, ...inside }),
  funds: f.number('到位（万元）', { ...ten, ...inside }),
  account: f.text('专户', { max: 100, ...inside }),
  fundsOn: f.day('费用到位日期', all),
  topic: f.matter('常务会议议题', all),
  decidedOn: f.day('征收决定日期', all),
  decisionNumber: f.text('征收决定文号', { max: 60, ...all }),
  announcedOn: f.day('公告日期', all),
  announcedAt: f.text('公告地点', { max: 300, ...all }),
  challenges: f.rows('复议、诉讼', challenge, { ...inside, most: 60 }),
  valuer: f.text('评估机构', { max: 100, ...all }),
  chosenHow: f.choice('选定方式', choices, all),
  chosenOn: f.day('选定日期', all),
  chosenWords: f.text('选定经过', { max: 1000, ...all }),
  shownOn: f.day('初步评估结果公示日期', all),
  signBy: f.day('签约期限', all),
  filesBy: f.day('公布分户补偿情况的期限', all),
  filesOn: f.day('分户补偿情况公布日期', all),
  filesAt: f.text('分户补偿情况公布地点', { max: 300, ...all }),
  auditor: f.unit('审计机关', all),
  audit: f.text('审计结果', { max: 2000, ...all }),
  auditOn: f.day('审计结果公布日期', all),
  permits: f.rows(
    '范围内办理的手续',
    { what: f.text('手续', { max: 200 }), on: f.day('日期') },
    { ...all, most: 60 },
  ),
  ending: f.text('终止、撤销的理由', { max: 1000, ...all }),
} as const

export type HouseRecord = RecordOf<typeof record>
