import type { Family } from './families.ts'

/** Which families stand in which copies, so that the district gets the matters and about the acts per matter it is to have. */
export interface Plan {
  readonly copies: number
  readonly matters: number
  readonly entries: number
  /** Whether a copy holds a family. */
  holds(family: number, copy: number): boolean
}

/** Acts per matter of a district that is many times as large: most of its matters are short ones. */
const ENTRIES_PER_MATTER = 5.5

/**
 * Plans copies. Long families come more rarely than short ones, each at even distances, so that every stretch of copies looks like
 * every other.
 */
export function planCopies(
  families: readonly Family[],
  matters: number,
  each: number = ENTRIES_PER_MATTER,
): Plan {
  const shares = sharesFor(families, each)
  const perCopy = families.reduce((sum, family, n) => sum + family.matters.length * (shares[n] ?? 0), 0)
  const copies = Math.max(1, Math.ceil(matters / perCopy))
  // Families begin at different places of their rhythm; otherwise the rare ones would all meet in the same copy.
  const holds = (family: number, copy: number): boolean => {
    const share = shares[family] ?? 0
    const phase = (family * 0.618_034) % 1
    return Math.floor((copy + 1) * share + phase) > Math.floor(copy * share + phase)
  }
  const counted = { copies, matters: 0, entries: 0, holds }
  for (let copy = 0; copy < copies; copy++)
    for (const [n, family] of families.entries()) {
      if (!holds(n, copy)) continue
      counted.matters += family.matters.length
      counted.entries += family.entries
    }
  return counted
}

/** The share of copies that hold each family: falling with its length, so steeply that the average comes out. */
function sharesFor(families: readonly Family[], each: number): number[] {
  const lengths = families.map(({ entries, matters }) => entries / matters.length)
  const shares = (steepness: number): number[] => lengths.map((length) => Math.exp(-steepness * (length - 1)))
  const average = (of: readonly number[]): number => {
    const sum = (what: (family: Family) => number): number =>
      families.reduce((total, family, n) => total + what(family) * (of[n] ?? 0), 0)
    return sum(({ entries }) => entries) / sum(({ matters }) => matters.length)
  }
  let [low, high] = [0, 2]
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (average(shares(middle)) > each) low = middle
    else high = middle
  }
  return shares(high)
}
