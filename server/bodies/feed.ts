import { createHash, randomBytes } from 'node:crypto'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { type MeetingPart, playersOf } from '#kernel/collective.ts'
import { addMs, dayAt, isDay, startOf } from '#kernel/time.ts'
import { feedOf } from '#store/calendar-feed.ts'
import type { StoreContext } from '#store/context.ts'
import { seatsOf } from '#store/identity.ts'
import { calledTo } from '#store/queries/collective.ts'
import type { RecordedRow } from '#store/queries/parts.ts'
import { textIn } from './sees.ts'

/** Meetings in a calendar: the latest that were called, a year and more of anybody's. */
const MOST = 120
const MINUTE = 60_000
/** A meeting without planned minutes takes two hours in a calendar. */
const USUAL_MINUTES = 120

/** A new secret of 256 bits as an address carries it, and the hash that is kept of it. */
export function newKey(): { readonly key: string; readonly hash: Uint8Array } {
  const key = randomBytes(32).toString('base64url')
  return { key, hash: hashOf(key) }
}

const hashOf = (key: string): Uint8Array => createHash('sha256').update(key).digest()

/**
 * The meetings that somebody's posts are called to, as iCalendar: when, where, what it is called. What is talked about stands on
 * the page behind the login, since calendars copy what they are given to where nobody asks who reads. Null for a key that opens
 * nothing.
 *
 * @param site address of this app, `https://luoshi.example`
 */
export async function calendarFor(
  context: StoreContext,
  key: string,
  { district, site }: { readonly district: string; readonly site: string },
): Promise<string | null> {
  const person = await feedOf(context, hashOf(key))
  if (person === undefined) return null
  const seats = await seatsOf(context, person, dayAt(context.clock.now()))
  const players = playersOf(context.rulebook, 'meeting')
  const posts = [...new Set(seats.map(({ post }) => post))]
  const says = new Map(players.map((one) => [one.procedure.id, one.says]))
  const rows = await calledTo(context, posts, [...says.keys()], MOST)
  const calendar = ical({
    name: `${district}会议`,
    prodId: { company: 'luoshi', product: 'meetings', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3_600,
  })
  for (const row of rows) {
    const part = says.get(row.procedure)
    const event = part && eventOf(row, part, `${site}/matters/${row.id}`, context.tenant)
    if (event) calendar.createEvent(event)
  }
  return calendar.toString()
}

/** A meeting as an event; undefined where it has no day. */
export function eventOf(row: RecordedRow, part: MeetingPart<string, string>, url: string, tenant: string) {
  const { record } = row
  const day = textIn(record[part.on])
  if (day === null || !isDay(day)) return undefined
  const [hours = 9, minutes = 0] = (textIn(record[part.hour]) ?? '').split(':').map(Number)
  const start = addMs(startOf(day), ((Number.isNaN(hours) ? 9 : hours) * 60 + (minutes || 0)) * MINUTE)
  const off = part.off.includes(row.state)
  return {
    id: `${row.id}@${tenant}`,
    sequence: row.ver,
    stamp: new Date(row.updated_at),
    lastModified: new Date(row.updated_at),
    start: new Date(start),
    end: new Date(addMs(start, plannedMinutes(record[part.agenda]) * MINUTE)),
    summary: off ? `（已取消）${row.title}` : row.title,
    location: textIn(record[part.place]),
    description: `${row.number}。议题和材料请登录后查看：${url}`,
    url,
    status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  }
}

function plannedMinutes(agenda: unknown): number {
  const rows = Array.isArray(agenda) ? (agenda as readonly { minutes?: unknown }[]) : []
  const planned = rows.reduce((sum, { minutes }) => sum + (typeof minutes === 'number' ? minutes : 0), 0)
  return planned > 0 ? planned : USUAL_MINUTES
}
