import pLimit, { type LimitFunction } from 'p-limit'

/** Runs what it is given, so many at once; the others wait in the order in which they came. */
export type Turns = LimitFunction

export const turnsOf = (atOnce: number): Turns => pLimit(atOnce)

/**
 * A line in front of work that costs much: so many at once, so many wait, whoever comes later is turned away.
 *
 *     const line = lineOf({ atOnce: 2, waiting: 20 })
 *     const made = await line(() => make(job)) // null: too many wait, and it was not begun
 */
export function lineOf({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }) {
  const turns = turnsOf(atOnce)
  return async <T>(work: () => Promise<T>): Promise<T | null> =>
    turns.activeCount >= atOnce && turns.pendingCount >= waiting ? null : turns(work)
}
