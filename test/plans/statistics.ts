import { closeSync, existsSync, ftruncateSync, openSync, statSync, chownSync } from 'node:fs'
import { join } from 'node:path'
import type { Queryable } from '#store/db.ts'

/** What the planner knows of one column, or of one expression of an index. */
interface ColumnStatistics {
  readonly relation: string
  readonly column: string
  readonly values: Readonly<Record<string, string | null>>
}

/** How large a table or an index is. */
export interface Size {
  readonly relation: string
  readonly kind: 'r' | 'i'
  readonly pages: number
  readonly tuples: number
  readonly visible: number
}

/** What the planner knows of a district: enough to have its plans without its rows. */
export interface Statistics {
  readonly sizes: readonly Size[]
  readonly columns: readonly ColumnStatistics[]
}

const SIZES = `
select c.relname as relation, c.relkind::text as kind, c.relpages as pages, c.reltuples::bigint as tuples, c.relallvisible as visible
from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'i') and c.relpages > 0
order by c.relname`

/** Lists are cut: the first twenty values of a column decide its plans, and the file is read by people too. */
const MOST = 20

const COLUMNS = `
select tablename as relation, attname as column, jsonb_build_object(
  'null_frac', null_frac::text, 'avg_width', avg_width::text, 'n_distinct', n_distinct::text,
  'most_common_vals', (most_common_vals::text::text[])[1:$1]::text, 'most_common_freqs', most_common_freqs[1:$1]::text,
  'histogram_bounds', case when array_length(histogram_bounds::text::text[], 1) > 1 then (select array_agg(b order by n)::text from (
      select b, n from unnest(histogram_bounds::text::text[]) with ordinality h(b, n)
      where (n - 1) % greatest(1, (array_length(histogram_bounds::text::text[], 1) - 1) / $1) = 0) x) end,
  'correlation', correlation::text, 'most_common_elems', (most_common_elems::text::text[])[1:$1]::text) as values
from pg_stats where schemaname = current_schema() order by tablename, attname`

/** Reads the statistics of a database. */
export async function readStatistics(via: Queryable): Promise<Statistics> {
  const sizes = await via.query<Size>(SIZES)
  const columns = await via.query<ColumnStatistics>(COLUMNS.replaceAll('$1', String(MOST)))
  return { sizes: sizes.rows, columns: columns.rows.map(rounded) }
}

/** Frequencies and correlations to four digits: more would change with every district made. */
function rounded({ values, ...rest }: ColumnStatistics): ColumnStatistics {
  const short = (text: string | null): string | null =>
    text?.replaceAll(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(Number(Number(number).toPrecision(4)))) ??
    null
  const numbers = ['null_frac', 'n_distinct', 'correlation', 'most_common_freqs']
  const entries = Object.entries(values).filter(([, value]) => value !== null)
  return {
    ...rest,
    values: Object.fromEntries(
      entries.map(([name, value]) => [name, numbers.includes(name) ? short(value) : value]),
    ),
  }
}

/** Types as `pg_restore_attribute_stats` wants them. */
const TYPES: Readonly<Record<string, string>> = {
  null_frac: 'real',
  avg_width: 'integer',
  n_distinct: 'real',
  correlation: 'real',
  most_common_freqs: 'real[]',
}

/** Page size of PostgreSQL, and how many pages one file of a relation holds. */
const [PAGE, SEGMENT] = [8_192, 131_072]

/**
 * Gives an empty schema the statistics of another database. The planner also asks the files how long they are: they are made as
 * long as those were, all holes. Nothing may be read from such a schema, only planned.
 *
 * @param admin a superuser's connection to the same database: it knows where the files are
 */
export async function giveStatistics(admin: Queryable, { sizes, columns }: Statistics): Promise<void> {
  const { rows } = await admin.query<{ dir: string }>("select current_setting('data_directory') as dir")
  const dir = rows[0]?.dir ?? ''
  for (const { relation, kind, pages, tuples, visible } of sizes) {
    const found = await admin.query<{ file: string | null }>(
      'select pg_relation_filepath(to_regclass($1)) as file',
      [relation],
    )
    const file = found.rows[0]?.file
    // An index that has gone since.
    if (!file) continue
    if (kind === 'r')
      await admin.query(
        `select pg_restore_relation_stats('schemaname', 'public', 'relname', $1::text, 'relpages', $2::integer,
           'reltuples', $3::real, 'relallvisible', $4::integer)`,
        [relation, pages, tuples, visible],
      )
    else
      await admin.query('update pg_class set relpages = $2, reltuples = $3 where oid = to_regclass($1)', [
        relation,
        pages,
        tuples,
      ])
    lengthen(join(dir, file), pages)
  }
  for (const { relation, column, values } of columns) await giveColumn(admin, relation, column, values)
}

function lengthen(file: string, pages: number): void {
  const { uid, gid } = statSync(file)
  for (let segment = 0; segment * SEGMENT < pages; segment++) {
    const path = segment === 0 ? file : `${file}.${segment}`
    const made = !existsSync(path)
    const descriptor = openSync(path, made ? 'w' : 'r+', 0o600)
    ftruncateSync(descriptor, Math.min(SEGMENT, pages - segment * SEGMENT) * PAGE)
    closeSync(descriptor)
    if (made && process.getuid?.() === 0) chownSync(path, uid, gid)
  }
}

async function giveColumn(
  admin: Queryable,
  relation: string,
  column: string,
  values: ColumnStatistics['values'],
): Promise<void> {
  const { rows } = await admin.query(
    `select from pg_attribute where attrelid = to_regclass($1) and attname = $2 and not attisdropped`,
    [relation, column],
  )
  if (rows.length === 0) return
  const names = Object.keys(values)
  const given = names.map((name, n) => `, '${name}', $${n + 3}::${TYPES[name] ?? 'text'}`)
  await admin.query(
    `select pg_restore_attribute_stats('schemaname', 'public', 'relname', $1::text, 'attname', $2::text, 'inherited', false${given.join('')})`,
    [relation, column, ...names.map((name) => values[name])],
  )
}
