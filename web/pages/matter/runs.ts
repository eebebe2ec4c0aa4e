import type { TimelineEntry } from '../../api/shapes.ts'

/** One act of a person, or what the system did in one stretch between two acts of people. */
export type Run =
  | { readonly kind: 'one'; readonly entry: TimelineEntry }
  | { readonly kind: 'system'; readonly entries: readonly [TimelineEntry, ...TimelineEntry[]] }

/** The timeline with consecutive acts of the system folded into one; the order stays. A single one needs no fold. */
export function runsOf(timeline: readonly TimelineEntry[]): readonly Run[] {
  const runs: Run[] = []
  for (const entry of timeline) {
    const last = runs.at(-1)
    if (entry.by !== null || last === undefined) runs.push({ kind: 'one', entry })
    else if (last.kind === 'system') runs[runs.length - 1] = { ...last, entries: [...last.entries, entry] }
    else if (last.entry.by === null) runs[runs.length - 1] = { kind: 'system', entries: [last.entry, entry] }
    else runs.push({ kind: 'one', entry })
  }
  return runs
}
