import type { Duty, Entry, Matter } from './matter.ts'
import { deedKinds } from './meanings.ts'
import type { Instant } from './time.ts'
import type { FlagSpec, Procedure } from './vocabulary.ts'

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
  /**
   * The procedure's own, and `lapsed`, `late` (a duty besides the main one is past its term), `paused` (its clock rests), `met` (the main
   * duty is discharged: no light burns).
   */
  readonly flags: readonly string[]
  /** Since when the unit that answers for it has owed something without moving it; null where it owes nothing now. */
  readonly silentFrom: Instant | null
  /** Journal kinds with a meaning that have happened to it, such as a check on the spot. */
  readonly deeds: readonly string[]
}

/** What of a standing the next one rests on. */
export type StoodBefore = Pick<Standing, 'dueAt' | 'flags' | 'silentFrom' | 'deeds'>

/** Before its first entry a matter stands nowhere. */
export const NOWHERE: StoodBefore = { dueAt: null, flags: [], silentFrom: null, deeds: [] }

/** The group of a matter in a state; before its first act it is only being drawn up. */
export const groupOf = ({ states }: Procedure, state: string | null): string =>
  states[state ?? '']?.group ?? '拟办'

/** Where a matter stands after an entry, given where it stood before. */
export function standing(procedure: Procedure, matter: Matter, entry: Entry, before: StoodBefore): Standing {
  const { record, state } = matter
  const answerable: unknown = record[procedure.answerable]
  const unit = typeof answerable === 'string' ? answerable : null
  const closed = procedure.states[state ?? '']?.final === true
  const dueAt = mainDue(procedure, matter, entry, before.dueAt)
  return {
    group: groupOf(procedure, state),
    closed,
    title: String(record[procedure.titled] ?? ''),
    number: String(record['number'] ?? ''),
    unit,
    dueAt,
    flags: flagsAfter(procedure, matter, entry, before.flags, dueAt),
    silentFrom:
      closed || unit === null ? null : silentFrom(procedure, matter, entry, unit, before.silentFrom),
    deeds: deedsAfter(procedure, entry, before.deeds),
  }
}

const deedsAfter = (procedure: Procedure, { kind }: Entry, before: readonly string[]): readonly string[] =>
  before.includes(kind) || !deedKinds(procedure).includes(kind) ? before : [...before, kind].toSorted()

/** What resting clocks cover is not silence, and nobody is silent about what was laid on them only now. */
function silentFrom(
  procedure: Procedure,
  matter: Matter,
  entry: Entry,
  unit: string,
  before: Instant | null,
): Instant | null {
  const owes = matter.duties.some((duty) => duty.holder.unit === unit && !duty.pausedAt)
  if (!owes) return null
  const isMoved = entry.by?.unit === unit || Object.hasOwn(entry.effects.set, procedure.answerable)
  return isMoved ? entry.at : (before ?? entry.at)
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

/** Flags that every matter may bear; any other is one its procedure declares. */
export const COMMON_FLAGS: readonly string[] = ['lapsed', 'late', 'met', 'paused']

/** Flags that say how things stand now, besides those a procedure ties to states or to its record. */
const PASSING = new Set(['late', 'paused', 'met'])

function flagsAfter(
  procedure: Procedure,
  matter: Matter,
  entry: Entry,
  before: readonly string[],
  dueAt: Instant | null,
): string[] {
  const act = entry.kind.slice(procedure.id.length + 1)
  const kept = new Set(before.filter((flag) => !PASSING.has(flag) && !passes(procedure.flags?.[flag])))
  const isMain = (duty: Duty): boolean => procedure.duties[duty.name]?.main === true
  // Only the main duty counts: a unit that answered in time is not marked for a verification that came late.
  if (entry.effects.changed.some((duty) => isMain(duty) && duty.lapsedAt === entry.at)) kept.add('lapsed')
  const open = matter.duties.filter(isMain)
  if (open.some((duty) => duty.pausedAt)) kept.add('paused')
  if (open.length === 0 && dueAt !== null) kept.add('met')
  if (matter.duties.some((duty) => !isMain(duty) && duty.lapsedAt && !duty.pausedAt)) kept.add('late')
  const isOpen = procedure.states[matter.state ?? '']?.final !== true
  for (const [name, flag] of Object.entries(procedure.flags ?? {})) {
    const inState = matter.state !== null && flag.states?.includes(matter.state)
    const says = isOpen && flag.while?.(matter.record)
    if (inState || says || flag.acts?.includes(act)) kept.add(name)
  }
  return [...kept].toSorted()
}

const passes = (flag: FlagSpec<string, string> | undefined): boolean =>
  flag?.states !== undefined || flag?.while !== undefined
