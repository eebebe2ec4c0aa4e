import { type Day, addDays } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { BodyRecord } from './record.ts'

type Proposal = NonNullable<BodyRecord['proposal']>

/** The rules as they would stand after a form: what it leaves out, or leaves empty, stays. */
export const rulesAfter = (record: BodyRecord, form: AnyRecord): BodyRecord => ({ ...record, ...given(form) })

const given = (form: AnyRecord): AnyRecord =>
  Object.fromEntries(
    Object.entries(form).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )

/** What a confirmed proposal sets in the record. */
export function confirmed(proposal: Proposal) {
  const { reason: _reason, basis: _basis, naming, ...rules } = proposal
  return { ...rules, ...(naming === undefined ? {} : { named: naming === 'named' }) }
}

/** The day by which the body meets again: its interval after the last meeting, or after today where there was none. */
export const nextMeeting = (every: number | undefined, last: Day): Day | undefined =>
  every === undefined ? undefined : addDays(last, every)

type Call = NonNullable<BodyRecord['meetings']>[number]

/** What a body's calendar says once one of its meetings moved or was called off: which is the last, and by when the next is due. */
export function calendarAfter({ every, nextBy }: BodyRecord, meetings: readonly Call[], today: Day) {
  const last = meetings.findLast(({ off }) => off !== true)
  const by = last === undefined ? (meetings[0]?.by ?? nextBy) : nextMeeting(every, last.heldOn)
  return {
    meetings,
    lastOn: last?.heldOn ?? null,
    ...(every === undefined || by === undefined ? {} : { nextBy: by < today ? today : by }),
  }
}
