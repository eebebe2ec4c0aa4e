import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, officeOf, traceOf } from '../paper-parts.ts'
import {
  type Item,
  type MeetingRecord,
  answers,
  itemKinds,
  outcomes,
  presences,
  rulings,
  stances,
} from './record.ts'
import { needed } from '../body/quorum.ts'

type Context = PaperContext<MeetingRecord>

/** The name of the body whose meeting it is: the meeting's own without its number. */
const bodyOf = ({ record }: Context): string => (record.title ?? '').replace(/（第\d+次）$/u, '')

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

const inOrder = (agenda: readonly Item[] = []): Item[] => agenda.toSorted((a, b) => a.order - b.order)

/** Posts with the names of who sits there: 区长某某. Where nobody came yet, the post alone. */
function seatsOf(context: Context, state: keyof typeof presences): string {
  const rows = (context.record.attendance ?? []).filter((row) => row.state === state)
  return rows
    .map(({ post, person }) =>
      person ? `${context.title(post)}${context.person(person)}` : context.post(post),
    )
    .join('、')
}

/** Who presided in the chair's place over more than one item. */
const actingOver = ({ acting = [] }: MeetingRecord) => acting.filter(({ order }) => order === undefined)

/** Who took over in the course of it. */
const takenOver = (context: Context): Block[] =>
  actingOver(context.record)
    .filter(({ from }) => from > (context.record.openedAt ?? ''))
    .map(({ from, reason, post, person }) =>
      paragraph(
        `${from.slice(11)}起，${reason}，由${context.title(post)}${context.person(person)}代为主持。`,
      ),
    )

/** Who chaired, by the name of the day: the sign-in knows it; before, whoever sits there now. */
function chairThen(context: Context): string {
  const { chair, attendance = [], openedAt = '' } = context.record
  const first = actingOver(context.record).find(({ from }) => from <= openedAt)
  if (first) return `${context.title(first.post)}${context.person(first.person)}（${first.reason}，代为主持）`
  const person = attendance.find(({ post }) => post === chair)?.person
  return person ? `${context.title(chair)}${context.person(person)}` : context.post(chair)
}

/** 会议通知: where and when, what will be talked over, and that the chair is to be told who cannot come. */
function notice(context: Context): Gongwen {
  const { record } = context
  const agenda = inOrder(record.agenda).map(({ order, kind, title, presenter, minutes }) => [
    String(order),
    itemKinds[kind],
    title,
    context.unit(presenter),
    `${minutes}分钟`,
  ])
  return {
    format: 'letter',
    issuer: context.unit(record.recorder) || officeOf(context),
    title: `关于召开${record.title ?? ''}的通知`,
    addressee: (record.members ?? []).map(({ post }) => context.title(post)).join('、'),
    body: [
      paragraph(
        `定于${day(record.heldOn)}${record.startsAt ?? ''}在${record.place ?? ''}召开${record.title ?? ''}，由${context.post(record.chair)}主持。现将有关事项通知如下。`,
      ),
      { kind: 'heading', level: 1, text: '一、议程' },
      {
        kind: 'table',
        columns: [
          { title: '次序', width: 8 },
          { title: '类别', width: 14 },
          { title: '题目', width: 42 },
          { title: '汇报单位', width: 22 },
          { title: '时间', width: 14 },
        ],
        rows: agenda,
      },
      { kind: 'heading', level: 1, text: '二、参加人员' },
      paragraph(
        `成员${record.members?.length ?? 0}人，到会${needed(record.members?.length ?? 0, record.quorum)}人以上方可开会。列席：${(record.guests ?? []).map(context.unit).join('、') || '无'}。`,
      ),
      { kind: 'heading', level: 1, text: '三、有关要求' },
      paragraph(record.notice ?? ''),
      paragraph(
        `请收到通知后回复是否参加；不能参加的，向主持人请假并说明理由。${record.collectBack ? '会议材料会后收回。' : ''}`,
      ),
    ],
    signed: { by: context.unit(record.recorder), on: record.noticedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

/** 签到表: every member with when he came, went out and came back; an empty line is for whoever has not come. */
function signInSheet(context: Context): Gongwen {
  const { record } = context
  const rows = (record.members ?? [])
    .toSorted((a, b) => a.order - b.order)
    .map(({ post, order }) => {
      const seat = record.attendance?.find((row) => row.post === post)
      const answered = record.replies?.findLast((row) => row.post === post)
      const out = (record.absences ?? []).filter((row) => row.post === post)
      return [
        String(order),
        context.title(post),
        context.person(seat?.person),
        answered
          ? [answers[answered.answer], answered.ruling ? rulings[answered.ruling] : '']
              .filter(Boolean)
              .join('，')
          : '',
        seat?.arrivedAt?.slice(11) ?? '',
        out.map(({ leftAt, backAt }) => `${leftAt.slice(11)}—${backAt?.slice(11) ?? ''}`).join('；'),
      ]
    })
  return {
    format: 'letter',
    issuer: context.unit(record.recorder) || officeOf(context),
    title: `${record.title ?? ''}签到表`,
    body: [
      {
        kind: 'fields',
        rows: [
          [
            ['时间', `${day(record.heldOn)}${record.startsAt ?? ''}`],
            ['地点', record.place ?? ''],
          ],
          [
            ['开会', record.openedAt ?? ''],
            ['散会', record.closedAt ?? ''],
          ],
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: '次序', width: 8 },
          { title: '岗位', width: 26 },
          { title: '姓名', width: 16 },
          { title: '回复', width: 16 },
          { title: '签到', width: 14 },
          { title: '中途离会', width: 20 },
        ],
        rows,
      },
      paragraph(`列席：${sittingIn(context) || '无'}。`),
    ],
    signed: { by: context.unit(record.recorder), on: record.heldOn ?? context.today, sealed: false },
    ...traceOf(context),
  }
}

/** 一、二、… 二十一 … for headings. */
function numeral(n: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
  const tens = Math.floor(n / 10)
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`}${digits[n % 10]}`
}

const sentence = (text: string): string => (/[。！？；]$/u.test(text) || text === '' ? text : `${text}。`)

/** Who sat in, by the name of the day. */
const sittingIn = ({ record, unit, person }: Context): string =>
  (record.satIn ?? []).map((one) => `${unit(one.unit)}${person(one.person)}`).join('、')

/** What is said of an item on which nothing was decided. */
function heard(context: Context, item: Item | undefined): string {
  if (item?.kind === 'study') return '会议进行了传达学习。'
  return item?.kind === 'hear' && item.presenter
    ? `会议听取了${context.unit(item.presenter)}的汇报。`
    : '会议未就本项作出决定。'
}

/** What was resolved on one item; with each member's view by name where the body's rules say so. */
function itemBlocks(context: Context, order: number, n: number): Block[] {
  const { record } = context
  const item = record.agenda?.find((one) => one.order === order)
  const resolved = record.resolved?.find((one) => one.order === order)
  const stoodIn = record.acting?.find((one) => one.order === order)
  const said = record.named ? (record.opinions ?? []).filter((one) => one.order === order) : []
  return [
    { kind: 'heading', level: 1, text: `${numeral(n)}、${item?.title ?? resolved?.title ?? ''}` },
    ...(stoodIn
      ? [
          paragraph(
            `${stoodIn.reason}，本项由${context.title(stoodIn.post)}${context.person(stoodIn.person)}主持。`,
          ),
        ]
      : []),
    ...(resolved
      ? [
          paragraph(
            sentence(
              `${resolved.outcome ? `会议决定：${outcomes[resolved.outcome]}。` : ''}${resolved.text}`,
            ),
          ),
        ]
      : [paragraph(heard(context, item))]),
    ...said.map(({ post, person, stance, words }) =>
      paragraph(
        sentence(
          `${context.person(person)}（${context.title(post)}）：${[stance ? stances[stance] : '', words].filter(Boolean).join('。')}`,
        ),
      ),
    ),
  ]
}

/** 纪要 as it is issued: the mark of the body's minutes, who was there, what was resolved; no seal (GB/T 9704 10.3). */
function minutes(context: Context): Gongwen {
  const { record } = context
  const copies = (record.sentTo ?? []).map(context.unit).join('、')
  const present = seatsOf(context, 'present')
  const [leave, absent] = [seatsOf(context, 'leave'), seatsOf(context, 'absent')]
  return {
    format: 'document',
    issuer: `${bodyOf(context)}纪要`,
    ...(record.minutesNumber ? { number: record.minutesNumber } : {}),
    title: `${record.title ?? ''}纪要`,
    body: [
      paragraph(
        `${day(record.heldOn)}${record.startsAt ?? ''}，${chairThen(context)}在${record.place ?? ''}主持召开${record.title ?? ''}。现纪要如下。`,
      ),
      ...takenOver(context),
      ...inOrder(record.agenda).flatMap(({ order }, n) => itemBlocks(context, order, n + 1)),
      ...(record.minutesText ?? '')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(paragraph),
      paragraph(`出席：${present || '无'}。`),
      ...(leave ? [paragraph(`请假：${leave}。`)] : []),
      ...(absent ? [paragraph(`缺席：${absent}。`)] : []),
      paragraph(`列席：${sittingIn(context) || '无'}。`),
    ],
    signed: {
      by: context.unit(record.recorder),
      on: record.signedOn ?? record.heldOn ?? context.today,
      sealed: false,
    },
    ...(copies ? { copies } : {}),
    printed: {
      by: context.unit(record.recorder) || officeOf(context),
      on: record.issuedOn ?? context.today,
    },
  }
}

export const papers: Record<string, PaperSpec<MeetingRecord>> = {
  notice: { title: '会议通知', provided: ({ agenda = [] }) => agenda.length > 0, fill: notice },
  attendance: { title: '签到表', provided: ({ noticedOn }) => noticedOn !== undefined, fill: signInSheet },
  minutes: { title: '会议纪要', provided: ({ draftedBy }) => draftedBy !== undefined, fill: minutes },
}
