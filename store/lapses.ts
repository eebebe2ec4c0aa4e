import type { StoodBefore } from '#kernel/standing.ts'

/**
 * Flags that a term sets by running out. They stand in a column that no index knows, so that thousands of terms which run out together
 * write no index of the matter; whatever else a matter bears, lists are found by.
 */
const LAPSES: ReadonlySet<string> = new Set(['lapsed', 'late'])

type Flagged = Pick<StoodBefore, 'flags'>

/** What stands in the column `lapses`. */
export const lapsesOf = ({ flags }: Flagged): string[] => flags.filter((flag) => LAPSES.has(flag))

/** What stands in the column `flags`. */
export const flagsOf = ({ flags }: Flagged): string[] => flags.filter((flag) => !LAPSES.has(flag))

/**
 * SQL for all that a matter bears. Rows of a version before migration 0027 have their lapses among the flags until they are written
 * again.
 */
export const FLAGS = '(m.flags || m.lapses)'

/** SQL for what the matter `m` bears besides its lapses, as the rows of its parties have it. */
export const FLAGS_OF_PARTIES = `array_remove(array_remove(m.flags, 'lapsed'), 'late')`

/** What is only being drawn up stands in this group: of an open matter, in no other. */
const DRAFT = '拟办'

export const isDraft = (group: string): boolean => group === DRAFT

/** SQL for whether a matter is only being drawn up, as the rows of its parties have it, given its group as SQL. */
export const draftedIn = (group: string): string => `(${group} = '${DRAFT}')`

/** SQL condition on the matter `m`: a term of it ran out. */
export const bearsLapse = (flag: 'lapsed' | 'late'): string =>
  `(m.lapses @> '{${flag}}' or m.flags @> '{${flag}}')`
