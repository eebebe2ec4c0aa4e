import type { z } from 'zod'
import { type ListItem, type ListName, asOf, listNames, notLive } from '#kernel/lists.ts'
import { type Day, dayAt } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { type ItemFilter, itemVersions, itemsListed } from '#store/queries/items.ts'
import type { lists } from '../contract/operations/lists.ts'
import { changesBetween, lineOf } from './line.ts'

type Page = z.infer<typeof lists.page.ok>
type ItemPage = z.infer<typeof lists.item.ok>
type Difference = z.infer<typeof lists.difference.ok>

/** The procedure by which lists change; null where the rulebook has none. */
export function adjusting({ procedures }: Rulebook): Page['adjusts'] {
  for (const { id, keeping } of Object.values(procedures))
    if (keeping?.of === 'lists') return { procedure: id, propose: keeping.propose, enter: keeping.enter }
  return null
}

interface Asked extends Omit<ItemFilter, 'lists' | 'kinds'> {
  readonly list: ListName
  readonly kind?: NonNullable<ItemFilter['kinds']>[number]
  readonly on: Day
}

export const filterOf = ({ list, unit, kind, q }: Asked): ItemFilter => ({
  lists: [list],
  ...(unit === undefined ? {} : { unit }),
  ...(kind === undefined ? {} : { kinds: [kind] }),
  ...(q === undefined ? {} : { q: q.trim() }),
})

/** A page of a list as it stands on a day, with the days on which it changed. */
export async function listPage(
  context: StoreContext,
  asked: Asked,
  page: { readonly limit: number; readonly after?: string },
): Promise<Page> {
  const { list, on } = asked
  const [{ directory, laws }, listed, versions] = await Promise.all([
    districtOf(context),
    itemsListed(context, on, filterOf(asked), { ...page, limit: page.limit + 1 }),
    itemVersions(context, { list }),
  ])
  const shown = listed.slice(0, page.limit)
  const standing = standingOn(
    versions.map(({ item }) => item),
    on,
  )
  return {
    title: listNames[list],
    on,
    items: shown.map((one) => lineOf(one, { directory, laws, on })),
    next: listed.length > page.limit ? (shown.at(-1)?.item.id ?? null) : null,
    counts: {
      all: standing.length,
      live: standing.filter((item) => notLive(item, laws, on) === null).length,
      units: new Set(standing.map(({ unit }) => unit)).size,
    },
    changes: daysOfChange(versions.map(({ item }) => item)),
    adjusts: adjusting(context.rulebook),
  }
}

/** Items that are in the list on a day: begun, and not cancelled. */
export const standingOn = (versions: readonly ListItem[], on: Day): ListItem[] =>
  [...Map.groupBy(versions, ({ id }) => id).values()].flatMap((of) => {
    const item = asOf(of, on)
    return item && item.from <= on && !item.cancelled ? [item] : []
  })

/** Days shown of a list’s history. */
const SHOWN_DAYS = 60

function daysOfChange(versions: readonly ListItem[]): Page['changes'] {
  const days = [...Map.groupBy(versions, ({ from }) => from)].toSorted(([a], [b]) => (a < b ? 1 : -1))
  return days.slice(0, SHOWN_DAYS).map(([on, items]) => {
    const cancelled = items.filter((item) => item.cancelled).length
    const added = items.filter((item) => item.version === 1 && !item.cancelled).length
    return { on, added, cancelled, amended: items.length - added - cancelled }
  })
}

/** An item with every version and what each said otherwise; null where no list ever had it. */
export async function itemPage(context: StoreContext, id: string): Promise<ItemPage | null> {
  const on = dayAt(context.clock.now())
  const [{ directory, laws }, versions] = await Promise.all([
    districtOf(context),
    itemVersions(context, { id }),
  ])
  const item = asOf(
    versions.map((one) => one.item),
    on,
  )
  const brought = versions.findLast((one) => one.item.version === item?.version)
  if (!item || !brought) return null
  const coming = versions.find((one) => one.item.from > on)?.item.from ?? null
  return {
    item: lineOf({ item, matter: brought.matter, next: coming }, { directory, laws, on }),
    versions: versions.toReversed().map(({ item: one, matter }, n, all) => {
      const before = all[n + 1]?.item
      return {
        version: one.version,
        from: one.from,
        to: one.to ?? null,
        cancelled: one.cancelled === true,
        matter,
        changed: before ? changesBetween(before, one, directory) : [],
      }
    }),
  }
}

/** What came into a list, went out of it and changed in it from one day to another. */
export async function differenceOf(
  context: StoreContext,
  { list, from, to }: { readonly list: ListName; readonly from: Day; readonly to: Day },
): Promise<Difference> {
  const [{ directory }, versions] = await Promise.all([districtOf(context), itemVersions(context, { list })])
  const items = versions.map(({ item }) => item)
  const was = new Map(standingOn(items, from).map((item) => [item.id, item]))
  const is = new Map(standingOn(items, to).map((item) => [item.id, item]))
  const named = ({ id, title, unit }: ListItem) => ({ id, title, unitName: directory.unitName(unit) })
  return {
    added: [...is.values()].filter(({ id }) => !was.has(id)).map(named),
    cancelled: [...was.values()].filter(({ id }) => !is.has(id)).map(named),
    amended: [...is.values()].flatMap((item) => {
      const before = was.get(item.id)
      const changed = before ? changesBetween(before, item, directory) : []
      return changed.length === 0 ? [] : [{ ...named(item), changed }]
    }),
  }
}
