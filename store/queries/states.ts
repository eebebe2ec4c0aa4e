import type { StoreContext } from '../context.ts'

const OPEN = `
select state, count(*) as n from matter
where tenant_id = $1 and procedure = $2 and closed = false group by state`

/** How many open matters of a procedure stand in each of its states; for those to whom all of them are open. */
export async function openByState(
  { db, tenant }: StoreContext,
  procedure: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ state: string; n: number }>(OPEN, [tenant, procedure])
  return new Map(rows.map(({ state, n }) => [state, n]))
}
