import { type Closing, type Duty, type Entry, type Matter, blank, evolve } from '#kernel/matter.ts'
import { NOWHERE, type Standing, standing } from '#kernel/standing.ts'
import type { Instant } from '#kernel/time.ts'
import type { Procedure } from '#kernel/vocabulary.ts'

/** A duty as its row should stand: open ones, and those that left the list. */
export interface DutyProjection {
  readonly duty: Duty
  readonly how: Closing | null
  readonly closedAt: Instant | null
}

/** What the tables should say of a matter, all of it out of its journal. */
export interface Projection {
  readonly matter: Matter
  readonly standing: Standing
  readonly openedAt: Instant
  /** When somebody last moved it: a term that runs out moves nothing. */
  readonly updatedAt: Instant
  readonly duties: ReadonlyMap<number, DutyProjection>
}

/** Folds a matter's entries into everything that is stored of it; undefined when there are none. */
export function project(
  procedure: Procedure,
  start: Pick<Matter, 'id' | 'version'>,
  entries: readonly Entry[],
): Projection | undefined {
  let matter = blank(start.id, procedure.id, start.version)
  let now: Standing | undefined
  const duties = new Map<number, DutyProjection>()
  for (const entry of entries) {
    for (const { no, how } of entry.effects.closed) close(duties, no, how, entry.at)
    for (const duty of [...entry.effects.opened, ...entry.effects.changed])
      duties.set(duty.no, { duty, how: null, closedAt: null })
    matter = evolve(matter, entry)
    now = standing(procedure, matter, entry, now ?? NOWHERE)
  }
  const first = entries[0]
  const last = entries.findLast(({ by }) => by !== null) ?? first
  return first && last && now && { matter, standing: now, openedAt: first.at, updatedAt: last.at, duties }
}

function close(duties: Map<number, DutyProjection>, no: number, how: Closing, closedAt: Instant): void {
  const known = duties.get(no)
  if (known) duties.set(no, { ...known, how, closedAt })
}
