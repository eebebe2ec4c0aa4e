/** One side of one round: acts per second, and CPU microseconds per act by where they were spent. */
export interface Cost {
  readonly rate: number
  /** All processes of PostgreSQL. */
  readonly database: number
  /** pgbench, this process or the HTTP server. */
  readonly program: number
  /** Whoever sends the requests, where that is another process. */
  readonly client?: number
}

/**
 * The value below which a share of a list lies: the middle at 0.5, the nineteenth of twenty at 0.95, the largest at 1. One of the
 * list's own values, the upper where two would do; 0 of an empty list.
 */
export function quantile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The middle of a list; of an even number the upper of the two, 0 of none. */
export const median = (list: readonly number[]): number => quantile(list, 0.5)

/** `0.714` as `71 %`. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`

/** Median over rounds of how one side's rate stands to the other's within the round. */
export const rateRatio = <Side extends string>(
  rounds: readonly Readonly<Record<Side, Cost>>[],
  side: Side,
  to: Side,
): number => median(rounds.map((round) => round[side].rate / round[to].rate))

/** Median CPU microseconds per act of database and program together. */
export const cpuOfSide = (costs: readonly Cost[]): number =>
  median(costs.map(({ database, program }) => database + program))

/** What several sides of a round found, measured one after the other in an order that turns with the rounds. */
export async function inTurns<Side extends string, Found>(
  sides: Readonly<Record<Side, () => Promise<Found>>>,
  round: number,
): Promise<Record<Side, Found>> {
  const names = Object.keys(sides) as Side[]
  const found: Partial<Record<Side, Found>> = {}
  for (let n = 0; n < names.length; n++) {
    const name = names[(n + round) % names.length] as Side
    found[name] = await sides[name]()
  }
  return found as Record<Side, Found>
}
