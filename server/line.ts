/**
 * A line in front of work that costs much: so many at once, so many wait in the order in which they came, whoever comes later is
 * turned away.
 *
 *     const line = lineOf({ atOnce: 2, waiting: 20 })
 *     const made = await line(() => make(job)) // null: too many wait, and it was not begun
 */
export function lineOf({ atOnce, waiting: most }: { readonly atOnce: number; readonly waiting: number }) {
  let busy = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (busy < atOnce) busy++
    else if (waiting.length >= most) return null
    // Whoever is called takes over the place of the one that left.
    else await new Promise<void>((called) => waiting.push(called))
    try {
      return await work()
    } finally {
      const first = waiting.shift()
      if (first) first()
      else busy--
    }
  }
}
