import type { Gongwen } from '#kernel/gongwen.ts'
import { inWords } from '#kernel/time.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, officeOf, traceOf, urgencyOf } from '../paper-parts.ts'
import { type Instruction, holding } from './instructions.ts'
import { type DocumentRecord, record as declared, urgencies } from './record.ts'

type Context = PaperContext<DocumentRecord>

/** An instruction with whose it is, when, and who entered it for him. */
const said = (context: Context, { leader, on, words, enteredBy }: Instruction): string =>
  `${words}　　${context.post(leader)}　${inWords(on)}${enteredBy ? `（由${context.person(enteredBy)}代录）` : ''}`

const instructions = (context: Context): string =>
  holding(context.record)
    .map((one) => said(context, one))
    .join('\n')

/** On the slip stays what was entered and disowned, marked so that nobody takes it for an instruction. */
const allInstructions = (context: Context): string =>
  (context.record.instructions ?? [])
    .map((one) =>
      one.disowned
        ? `【作废】${said(context, one)}：${inWords(one.disowned)}本人声明不是其批示`
        : said(context, one),
    )
    .join('\n')

const opinions = (context: Context): string =>
  (context.record.opinions ?? [])
    .map(({ unit, on, words }) => `${context.unit(unit)}：${words}（${inWords(on)}）`)
    .join('\n')

/** 文件处理单: the slip that lies on a document, each step's opinion in its box. */
function slip(context: Context): Gongwen {
  const { record } = context
  return {
    format: 'letter',
    issuer: officeOf(context),
    number: record.number ?? '',
    ...urgencyOf(context.record),
    title: '文件处理单',
    body: [
      {
        kind: 'fields',
        rows: [
          [
            ['来文单位', record.sender ?? ''],
            ['来文字号', record.theirNumber ?? ''],
          ],
          [
            ['收文日期', day(record.receivedOn)],
            ['紧急程度', urgencies[record.urgency ?? 'normal']],
          ],
          [['标题', record.title ?? '']],
          [['来文要求', record.asks ?? '']],
          [['来文时限', day(record.askedBy)]],
          [['拟办意见', record.proposal ?? '']],
          [['领导批示', allInstructions(context)]],
          [
            ['主办单位', context.unit(record.lead)],
            ['办理时限', day(record.due)],
          ],
          [['会办意见', opinions(context)]],
          ...(record.without ? [[['未等会办的理由', record.without]] as [string, string][]] : []),
          [['办理情况', record.handled ?? '']],
          [['办结情况', record.answer ?? '']],
          ...(record.rest ? [[['未立项的要求', record.rest]] as [string, string][]] : []),
        ],
      },
    ],
    signed: { by: officeOf(context), on: lastDone(context), sealed: false },
    ...traceOf(context),
  }
}

/** 传阅单: who is to read it and what for, with what they said. */
function circulation(context: Context): Gongwen {
  const { record } = context
  return {
    format: 'letter',
    issuer: officeOf(context),
    number: record.number ?? '',
    ...urgencyOf(context.record),
    title: '文件传阅单',
    body: [
      { kind: 'fields', rows: [[['标题', record.title ?? '']], [['来文单位', record.sender ?? '']]] },
      {
        kind: 'table',
        columns: [
          { title: '传阅对象', width: 3 },
          { title: '用途', width: 3 },
          { title: '日期', width: 3 },
          { title: '阅后意见', width: 4 },
        ],
        rows: (record.circulations ?? []).map((one) => [
          context.post(one.reader),
          one.purpose,
          inWords(one.on),
          one.remark ?? (one.recalled ? `${inWords(one.recalled)}收回` : ''),
        ]),
      },
    ],
    signed: { by: officeOf(context), on: lastDone(context), sealed: false },
    ...traceOf(context),
  }
}

/** 转办通知: what the leader said, whom it goes to, by when. */
function handOn(context: Context): Gongwen {
  const { record } = context
  const cooperating = (record.cooperating ?? []).map(context.unit).join('、')
  return {
    format: 'letter',
    issuer: officeOf(context),
    number: record.number ?? '',
    ...urgencyOf(context.record),
    title: '文件转办通知',
    addressee: context.unit(record.lead),
    body: [
      {
        kind: 'paragraph',
        text: `现将${record.sender ?? ''}《${record.title ?? ''}》${record.theirNumber ? `（${record.theirNumber}）` : ''}转你单位主办。`,
      },
      { kind: 'paragraph', text: `领导批示：${instructions(context)}` },
      ...(record.wanted ? [{ kind: 'paragraph' as const, text: `办理要求：${record.wanted}` }] : []),
      ...(cooperating ? [{ kind: 'paragraph' as const, text: `协办单位：${cooperating}。` }] : []),
      {
        kind: 'paragraph',
        text: `请于${day(record.due)}前反馈办理情况。批示有不明确之处，请及时请示，答复前不计时限。`,
      },
    ],
    signed: { by: officeOf(context), on: lastDone(context) },
    ...traceOf(context),
  }
}

/** 办理情况报告: the fixed form in which the result is told to the sender. */
function report(context: Context): Gongwen {
  const { record } = context
  return {
    format: 'document',
    issuer: `${officeOf(context)}文件`,
    number: record.number ?? '',
    title: `关于《${(record.title ?? '').slice(0, 120)}》办理情况的报告`,
    addressee: record.sender ?? '',
    body: [
      { kind: 'heading', level: 1, text: '一、办理过程' },
      {
        kind: 'paragraph',
        text: `${day(record.receivedOn)}收到来文，${holding(record)
          .map(({ leader, on }) => `${inWords(on)}${context.post(leader)}批示`)
          .join('，')}，由${context.unit(record.lead) || '有关单位'}主办。`,
      },
      { kind: 'heading', level: 1, text: '二、办理情况' },
      { kind: 'paragraph', text: record.handled ?? record.answer ?? '' },
      { kind: 'heading', level: 1, text: '三、结果' },
      { kind: 'paragraph', text: record.answer ?? '' },
    ],
    signed: { by: officeOf(context), on: record.settledOn ?? lastDone(context) },
    note: `收文编号：${record.number ?? ''}，办结方式：${record.outcome ? declared.outcome.options[record.outcome] : ''}`,
    ...traceOf(context),
  }
}

export const papers: Readonly<Record<string, PaperSpec<DocumentRecord>>> = {
  slip: { title: '文件处理单', fill: slip },
  circulation: {
    title: '传阅单',
    provided: ({ circulations }) => (circulations ?? []).length > 0,
    fill: circulation,
  },
  handOn: { title: '转办通知', provided: ({ lead }) => lead !== undefined, fill: handOn },
  report: {
    title: '办理情况报告',
    provided: ({ outcome }) => outcome === 'replied' || outcome === 'noReply',
    fill: report,
  },
}
