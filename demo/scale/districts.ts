import type { Queryable } from '#store/db.ts'

/** What makes a district before anything is done in it, in an order in which each row finds what it points at. */
const DIRECTORY = [
  'parameter',
  'calendar_year',
  'unit',
  'post',
  'person',
  'appointment',
  'delegation',
  'account',
  'counter',
] as const

const COLUMNS = `
select column_name as name from information_schema.columns
where table_schema = current_schema() and table_name = $1 and column_name <> 'tenant_id' and is_generated = 'NEVER'
order by ordinal_position`

/** Makes one more district with the units, posts, people and accounts of another. */
export async function copyDirectory(
  via: Queryable,
  from: string,
  to: { readonly tenant: string; readonly name: string; readonly origin: string },
): Promise<void> {
  await via.query(
    `insert into tenant (tenant_id, name, log_origin, demo, created_at)
     select $2, $3, $4, demo, created_at + interval '1 second' from tenant where tenant_id = $1`,
    [from, to.tenant, to.name, to.origin],
  )
  for (const table of DIRECTORY) {
    const { rows } = await via.query<{ name: string }>(COLUMNS, [table])
    const names = rows.map(({ name }) => `"${name}"`).join(', ')
    await via.query(
      `insert into ${table} (tenant_id, ${names}) select $2, ${names} from ${table} where tenant_id = $1`,
      [from, to.tenant],
    )
  }
}
