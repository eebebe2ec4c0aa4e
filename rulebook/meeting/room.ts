import { type Instant, clockAt, instantOf, msBetween } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { needed } from '../body/quorum.ts'
import type { Attendance, Item, MeetingRecord } from './record.ts'

/** Posts of the members who are in the room now. Guests never count. */
export const inRoom = ({ attendance = [] }: MeetingRecord): readonly string[] =>
  attendance
    .filter(({ state, leftAt }) => state === 'present' && leftAt === undefined)
    .map(({ post }) => post)

/** Whether so many members are in the room as the rules ask, for the item in the room or another, and how many they are. */
export function quorate(record: MeetingRecord, quorum = record.itemQuorum ?? record.quorum) {
  const members = record.members?.length ?? 0
  const [present, least] = [inRoom(record).length, needed(members, quorum)]
  return { members, present, least, reached: present >= least }
}

/** The item that is in the room; undefined between two of them. */
export const current = ({ agenda = [], item }: MeetingRecord): Item | undefined =>
  item === undefined ? undefined : agenda.find(({ order }) => order === item)

/** What has not been in the room yet, in its order. */
export const ahead = ({ agenda = [] }: MeetingRecord): readonly Item[] =>
  agenda.filter(({ startedAt }) => startedAt === undefined).toSorted((a, b) => a.order - b.order)

/** An agenda with one item changed. */
export const withItem = (agenda: readonly Item[], order: number, change: Partial<Item>): Item[] =>
  agenda.map((one) => (one.order === order ? { ...one, ...change } : one))

/** The attendance when nobody has come yet: those whose leave was granted, and everybody else absent. */
export const expected = ({ members = [], replies = [] }: MeetingRecord): Attendance[] =>
  members.map(({ post }) => ({
    post,
    state: replies.some((one) => one.post === post && one.ruling === 'granted') ? 'leave' : 'absent',
  }))

/** The attendance once a member has come in; whoever was out before is back. */
export function arrived(record: MeetingRecord, { post, person }: Actor, at: Instant): Attendance[] {
  const known = record.attendance ?? expected(record)
  return known.map((row) => {
    if (row.post !== post) return row
    const { leftAt: _, ...rest } = row
    return { ...rest, person, state: 'present', arrivedAt: row.arrivedAt ?? clockAt(at) }
  })
}

/** The attendance once a member has gone out. */
export const gone = ({ attendance = [] }: MeetingRecord, post: string, at: Instant): Attendance[] =>
  attendance.map((row) => (row.post === post ? { ...row, leftAt: clockAt(at) } : row))

/** The turns to speak once the present one is over; whoever has the floor loses it. */
export function spoken({ turns = [], floor, item }: MeetingRecord, at: Instant) {
  if (floor === undefined || item === undefined) return { turns, floor: null }
  const seconds = Math.max(0, Math.round(msBetween(instantOf(floor.from), at) / 1000))
  return { turns: [...turns, { ...floor, order: item, seconds }], floor: null }
}

/** Posts of the members who were there while the present item was: to its end, or until they went out in the course of it. */
export function thereNow(record: MeetingRecord): readonly string[] {
  const since = current(record)?.startedAt ?? ''
  const { attendance = [], absences = [] } = record
  const wentOut = absences.filter(({ leftAt }) => leftAt >= since).map(({ post }) => post)
  const here = new Set([...inRoom(record), ...wentOut])
  return attendance.filter(({ post }) => here.has(post)).map(({ post }) => post)
}
