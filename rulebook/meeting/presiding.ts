import { type Instant, clockAt } from '#kernel/time.ts'
import type { MeetingRecord } from './record.ts'
import { inRoom } from './room.ts'

type Acting = NonNullable<MeetingRecord['acting']>[number]

/**
 * Who presides: the chair while he is in the room; else whoever he named for it, else the first in the body's order who is. Undefined
 * where nobody may.
 *
 * @param without posts that have withdrawn from what is talked over
 * @param named the chair's own choice for one item
 */
export function presiderOf(
  record: MeetingRecord,
  without: readonly string[] = [],
  named?: string,
): string | undefined {
  const here = inRoom(record).filter((post) => !without.includes(post))
  return [record.chair, named, ...(record.standIns ?? [])].find(
    (post) => post !== undefined && here.includes(post),
  )
}

const personIn = ({ attendance = [] }: MeetingRecord, post: string) =>
  attendance.find((row) => row.post === post)?.person

/** A line of who presided in the chair's place, by post and person; over one item, where it is only that one. */
export function actingRow(
  record: MeetingRecord,
  { post, reason, order }: Pick<Acting, 'post' | 'reason' | 'order'>,
  at: Instant,
): Acting {
  const person = personIn(record, post)
  return {
    post,
    ...(person === undefined ? {} : { person }),
    ...(order === undefined ? {} : { order }),
    reason,
    from: clockAt(at),
  }
}

/** Why it is not the chair who presides. */
const why = ({ attendance = [], chair }: MeetingRecord): string => {
  const row = attendance.find(({ post }) => post === chair)
  if (row?.state === 'leave') return '主持人请假'
  return row?.leftAt === undefined ? '主持人未到会' : '主持人离会'
}

/**
 * Who presides over the meeting once somebody came or went, with a new line where it is no longer the same one. Before the meeting is
 * open nobody does but the chair.
 */
export function presidedAfter(record: MeetingRecord, at: Instant, isOpen = true) {
  const { acting = [], chair, presiding } = record
  const now = isOpen ? presiderOf(record) : chair
  if (!isOpen || now === undefined || now === chair || now === presiding)
    return { presiding: now ?? presiding ?? null, acting }
  return { presiding: now, acting: [...acting, actingRow(record, { post: now, reason: why(record) }, at)] }
}
