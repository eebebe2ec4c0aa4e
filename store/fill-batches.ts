import type { Db } from './db.ts'

/** What a run of filling in listens to and tells. */
export interface FillOptions {
  /** Ends it after the batch in hand; the next run goes on there. */
  readonly signal?: AbortSignal | undefined
  /** How many matters are done, of how many. */
  readonly onProgress?: (done: number, of: number) => void
}

/**
 * Fills in, district by district, what an earlier version left out: batch by batch, until a batch finds nothing left.
 *
 * @param left a query for the districts with something left, as `tenant`, and in how many matters, as `n`
 * @param batch fills in some matters of one district and says how many
 * @returns the matters filled in
 */
export async function inBatches(
  db: Db,
  left: string,
  batch: (tenant: string) => Promise<number>,
  { signal, onProgress }: FillOptions,
): Promise<number> {
  const { rows } = await db.query<{ tenant: string; n: number }>(left)
  const all = rows.reduce((sum, { n }) => sum + n, 0)
  let filled = 0
  for (const { tenant } of rows)
    for (let n = 1; n > 0 && signal?.aborted !== true;) {
      n = await batch(tenant)
      filled += n
      if (n > 0) onProgress?.(Math.min(filled, all), all)
    }
  return filled
}
