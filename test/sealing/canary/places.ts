import { type Found, type Needles, searchFiles, searchMemory } from './search.ts'

export type Name = 'sealed' | Sign
/** What stands in the open: in the titles, the ids of the rounds, the name of the data folder, the first line a service prints, a file put there. */
export type Sign = 'title' | 'round' | 'folder' | 'started' | 'planted'

/** Where is looked. */
interface Where {
  readonly name: string
  /** What must be found there at any time, or nothing shows that the search reads it; null where nothing of ours belongs. */
  readonly shows: Sign | null
  /** Once revealed, the words belong there and must be found. */
  readonly belongs: boolean
  readonly paths?: readonly string[]
  readonly pids?: readonly number[]
}

/** A place that was looked through. */
export interface Place extends Where {
  readonly found: Found<'sealed' | 'shows'>
  readonly shown: boolean
}

/** Looks through places, one after another. */
export async function searched(spelled: Needles<Name>, places: readonly Where[]): Promise<Place[]> {
  const done: Place[] = []
  for (const place of places) {
    const { shows } = place
    const needles = { sealed: spelled.sealed, shows: shows === null ? [] : spelled[shows] }
    const found = place.pids
      ? searchMemory(place.pids, needles)
      : await searchFiles(place.paths ?? [], needles)
    done.push({ ...place, found, shown: shows === null || found.in.shows.length > 0 })
  }
  return done
}

/** What was found before the reveal and after it, a line for each place. */
export function printed(before: readonly Place[], after: readonly Place[]): string {
  const lines = before.map((place, n) => {
    const { name, found, shows } = place
    const then = after[n]?.found.in.sealed.length ?? 0
    const mib = (found.bytes / 2 ** 20).toFixed(1)
    const shown = shows === null ? '–' : String(found.in.shows.length)
    return `${name.padEnd(62)} ${mib.padStart(8)} MiB  control ${shown.padStart(4)}  sealed ${String(found.in.sealed.length).padStart(3)}  revealed ${String(then).padStart(3)}`
  })
  return lines.join('\n')
}
