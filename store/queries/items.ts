import type { ListItem, ListName, PowerKind } from '#kernel/lists.ts'
import type { Day } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { Values } from './parts.ts'

/** What items are asked for; what is absent narrows nothing. */
export interface ItemFilter {
  readonly lists?: readonly ListName[]
  readonly kinds?: readonly PowerKind[]
  readonly unit?: string
  /** Words of the title, or the beginning of the code. */
  readonly q?: string
}

/** An item in the version of a day, and the first day of the next one where there is one already. */
export interface ListedItem {
  readonly item: ListItem
  readonly next: Day | null
  /** The matter that brought this version. */
  readonly matter: string
}

/**
 * Items as they stand on a day, by code: those of one unit first where `mine` names it. Those that were cancelled are among them, for
 * whoever asks what became of one.
 */
export async function itemsListed(
  { db, tenant }: StoreContext,
  on: Day,
  filter: ItemFilter,
  page: { readonly limit: number; readonly after?: string; readonly mine?: string },
): Promise<readonly ListedItem[]> {
  const values = new Values()
  const [t, day] = [values.add(tenant), values.add(on)]
  const narrowed = [
    ...(filter.unit === undefined ? [] : [`k.unit_id = ${values.add(filter.unit)}`]),
    ...(filter.lists === undefined ? [] : [`k.list = any(${values.add(filter.lists)}::text[])`]),
    // An item of the approvals is a licence whatever it says.
    ...(filter.kinds === undefined
      ? []
      : [
          `case when k.list = 'approvals' then 'licence' else k.body->>'kind' end = any(${values.add(filter.kinds)}::text[])`,
        ]),
    ...(filter.q === undefined || filter.q === ''
      ? []
      : [
          `(position(lower(${values.add(filter.q)}) in lower(k.body->>'title')) > 0 or starts_with(lower(k.key), lower(${values.add(filter.q)})))`,
        ]),
    ...(page.after === undefined ? [] : [`k.key > ${values.add(page.after)}`]),
  ]
  const first = page.mine === undefined ? '' : `(k.unit_id = ${values.add(page.mine)}) desc nulls last, `
  const { rows } = await db.query<ListedItem>(
    `with version as (
       select distinct on (v.key) v.key, v.unit_id, v.list, v.body, v.matter_id from kept v
       where v.tenant_id = ${t} and v.kind = 'item' and v.from_on <= ${day}::date
       order by v.key, v.from_on desc, v.version desc
     )
     select k.body as item, k.matter_id as matter,
       (select min(n.from_on) from kept n
         where n.tenant_id = ${t} and n.kind = 'item' and n.key = k.key and n.from_on > ${day}::date) as next
     from version k ${narrowed.length === 0 ? '' : `where ${narrowed.join(' and ')}`}
     order by ${first}k.key limit ${values.add(page.limit)}`,
    values.list,
  )
  return rows
}

/** Every version of every item of a list, or of one item, with the matter that brought it. */
export async function itemVersions(
  { db, tenant }: StoreContext,
  of: { readonly list: ListName } | { readonly id: string },
): Promise<readonly Omit<ListedItem, 'next'>[]> {
  const [column, value] = 'list' in of ? ['list', of.list] : ['key', of.id]
  const { rows } = await db.query<Omit<ListedItem, 'next'>>(
    `select k.body as item, k.matter_id as matter from kept k
     where k.tenant_id = $1 and k.kind = 'item' and k.${column} = $2 order by k.key, k.from_on, k.version`,
    [tenant, value],
  )
  return rows
}

/** How many items rest on each instrument, by its name; on the instrument itself or on one of its articles. */
export async function itemsByInstrument({ db, tenant }: StoreContext): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ name: string; n: number }>(
    `select split_part(c.key, '#', 1) as name, count(distinct k.key)::int as n
     from kept k, unnest(k.cites) c(key)
     where k.tenant_id = $1 and k.kind = 'item' group by split_part(c.key, '#', 1)`,
    [tenant],
  )
  return new Map(rows.map(({ name, n }) => [name, n]))
}

/** Matters of a procedure with their records, whatever their state: a register of a few hundred. */
export async function registered(
  { db, tenant }: StoreContext,
  procedure: string,
): Promise<readonly RegisteredRow[]> {
  const { rows } = await db.query<RegisteredRow>(
    `select m.id, m.number, m.title, m.state, m.record from matter m
     where m.tenant_id = $1 and m.procedure = $2 order by m.title, m.id limit 2000`,
    [tenant, procedure],
  )
  return rows
}

export interface RegisteredRow {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly record: AnyRecord
}
