import { median, quantile } from '../../bench/figures.ts'
import type { Sample } from './samples.ts'

/** A straight line through a series, by least squares: what it grows by in an hour, and how sure that is. */
export interface Slope {
  readonly mean: number
  readonly perHour: number
  /** Standard error of `perHour`. */
  readonly error: number
}

/** The line through points in time; `t` in seconds. */
export function slopeOf(points: readonly (readonly [t: number, value: number])[]): Slope {
  const n = points.length
  const meanT = points.reduce((sum, [t]) => sum + t, 0) / n
  const mean = points.reduce((sum, [, v]) => sum + v, 0) / n
  const tt = points.reduce((sum, [t]) => sum + (t - meanT) ** 2, 0)
  const slope = points.reduce((sum, [t, v]) => sum + (t - meanT) * (v - mean), 0) / tt
  const rest = points.reduce((sum, [t, v]) => sum + (v - mean - slope * (t - meanT)) ** 2, 0)
  const error = Math.sqrt(rest / Math.max(1, n - 2) / tt)
  return { mean, perHour: slope * 3_600, error: error * 3_600 }
}

const MB = 2 ** 20

/** What an hour may add to a series before it counts as growth. */
const BOUNDS: readonly (readonly [name: keyof Sample, unit: number, perHour: number])[] = [
  ['rss', MB, 20],
  ['heap', MB, 10],
  ['external', MB, 10],
  ['databaseRss', MB, 40],
  ['fds', 1, 3],
  ['handles', 1, 3],
  ['connections', 1, 2],
  ['eventLoopLag', 0.001, 20],
  ['sweepLag', 1, 1],
  ['unsigned', 1, 1],
]

/** The first minutes fill caches and pools. */
const WARM_UP_S = 600

export interface Flatness {
  readonly name: string
  readonly unit: string
  readonly mean: number
  readonly perHour: number
  readonly error: number
  readonly bound: number
  readonly flat: boolean
}

/** Whether each series stays level: it does unless its line rises by more than the bound, and surely so. */
export function flatness(samples: readonly Sample[]): Flatness[] {
  const last = samples.at(-1)?.t ?? 0
  const warm = samples.filter(({ t }) => t >= Math.min(WARM_UP_S, last / 4))
  return BOUNDS.map(([name, unit, bound]) => {
    const line = slopeOf(warm.map((one) => [one.t, one[name] / unit]))
    const named = unit === MB ? 'MB' : unit === 0.001 ? 'ms' : ''
    return { name, unit: named, ...line, bound, flat: line.perHour - 2 * line.error <= bound }
  })
}

export interface Spread {
  readonly n: number
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** The median, the 99th percentile and the largest of some numbers. */
export const spreadOf = (values: readonly number[]): Spread => ({
  n: values.length,
  p50: median(values),
  p99: quantile(values, 0.99),
  max: quantile(values, 1),
})
