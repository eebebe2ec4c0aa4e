import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { plans } from '../household-compensation/record.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import { type LandRecord, approvers, interests } from './record.ts'

type Context = PaperContext<LandRecord>

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
const government = ({ district }: Context): string => `${district}人民政府`
const named = ({ record }: Context): string => (record.interest ? interests[record.interest] : '')

const bySeal = (context: Context, title: string, on: string | undefined, body: Block[]): Gongwen => ({
  format: 'document',
  issuer: government(context),
  title,
  body,
  signed: { by: government(context), on: on ?? lastDone(context) },
  ...traceOf(context),
})

/** Where it hangs, place by place, as evidence. */
const postedAt = (at: LandRecord['planAt']): Block[] =>
  at ? [paragraph(`公告地点：${at.town}；${at.village}；${at.group}。`)] : []

const areas = ({ record: { basic = 0, arable = 0, other = 0 } }: Context): string =>
  `永久基本农田${basic}平方米、其他耕地${arable}平方米、其他土地${other}平方米`

const interestNote = (context: Context): Gongwen => {
  const { record } = context
  return bySeal(context, `关于${record.title ?? ''}公共利益的认定意见`, record.confirmedOn, [
    paragraph(
      `${record.title ?? ''}属于《中华人民共和国土地管理法》第四十五条规定的“${named(context)}”，确需征收农民集体所有的土地。理由：${record.reason ?? ''}`,
    ),
    ...Object.entries(plans).map(([name, title]) =>
      paragraph(`${title}：${record[name as keyof typeof plans] ?? '（未提供）'}`),
    ),
  ])
}

const preannouncement = (context: Context): Gongwen => {
  const { record } = context
  return bySeal(context, '征收土地预公告', record.preannouncedOn, [
    paragraph(`因${record.title ?? ''}建设需要，拟征收${record.collective ?? ''}的集体土地，现预公告如下。`),
    heading('一、征收范围'),
    paragraph(record.scope ?? ''),
    heading('二、征收目的'),
    paragraph(`${named(context)}。${record.reason ?? ''}`),
    heading('三、土地现状调查安排'),
    paragraph(record.surveyPlan ?? ''),
    heading('四、有关要求'),
    paragraph(
      `自本预公告发布之日起，任何单位和个人不得在拟征收范围内抢栽抢建；违反规定抢栽抢建的，对抢栽抢建部分不予补偿。预公告期限至${day(record.preannounceUntil)}。`,
    ),
    ...postedAt(record.preannouncedAt),
  ])
}

const survey = (context: Context): Gongwen => {
  const { record } = context
  return {
    format: 'letter',
    issuer: context.unit(record.unit),
    title: `${record.title ?? ''}土地现状调查登记表`,
    body: [
      paragraph(`${areas(context)}，共${(record.households ?? []).length}户。`),
      {
        kind: 'table',
        columns: [
          { title: '权利人', width: 25 },
          { title: '坐落', width: 35 },
          { title: '用途', width: 20 },
          { title: '面积（平方米）', width: 20 },
        ],
        rows: (record.households ?? []).map((one) => [one.owner, one.address, one.use, String(one.area)]),
      },
    ],
    signed: { by: context.unit(record.unit), on: record.surveyedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

const plan = (context: Context): Gongwen => {
  const { record } = context
  return bySeal(context, '征地补偿安置公告', record.planOn, [
    heading('一、征地补偿安置方案'),
    paragraph(record.plan ?? ''),
    paragraph(
      `区片综合地价：${record.price ?? ''}（${day(record.priceOn)}公布）。社会保障：${record.security ?? ''}`,
    ),
    heading('二、补偿登记'),
    paragraph(
      `土地所有权人、使用权人请于${day(record.registerBy)}前持不动产权属证明材料办理补偿登记。${record.registerHow ?? ''}签约期限至${day(record.signBy)}。`,
    ),
    heading('三、异议反馈'),
    paragraph(
      `公告期限自${day(record.planOn)}至${day(record.noticeUntil)}。多数农村集体经济组织成员认为方案不符合法律、法规规定的，将组织听证。`,
    ),
    ...postedAt(record.planAt),
  ])
}

const hearing = (context: Context): Gongwen => {
  const { record } = context
  return bySeal(context, `${record.title ?? ''}征地补偿安置方案听证和修改情况`, record.heardOn, [
    paragraph(`${record.memberCount ?? 0}名成员中${record.against ?? 0}人认为方案不符合法律、法规规定。`),
    paragraph(record.heard ?? ''),
    paragraph(record.summary ?? ''),
  ])
}

const application = (context: Context): Gongwen => {
  const { record } = context
  return {
    ...bySeal(context, `关于征收${record.collective ?? ''}集体土地的请示`, record.appliedOn, [
      paragraph(
        `${record.title ?? ''}拟征收${record.collective ?? ''}集体土地，其中${areas(context)}。属于“${named(context)}”。`,
      ),
      paragraph(`农用地转用：${record.conversion ?? '不涉及'}。`),
      paragraph(
        `已于${day(record.preannouncedOn)}发布预公告，${day(record.surveyedOn)}完成现状调查，进行了社会稳定风险评估，${day(record.planOn)}公告征地补偿安置方案，${day(record.settledOn)}确定方案。`,
      ),
      paragraph(
        `补偿费用${record.needed ?? 0}万元、社会保障费用${record.securityNeeded ?? 0}万元已足额落实。`,
      ),
      paragraph(
        `共${(record.households ?? []).length}户，${record.unsigned ?? 0}户未签订协议。${record.dissent ?? ''}`,
      ),
      paragraph('妥否，请批示。'),
    ]),
    addressee: record.approver ? approvers[record.approver] : '',
    attachments: [
      '土地现状调查结果',
      '社会稳定风险评估报告',
      '征地补偿安置方案和公告凭证',
      '协议签订情况',
      '费用落实凭证',
    ],
  }
}

const announcement = (context: Context): Gongwen => {
  const { record } = context
  return bySeal(context, '征收土地公告', record.announcedOn, [
    paragraph(
      `${record.approver ? approvers[record.approver] : ''}于${day(record.approvedOn)}以${record.approval ?? ''}批准征收${record.collective ?? ''}集体土地，现公告如下。`,
    ),
    heading('一、征收范围'),
    paragraph(`${record.scope ?? ''}。${areas(context)}。`),
    heading('二、征收时间和工作安排'),
    paragraph(record.workPlan ?? ''),
    heading('三、补偿安置'),
    paragraph('按已公告的征地补偿安置方案执行。对个别未达成征地补偿安置协议的，依法作出征地补偿安置决定。'),
    heading('四、权利救济'),
    paragraph(
      '对征地补偿安置决定不服的，可以自收到之日起60日内申请行政复议，或者自收到之日起6个月内向人民法院提起行政诉讼。',
    ),
    ...postedAt(record.announcedAt),
  ])
}

const has =
  (field: keyof LandRecord) =>
  (record: LandRecord): boolean =>
    record[field] !== undefined

export const papers: Record<string, PaperSpec<LandRecord>> = {
  interest: { title: '公共利益认定意见', provided: has('confirmedOn'), fill: interestNote },
  preannouncement: { title: '征收土地预公告', provided: has('preannouncedOn'), fill: preannouncement },
  survey: { title: '土地现状调查登记表', provided: has('surveyedOn'), fill: survey },
  plan: { title: '征地补偿安置公告', provided: has('planOn'), fill: plan },
  hearing: { title: '听证和修改情况', provided: has('heardOn'), fill: hearing },
  application: { title: '征收土地请示', provided: has('appliedOn'), fill: application },
  announcement: { title: '征收土地公告', provided: has('announcedOn'), fill: announcement },
}
