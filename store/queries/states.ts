import type { StoreContext } from '../context.ts'

// Each step is a short range of its own: counting all that is open would read the whole district.
const OPEN = `
select s.state, c.n from unnest($3::text[]) s(state) cross join lateral (
  select count(*) as n from (
    select 1 from matter m where m.tenant_id = $1 and m.procedure = $2 and m.state = s.state and m.closed = false limit $4
  ) x
) c`

/** How many open matters of a procedure stand in each of these states, each counted to `most`; for those to whom all are open. */
export async function openByState(
  { db, tenant }: StoreContext,
  procedure: string,
  states: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ state: string; n: number }>(OPEN, [tenant, procedure, states, most])
  return new Map(rows.map(({ state, n }) => [state, n]))
}
