import { isOpenTo, keysOf } from '#kernel/seats.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor, AnyRecord, Rulebook } from '#kernel/vocabulary.ts'
import { FLAGS } from '../lapses.ts'

/** Values of a statement composed at run time; `add` gives the placeholder. Nothing a person typed becomes SQL. */
export class Values {
  readonly list: unknown[] = []

  add(value: unknown): string {
    return `$${this.list.push(value)}`
  }
}

/** A matter as lists need it. */
export interface MatterRow {
  readonly id: string
  readonly procedure: string
  readonly ver: number
  readonly number: string
  readonly title: string
  readonly state: string
  readonly state_group: string
  readonly closed: boolean
  readonly unit_id: string | null
  readonly due_at: Instant | null
  readonly flags: readonly string[]
  readonly updated_at: Instant
}

/** The same with what it says: a page of records is a hundred times a page of lines, so they come only where they are read. */
export interface RecordedRow extends MatterRow {
  readonly record: AnyRecord
}

/** Columns of `MatterRow`, of the matter under the alias `m`. */
export const MATTER_COLUMNS = `m.id, m.procedure, m.ver, m.number, m.title, m.state, m.state_group, m.closed, m.unit_id, m.due_at, ${FLAGS} as flags, m.updated_at`

/** Columns of `RecordedRow`. */
export const RECORDED_COLUMNS = `${MATTER_COLUMNS}, m.record`

/** A condition on the duty under the alias `d`: it is owed, whether its clock runs or rests. */
export const OPEN = `d.state in ('open', 'paused')`

/**
 * SQL that brings the duty `d` and its matter `m` to rows that were chosen in an index, each by its key: `offset 0` keeps the planner from
 * any other way.
 *
 * @param of alias of the rows, which have `matter_id` and `no`
 */
export const dutyAndMatter = (
  tenant: string,
  of: string,
): string => `cross join lateral (select * from duty d where d.tenant_id = ${tenant} and d.matter_id = ${of}.matter_id and d.no = ${of}.no
  offset 0) d
cross join lateral (select * from matter m where m.tenant_id = ${tenant} and m.id = ${of}.matter_id offset 0) m`

/** Procedures all of whose matters the actor may see. */
export const openProcedures = ({ procedures }: Rulebook, actor: Actor): string[] =>
  Object.values(procedures)
    .filter((procedure) => isOpenTo(procedure, actor))
    .map((procedure) => procedure.id)

/**
 * A condition on the matter under the alias `m`: the person's post or unit is a party to it. `offset 0` keeps the planner from joining
 * instead: it would read everything the unit ever took part in to show a page.
 */
export const takesPart = (actor: Actor, values: Values): string =>
  partOf('m.tenant_id', 'm.id', actor, values)

/** The same of a matter by its columns. */
export const partOf = (tenant: string, matter: string, actor: Actor, values: Values): string =>
  `exists (select 1 from party p where p.tenant_id = ${tenant} and p.matter_id = ${matter}
    and p.holder = any(${values.add(keysOf(actor))}::text[]) offset 0)`

/** A condition on the matter under the alias `m`: this person may see it. The same rule as the kernel's `maySee`. */
export function visible(rulebook: Rulebook, actor: Actor, values: Values): string {
  const open = openProcedures(rulebook, actor)
  // With everything open the planner is spared an alternative it cannot use an index for.
  if (open.length === Object.keys(rulebook.procedures).length) return 'true'
  const party = takesPart(actor, values)
  if (open.length === 0) return party
  return `(m.procedure = any(${values.add(open)}::text[]) or ${party})`
}

/**
 * The same of the matter that a row of another table names, without reading the matter itself where the person takes part in it: what is
 * counted in inboxes is nearly always their own.
 *
 * @param of alias of the row, and its column with the procedure where it has one
 */
export function visibleOf(
  rulebook: Rulebook,
  actor: Actor,
  values: Values,
  of: { readonly alias: string; readonly procedure?: string },
): string {
  const open = openProcedures(rulebook, actor)
  if (open.length === Object.keys(rulebook.procedures).length) return 'true'
  const [tenant, matter] = [`${of.alias}.tenant_id`, `${of.alias}.matter_id`]
  const party = partOf(tenant, matter, actor, values)
  if (open.length === 0) return party
  const any = `any(${values.add(open)}::text[])`
  if (of.procedure !== undefined) return `(${of.alias}.${of.procedure} = ${any} or ${party})`
  return `(${party} or exists (select 1 from matter m where m.tenant_id = ${tenant} and m.id = ${matter} and m.procedure = ${any} offset 0))`
}

/** A text of the rulebook as SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** SQL for the post in whose name the matter `m` asks, out of its record; null where its procedure names no field. */
export function issuedBy({ procedures }: Rulebook): string {
  const cases = Object.values(procedures).flatMap(({ id, issuedBy: field }) =>
    field === undefined ? [] : [`when ${quoted(id)} then m.record ->> ${quoted(field)}`],
  )
  return cases.length === 0 ? 'null::text' : `(case m.procedure ${cases.join(' ')} end)`
}

/** A page and where the next one begins. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** Sort key of the last row shown, as an opaque text. */
export const cursorOf = (key: readonly (string | number | boolean)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** Column types that lists are sorted by. */
export type Cast = 'timestamptz' | 'text' | 'int' | 'boolean'

/** What PostgreSQL accepts as a value of the type; `infinity` is how lists sort what has no due instant. */
const FITS: Readonly<Record<Cast, (value: unknown) => boolean>> = {
  timestamptz: (value) =>
    value === 'infinity' ||
    (typeof value === 'string' &&
      /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
      new Date(Date.parse(value) || 0).toISOString() === value),
  text: (value) => typeof value === 'string' && value.isWellFormed() && !value.includes('\0'),
  int: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  boolean: (value) => typeof value === 'boolean',
}

/**
 * The sort key in a cursor, each part of the type its column has; null when there is none, or when it is not one of ours: then
 * the list begins anew.
 */
export function keyIn(
  cursor: string | undefined,
  casts: readonly Cast[],
): readonly (string | number | boolean)[] | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const ours = Array.isArray(key) && key.length === casts.length
    return ours && casts.every((cast, i) => FITS[cast](key[i])) ? key : null
  } catch {
    return null
  }
}

/** A sort key as a row of placeholders, to compare columns with. */
export const rowOf = (
  key: readonly (string | number | boolean)[],
  casts: readonly Cast[],
  values: Values,
): string => `(${key.map((part, i) => `${values.add(part)}::${casts[i]}`).join(', ')})`

/** Cuts one row more than asked for into a page. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => readonly (string | number | boolean)[],
): Page<Row> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? cursorOf(key(last)) : null }
}
