import { isDeepStrictEqual } from 'node:util'
import { deedKinds } from '#kernel/meanings.ts'
import { COMMON_FLAGS } from '#kernel/standing.ts'
import type { Instant } from '#kernel/time.ts'
import type { FlagSpec, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { bearsLapse } from '../lapses.ts'
import type { Listed } from './listed.ts'
import type { Values } from './parts.ts'
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
  /** Duties that the procedure declares, by name: one of them has lapsed; one of them is open now. */
  readonly lapsed?: readonly string[] | undefined
  readonly owed?: readonly string[] | undefined
  /** A duty besides the main one is past its term. */
  readonly isLate?: boolean | undefined
  /** Units: who owes something on it now; to whom something is owed. */
  readonly owes?: string | undefined
  readonly owedTo?: string | undefined
  /** The unit that answers for it has owed something since before this instant and has not moved it after. */
  readonly silentSince?: Instant | undefined
  /** A post in whose name it asks, or that moved it on, and that takes part in it. */
  readonly decided?: string | undefined
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

/** Whether filters ask for nothing but procedures, and for more than one. */
export const isPlain = (filters: readonly LedgerFilter[]): boolean =>
  filters.length > 1 &&
  filters.every((filter) =>
    Object.entries(filter).every(
      ([name, asked]) =>
        name === 'procedure' || asked === undefined || isDeepStrictEqual(asked, {}) || asked === false,
    ),
  )

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
export function conditions(narrowing: Narrowing, filter: LedgerFilter, of: Listed): string[] {
  const { context, lights, values, ways } = narrowing
  const add = (value: unknown): string => values.add(value)
  const found: string[] = []
  if (filter.group !== undefined && !isSaidByClosing(context, filter))
    found.push(`m.state_group = ${add(filter.group)}`)
  if (filter.state !== undefined) found.push(`m.state = ${add(filter.state)}`)
  const final = finality(context, filter)
  if (final !== undefined) found.push(`${of.closed} = ${final}`)
  if (filter.unit !== undefined) found.push(`m.unit_id = ${add(filter.unit)}`)
  if (filter.issuedBy !== undefined) found.push(issued(context, filter.procedure, filter.issuedBy, add))
  if (filter.flag !== undefined) found.push(...flagged(filter.flag, add, of.flags))
  if (filter.isLate === true) found.push(bearsLapse('late'))
  if (filter.due?.from) found.push(`${of.due} >= ${add(filter.due.from)}::timestamptz`)
  if (filter.due?.until) found.push(`${of.due} < ${add(filter.due.until)}::timestamptz`)
  if (filter.due?.from && !filter.due.until) found.push(`${of.due} < 'infinity'`)
  if (filter.silentSince !== undefined) found.push(...silent(filter.silentSince, add))
  if (filter.lacks) found.push(lacking(context, filter.procedure, filter.lacks, add))
  if (filter.light) found.push(...lit(filter.light, lights, of, add))
  const way = ways.get(filter)
  if (way) found.push(...searchConditions(context.tenant, way, filter.q ?? '', add))
  return found
}

/** Whether the states asked for are all final, or none of them: the index on open matters then spares the closed ones. */
export function finality(
  { rulebook }: StoreContext,
  { procedure, group, state, flag, closed, light }: LedgerFilter,
): boolean | undefined {
  // Lights burn on what is open.
  if (light !== undefined) return false
  const declared = rulebook.procedures[procedure]
  const borne = flag === undefined ? undefined : declared?.flags?.[flag]
  if (declared && borne && isOfOpen(declared, borne)) return false
  if (group === undefined && state === undefined) return closed
  const states = Object.entries(declared?.states ?? {})
  const asked = states.filter(([name, s]) => (state ?? name) === name && (group ?? s.group) === s.group)
  const finals = new Set(asked.map(([, s]) => s.final === true))
  return finals.size === 1 ? finals.has(true) : undefined
}

/** Whether a flag goes with the state or the record of what is open: then no closed matter bears it. */
const isOfOpen = ({ states }: Procedure, flag: FlagSpec<string, string>): boolean =>
  flag.acts === undefined &&
  (flag.while !== undefined || flag.states !== undefined) &&
  (flag.states ?? []).every((state) => states[state]?.final !== true)

/** Whether all closed states are of the group that is asked for: then nothing more needs to be asked of a closed matter. */
export const isSaidByClosing = (
  { rulebook }: StoreContext,
  { procedure, group, state }: LedgerFilter,
): boolean =>
  state === undefined &&
  Object.values(rulebook.procedures[procedure]?.states ?? {}).every(
    (one) => (one.group === group) === (one.final === true),
  )

/** Whether few matters bear a flag: one that a procedure declares, which has an index of its own. */
const isRare = (flag: string): boolean => !COMMON_FLAGS.includes(flag)

/** SQL conditions on a column with flags, or on the matter `m` where it is a lapse: it bears a flag. */
function flagged(flag: string, add: (value: unknown) => string, flags: string): string[] {
  if (flag === 'lapsed' || flag === 'late') return [bearsLapse(flag)]
  return isRare(flag)
    ? [`not ${flags} <@ '{${COMMON_FLAGS.join(',')}}'`, `${flags} @> array[${add(flag)}::text]`]
    : [`${flags} @> '{${flag}}'`]
}

function lit(
  light: 'green' | 'yellow' | 'red',
  { now, yellow }: LightBounds,
  { due, flags }: Listed,
  add: (value: unknown) => string,
): string[] {
  const burning = `not ${flags} && '{paused,met}'`
  const at = (instant: Instant): string => `${add(instant)}::timestamptz`
  if (light === 'red') return [burning, `${due} <= ${at(now)}`]
  if (light === 'green') return [burning, `${due} > ${at(yellow)}`, `${due} < 'infinity'`]
  return [burning, `${due} > ${at(now)}`, `${due} <= ${at(yellow)}`]
}

// As the index has it: what of an earlier version is not filled in yet is nobody's silence.
const silent = (since: Instant, add: (value: unknown) => string): string[] => [
  `m.silent_from > '-infinity'`,
  `m.silent_from < ${add(since)}::timestamptz`,
]

/** That none of some kinds has ever happened to the matter `m`: kept with it where they are kinds that lists ask after. */
function lacking(
  { rulebook, tenant }: StoreContext,
  procedure: string,
  kinds: readonly string[],
  add: (value: unknown) => string,
): string {
  const declared = rulebook.procedures[procedure]
  const known = declared === undefined ? [] : deedKinds(declared)
  return kinds.every((kind) => known.includes(kind))
    ? `not m.deeds && ${add(kinds)}::text[]`
    : neverHappened(tenant, kinds, add)
}

// Asked matter after matter: read whole, what ever happened of these kinds would be as much as the district is old.
const neverHappened = (tenant: string, kinds: readonly string[], add: (value: unknown) => string): string =>
  `not exists (select 1 from journal j where j.tenant_id = ${add(tenant)} and j.matter_id = m.id
  and j.kind = any(${add(kinds)}::text[]) offset 0)`

const issued = (
  { rulebook }: StoreContext,
  procedure: string,
  post: string,
  add: (value: unknown) => string,
): string =>
  rulebook.procedures[procedure]?.issuedBy === undefined ? 'false' : `m.issuer = ${add(`post:${post}`)}`
