import { type Day, daysBetween } from '#kernel/time.ts'

/** A sum that was asked for: by which item, for whom, on which day. */
export interface Asked {
  readonly id: string
  readonly body: string
  readonly payee?: string | undefined
  readonly project?: string | undefined
  readonly sum: number
  readonly on: Day
}

/** Sums for one payee or project, each under the threshold, together at or over it within the window. */
export interface Split {
  readonly by: 'payee' | 'project'
  readonly name: string
  readonly items: readonly Asked[]
  readonly total: number
}

/** Sums are counted together over this many days: twelve months. */
export const WINDOW = 365

const plain = (name: string | undefined): string => (name ?? '').replace(/[\s（）()·]/gu, '')

/** Whether two items are for the same payee or the same project of one body, and within the window of each other. */
export const sameCause = (a: Omit<Asked, 'id' | 'sum'>, b: Omit<Asked, 'id' | 'sum'>): boolean =>
  a.body === b.body &&
  Math.abs(daysBetween(a.on, b.on)) <= WINDOW &&
  (['payee', 'project'] as const).some((by) => plain(a[by]) !== '' && plain(a[by]) === plain(b[by]))

/**
 * A1: sums that stay under a threshold one by one and reach it together, for the same payee or project within twelve months. Of each
 * payee and project the heaviest such run is told, earliest first.
 */
export function splits(asked: readonly Asked[], threshold: number): readonly Split[] {
  const small = asked.filter(({ sum }) => sum < threshold).toSorted((a, b) => a.on.localeCompare(b.on))
  return (['payee', 'project'] as const).flatMap((by) => {
    const groups = Map.groupBy(
      small.filter((one) => plain(one[by]) !== ''),
      (one) => `${one.body} ${plain(one[by])}`,
    )
    return [...groups.values()].flatMap((group): Split[] => {
      const items = heaviest(group)
      const total = totalOf(items)
      return items.length > 1 && total >= threshold ? [{ by, name: items[0]?.[by] ?? '', items, total }] : []
    })
  })
}

const totalOf = (items: readonly Asked[]): number => items.reduce((sum, one) => sum + one.sum, 0)

/** The stretch of the window's length in which most was asked for. */
function heaviest(group: readonly Asked[]): readonly Asked[] {
  const stretches = group.map((first, n) =>
    group.slice(n).filter(({ on }) => daysBetween(first.on, on) <= WINDOW),
  )
  return stretches.reduce((most, one) => (totalOf(one) > totalOf(most) ? one : most), [])
}
