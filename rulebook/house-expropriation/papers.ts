import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import { type HouseRecord, choices, interests } from './record.ts'
import { plans } from '../household-compensation/record.ts'

type Context = PaperContext<HouseRecord>

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
const government = ({ district }: Context): string => `${district}人民政府`

const REMEDIES =
  '被征收人对征收决定不服的，可以自本公告发布之日起60日内依法申请行政复议，也可以自本公告发布之日起6个月内依法向人民法院提起行政诉讼。'

const bySeal = (context: Context, title: string, on: string | undefined, body: Block[]): Gongwen => ({
  format: 'document',
  issuer: government(context),
  title,
  body,
  signed: { by: government(context), on: on ?? lastDone(context) },
  ...traceOf(context),
})

const byDepartment = (context: Context, title: string, on: string | undefined, body: Block[]): Gongwen => ({
  format: 'letter',
  issuer: context.unit(context.record.unit),
  title,
  body,
  signed: { by: context.unit(context.record.unit), on: on ?? lastDone(context) },
  ...traceOf(context),
})

/** 公共利益认定表, with the proof of each plan. */
const interestNote = (context: Context): Gongwen => {
  const { record } = context
  return bySeal(context, `关于${record.title ?? ''}公共利益的认定意见`, record.confirmedOn, [
    paragraph(
      `${record.demander ?? ''}提出的${record.title ?? ''}属于《国有土地上房屋征收与补偿条例》第八条规定的“${record.interest ? interests[record.interest] : ''}”，确需征收房屋。理由：${record.reason ?? ''}`,
    ),
    ...Object.entries(plans).map(([name, title]) =>
      paragraph(`${title}：${record[name as keyof typeof plans] ?? '（未提供）'}`),
    ),
    ...(record.yearlyPlan ? [paragraph(`国民经济和社会发展年度计划：${record.yearlyPlan}`)] : []),
  ])
}

const stopNotice = (context: Context): Gongwen => {
  const { record, unit } = context
  return {
    ...byDepartment(context, '关于暂停办理有关手续的通知', record.scopeOn, [
      paragraph(`${record.title ?? ''}的房屋征收范围为：${record.scope ?? ''}。`),
      paragraph(
        `依据《国有土地上房屋征收与补偿条例》第十六条，征收范围内不得实施新建、扩建、改建房屋和改变房屋用途等不当增加补偿费用的行为；违反规定实施的，不予补偿。请暂停办理相关手续，暂停期限至${day(record.stopUntil)}。`,
      ),
    ]),
    ...(record.stopNotice ? { number: record.stopNotice } : {}),
    addressee: (record.stopped ?? []).map(unit).join('、'),
  }
}

const table = ({ record }: Context): Block => ({
  kind: 'table',
  columns: [
    { title: '坐落', width: 40 },
    { title: '用途', width: 20 },
    { title: '面积（平方米）', width: 20 },
  ],
  rows: (record.households ?? []).map(({ address, use, area }) => [address, use, String(area)]),
})

const survey = (context: Context): Gongwen =>
  byDepartment(context, `关于${context.record.title ?? ''}房屋调查结果的公告`, context.record.surveyShownOn, [
    paragraph(
      `征收范围内房屋的权属、区位、用途、建筑面积等情况已经调查登记，共${(context.record.households ?? []).length}户，现予公布。有异议的，请向${context.unit(context.record.unit)}提出。`,
    ),
    table(context),
  ])

const planOf = ({ record }: Context): Block[] => [
  paragraph(record.plan ?? ''),
  paragraph(
    `被征收人可以选择货币补偿，也可以选择房屋产权调换。${record.backHome ? '个人住宅选择在改建地段进行产权调换的，提供改建地段或者就近地段的房屋。' : ''}签约期限${record.signDays ?? ''}日。`,
  ),
]

const plan = (context: Context): Gongwen =>
  bySeal(context, `${context.record.title ?? ''}房屋征收补偿方案（征求意见稿）`, context.record.planOn, [
    ...planOf(context),
    paragraph(
      `现公开征求意见，期限自${day(context.record.planOn)}至${day(context.record.commentsUntil)}。意见请书面提交${context.unit(context.record.unit)}。`,
    ),
  ])

const changes = (context: Context): Gongwen => {
  const { record } = context
  return bySeal(context, `关于${record.title ?? ''}征求意见情况和方案修改情况的公告`, record.changesOn, [
    paragraph(
      `征求意见期间，${record.opinions ?? 0}户提出意见，${record.against ?? 0}户认为方案不符合条例规定。`,
    ),
    paragraph(record.summary ?? ''),
    ...(record.heardOn ? [paragraph(`${day(record.heardOn)}举行听证会：${record.heard ?? ''}`)] : []),
  ])
}

const decision = (context: Context): Gongwen => {
  const { record } = context
  return {
    ...bySeal(context, `关于${record.title ?? ''}的房屋征收决定`, record.decidedOn, [
      paragraph(
        `为了公共利益的需要（${record.interest ? interests[record.interest] : ''}），依据《国有土地上房屋征收与补偿条例》第八条、第十三条，决定征收下列范围内国有土地上的房屋：${record.scope ?? ''}。房屋被依法征收的，国有土地使用权同时收回。`,
      ),
      paragraph(`已进行社会稳定风险评估。征收补偿费用${record.needed ?? ''}万元已足额到位、专户存储。`),
      paragraph(REMEDIES),
    ]),
    ...(record.decisionNumber ? { number: record.decisionNumber } : {}),
  }
}

const announcement = (context: Context): Gongwen => {
  const { record } = context
  return bySeal(context, '房屋征收公告', record.announcedOn, [
    paragraph(
      `${government(context)}已作出${record.title ?? ''}的房屋征收决定（${record.decisionNumber ?? ''}），现予公告。`,
    ),
    heading('一、征收范围'),
    paragraph(record.scope ?? ''),
    heading('二、征收补偿方案'),
    ...planOf(context),
    heading('三、行政复议、行政诉讼权利'),
    paragraph(REMEDIES),
    heading('四、实施'),
    paragraph(
      `房屋征收部门：${context.unit(record.unit)}。${record.agent ? `实施单位：${context.unit(record.agent)}。` : ''}先补偿、后搬迁。`,
    ),
  ])
}

const valuerNote = (context: Context): Gongwen => {
  const { record } = context
  return byDepartment(context, '关于选定房地产价格评估机构的公告', record.chosenOn, [
    paragraph(
      `${record.title ?? ''}的房地产价格评估机构由${record.chosenHow ? choices[record.chosenHow] : ''}，为${record.valuer ?? ''}。${record.chosenWords ?? ''}`,
    ),
    paragraph(
      '被征收人对评估结果有异议的，自收到评估报告之日起10日内向评估机构书面申请复核评估；对复核结果有异议的，自收到复核结果之日起10日内向评估专家委员会申请鉴定。',
    ),
  ])
}

const files = (context: Context): Gongwen =>
  byDepartment(context, `${context.record.title ?? ''}分户补偿情况公布表`, context.record.filesOn, [
    paragraph(
      '依据《国有土地上房屋征收与补偿条例》第二十九条，将分户补偿情况在房屋征收范围内向被征收人公布。各户补偿的详细情况见分户台账。',
    ),
    table(context),
  ])

const has =
  (field: keyof HouseRecord) =>
  (record: HouseRecord): boolean =>
    record[field] !== undefined

export const papers: Record<string, PaperSpec<HouseRecord>> = {
  interest: { title: '公共利益认定意见', provided: has('confirmedOn'), fill: interestNote },
  stop: { title: '暂停办理通知', provided: has('scopeOn'), fill: stopNotice },
  survey: { title: '调查结果公告', provided: has('surveyShownOn'), fill: survey },
  plan: { title: '征收补偿方案（征求意见稿）', provided: has('planOn'), fill: plan },
  changes: { title: '意见和修改情况公告', provided: has('changesOn'), fill: changes },
  decision: { title: '房屋征收决定', provided: has('decidedOn'), fill: decision },
  announcement: { title: '房屋征收公告', provided: has('announcedOn'), fill: announcement },
  valuer: { title: '选定评估机构公告', provided: has('chosenOn'), fill: valuerNote },
  files: { title: '分户补偿情况公布表', provided: has('filesOn'), fill: files },
}
