import type { Entry, Matter } from './matter.ts'
import type { Instant } from './time.ts'
import type { Procedure } from './vocabulary.ts'

/** What lists show of a matter and sort it by: all of it follows from its entries. */
export interface Standing {
  readonly group: string
  /** In a final state. */
  readonly closed: boolean
  readonly title: string
  readonly number: string
  /** The unit that answers for it; null while none is named. */
  readonly unit: string | null
  /** Due instant of the main duty; kept once that is met. */
  readonly dueAt: Instant | null
  readonly flags: readonly string[]
}

/** Where a matter stands after an entry, given where it stood before. */
export function standing(
  procedure: Procedure,
  matter: Matter,
  entry: Entry,
  before: Pick<Standing, 'dueAt' | 'flags'>,
): Standing {
  const { record, state } = matter
  const answerable: unknown = record[procedure.answerable]
  return {
    group: procedure.states[state ?? '']?.group ?? '拟办',
    closed: procedure.states[state ?? '']?.final === true,
    title: String(record[procedure.titled] ?? ''),
    number: String(record['number'] ?? ''),
    unit: typeof answerable === 'string' ? answerable : null,
    dueAt: mainDue(procedure, matter, entry, before.dueAt),
    flags: flagsAfter(procedure, matter, entry, before.flags),
  }
}

function mainDue(
  procedure: Procedure,
  matter: Matter,
  { effects }: Entry,
  before: Instant | null,
): Instant | null {
  const due = matter.duties.filter((duty) => procedure.duties[duty.name]?.main).map((duty) => duty.dueAt)
  if (due.length > 0) return due.reduce((first, at) => (at < first ? at : first))
  // A main duty that was opened by mistake and taken back leaves no due instant behind.
  return effects.closed.some((closing) => closing.how === 'withdrawn') ? null : before
}

function flagsAfter(procedure: Procedure, matter: Matter, entry: Entry, before: readonly string[]): string[] {
  const act = entry.kind.slice(procedure.id.length + 1)
  const kept = new Set(before.filter((flag) => flag !== 'paused' && !procedure.flags?.[flag]?.states))
  if (entry.by === null && entry.effects.changed.some((duty) => duty.lapsedAt === entry.at))
    kept.add('lapsed')
  if (matter.duties.some((duty) => duty.pausedAt && procedure.duties[duty.name]?.main)) kept.add('paused')
  for (const [name, flag] of Object.entries(procedure.flags ?? {})) {
    if (flag.acts?.includes(act) || (matter.state !== null && flag.states?.includes(matter.state)))
      kept.add(name)
  }
  return [...kept].toSorted()
}
