import { type Instant, dayAt } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'

// The row stays locked until the transaction ends: the next number is drawn only once this one is used or given back.
const DRAW = `
insert into counter (tenant_id, series, year, n) values ($1, $2, $3, $4)
on conflict (tenant_id, series, year) do update set n = counter.n + excluded.n
returning n`

/** Draws a run of numbers of a series for the year of an instant, and gives the last. */
async function drawNumber(
  tx: Queryable,
  context: StoreContext,
  series: string,
  at: Instant,
  count: number,
): Promise<number> {
  const year = dayAt(at).slice(0, 4)
  const { rows } = await tx.query<{ n: number }>(DRAW, [context.tenant, series, year, count])
  if (!rows[0]) throw new Error('a counter gave no number')
  return rows[0].n
}

/**
 * Draws runs from several series, and gives the first number of each. In one order for everybody: two acts that need the same
 * series wait for each other, and never in a ring.
 */
export async function drawNumbers(
  tx: Queryable,
  context: StoreContext,
  counts: Readonly<Record<string, number>>,
  at: Instant,
): Promise<Readonly<Record<string, number>>> {
  const first: Record<string, number> = {}
  for (const series of Object.keys(counts).toSorted()) {
    const count = counts[series] ?? 0
    first[series] = (await drawNumber(tx, context, series, at, count)) - count + 1
  }
  return first
}
