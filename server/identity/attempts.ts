/** Counts tries per key in fixed windows, in this process. */
export interface Attempts {
  /** Takes one try: 0 when it may go on, else the seconds to wait. `now` in milliseconds. */
  take(key: string, now: number): number
}

const MOST_KEYS = 10_000

/** Keys are addresses, so their number is bounded: past ten thousand the oldest are forgotten. */
export function countAttempts(limit: { most: number; windowMs: number }): Attempts {
  const windows = new Map<string, { since: number; n: number }>()
  return {
    take(key, now) {
      const window = windows.get(key)
      const current = window && now - window.since < limit.windowMs ? window : { since: now, n: 0 }
      current.n++
      windows.delete(key)
      windows.set(key, current)
      const [oldest] = windows.keys()
      if (windows.size > MOST_KEYS && oldest !== undefined) windows.delete(oldest)
      return current.n <= limit.most
        ? 0
        : Math.max(1, Math.ceil((current.since + limit.windowMs - now) / 1000))
    },
  }
}
