import type { SumItem, SumSplit } from '#kernel/collective.ts'
import { type Day, daysBetween } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Listed } from './classify.ts'
import type { TopicRecord } from './record.ts'

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
 * payee and project the heaviest such run is told, earliest first, of one day by id.
 */
export function splits(asked: readonly Asked[], threshold: number): readonly Split[] {
  const small = asked
    .filter(({ sum }) => sum < threshold)
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id))
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

const BY = { payee: '收款单位', project: '项目' } as const
/** Nothing was spent on these. */
const DROPPED = ['withdrawn', 'rejected']

/** The split sums among items of one body, by each line of its list that has a threshold in money. */
export function splitsAmong(items: readonly SumItem[], body: AnyRecord): readonly SumSplit[] {
  const list = ((body as { collective?: readonly Listed[] }).collective ?? []).filter(
    ({ measure, threshold }) => measure === 'sum' && threshold !== undefined,
  )
  const records = new Map(items.map(({ id, record }) => [id, record as TopicRecord]))
  return list.flatMap(({ kind, threshold = 0 }) => {
    const asked = items.flatMap(({ id, on, state }): Asked[] => {
      const { kind: of, sum, payee, project } = records.get(id) ?? {}
      return of === kind && sum !== undefined && !DROPPED.includes(state)
        ? [{ id, body: '', payee, project, sum, on }]
        : []
    })
    return splits(asked, threshold).map(({ by, name, items: found, total }) => ({
      by: BY[by],
      name,
      items: found.map(({ id, sum }) => ({ id, sum })),
      total,
      threshold,
      isJoined: found.some((one) =>
        found.every((other) => other === one || isCountedIn(records.get(one.id), other.id)),
      ),
    }))
  })
}

const isCountedIn = (record: TopicRecord | undefined, id: string): boolean =>
  (record?.related ?? []).some(({ topic }) => topic === id)
