import { isOpenTo } from '#kernel/seats.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { type Search, searchesFor } from '../search.ts'
import { type Listed, OF_MATTER, OF_PARTY, type PartyRange, dueOf, partyIds } from './listed.ts'
import {
  MATTER_COLUMNS,
  Values,
  issuedByIn,
  keyIn,
  pageOf,
  rowOf,
  type Cast,
  type MatterRow,
  type Page,
} from './parts.ts'

/** What the 台账 of one procedure can be narrowed to. Days are civil days of the district, `dueTo` included. */
export interface LedgerFilter {
  readonly procedure: string
  readonly group?: string | undefined
  readonly state?: string | undefined
  readonly unit?: string | undefined
  /** The post in whose name it asks. */
  readonly issuedBy?: string | undefined
  readonly light?: 'green' | 'yellow' | 'red' | undefined
  readonly flag?: string | undefined
  /** Duties of the procedure, by name: one of them has lapsed; one of them is open now. */
  readonly lapsed?: readonly string[] | undefined
  readonly owed?: readonly string[] | undefined
  /** Duties of which one is open and past its term. */
  readonly late?: readonly string[] | undefined
  /** Units: who owes something on it now; to whom something is owed. */
  readonly owes?: string | undefined
  readonly owedTo?: string | undefined
  /** The unit that answers for it has owed something since before this instant and has not acted after it. */
  readonly silentSince?: Instant | undefined
  /** A post in whose name it asks, or that did one of these journal kinds on it. */
  readonly decided?: { readonly post: string; readonly kinds: readonly string[] } | undefined
  /** Journal kinds of which one has happened, from an instant on. */
  readonly did?: { readonly kinds: readonly string[]; readonly from?: Instant } | undefined
  /** Journal kinds of which none has ever happened. */
  readonly lacks?: readonly string[] | undefined
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

const DUE = dueOf('m')

interface Order {
  /** The sort key of the rows under an alias. */
  readonly by: (of: string) => string
  readonly after: string
  readonly casts: readonly Cast[]
  readonly key: (row: MatterRow) => readonly (string | boolean)[]
  /** The same order among the parties of a procedure, in ranges of its indexes. */
  readonly parties: readonly (PartyRange & { readonly after: string })[]
}

// An open matter moves with every act, and nobody writes that to each of its parties: what a unit has in hand is read whole.
const MOVED: Order['parties'] = [
  {
    where: 'p.closed',
    by: 'p.moved_at desc, p.matter_id desc',
    matter: false,
    after: '(p.moved_at, p.matter_id) <',
  },
  {
    where: 'p.closed = false',
    by: 'm.updated_at desc, m.id desc',
    matter: true,
    after: '(m.updated_at, m.id) <',
  },
]

const ORDERS: Readonly<Record<LedgerSort, Order>> = {
  due: {
    by: (of) => `${of}.closed, ${dueOf(of)}, ${of}.id`,
    after: `(m.closed, ${DUE}, m.id) >`,
    casts: ['boolean', 'timestamptz', 'text'],
    key: (row) => [row.closed, row.due_at ?? 'infinity', row.id],
    parties: [
      {
        where: '',
        by: 'p.closed, p.due_at, p.matter_id',
        matter: false,
        after: '(p.closed, p.due_at, p.matter_id) >',
      },
    ],
  },
  new: {
    by: (of) => `${of}.opened_at desc, ${of}.id desc`,
    after: '(m.opened_at, m.id) <',
    casts: ['timestamptz', 'text'],
    key: (row) => [(row as MatterRow & { opened_at: Instant }).opened_at, row.id],
    parties: [
      {
        where: '',
        by: 'p.opened_at desc, p.matter_id desc',
        matter: false,
        after: '(p.opened_at, p.matter_id) <',
      },
    ],
  },
  updated: {
    by: (of) => `${of}.updated_at desc, ${of}.id desc`,
    after: '(m.updated_at, m.id) <',
    casts: ['timestamptz', 'text'],
    key: (row) => [row.updated_at, row.id],
    parties: MOVED,
  },
}

/** A list as asked: what is the same for all its filters. */
interface Asked {
  readonly context: StoreContext
  readonly actor: Actor
  readonly lights: LightBounds
  readonly values: Values
  /** Placeholder: so many rows and no more. */
  readonly limit: string
  /** The order, and the sort key of the last row shown; for a count neither. */
  readonly order?: Order
  readonly beyond?: string | undefined
}

/** A filter as SQL conditions on the matter `m`: fixed text and placeholders, nothing else. */
function whereOf(asked: Asked, filter: LedgerFilter): string {
  const { context, actor, values, order, beyond } = asked
  const tenant = `m.tenant_id = ${values.add(context.tenant)}`
  if (!isOpen(context, actor, filter)) return `${tenant} and m.id in (${ownIds(asked, filter)})`
  const further = order && beyond !== undefined ? [`${order.after} ${beyond}`] : []
  const procedure = `m.procedure = ${values.add(filter.procedure)}`
  return [tenant, procedure, ...conditions(asked, filter, OF_MATTER), ...further].join(' and ')
}

/** Where a procedure is not open to the unit as a whole: the matters that touch a person's unit or post. */
function ownIds(asked: Asked, filter: LedgerFilter): string {
  const { context, actor, values, limit, order, beyond } = asked
  const tenant = values.add(context.tenant)
  const where = conditions(asked, filter, OF_PARTY)
  const ofMatter = where.some((condition) => /\bm\./.test(condition))
  const ranges = (order?.parties ?? [ANY]).map((range) => ({
    ...range,
    where: [range.where, ...(beyond === undefined ? [] : [`${range.after} ${beyond}`])]
      .filter((one) => one !== '')
      .join(' and '),
    matter: range.matter || ofMatter,
  }))
  return partyIds({ tenant, limit, actor, procedures: [filter.procedure] }, ranges, where, values)
}

/** Where only the number counts. */
const ANY: Order['parties'][number] = { where: '', by: '', matter: false, after: '' }

function isOpen({ rulebook }: StoreContext, actor: Actor, { procedure }: LedgerFilter): boolean {
  const declared = rulebook.procedures[procedure]
  return declared !== undefined && isOpenTo(declared, actor)
}

function conditions({ context, lights, values }: Asked, filter: LedgerFilter, of: Listed): string[] {
  const add = (value: unknown): string => values.add(value)
  const found: string[] = []
  if (filter.group !== undefined) found.push(`m.state_group = ${add(filter.group)}`)
  if (filter.state !== undefined) found.push(`m.state = ${add(filter.state)}`)
  const final = finality(context, filter)
  if (final !== undefined) found.push(`${of.closed} = ${final}`)
  if (filter.unit !== undefined) found.push(`m.unit_id = ${add(filter.unit)}`)
  if (filter.issuedBy !== undefined) found.push(issued(context, filter.procedure, filter.issuedBy, add))
  if (filter.flag !== undefined) found.push(`m.flags <> '{}' and m.flags @> array[${add(filter.flag)}::text]`)
  if (filter.due?.from) found.push(`m.due_at >= ${add(filter.due.from)}::timestamptz`)
  if (filter.due?.until) found.push(`m.due_at < ${add(filter.due.until)}::timestamptz`)
  if (filter.lapsed) found.push(dutyOf(context, filter.procedure, filter.lapsed, LAPSED, add))
  if (filter.owed) found.push(dutyOf(context, filter.procedure, filter.owed, OPEN, add))
  if (filter.late) found.push(dutyOf(context, filter.procedure, filter.late, LATE, add))
  if (filter.owes !== undefined) found.push(dutyBetween(context, 'unit_id', filter.owes, add))
  if (filter.owedTo !== undefined) found.push(dutyBetween(context, 'creditor_unit', filter.owedTo, add))
  if (filter.silentSince !== undefined) found.push(...silent(context, filter.silentSince, add))
  if (filter.did) found.push(happened(context.tenant, filter.did, add))
  if (filter.lacks) found.push(neverHappened(context.tenant, filter.lacks, add))
  if (filter.decided) found.push(decided(context, filter.procedure, filter.decided, add))
  if (filter.light) found.push(...lit(filter.light, lights, of, add))
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
  { closed, due }: Listed,
  add: (value: unknown) => string,
): string[] {
  const burning = [`${closed} = false`, `not m.flags && '{paused,met}'`]
  const at = (instant: Instant): string => `${add(instant)}::timestamptz`
  if (light === 'red') return [...burning, `${due} <= ${at(now)}`]
  if (light === 'green') return [...burning, `${due} > ${at(yellow)}`, `m.due_at is not null`]
  return [...burning, `${due} > ${at(now)}`, `${due} <= ${at(yellow)}`]
}

// As the norms page counts them: a lapse that was taken back with its duty is none.
const LAPSED = `d.lapsed_at is not null and d.state <> 'withdrawn'`
const OPEN = `d.state in ('open', 'paused')`
const LATE = `d.lapsed_at is not null and d.state = 'open'`

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

const dutyBetween = (
  { tenant }: StoreContext,
  column: 'unit_id' | 'creditor_unit',
  unit: string,
  add: (value: unknown) => string,
): string =>
  `m.id in (select d.matter_id from duty d where d.tenant_id = ${add(tenant)} and d.${column} = ${add(unit)} and ${OPEN})`

/** What resting clocks cover is not silence: such a duty is paused. */
function silent({ tenant }: StoreContext, since: Instant, add: (value: unknown) => string): string[] {
  const [of, at] = [add(tenant), `${add(since)}::timestamptz`]
  return [
    'm.closed = false',
    `exists (select 1 from duty d where d.tenant_id = ${of} and d.matter_id = m.id and d.unit_id = m.unit_id
  and d.state = 'open' and d.opened_at < ${at})`,
    `not exists (select 1 from journal j where j.tenant_id = ${of} and j.matter_id = m.id and j.unit_id = m.unit_id
  and j.at >= ${at})`,
  ]
}

const neverHappened = (tenant: string, kinds: readonly string[], add: (value: unknown) => string): string =>
  `not exists (select 1 from journal j where j.tenant_id = ${add(tenant)} and j.matter_id = m.id
  and j.kind = any(${add(kinds)}::text[]))`

const issued = (
  { rulebook }: StoreContext,
  procedure: string,
  post: string,
  add: (value: unknown) => string,
): string => {
  const named = issuedByIn(rulebook.procedures[procedure])
  return named === null ? 'false' : `${named} = ${add(post)}`
}

/** What those who sat in the post did; a matter that names the post is in the other half. */
function decided(
  context: StoreContext,
  procedure: string,
  { post, kinds }: NonNullable<LedgerFilter['decided']>,
  add: (value: unknown) => string,
): string {
  const [of, by] = [add(context.tenant), add(post)]
  return `not coalesce(${issued(context, procedure, post, add)}, false) and m.id in (select j.matter_id from journal j
  where j.tenant_id = ${of} and j.post_id = ${by} and j.kind = any(${add(kinds)}::text[])
    and j.person_id in (select s.person_id from appointment s where s.tenant_id = ${of} and s.post_id = ${by}
      union select g.to_person from delegation g where g.tenant_id = ${of} and g.post_id = ${by}))`
}

/**
 * What a post decided is two lists that share nothing: what names it, a range of an index in the order of the list, and what those
 * who sat in it moved on besides. Asked as one, either would be read whole before the first row is shown.
 */
const halved = (filters: readonly LedgerFilter[]): LedgerFilter[] =>
  filters.flatMap((filter) => {
    const { decided: by, issuedBy } = filter
    if (by === undefined || (issuedBy !== undefined && issuedBy !== by.post)) return [filter]
    const named = { ...filter, decided: undefined, issuedBy: by.post }
    return issuedBy === undefined ? [named, filter] : [named]
  })

function searched(tenant: string, search: Search, add: (value: unknown) => string): string {
  const of = `select s.matter_id from search_doc s where s.tenant_id = ${add(tenant)} and`
  if (search.by === 'like') return `m.id in (${of} s.title like ${add(search.pattern)})`
  const whole = search.whole === undefined ? '' : ` and strpos(s.title, ${add(search.whole)}) > 0`
  return `m.id in (${of} s.tsv @@ ${add(search.query)}::tsquery${whole})`
}

/**
 * One page of the ledger in its order: open matters first by what is due next, or the newest, or the latest moved. One filter
 * per procedure; each is read in the order of its index and stops at the page, so that the union sorts no more than a page each.
 */
export async function ledger(
  context: StoreContext,
  actor: Actor,
  asked: readonly LedgerFilter[],
  lights: LightBounds,
  page: { readonly sort: LedgerSort; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<MatterRow>> {
  if (asked.length === 0) return { rows: [], next: null }
  const filters = halved(asked)
  const order = ORDERS[page.sort]
  const values = new Values()
  const after = keyIn(page.cursor, order.casts)
  const beyond = after ? rowOf(after, order.casts, values) : undefined
  const limit = values.add(page.limit + 1)
  const list = { context, actor, lights, values, limit, order, beyond }
  const each = filters.map(
    (filter) => `select ${MATTER_COLUMNS}, m.opened_at from matter m where ${whereOf(list, filter)}
order by ${order.by('m')} limit ${limit}`,
  )
  const text = `${each.length === 1 ? each[0] : `select * from ((${each.join(')\nunion all\n(')})) x order by ${order.by('x')} limit ${limit}`}`
  const { rows } = await context.db.query<MatterRow>(text, values.list)
  return pageOf(rows, page.limit, order.key)
}

/** Counts are cut off here: nobody reads the difference between 1,000 and more. */
export const COUNTED = 1_000

/** How many rows the filters have together, up to a thousand or as many as are asked for. */
export async function countLedger(
  context: StoreContext,
  actor: Actor,
  asked: readonly LedgerFilter[],
  lights: LightBounds,
  most: number = COUNTED,
): Promise<{ n: number; more: boolean }> {
  if (asked.length === 0) return { n: 0, more: false }
  const filters = halved(asked)
  const values = new Values()
  const limit = values.add(most + 1)
  const list = { context, actor, lights, values, limit }
  const each = filters.map((filter) =>
    isOpen(context, actor, filter)
      ? `(select 1 from matter m where ${whereOf(list, filter)} limit ${limit})`
      : `(select 1 from (${ownIds(list, filter)}) y limit ${limit})`,
  )
  const text = `select count(*) as n from (${each.join('\nunion all\n')}) x`
  const { rows } = await context.db.query<{ n: number }>(text, values.list)
  const n = Number(rows[0]?.n ?? 0)
  return { n: Math.min(n, most), more: n > most }
}
