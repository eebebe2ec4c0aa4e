import { type Instant, dayAt } from '#kernel/time.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'

// The row stays locked until the transaction ends: the next number is drawn only once this one is used or given back.
const DRAW = `
insert into counter (tenant_id, series, year, n) values ($1, $2, $3, $4)
on conflict (tenant_id, series, year) do update set n = counter.n + excluded.n
returning n`

/** Draws the next number of a procedure's series for the year of an instant; with a `count`, the last of a run. */
export async function drawNumber(
  tx: Queryable,
  context: StoreContext,
  procedure: Procedure,
  at: Instant,
  count = 1,
): Promise<number> {
  const year = dayAt(at).slice(0, 4)
  const { rows } = await tx.query<{ n: number }>(DRAW, [context.tenant, procedure.numbered, year, count])
  if (!rows[0]) throw new Error('a counter gave no number')
  return rows[0].n
}
