import type { LedgerFilter } from './ledger-filter.ts'
import { OPEN, type Values, quoted } from './parts.ts'

/** A condition on a column with the procedure; its placeholder is taken when it is first used. */
export function oneOf(values: Values, procedures: readonly string[]): (column: string) => string {
  let any: string | undefined
  const [only, ...others] = procedures
  return (column) => {
    any ??= others.length === 0 ? values.add(only) : `any(${values.add(procedures)}::text[])`
    return `${column} = ${any}`
  }
}

/** The same where each procedure is a range of its own, `k`. */
export const byProcedure = (column: string): string => `${column} = k.procedure`

/** Rows of another table, besides its tenant, that a filter asks a matter to have: fixed text and placeholders under an alias. */
export interface RowsAsked {
  readonly table: 'duty' | 'journal'
  readonly where: (alias: string) => string
}

// As the norms page counts them: a lapse that was taken back with its duty is none.
const lapsed = (of: string): string => `${of}.lapsed_at is not null and ${of}.state <> 'withdrawn'`
const open = (of: string): string => OPEN.replaceAll('d.', `${of}.`)

/**
 * Every kind of row that a filter asks for; none for most filters.
 *
 * @param isRead SQL condition on a column with the procedure: that it is one of those read
 */
export function rowsAsked(
  filter: LedgerFilter,
  isRead: (column: string) => string,
  values: Values,
): RowsAsked[] {
  const found: RowsAsked[] = []
  const duty = (where: RowsAsked['where']): number =>
    found.push({ table: 'duty', where: (of) => `${where(of)} and ${isRead(`${of}.procedure`)}` })
  const named = (names: readonly string[], standing: (of: string) => string): number => {
    // Written out: of some names there are few rows and of others many, and the planner is to know which these are.
    const any = `any(array[${names.map(quoted).join(', ')}]::text[])`
    return duty((of) => `${of}.name = ${any} and ${standing(of)}`)
  }
  const between = (column: string, unit: string): number => {
    const asked = values.add(unit)
    return duty((of) => `${of}.${column} = ${asked} and ${open(of)}`)
  }
  if (filter.owes !== undefined) between('unit_id', filter.owes)
  if (filter.owedTo !== undefined) between('creditor_unit', filter.owedTo)
  if (filter.lapsed) named(filter.lapsed, lapsed)
  if (filter.owed) named(filter.owed, open)
  if (filter.did) found.push(happened(values, filter.did))
  return found
}

function happened(values: Values, { kinds, from }: NonNullable<LedgerFilter['did']>): RowsAsked {
  const any = `${values.add(kinds)}::text[]`
  const since = from && `${values.add(from)}::timestamptz`
  return {
    table: 'journal',
    where: (of) => `${of}.kind = any(${any})${since === undefined ? '' : ` and ${of}.at >= ${since}`}`,
  }
}

/**
 * Whether a filter asks for duties that one unit has with others; these come first among the rows asked. Within a procedure they have an
 * index in which a matter stands in one place.
 */
export const isOfUnit = ({ owes, owedTo }: LedgerFilter): boolean =>
  owes !== undefined || owedTo !== undefined

/** A condition on the matter `m`: it has such a row. */
export const having = (tenant: string, { table, where }: RowsAsked): string =>
  `m.id in (select r.matter_id from ${table} r where r.tenant_id = ${tenant} and ${where('r')})`

/** The same of the matter of a party `p`, asked of each: where the reader takes little part and a unit has thousands of rows. */
export const havingEach = (tenant: string, { table, where }: RowsAsked): string =>
  `exists (select 1 from ${table} r where r.tenant_id = ${tenant} and r.matter_id = p.matter_id and ${where('r')} offset 0)`

/** Rows for each matter that is counted: among the first nearly always enough matters are found, among the second where some come often. */
const [FIRST, SECOND] = [2, 8]

/**
 * The ids of matters that have such rows, each once, as SQL: what one unit owes, what goes by one name or happened of late is gathered in
 * an index.
 *
 * @param most where no more is asked of the matters, how many are enough: then the range is gathered no further than that takes
 */
export function idsOf(tenant: string, { table, where }: RowsAsked, most?: string): string {
  const range = `from ${table} r where r.tenant_id = ${tenant} and ${where('r')}`
  if (most === undefined) return `select distinct r.matter_id ${range}`
  const sample = (each: number, more = ''): string =>
    `select distinct x.matter_id from (select r.matter_id ${range}${more} limit (${each} * ${most}::int)::int) x`
  const few = (of: string): string => ` and (select count(*) from ${of}) < ${most}::int`
  const enough = (of: string): string => `(select count(*) from ${of}) >= ${most}::int`
  return `with sample as materialized (
    ${sample(FIRST)}
  ), larger as materialized (
    ${sample(SECOND, few('sample'))}
  )
  select matter_id from sample where ${enough('sample')}
  union all select matter_id from larger where ${enough('larger')}
  union all select distinct r.matter_id ${range}${few('sample')}${few('larger')}`
}

/**
 * The same of the duties of one unit, where each procedure is a range of its own, `k`: read in the order of matters, no further than they
 * are counted.
 */
export const idsInPlace = (tenant: string, { table, where }: RowsAsked, most?: string): string =>
  `select distinct r.matter_id from ${table} r where r.tenant_id = ${tenant} and ${where('r')}
  order by r.matter_id${most === undefined ? '' : ` limit ${most}`}`
