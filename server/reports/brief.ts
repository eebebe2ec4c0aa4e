import type { Gongwen } from '#kernel/gongwen.ts'
import type { Entry } from '#kernel/matter.ts'
import { type Day, addMs, dayAt, inWords } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { ledger } from '#store/queries/ledger.ts'
import { type MatterWhole, matterWhole } from '#store/queries/matter.ts'
import { filtersOf } from '../matters/ledger-view.ts'
import { idsOf } from '../matters/matter-page.ts'
import { type Reader, lightBounds, readerFor, withNames } from '../matters/reader.ts'
import { fieldsSeen } from '../matters/seen.ts'
import { holderShown, shownValues } from '../matters/shown.ts'
import { dueText, postText } from '../matters/texts.ts'
import { timelineOf } from '../matters/timeline.ts'
import { waitingText } from './circular.ts'
import { type Reported, type TaskFacts, factsOf } from './task-facts.ts'

/** The most matters in a brief: a leader reads no more. */
export const MOST_IN_BRIEF = 40
/** The latest so many steps of each are told. */
const MOST_TOLD = 12

/** One matter of a brief. `seq` is the entry of the matter's journal that a sentence comes from. */
export interface BriefItem {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly stateTitle: string
  readonly asked: readonly string[]
  readonly progress: readonly { readonly text: string; readonly seq: number }[]
  /** Earlier steps that are left out. */
  readonly earlier: number
  readonly problems: readonly string[]
  readonly next: readonly string[]
}

export interface Brief {
  readonly title: string
  readonly date: Day
  /** For whom: the leader whose matters these are. */
  readonly addressee?: string
  readonly items: readonly BriefItem[]
  /** There are more matters than a brief holds. */
  readonly more: boolean
}

/** One matter, all in hand that a leader arranged, or what a search finds; only matters of the reported procedure. */
export interface BriefAsked {
  readonly matter?: string | undefined
  readonly arranger?: string | undefined
  readonly q?: string | undefined
}

/** 工作简报 for a sponsoring leader (H3): what was asked, how it goes in sentences with days and sources, who must help, what is next. */
export async function briefFor(
  context: StoreContext,
  actor: Actor,
  reported: Reported,
  asked: BriefAsked,
): Promise<Brief> {
  const reader = await readerFor(context, actor)
  const ids = await chosen(context, reader, reported, asked)
  const items: BriefItem[] = []
  for (const id of ids.slice(0, MOST_IN_BRIEF)) {
    const whole = await matterWhole(context, actor, id)
    if (whole?.stored.matter.procedure === reported.procedure.id)
      items.push(itemOf(await withNames(context, reader, idsOf(reported.procedure, whole)), reported, whole))
  }
  return {
    title: '工作简报',
    date: dayAt(reader.now),
    ...(asked.arranger === undefined
      ? {}
      : { addressee: postText(asked.arranger, reader.district.directory) }),
    items,
    more: ids.length > MOST_IN_BRIEF,
  }
}

async function chosen(
  context: StoreContext,
  reader: Reader,
  { procedure }: Reported,
  { matter, arranger, q }: BriefAsked,
): Promise<string[]> {
  if (matter !== undefined) return [matter]
  if (arranger === undefined && q === undefined) return []
  const filters = filtersOf(reader, { procedure: procedure.id, arranger, q })
  const page = { sort: 'due', limit: MOST_IN_BRIEF + 1 } as const
  const { rows } = await ledger(context, reader.actor, filters, lightBounds(reader), page)
  // Of all that a leader arranged, what is done with is no news; what was searched for is told as it stands.
  return rows.filter(({ closed }) => q !== undefined || !closed).map(({ id }) => id)
}

function itemOf(reader: Reader, reported: Reported, whole: MatterWhole): BriefItem {
  const { procedure, spec } = reported
  const { matter } = whole.stored
  const { directory } = reader.district
  const seen = fieldsSeen(procedure, matter.record, reader.actor, directory)
  const values = new Map(
    shownValues(seen, matter.record, reader).map(({ name, title, text }) => [name, { title, text }]),
  )
  const told = timelineOf(procedure, whole.lines, seen, whole.files, reader).filter(({ act }) =>
    spec.told.includes(act),
  )
  const planned = values.get(spec.planned)
  return {
    id: matter.id,
    number: values.get('number')?.text ?? '',
    title: values.get(procedure.titled)?.text ?? '',
    stateTitle: procedure.states[matter.state ?? '']?.title ?? '',
    asked: spec.asked.flatMap((name) => {
      const value = values.get(name)
      return value && value.text !== '' ? [sentence(`${value.title}：${value.text}`)] : []
    }),
    progress: told.slice(-MOST_TOLD).map(({ at, by, title, form, seq }) => {
      const words = form.flatMap((value) => (value.kind === 'text' ? [value.text] : [])).join('；')
      return {
        text: sentence(
          `${inWords(dayAt(at))}，${by?.unit ?? ''}${by?.name ?? ''}${title}${words ? `：${words}` : ''}`,
        ),
        seq,
      }
    }),
    earlier: Math.max(0, told.length - MOST_TOLD),
    problems: problemsOf(reader, reported, whole),
    next: [
      ...(planned && procedure.states[matter.state ?? '']?.final !== true
        ? [sentence(`${planned.title}：${planned.text}`)]
        : []),
      ...matter.duties
        .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.no - b.no))
        .map((duty) => {
          const holder = holderShown(duty.holder, reader)
          const what = duty.what === undefined ? '' : `“${duty.what}”`
          const rests = duty.pausedAt === undefined ? '前' : '（目前中止计时）'
          const who = `${holder.unitName}${holder.postTitle ?? ''}`
          return sentence(
            `${dueText(duty.dueAt)}${rests}，${who}${procedure.duties[duty.name]?.must ?? ''}${what}`,
          )
        }),
    ],
  }
}

/** What is wrong and who must help: stuck, overdue, a term that ran out in silence, a letter without an answer. */
function problemsOf(reader: Reader, reported: Reported, { stored, lines }: MatterWhole): string[] {
  const entries = lines.map((line) => line.entry).filter((entry): entry is Entry => entry !== null)
  if (entries.length < lines.length) return ['部分记录内容已依法删除。']
  const first = entries[0]?.at ?? reader.now
  const facts = factsOf(reported, stored.matter.id, entries, { start: first, end: addMs(reader.now, 1) })
  return facts ? problemSentences(facts, reader) : []
}

function problemSentences({ stuck, overdue, due, lapsed, letters }: TaskFacts, reader: Reader): string[] {
  const { directory } = reader.district
  const waits = stuck?.waits.map((one) => waitingText(one, directory)).join('、')
  return [
    ...(stuck ? [`${inWords(stuck.since)}起卡住：${stuck.trouble}${waits ? `；请${waits}协助` : ''}`] : []),
    ...(overdue && due !== undefined ? [`完成时限${inWords(due)}已过，尚未办结`] : []),
    ...lapsed.map((on) => `${inWords(on)}时限届满，当时未办结也未报告`),
    ...letters
      .filter(({ answered, withdrawn }) => !answered && !withdrawn)
      .map(({ what, answerBy }) => `${what}（回复期限${inWords(answerBy)}）尚未回复`),
  ].map(sentence)
}

/** Ends with a full stop, as sentences of a paper do. */
const sentence = (text: string): string => (/[。！？；]$/.test(text) ? text : `${text}。`)

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** `十二`: numbers of headings up to forty. */
function numeral(n: number): string {
  if (n <= 10) return NUMERALS[n - 1] ?? ''
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens > 1 ? NUMERALS[tens - 1] : ''}十${ones > 0 ? NUMERALS[ones - 1] : ''}`
}

/** The brief as a paper. */
export function briefPaper(
  { title, date, addressee, items, more }: Brief,
  district: string,
  url: string,
): Gongwen {
  const part = (heading: string, texts: readonly string[]): Gongwen['body'] =>
    texts.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: heading },
          ...texts.map((text) => ({ kind: 'paragraph' as const, text })),
        ]
  return {
    format: 'document',
    issuer: `${district}人民政府办公室`,
    title: `${title}\n（${inWords(date)}）`,
    ...(addressee === undefined ? {} : { addressee }),
    body: [
      ...items.flatMap((item, n) => [
        {
          kind: 'heading' as const,
          level: 1 as const,
          text: `${numeral(n + 1)}、${item.title}（${item.number}，${item.stateTitle}）`,
        },
        ...part('（一）交办要求', item.asked),
        ...part('（二）进展情况', [
          ...(item.earlier > 0 ? [`此前${item.earlier}次办理记录从略。`] : []),
          ...item.progress.map(({ text, seq }) => `${text.slice(0, -1)}（记录第${seq}条）。`),
        ]),
        ...part('（三）存在问题', item.problems.length > 0 ? item.problems : ['没有报告的困难，没有逾期。']),
        ...part('（四）下步安排', item.next),
      ]),
      ...(items.length === 0 ? [{ kind: 'paragraph' as const, text: '没有符合条件的事项。' }] : []),
      ...(more ? [{ kind: 'paragraph' as const, text: `事项较多，只列出${MOST_IN_BRIEF}件。` }] : []),
    ],
    signed: { by: `${district}人民政府办公室`, on: date, sealed: false },
    trace: { text: '每句话都可以在系统中打开所依据的记录', url },
  }
}
