import { workdaysAfter } from '#kernel/calendar.ts'
import { type Day, addDays } from '#kernel/time.ts'
import type { ActContext, AnyRecord } from '#kernel/vocabulary.ts'
import { type MeetingRecord, outcomes, stances } from './record.ts'
import { actingRow } from './presiding.ts'
import { current } from './room.ts'

type Resolved = NonNullable<MeetingRecord['resolved']>[number]
type Acting = NonNullable<MeetingRecord['acting']>[number]
type Opinion = NonNullable<MeetingRecord['opinions']>[number]

/** The day by which notice and papers are with the members; today, where that day has gone by already. */
export const papersDay = (heldOn: Day, days: number, today: Day): Day => {
  const by = addDays(heldOn, -days)
  return by < today ? today : by
}

/** The day by which the minutes are out. Where the calendar of that year is not known yet, calendar days stand in. */
export function minutesDay({ calendar, today }: Pick<ActContext, 'calendar' | 'today'>, days: number): Day {
  const counted = workdaysAfter(calendar, today, days)
  return counted.known ? counted.value.last : addDays(today, days)
}

const oneOf = <K extends string>(options: Readonly<Record<K, string>>, value: unknown): K | undefined =>
  typeof value === 'string' && Object.hasOwn(options, value) ? (value as K) : undefined

/** The topic that is in the room, as its own record stands. */
const topicNow = ({ record, matters }: ActContext<MeetingRecord>): AnyRecord | undefined =>
  record.current === undefined ? undefined : matters[record.current]?.record

/**
 * What the meeting resolved so far, with what became of the topic that leaves the room now. It is taken over at that moment: a topic
 * that was put off comes back to another meeting, and its record goes on.
 */
export function resolvedOf(context: ActContext<MeetingRecord>): Resolved[] {
  const { resolved = [] } = context.record
  const item = current(context.record)
  const topic = topicNow(context)
  const text: unknown = topic?.['decisionText']
  if (!item || typeof text !== 'string') return [...resolved]
  const outcome = oneOf(outcomes, topic?.['outcome'])
  const against: unknown = topic?.['againstReason']
  const whole = typeof against === 'string' ? `${text}（与多数意见不同，理由：${against}）` : text
  return [...resolved, { order: item.order, title: item.title, ...(outcome ? { outcome } : {}), text: whole }]
}

/** Who said what so far, with what was said of the topic that leaves the room: members, absent ones in writing, the chair last. */
export function opinionsOf(context: ActContext<MeetingRecord>): Opinion[] {
  const { opinions = [], chair } = context.record
  const item = current(context.record)
  const topic = topicNow(context)
  if (!item || !topic) return [...opinions]
  const rows = (name: string): readonly AnyRecord[] => (topic[name] ?? []) as readonly AnyRecord[]
  const written = rows('written').map((one) => ({
    ...one,
    words: `（书面意见）${String(one['words'] ?? '')}`,
  }))
  const chief = topic['chiefView'] as AnyRecord | undefined
  const said = [...rows('views'), ...rows('statedBefore'), ...written].map((view) =>
    opinion(item.order, view),
  )
  return [...opinions, ...said, ...(chief ? [opinion(item.order, { post: chair, ...chief })] : [])]
}

/** Who presided in the chair's place so far, with who did over the item that leaves the room now, where that was its own. */
export function actingOf(context: ActContext<MeetingRecord>): Acting[] {
  const { record, at } = context
  const { acting = [], chair, presiding } = record
  const topic = topicNow(context)
  const post: unknown = topic?.['presiding']
  if (typeof post !== 'string' || post === chair || post === presiding) return [...acting]
  const recusals = (topic?.['recusals'] ?? []) as readonly AnyRecord[]
  const reason = recusals.some((one) => one['post'] === chair) ? '主持人回避' : '主持人离会'
  const order = record.item
  return [...acting, actingRow(record, { post, reason, ...(order === undefined ? {} : { order }) }, at)]
}

function opinion(order: number, view: AnyRecord): Opinion {
  const stance = oneOf(stances, view['stance'])
  const person: unknown = view['person']
  return {
    order,
    post: String(view['post'] ?? ''),
    ...(typeof person === 'string' ? { person } : {}),
    ...(stance ? { stance } : {}),
    words: String(view['words'] ?? ''),
  }
}
