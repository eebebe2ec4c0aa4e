import { isOpenTo, keysOf } from '#kernel/seats.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { type Search, searchesFor } from '../search.ts'
import {
  MATTER_COLUMNS,
  Values,
  keyIn,
  pageOf,
  rowOf,
  type Cast,
  type MatterRow,
  type Page,
} from './parts.ts'

/** What the 台账 can be narrowed to. Days are civil days of the district, `dueTo` included. */
export interface LedgerFilter {
  readonly procedure: string
  readonly group?: string | undefined
  readonly state?: string | undefined
  readonly unit?: string | undefined
  readonly arranger?: string | undefined
  readonly light?: 'green' | 'yellow' | 'red' | undefined
  readonly flag?: string | undefined
  /** Duties of the procedure, by name: one of them has lapsed; one of them is open now. */
  readonly lapsed?: readonly string[] | undefined
  readonly owed?: readonly string[] | undefined
  /** Journal kinds of which one has happened, from an instant on. */
  readonly did?: { readonly kinds: readonly string[]; readonly from?: Instant } | undefined
  /** Instants; the second excluded. */
  readonly due?: { readonly from?: Instant; readonly until?: Instant }
  readonly q?: string | undefined
}

export type LedgerSort = 'due' | 'new' | 'updated'

/** Instants at which lights change, now: red up to `now`, yellow up to `yellow`. */
export interface LightBounds {
  readonly now: Instant
  readonly yellow: Instant
}

const DUE = `coalesce(m.due_at, 'infinity')`

interface Order {
  readonly by: string
  readonly after: string
  readonly casts: readonly Cast[]
  readonly key: (row: MatterRow) => readonly (string | boolean)[]
}

const ORDERS: Readonly<Record<LedgerSort, Order>> = {
  due: {
    by: `m.closed, ${DUE}, m.id`,
    after: `(m.closed, ${DUE}, m.id) >`,
    casts: ['boolean', 'timestamptz', 'text'],
    key: (row) => [row.closed, row.due_at ?? 'infinity', row.id],
  },
  new: {
    by: 'm.opened_at desc, m.id desc',
    after: '(m.opened_at, m.id) <',
    casts: ['timestamptz', 'text'],
    key: (row) => [(row as MatterRow & { opened_at: Instant }).opened_at, row.id],
  },
  updated: {
    by: 'm.updated_at desc, m.id desc',
    after: '(m.updated_at, m.id) <',
    casts: ['timestamptz', 'text'],
    key: (row) => [row.updated_at, row.id],
  },
}

/** A filter as SQL on the matter `m`: fixed text and placeholders, nothing else. */
interface Composed {
  readonly before: string
  readonly where: string[]
}

function compose(
  context: StoreContext,
  actor: Actor,
  filter: LedgerFilter,
  lights: LightBounds,
  values: Values,
): Composed {
  const where = [
    `m.tenant_id = ${values.add(context.tenant)}`,
    `m.procedure = ${values.add(filter.procedure)}`,
  ]
  const before = ownMatters(context, actor, filter.procedure, values)
  if (before !== '') where.push('m.id in (select matter_id from own)')
  return { before, where: [...where, ...conditions(context, filter, lights, values)] }
}

/**
 * The matters that touch a person's unit or post, where the procedure is not open to the unit as a whole. Read once, by
 * themselves: probing party row by row along the ledger would read the whole district's to fill one page of a department's.
 */
function ownMatters(
  { rulebook, tenant }: StoreContext,
  actor: Actor,
  procedure: string,
  values: Values,
): string {
  const declared = rulebook.procedures[procedure]
  if (declared && isOpenTo(declared, actor)) return ''
  return `with own as materialized (select p.matter_id from party p
  where p.tenant_id = ${values.add(tenant)} and p.holder = any(${values.add(keysOf(actor))}::text[]))
`
}

function conditions(
  context: StoreContext,
  filter: LedgerFilter,
  lights: LightBounds,
  values: Values,
): string[] {
  const add = (value: unknown): string => values.add(value)
  const found: string[] = []
  if (filter.group !== undefined) found.push(`m.state_group = ${add(filter.group)}`)
  if (filter.state !== undefined) found.push(`m.state = ${add(filter.state)}`)
  const final = finality(context, filter)
  if (final !== undefined) found.push(`m.closed = ${final}`)
  if (filter.unit !== undefined) found.push(`m.unit_id = ${add(filter.unit)}`)
  if (filter.arranger !== undefined) found.push(`m.record ->> 'arranger' = ${add(filter.arranger)}`)
  if (filter.flag !== undefined) found.push(`m.flags <> '{}' and m.flags @> array[${add(filter.flag)}::text]`)
  if (filter.due?.from) found.push(`m.due_at >= ${add(filter.due.from)}::timestamptz`)
  if (filter.due?.until) found.push(`m.due_at < ${add(filter.due.until)}::timestamptz`)
  if (filter.lapsed) found.push(dutyOf(context, filter.procedure, filter.lapsed, LAPSED, add))
  if (filter.owed) found.push(dutyOf(context, filter.procedure, filter.owed, OPEN, add))
  if (filter.did) found.push(happened(context.tenant, filter.did, add))
  if (filter.light) found.push(...lit(filter.light, lights, add))
  for (const search of searchesFor(filter.q ?? '')) found.push(searched(context.tenant, search, add))
  return found
}

/** Whether the states asked for are all final, or none of them: the index on open matters then spares the closed ones. */
function finality(
  { rulebook }: StoreContext,
  { procedure, group, state }: LedgerFilter,
): boolean | undefined {
  if (group === undefined && state === undefined) return undefined
  const states = Object.entries(rulebook.procedures[procedure]?.states ?? {})
  const asked = states.filter(([name, s]) => (state ?? name) === name && (group ?? s.group) === s.group)
  const finals = new Set(asked.map(([, s]) => s.final === true))
  return finals.size === 1 ? finals.has(true) : undefined
}

function lit(
  light: 'green' | 'yellow' | 'red',
  { now, yellow }: LightBounds,
  add: (value: unknown) => string,
): string[] {
  const burning = ['m.closed = false', `not m.flags && '{paused,met}'`]
  const at = (instant: Instant): string => `${add(instant)}::timestamptz`
  if (light === 'red') return [...burning, `${DUE} <= ${at(now)}`]
  if (light === 'green') return [...burning, `${DUE} > ${at(yellow)}`, `m.due_at is not null`]
  return [...burning, `${DUE} > ${at(now)}`, `${DUE} <= ${at(yellow)}`]
}

// As the norms page counts them: a lapse that was taken back with its duty is none.
const LAPSED = `d.lapsed_at is not null and d.state <> 'withdrawn'`
const OPEN = `d.state in ('open', 'paused')`

const dutyOf = (
  { tenant }: StoreContext,
  procedure: string,
  names: readonly string[],
  standing: string,
  add: (value: unknown) => string,
): string =>
  `m.id in (select d.matter_id from duty d where d.tenant_id = ${add(tenant)} and d.procedure = ${add(procedure)}
  and d.name = any(${add(names)}::text[]) and ${standing})`

function happened(
  tenant: string,
  { kinds, from }: NonNullable<LedgerFilter['did']>,
  add: (value: unknown) => string,
): string {
  const since = from ? ` and j.at >= ${add(from)}::timestamptz` : ''
  return `m.id in (select j.matter_id from journal j where j.tenant_id = ${add(tenant)} and j.kind = any(${add(kinds)}::text[])${since})`
}

function searched(tenant: string, search: Search, add: (value: unknown) => string): string {
  const matches =
    search.by === 'tokens' ? `s.tsv @@ ${add(search.query)}::tsquery` : `s.title like ${add(search.pattern)}`
  return `m.id in (select s.matter_id from search_doc s where s.tenant_id = ${add(tenant)} and ${matches})`
}

/** One page of the ledger in its order: open matters first by what is due next, or the newest, or the latest moved. */
export async function ledger(
  context: StoreContext,
  actor: Actor,
  filter: LedgerFilter,
  lights: LightBounds,
  page: { readonly sort: LedgerSort; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<MatterRow>> {
  const order = ORDERS[page.sort]
  const values = new Values()
  const { before, where } = compose(context, actor, filter, lights, values)
  const after = keyIn(page.cursor, order.casts)
  if (after) where.push(`${order.after} ${rowOf(after, order.casts, values)}`)
  const text = `${before}select ${MATTER_COLUMNS}, m.opened_at from matter m where ${where.join(' and ')}
order by ${order.by} limit ${values.add(page.limit + 1)}`
  const { rows } = await context.db.query<MatterRow>(text, values.list)
  return pageOf(rows, page.limit, order.key)
}

/** Counts are cut off here: nobody reads the difference between 1,000 and more. */
export const COUNTED = 1_000

/** How many rows a filter has, up to a thousand. */
export async function countLedger(
  context: StoreContext,
  actor: Actor,
  filter: LedgerFilter,
  lights: LightBounds,
): Promise<{ n: number; more: boolean }> {
  const values = new Values()
  const { before, where } = compose(context, actor, filter, lights, values)
  const text = `${before}select count(*) as n from (select 1 from matter m where ${where.join(' and ')} limit ${values.add(COUNTED + 1)}) x`
  const { rows } = await context.db.query<{ n: number }>(text, values.list)
  const n = rows[0]?.n ?? 0
  return { n: Math.min(n, COUNTED), more: n > COUNTED }
}
