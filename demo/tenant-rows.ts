import type { Instant } from '#kernel/time.ts'
import type { Queryable } from '#store/db.ts'

// What making and unmaking a demo tenant needs beyond the store's own functions.

/** A row of `counter` that no procedure draws from: it stands once the year has been written whole. */
const MARK = ['demo', '0000'] as const

/** How far a demo tenant has come. */
export async function readState(
  via: Queryable,
  tenant: string,
): Promise<{ readonly there: boolean; readonly whole: boolean; readonly acts: number }> {
  const { rows } = await via.query<{ there: boolean; whole: boolean; acts: number }>(
    `select exists (select from tenant where tenant_id = $1) as there,
       exists (select from counter where tenant_id = $1 and series = $2 and year = $3) as whole,
       (select count(*) from journal where tenant_id = $1) as acts`,
    [tenant, ...MARK],
  )
  return rows[0] ?? { there: false, whole: false, acts: 0 }
}

/** The last thing written: from now on the year counts as whole. */
export async function markWhole(via: Queryable, tenant: string): Promise<void> {
  await via.query(
    'insert into counter (tenant_id, series, year, n) values ($1, $2, $3, 1) on conflict do nothing',
    [tenant, ...MARK],
  )
}

/** Messages of a year that is over have arrived: nothing is left to be sent. */
export async function settleOutbox(via: Queryable, tenant: string): Promise<void> {
  await via.query('update outbox set sent_at = created_at where tenant_id = $1 and sent_at is null', [tenant])
}

/** Whoever is addressed has opened what came before an instant; what came later is still to be read. */
export async function readUntil(via: Queryable, tenant: string, before: Instant): Promise<void> {
  await via.query(
    `insert into opened (tenant_id, person_id, matter_id, seq)
     select $1, a.person_id, n.matter_id, max(n.seq)
     from notice n
     join post p on p.tenant_id = n.tenant_id and (p.id = n.post_id or (n.post_id is null and p.unit_id = n.unit_id))
     join appointment a on a.tenant_id = p.tenant_id and a.post_id = p.id
     where n.tenant_id = $1 and n.kind <> 'duty' and n.at < $2::timestamptz
     group by a.person_id, n.matter_id
     on conflict (tenant_id, person_id, matter_id) do nothing`,
    [tenant, before],
  )
}

/** Tables whose rows others point at, to be emptied after those. */
const POINTED_AT = ['reminder', 'matter', 'file', 'post', 'person', 'unit', 'tenant']

/** Takes a tenant away, whole, in one transaction of the caller's. Only for a demo that was cut short. */
export async function removeTenant(tx: Queryable, tenant: string): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = current_schema() and column_name = 'tenant_id'
       and table_name not in (select unnest($1::text[])) order by table_name`,
    [POINTED_AT],
  )
  for (const name of [...rows.map((row) => row.name), ...POINTED_AT])
    await tx.query(`delete from "${name}" where tenant_id = $1`, [tenant])
}
