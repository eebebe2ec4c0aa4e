import { COMMON_FLAGS } from '#kernel/standing.ts'
import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from '../context.ts'
import type { Listed } from './listed.ts'
import { OPEN, type Values, issuedByIn } from './parts.ts'
import { type Way, searchConditions } from './searching.ts'

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
  /** Only closed matters, or only open ones. */
  readonly closed?: boolean | undefined
  readonly q?: string | undefined
}

/** Instants at which lights change, now: red up to `now`, yellow up to `yellow`. */
export interface LightBounds {
  readonly now: Instant
  readonly yellow: Instant
}

/** What conditions are written for. */
export interface Narrowing {
  readonly context: StoreContext
  readonly lights: LightBounds
  readonly values: Values
  /** For each filter that searches. */
  readonly ways: ReadonlyMap<LedgerFilter, Way>
}

/** A filter as SQL conditions, besides tenant and procedure: fixed text and placeholders, nothing else. */
export function conditions(
  { context, lights, values, ways }: Narrowing,
  filter: LedgerFilter,
  of: Listed,
): string[] {
  const add = (value: unknown): string => values.add(value)
  const found: string[] = []
  if (filter.group !== undefined) found.push(`m.state_group = ${add(filter.group)}`)
  if (filter.state !== undefined) found.push(`m.state = ${add(filter.state)}`)
  const final = finality(context, filter)
  if (final !== undefined) found.push(`${of.closed} = ${final}`)
  if (filter.unit !== undefined) found.push(`m.unit_id = ${add(filter.unit)}`)
  if (filter.issuedBy !== undefined) found.push(issued(context, filter.procedure, filter.issuedBy, add))
  if (filter.flag !== undefined) found.push(...flagged(filter.flag, add))
  if (filter.due?.from) found.push(`${of.due} >= ${add(filter.due.from)}::timestamptz`)
  if (filter.due?.until) found.push(`${of.due} < ${add(filter.due.until)}::timestamptz`)
  if (filter.due?.from && !filter.due.until) found.push('m.due_at is not null')
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
  const way = ways.get(filter)
  if (way) found.push(...searchConditions(context.tenant, way, filter.q ?? '', add))
  return found
}

/** Whether the states asked for are all final, or none of them: the index on open matters then spares the closed ones. */
function finality(
  { rulebook }: StoreContext,
  { procedure, group, state, closed }: LedgerFilter,
): boolean | undefined {
  if (group === undefined && state === undefined) return closed
  const states = Object.entries(rulebook.procedures[procedure]?.states ?? {})
  const asked = states.filter(([name, s]) => (state ?? name) === name && (group ?? s.group) === s.group)
  const finals = new Set(asked.map(([, s]) => s.final === true))
  return finals.size === 1 ? finals.has(true) : undefined
}

// Flags that a procedure declares have an index of their own (migration 0017).
const flagged = (flag: string, add: (value: unknown) => string): string[] => [
  ...(COMMON_FLAGS.includes(flag) ? [] : [`not m.flags <@ '{${COMMON_FLAGS.join(',')}}'`]),
  `m.flags @> array[${add(flag)}::text]`,
]

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
