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
