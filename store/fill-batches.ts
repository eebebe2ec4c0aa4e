import type { Db } from './db.ts'

/** What a run of filling in listens to and tells. */
export interface FillOptions {
  /** Ends it after the batch in hand; the next run goes on there. */
  readonly signal?: AbortSignal | undefined
  /** How many matters are done, of how many of the district in hand. */
  readonly onProgress?: (done: number, of: number) => void
}

/**
 * Fills in, district by district, what an earlier version left out: batch by batch, until a batch finds nothing left.
 *
 * @param left queries for the districts with something left, as `tenant`, and in how many matters of one of them, as `n`
 * @param batch fills in some matters of one district and says how many
 * @returns the matters filled in
 */
export async function inBatches(
  db: Db,
  left: { readonly tenants: string; readonly matters: string },
  batch: (tenant: string) => Promise<number>,
  { signal, onProgress }: FillOptions,
): Promise<number> {
  const { rows } = await db.query<{ tenant: string }>(left.tenants)
  let filled = 0
  for (const { tenant } of rows) {
    const before = filled
    const found = await db.query<{ n: number }>(left.matters, [tenant])
    const all = found.rows[0]?.n ?? 0
    for (let n = 1; n > 0 && signal?.aborted !== true;) {
      n = await batch(tenant)
      filled += n
      if (n > 0) onProgress?.(Math.min(filled - before, all), all)
    }
  }
  return filled
}
