import type { Presence, RoomFacts } from '#kernel/room.ts'
import { instantOf } from '#kernel/time.ts'
import { type Attendance, type MeetingRecord, outcomes } from './record.ts'
import { expected, quorate } from './room.ts'

const BEFORE: readonly string[] = ['planned', 'proposed', 'agreed', 'noticed']

const presenceOf = ({ state, leftAt }: Attendance): Presence => {
  if (state !== 'present') return state
  return leftAt === undefined ? 'in' : 'out'
}

/** What the live page of a meeting shows. */
export function roomOf(record: MeetingRecord, state: string): RoomFacts {
  const { heldOn, startsAt, place, chair, presiding, members = [], item, since, floor, turns = [] } = record
  const rows = record.attendance ?? expected(record)
  return {
    phase: state === 'open' ? 'open' : BEFORE.includes(state) ? 'before' : 'over',
    ...(heldOn === undefined ? {} : { heldOn }),
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(place === undefined ? {} : { place }),
    ...(chair === undefined ? {} : { chair }),
    ...(presiding === undefined ? {} : { presiding }),
    members: members
      .toSorted((a, b) => a.order - b.order)
      .map(({ post }) =>
        seated(
          post,
          rows.find((row) => row.post === post),
        ),
      ),
    quorum: quorate(record),
    agenda: agendaOf(record),
    ...(item === undefined ? {} : { item }),
    ...(since === undefined ? {} : { since: instantOf(since) }),
    ...(floor === undefined ? {} : { floor: { ...floor, from: instantOf(floor.from) } }),
    turns,
  }
}

function seated(post: string, row: Attendance | undefined): RoomFacts['members'][number] {
  const since = row?.leftAt ?? row?.arrivedAt
  return {
    post,
    ...(row?.person === undefined ? {} : { person: row.person }),
    presence: row ? presenceOf(row) : 'absent',
    ...(since === undefined ? {} : { since }),
  }
}

function agendaOf({ agenda = [], resolved = [] }: MeetingRecord): RoomFacts['agenda'] {
  return agenda
    .toSorted((a, b) => a.order - b.order)
    .map(({ order, title, minutes, presenter, topic, startedAt, endedAt }) => {
      const came = resolved.find((one) => one.order === order)?.outcome
      return {
        order,
        title,
        minutes,
        ...(presenter === undefined ? {} : { presenter }),
        ...(topic === undefined ? {} : { matter: topic }),
        ...(startedAt === undefined ? {} : { startedAt }),
        ...(endedAt === undefined ? {} : { endedAt }),
        ...(came === undefined ? {} : { outcome: outcomes[came] }),
      }
    })
}
