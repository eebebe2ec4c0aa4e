import type { Queryable } from '#store/db.ts'

/**
 * What is copied of each matter. Messages, reminders and what other systems were told belong to people and days, not to matters:
 * a district with a thousand times the matters does not send a person a thousand digests a day.
 */
export const COPIED = [
  'matter',
  'party',
  'hand',
  'late',
  'duty',
  'notice',
  'opened',
  'search_doc',
  'search_word',
  'file',
  'matter_file',
  'journal',
  'journal_body',
  'journal_leaf',
] as const

export type Copied = (typeof COPIED)[number]

/** A row with every column as the text that COPY takes; null where the column is. */
export type TextRow = Readonly<Record<string, string | null>>

/** The tables of a template: their columns in order, and the rows of the template's district. */
export interface Template {
  readonly tenant: string
  readonly origin: string
  readonly columns: Readonly<Record<Copied, readonly string[]>>
  readonly rows: Readonly<Record<Copied, readonly TextRow[]>>
}

const COLUMNS = `
select table_name as "table", column_name as name, data_type as type from information_schema.columns
where table_schema = current_schema() and table_name = any($1::text[]) and is_generated = 'NEVER' order by table_name, ordinal_position`

interface Column {
  readonly table: Copied
  readonly name: string
  readonly type: string
}

/** Instants in the one spelling that records have, so that the same instant is the same text everywhere. */
const asText = ({ name, type }: Column): string =>
  type.startsWith('timestamp')
    ? `case when isfinite("${name}") then to_char("${name}" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        else "${name}"::text end as "${name}"`
    : `"${name}"::text as "${name}"`

/** Reads a district whole, as the template that copies are made of. */
export async function readTemplate(via: Queryable, tenant: string): Promise<Template> {
  const { rows: all } = await via.query<Column>(COLUMNS, [[...COPIED]])
  const { rows: origins } = await via.query<{ origin: string }>(
    'select log_origin as origin from tenant where tenant_id = $1',
    [tenant],
  )
  const columns = {} as Record<Copied, readonly string[]>
  const rows = {} as Record<Copied, readonly TextRow[]>
  for (const table of COPIED) {
    const own = all.filter((column) => column.table === table)
    columns[table] = own.map(({ name }) => name)
    const text = `select ${own.map(asText).join(', ')} from ${table} where tenant_id = $1`
    rows[table] = (await via.query<TextRow>(text, [tenant])).rows
  }
  return { tenant, origin: origins[0]?.origin ?? '', columns, rows }
}

/** A definition that can be taken away for the time of a load and made again. */
interface Definition {
  readonly table: string
  readonly name: string
  readonly sql: string
}

// Constraints first by what hangs on what: foreign keys point at primary keys.
const FOREIGN = `
select c.conrelid::regclass::text as "table", c.conname as name, pg_get_constraintdef(c.oid) as sql
from pg_constraint c where c.contype = 'f' and c.connamespace = current_schema()::regnamespace
  and (c.conrelid::regclass::text = any($1::text[]) or c.confrelid::regclass::text = any($1::text[]))
order by 1, 2`
const KEYS = `
select c.conrelid::regclass::text as "table", c.conname as name, pg_get_constraintdef(c.oid) as sql
from pg_constraint c where c.contype in ('p', 'u') and c.connamespace = current_schema()::regnamespace
  and c.conrelid::regclass::text = any($1::text[]) order by 1, 2`
const INDEXES = `
select i.tablename as "table", i.indexname as name, i.indexdef as sql from pg_indexes i
where i.schemaname = current_schema() and i.tablename = any($1::text[])
  and not exists (select from pg_constraint c where c.conname = i.indexname and c.connamespace = current_schema()::regnamespace)
order by 1, 2`

// COPY does not go through row security, not even an owner's whose policy lets everything pass.
const FORCED = `
select c.relname as "table", c.relname as name, '' as sql from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relname = any($1::text[]) and c.relforcerowsecurity`

/**
 * Takes keys and indexes of the copied tables away and lets their owner copy into them; gives the statements that make all of it
 * again, in their order.
 */
export async function detach(via: Queryable): Promise<readonly string[]> {
  const of = async (sql: string): Promise<Definition[]> =>
    (await via.query<Definition>(sql, [[...COPIED]])).rows
  const [forced, foreign, keys, indexes] = [
    await of(FORCED),
    await of(FOREIGN),
    await of(KEYS),
    await of(INDEXES),
  ]
  for (const { table } of forced) await via.script(`alter table ${table} no force row level security`)
  for (const { table, name } of [...foreign, ...keys])
    await via.script(`alter table ${table} drop constraint "${name}"`)
  for (const { name } of indexes) await via.script(`drop index "${name}"`)
  const added = ({ table, name, sql }: Definition): string =>
    `alter table ${table} add constraint "${name}" ${sql}`
  return [
    ...keys.map(added),
    ...indexes.map(({ sql }) => sql),
    ...foreign.map(added),
    ...forced.map(({ table }) => `alter table ${table} force row level security`),
  ]
}
