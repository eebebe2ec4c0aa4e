import type { Block, Gongwen } from '#kernel/gongwen.ts'
import { dayAt, daysBetween, inWords } from '#kernel/time.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, officeOf, traceOf, urgencyOf } from '../paper-parts.ts'
import { type Letter, colours } from './letters.ts'
import { type TaskRecord, authorityKinds, record as declared } from './record.ts'

type Context = PaperContext<TaskRecord>

const cited = ({ record: { authority } }: Context): string => {
  if (!authority) return ''
  const number = authority.number ? `（${authority.number}）` : ''
  const on = authority.on ? `，${inWords(authority.on)}` : ''
  return `${authorityKinds[authority.kind]}：${authority.title}${number}${on}`
}

const units = (context: Context): string =>
  (context.record.cooperating ?? []).map(context.unit).join('、') || '无'
/** Ends with a full stop, as sentences of a paper do. */
const sentence = (text: string): string => (/[。！？；]$/.test(text) || text === '' ? text : `${text}。`)

function slip(context: Context): Gongwen {
  const { record } = context
  return {
    format: 'letter',
    issuer: officeOf(context),
    number: record.number ?? '',
    ...urgencyOf(context.record),
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
    signed: { by: officeOf(context), on: context.record.assignedOn ?? context.today },
    ...traceOf(context),
  }
}

function order(context: Context): Gongwen {
  const { record } = context
  return {
    format: 'document',
    issuer: officeOf(context),
    number: record.number ?? '',
    ...urgencyOf(context.record),
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
    signed: { by: officeOf(context), on: context.record.assignedOn ?? context.today },
    ...traceOf(context),
  }
}

/** How a letter fared, as the next one tells it. */
function fate({ what, on, answerBy, answered, withdrawn, ended }: Letter): string {
  const sentOn = `${what}${inWords(on)}发出，`
  if (withdrawn) return `${sentOn}${inWords(withdrawn)}撤回`
  if (answered) return `${sentOn}${inWords(answered)}回复`
  if (ended) return `${sentOn}${inWords(ended)}终止`
  return `${sentOn}要求${inWords(answerBy)}前回复，未回复`
}

const standing = ({ late, due, on }: Letter, firstDue: string | undefined): string => {
  const first = firstDue !== undefined && firstDue !== due ? `（首次时限${inWords(firstDue)}）` : ''
  return late > 0
    ? `完成时限${inWords(due)}${first}，截至${inWords(on)}已逾期${late}日`
    : `完成时限${inWords(due)}${first}，距时限${daysBetween(on, due)}日`
}

/** 三色督办单: what is late and by how much, what was asked before, what is asked now, and what the unit may do about it. */
function pressed(context: Context, row: string): Gongwen {
  const { record } = context
  const letters = record.letters ?? []
  const one = letters[Number(row) - 1]
  if (!one) throw new Error(`the task has no letter ${row}`)
  const earlier = letters.slice(0, Number(row) - 1).filter(({ unit }) => unit === one.unit)
  const until = one.ruling !== undefined && !one.withdrawn ? '（异议答复后重新计算）' : ''
  return {
    format: 'letter',
    issuer: officeOf(context),
    number: `${record.number ?? ''}—${row}`,
    ...(one.colour === 'red' ? { urgency: '加急' as const } : {}),
    title: `${colours[one.colour]}\n（第${row}号）`,
    addressee: context.unit(one.unit),
    body: [
      {
        kind: 'fields',
        rows: [
          [['督办事项', `${record.task ?? ''}（${record.number ?? ''}）`]],
          [['交办依据', cited(context)]],
          [['办理进度', standing(one, record.firstDue)]],
          ...(one.reason === undefined ? [] : [[['督办事由', one.reason] as [string, string]]]),
          ...(earlier.length === 0 ? [] : [[['此前发单', earlier.map(fate).join('；')] as [string, string]]]),
          [
            ['签发人', `${context.post(one.post) || context.person(one.by)}`],
            ['回复期限', `${inWords(one.answerBy)}${until}`],
          ],
        ],
      },
      { kind: 'paragraph', text: sentence(`要求：${one.demand}`) },
      {
        kind: 'paragraph',
        text: `请于${inWords(one.answerBy)}前回复。已经报告困难、申请延期或者反馈办结的，视为回复，不必另行报送。有不同意见的，可以说明理由提出异议，异议答复前不再发单。`,
      },
      ...(one.withdrawn
        ? [
            {
              kind: 'paragraph' as const,
              text: sentence(`本单已于${inWords(one.withdrawn)}撤回：${one.ruling ?? ''}`),
            },
          ]
        : []),
    ],
    signed: { by: `${context.district}人民政府督查室`, on: one.on },
    ...traceOf(context),
  }
}

const paragraphs = (texts: readonly (string | undefined)[]): Block[] =>
  texts.flatMap((text) => (text ? [{ kind: 'paragraph' as const, text: sentence(text) }] : []))

const whether = (done: string | undefined, due: string): string =>
  done === undefined ? `时限${inWords(due)}，尚未完成` : `${inWords(done)}完成（时限${inWords(due)}）`

/** What the record holds by way of facts: stages, parts, who cooperated, where it was stuck. */
function factsOf(context: Context): Block[] {
  const { milestones = [], parts = [], contributed = [], trouble, progress } = context.record
  return paragraphs([
    progress,
    ...milestones.map((m) => `节点“${m.what}”：${whether(m.done, m.due)}`),
    ...parts.map((p) => `${context.unit(p.unit)}承办“${p.what}”：${whether(p.done, p.due)}`),
    contributed.length > 0 ? `${contributed.map(context.unit).join('、')}已反馈配合情况` : undefined,
    trouble === undefined ? undefined : `存在的困难和问题：${trouble}`,
  ])
}

/**
 * 办理情况报告, the reply offices expect (ux C4): how it was handled, the facts, result and opinion, contact name and phone, under
 * a red head and with a signatory. All of it was said before, in feedback; nobody types it again.
 */
function report(context: Context): Gongwen {
  const { record } = context
  const finished = record.result !== undefined
  const head = context.headOf(record.lead)
  return {
    format: 'document',
    issuer: context.unit(record.lead),
    ...(head === '' ? {} : { signatory: head }),
    title: `关于“${record.task ?? ''}”办理${finished ? '' : '进展'}情况的报告`,
    addressee: officeOf(context),
    body: [
      {
        kind: 'paragraph',
        text: `根据${cited(context)}要求，我单位承办“${record.task ?? ''}”（${record.number ?? ''}），现将办理情况报告如下。`,
      },
      { kind: 'heading', level: 1, text: '一、办理过程' },
      ...paragraphs(
        context.done.map(
          (entry) =>
            `${inWords(dayAt(entry.at))}，${entry.by}${entry.title}${entry.text ? `：${entry.text}` : ''}`,
        ),
      ),
      { kind: 'heading', level: 1, text: '二、有关情况' },
      ...factsOf(context),
      { kind: 'heading', level: 1, text: finished ? '三、办理结果和意见' : '三、下步措施' },
      ...paragraphs(finished ? [record.result, record.summary ?? record.next] : [unfinished(context)]),
    ],
    note: `联系人：${context.person(record.handler)}${record.contact ? `，电话：${record.contact}` : ''}`,
    signed: { by: context.unit(record.lead), on: lastDone(context) },
    ...traceOf(context),
  }
}

const unfinished = ({ record }: Context): string =>
  `${record.next ? `${sentence(record.next)}` : ''}本事项完成时限${day(record.due)}`

export const papers: Record<string, PaperSpec<TaskRecord>> = {
  slip: { title: '督办单', fill: slip },
  order: { title: '交办单', provided: ({ assignedOn }) => assignedOn !== undefined, fill: order },
  letter: {
    title: '三色督办单',
    provided: ({ letters }) => letters !== undefined,
    each: ({ letters = [] }) => letters.map(({ what }, n) => ({ name: String(n + 1), title: what })),
    fill: pressed,
  },
  report: {
    title: '办理情况报告',
    provided: ({ result, progress, trouble }) => (result ?? progress ?? trouble) !== undefined,
    fill: report,
  },
}
