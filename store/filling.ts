import type { Db } from './db.ts'

/**
 * Fills in, district by district, what an earlier version left out: batch by batch, until a batch finds nothing left.
 *
 * @param tenants a query for the districts with something left, as `tenant`
 * @param batch fills in some matters of one district and says how many
 * @returns the matters filled in
 */
export async function filling(
  db: Db,
  tenants: string,
  batch: (tenant: string) => Promise<number>,
): Promise<number> {
  const { rows } = await db.query<{ tenant: string }>(tenants)
  let filled = 0
  for (const { tenant } of rows) for (let n = await batch(tenant); n > 0; n = await batch(tenant)) filled += n
  return filled
}
