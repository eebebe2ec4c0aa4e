import type { Gongwen } from '#kernel/gongwen.ts'
import { dayAt, inWords } from '#kernel/time.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { type TaskRecord, authorityKinds, record as declared } from './record.ts'

type Context = PaperContext<TaskRecord>

const cited = ({ record: { authority } }: Context): string => {
  if (!authority) return ''
  const number = authority.number ? `（${authority.number}）` : ''
  const on = authority.on ? `，${inWords(authority.on)}` : ''
  return `${authorityKinds[authority.kind]}：${authority.title}${number}${on}`
}

const day = (value: string | undefined): string => (value ? inWords(value) : '')
const units = (context: Context): string =>
  (context.record.cooperating ?? []).map(context.unit).join('、') || '无'
const urgency = ({ record }: Context) =>
  record.urgency === 'special'
    ? { urgency: '特急' as const }
    : record.urgency === 'urgent'
      ? { urgency: '加急' as const }
      : {}
/** Ends with a full stop, as sentences of a paper do. */
const sentence = (text: string): string => (/[。！？；]$/.test(text) || text === '' ? text : `${text}。`)
const trace = ({ record, url }: Context) => ({
  trace: { text: `${record.number ?? ''}　凭此编号可在系统中查询办理情况`, url },
})

/** A paper bears the day of the act it reports, the same whenever it is printed. */
const lastDone = ({ done, today }: Context): string => {
  const last = done.at(-1)
  return last ? dayAt(last.at) : today
}

function slip(context: Context): Gongwen {
  const { record } = context
  return {
    format: 'letter',
    issuer: `${context.district}人民政府办公室`,
    number: record.number ?? '',
    ...urgency(context),
    title: '督办单',
    addressee: context.unit(record.lead),
    body: [
      {
        kind: 'fields',
        rows: [
          [['工作任务', record.task ?? '']],
          [['目标要求', record.target ?? record.task ?? '']],
          [['交办依据', cited(context)]],
          [['原文', record.authority?.sentence ?? '']],
          [
            ['牵头单位', context.unit(record.lead)],
            ['完成时限', day(record.due)],
          ],
          [['配合单位', units(context)]],
          [
            ['交办领导', context.post(record.arranger)],
            ['紧急程度', record.urgency ? declared.urgency.options[record.urgency] : '正常'],
          ],
        ],
      },
      {
        kind: 'paragraph',
        text: '请于收到后1个工作日内签收，按时限办结并反馈。遇到困难请及时报告，及时报告的不作为未落实。认为不属于本单位职责的，请在2个工作日内依据权责清单申请退回。',
      },
    ],
    signed: { by: `${context.district}人民政府办公室`, on: context.record.assignedOn ?? context.today },
    ...trace(context),
  }
}

function order(context: Context): Gongwen {
  const { record } = context
  return {
    format: 'document',
    issuer: `${context.district}人民政府办公室`,
    number: record.number ?? '',
    ...urgency(context),
    title: `关于交办“${record.task ?? ''}”的通知`,
    addressee: context.unit(record.lead),
    body: [
      { kind: 'paragraph', text: `根据${cited(context)}，现将下列事项交你单位牵头办理。` },
      { kind: 'heading', level: 1, text: '一、任务' },
      { kind: 'paragraph', text: sentence(record.target ?? record.task ?? '') },
      { kind: 'heading', level: 1, text: '二、分工' },
      { kind: 'paragraph', text: `牵头单位：${context.unit(record.lead)}。配合单位：${units(context)}。` },
      { kind: 'heading', level: 1, text: '三、时限' },
      { kind: 'paragraph', text: `${day(record.due)}前办结并反馈。` },
      ...(record.milestones ?? []).map((m) => ({
        kind: 'paragraph' as const,
        text: `${m.what}：${inWords(m.due)}前。`,
      })),
    ],
    signed: { by: `${context.district}人民政府办公室`, on: context.record.assignedOn ?? context.today },
    ...trace(context),
  }
}

/** How it was handled, the facts, the result and opinion, contact name and phone: the reply offices expect (ux C4). */
function report(context: Context): Gongwen {
  const { record } = context
  return {
    format: 'letter',
    issuer: context.unit(record.lead),
    title: `关于“${record.task ?? ''}”办理情况的报告`,
    addressee: `${context.district}人民政府办公室`,
    body: [
      {
        kind: 'paragraph',
        text: `根据${cited(context)}要求，我单位承办“${record.task ?? ''}”（${record.number ?? ''}），现将办理情况报告如下。`,
      },
      { kind: 'heading', level: 1, text: '一、办理经过' },
      ...context.done.map((entry) => ({
        kind: 'paragraph' as const,
        text: sentence(
          `${inWords(dayAt(entry.at))}，${entry.by}${entry.title}${entry.text ? `：${entry.text}` : ''}`,
        ),
      })),
      { kind: 'heading', level: 1, text: '二、办理结果' },
      { kind: 'paragraph', text: sentence(record.result ?? '') },
      { kind: 'heading', level: 1, text: '三、总结和意见' },
      { kind: 'paragraph', text: sentence(record.summary ?? record.next ?? '') },
    ],
    note: `联系人：${context.person(record.handler)}${record.contact ? `，电话：${record.contact}` : ''}`,
    signed: { by: context.unit(record.lead), on: lastDone(context) },
    ...trace(context),
  }
}

export const papers: Record<string, PaperSpec<TaskRecord>> = {
  slip: { title: '督办单', fill: slip },
  order: { title: '交办单', provided: ({ assignedOn }) => assignedOn !== undefined, fill: order },
  report: { title: '办理情况报告', provided: ({ result }) => result !== undefined, fill: report },
}
