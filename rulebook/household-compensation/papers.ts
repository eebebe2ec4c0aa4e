import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import {
  type HouseholdRecord,
  attachments,
  confirmations,
  findings,
  grounds,
  regimes,
  ways,
} from './record.ts'

type Context = PaperContext<HouseholdRecord>
type Row = [label: string, value: string]

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const metres = (area: number | undefined): string => (area === undefined ? '' : `${area}平方米`)
const yuan = (sum: number | undefined): string => (sum === undefined ? '' : `${sum}元`)
const government = ({ district }: Context): string => `${district}人民政府`

/** What an agreement and a decision both say (征补条例 25, 26). */
function offered({ record }: Context): Row[][] {
  return [
    [
      ['补偿方式', record.way ? ways[record.way] : ''],
      ['计算补偿的面积', metres(record.area)],
    ],
    [
      ['补偿金额', yuan(record.sum)],
      ['支付期限', day(record.payBy)],
    ],
    [
      ['搬迁费', yuan(record.moving)],
      ['临时安置费', yuan(record.interim)],
    ],
    [
      ['停产停业损失', yuan(record.loss)],
      ['搬迁期限', day(record.moveBy)],
    ],
    [['调换、安置房屋和周转用房', record.house ?? '']],
  ]
}

/** The law a household's case rests on, and its articles, as papers cite them. */
const lawOf = ({ record }: Context): string =>
  record.regime === 'land'
    ? '《中华人民共和国土地管理法》第四十七条、第四十八条和《中华人民共和国土地管理法实施条例》第三十一条'
    : '《国有土地上房屋征收与补偿条例》第二十六条'

/** 复议 and suit, whose day each ends, as every decision must tell. */
const remedies = ({ record }: Context): string =>
  record.reviewUntil
    ? `如不服本决定，可以自收到之日起60日内（至${day(record.reviewUntil)}）申请行政复议，或者自收到之日起6个月内（至${day(record.suitUntil)}）向人民法院提起行政诉讼。复议、诉讼期间不停止执行的，依法办理。`
    : '如不服本决定，可以自收到之日起60日内申请行政复议，或者自收到之日起6个月内向人民法院提起行政诉讼。'

const sheet = (context: Context, title: string, rows: Row[][], after: Block[] = []): Gongwen => ({
  format: 'letter',
  issuer: context.unit(context.record.unit),
  title,
  body: [{ kind: 'fields', rows }, ...after],
  signed: { by: context.unit(context.record.unit), on: lastDone(context), sealed: false },
  ...traceOf(context),
})

/** 调查登记表, as the holder confirms it. */
const survey = (context: Context): Gongwen => {
  const { record } = context
  return sheet(context, '征收调查登记表', [
    [['权利人', record.owner ?? '']],
    [['坐落', record.address ?? '']],
    [
      ['适用', record.regime ? regimes[record.regime] : ''],
      ['用途', record.use ?? ''],
    ],
    [['不动产权属证明', record.certificate ?? '无']],
    [
      ['调查面积', metres(record.surveyArea)],
      ['其中未登记建筑', metres(record.unregistered)],
    ],
    [
      ['其中抢建、抢栽', metres(record.rushed)],
      ['未登记建筑认定', record.finding ? findings[record.finding] : ''],
    ],
    [['地上附着物、青苗、装修', record.fixtures ?? '']],
    [
      ['调查日期', day(record.surveyedOn)],
      [
        '确认',
        record.confirmation ? `${confirmations[record.confirmation]}　${day(record.confirmedOn)}` : '',
      ],
    ],
  ])
}

const agreement = (context: Context): Gongwen => {
  const { record, unit } = context
  return sheet(
    context,
    record.regime === 'land' ? '征地补偿安置协议' : '房屋征收补偿协议',
    [
      [['甲方（征收部门）', unit(record.unit)]],
      [['乙方（权利人）', record.owner ?? '']],
      [['被征收房屋、土地坐落', record.address ?? '']],
      ...offered(context),
    ],
    [
      paragraph(
        '甲方先支付补偿，乙方在搬迁期限内完成搬迁并交付。任何一方不得以暴力、威胁或者中断供水、供热、供气、供电和道路通行等非法方式迫使搬迁。',
      ),
      paragraph('一方不履行协议约定义务的，另一方可以依法提起诉讼。'),
      paragraph(`签订日期：${day(record.agreedOn)}`),
    ],
  )
}

const decision = (context: Context): Gongwen => {
  const { record } = context
  return {
    format: 'document',
    issuer: government(context),
    ...(record.decisionNumber ? { number: record.decisionNumber } : {}),
    title: record.regime === 'land' ? '征地补偿安置决定书' : '房屋征收补偿决定书',
    addressee: record.owner ?? '',
    body: [
      paragraph(
        `你户位于${record.address ?? ''}的房屋、土地在依法公告的征收范围内。因${record.ground ? grounds[record.ground] : ''}，依据${lawOf(context)}，决定补偿如下。`,
      ),
      { kind: 'fields', rows: offered(context) },
      paragraph('补偿款专户存储，可以随时领取。先补偿、后搬迁。'),
      paragraph(remedies(context)),
      paragraph(
        '在法定期限内不申请行政复议、不提起行政诉讼，在规定期限内又不搬迁的，依法申请人民法院强制执行。',
      ),
    ],
    signed: { by: government(context), on: record.decidedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

const service = (context: Context): Gongwen => {
  const { record } = context
  return sheet(context, '送达回证', [
    [
      [
        '送达文书',
        `${record.regime === 'land' ? '征地补偿安置决定书' : '房屋征收补偿决定书'} ${record.decisionNumber ?? ''}`,
      ],
    ],
    [['受送达人', record.owner ?? '']],
    [['送达方式和公告地点', record.servedHow ?? '']],
    [
      ['送达日期', day(record.servedOn)],
      ['申请复议截止', day(record.reviewUntil)],
    ],
    [
      ['起诉截止', day(record.suitUntil)],
      ['申请强制执行截止', day(record.applyBy)],
    ],
    [['受送达人签名', '']],
  ])
}

const receipt = (context: Context): Gongwen => {
  const { record } = context
  return sheet(context, '补偿支付凭证', [
    [['权利人', record.owner ?? '']],
    [
      ['支付金额', yuan(record.paid)],
      ['支付日期', day(record.paidOn)],
    ],
    [
      ['支付方式', record.paidHow === 'deposit' ? '专户存储、提存' : '支付给权利人'],
      ['凭证、账号', record.receipt ?? ''],
    ],
    [['房屋交付', record.handedHouse ?? '']],
  ])
}

const urging = (context: Context): Gongwen => {
  const { record } = context
  return {
    format: 'letter',
    issuer: government(context),
    title: '履行行政决定催告书',
    addressee: record.owner ?? '',
    body: [
      paragraph(
        `${record.orderedOn ? '责令交出土地决定' : `补偿决定（${record.decisionNumber ?? ''}）`}已经送达，补偿已经到位，搬迁、交出的期限${day(record.orderBy ?? record.moveBy)}已经届满。请自收到本催告书之日起10个工作日内搬迁交付。`,
      ),
      paragraph(
        '你有权进行陈述和申辩。逾期仍不履行的，依据《中华人民共和国行政强制法》第五十三条、第五十四条申请人民法院强制执行。',
      ),
    ],
    signed: { by: government(context), on: record.urgedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

const order = (context: Context): Gongwen => {
  const { record } = context
  return {
    format: 'document',
    issuer: government(context),
    title: '责令交出土地决定书',
    addressee: record.owner ?? '',
    body: [
      paragraph(
        `${record.address ?? ''}的土地已经依法批准征收，补偿已于${day(record.paidOn)}到位。依据《中华人民共和国土地管理法实施条例》第六十二条，责令你户于${day(record.orderBy)}前交出土地。`,
      ),
      paragraph(remedies(context)),
    ],
    signed: { by: government(context), on: record.orderedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

const application = (context: Context): Gongwen => {
  const { record } = context
  return {
    format: 'document',
    issuer: government(context),
    title: '强制执行申请书',
    addressee: record.court ?? '',
    body: [
      { kind: 'heading', level: 1, text: '一、申请事项' },
      paragraph(
        `请求强制执行${record.orderedOn ? '责令交出土地决定' : `补偿决定（${record.decisionNumber ?? ''}）`}，被执行人：${record.owner ?? ''}，坐落：${record.address ?? ''}。`,
      ),
      { kind: 'heading', level: 1, text: '二、事实和理由' },
      paragraph(
        `决定于${day(record.orderedOn ?? record.servedOn)}送达，起诉期限${day(record.suitUntil)}届满，被执行人没有起诉又没有搬迁。补偿${yuan(record.paid)}已于${day(record.paidOn)}到位（${record.receipt ?? ''}）。${day(record.urgedOn)}送达催告书，满10个工作日仍不履行。`,
      ),
      { kind: 'heading', level: 1, text: '三、依据' },
      paragraph(
        '《国有土地上房屋征收与补偿条例》第二十八条、《中华人民共和国土地管理法实施条例》第六十二条、《中华人民共和国行政强制法》第五十三条。',
      ),
    ],
    attachments: Object.values(attachments),
    signed: { by: government(context), on: record.appliedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

const handover = (context: Context): Gongwen => {
  const { record } = context
  return sheet(context, '搬迁交付验收单', [
    [['权利人', record.owner ?? '']],
    [['坐落', record.address ?? '']],
    [
      ['补偿到位日期', day(record.paidOn)],
      ['搬迁期限', day(record.moveBy)],
    ],
    [['搬迁、交付日期', day(record.movedOn)]],
    [['交付人、接收人签名', '']],
  ])
}

const has =
  (field: keyof HouseholdRecord) =>
  (record: HouseholdRecord): boolean =>
    record[field] !== undefined

export const papers: Record<string, PaperSpec<HouseholdRecord>> = {
  survey: { title: '征收调查登记表', fill: survey },
  agreement: { title: '补偿协议', provided: has('agreedOn'), fill: agreement },
  decision: { title: '补偿决定书', provided: has('decidedOn'), fill: decision },
  service: { title: '送达回证', provided: has('servedOn'), fill: service },
  receipt: { title: '补偿支付凭证', provided: has('paidOn'), fill: receipt },
  order: { title: '责令交出土地决定书', provided: has('orderedOn'), fill: order },
  urging: { title: '催告书', provided: has('urgedOn'), fill: urging },
  application: { title: '强制执行申请书', provided: has('appliedOn'), fill: application },
  handover: { title: '搬迁交付验收单', provided: has('movedOn'), fill: handover },
}
