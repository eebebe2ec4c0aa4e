import { daysBetween } from '#kernel/time.ts'

/** A meeting that a body called, as the body keeps it or as it stands now. */
export interface Called {
  readonly on: string
  readonly by: string | null
  readonly off: boolean
}

/** A meeting in the rhythm of its body. */
export interface Beat {
  /** Days since the one before that was not called off. */
  readonly gap: number | null
  readonly late: boolean
}

/**
 * A2: how far apart meetings were, and which came after the day by which they had to be. One that was called off is no meeting,
 * neither late nor the start of an interval.
 *
 * @param meetings in the order of their days
 */
export function rhythmOf(meetings: readonly Called[]): {
  readonly beats: readonly Beat[]
  readonly held: number
  readonly late: number
  readonly longest: number | null
} {
  let before: string | undefined
  const beats = meetings.map(({ on, by, off }): Beat => {
    if (off) return { gap: null, late: false }
    const gap = before === undefined ? null : daysBetween(before, on)
    before = on
    return { gap, late: by !== null && on > by }
  })
  const gaps = beats.flatMap(({ gap }) => (gap === null ? [] : [gap]))
  return {
    beats,
    held: meetings.filter(({ off }) => !off).length,
    late: beats.filter(({ late }) => late).length,
    longest: gaps.length === 0 ? null : Math.max(...gaps),
  }
}
