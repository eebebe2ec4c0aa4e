import type { Db } from './db.ts'

/** What a run of filling in listens to and tells. */
export interface FillOptions {
  /** Ends it after the batch in hand; the next run goes on there. */
  readonly signal?: AbortSignal | undefined
  /** How many matters are done, of how many of the district in hand. */
  readonly onProgress?: (done: number, of: number) => void
}

/** Matters of one transaction: people who act on one of them wait as long as it takes. */
export const TOGETHER = 500

/**
 * A batch of one statement.
 *
 * @param sql fills in some matters of the district `$1`, no more than `$2`, and says how many as `n`
 * @param more its other values
 */
export const byStatement =
  (db: Db, sql: string, ...more: readonly unknown[]): ((tenant: string) => Promise<number>) =>
  async (tenant) =>
    (await db.query<{ n: number }>(sql, [tenant, TOGETHER, ...more])).rows[0]?.n ?? 0

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

/** Some matters of a district, looked at one after the other. */
export interface Looked {
  readonly n: number
  /** Of them, those that were not as they should be. */
  readonly filled: number
  /** The last of them; undefined where there was none left. */
  readonly last: string | undefined
}

/** Matters looked at in one go. */
export const LOOKED_AT = 500

const UNFILLED = `
select t.tenant_id as tenant from tenant t
where not exists (select from filled f where f.tenant_id = t.tenant_id and f.what = $1) order by t.tenant_id`
const COUNT = 'select count(*) as n from matter where tenant_id = $1'
const DONE = `
insert into filled (tenant_id, what, at) values ($1, $2, now()) on conflict (tenant_id, what) do nothing`

/**
 * Goes through all matters of each district once, some at a time, for what no index could tell. A run that was broken off begins the
 * district anew; where all is done it asks one question for each district.
 *
 * @param what name of it in the table `filled`
 * @param look looks at the matters after one, in the order of their ids
 * @returns the matters filled in
 */
export async function onceInEach(
  db: Db,
  what: string,
  look: (tenant: string, after: string) => Promise<Looked>,
  { signal, onProgress }: FillOptions,
): Promise<number> {
  const { rows } = await db.query<{ tenant: string }>(UNFILLED, [what])
  let filled = 0
  for (const { tenant } of rows) {
    const { rows: counted } = await db.query<{ n: number }>(COUNT, [tenant])
    let [after, done]: [string | undefined, number] = ['', 0]
    while (after !== undefined) {
      if (signal?.aborted === true) return filled
      const looked: Looked = await look(tenant, after)
      filled += looked.filled
      done += looked.n
      after = looked.last
      if (looked.n > 0) onProgress?.(done, counted[0]?.n ?? done)
    }
    await db.query(DONE, [tenant, what])
  }
  return filled
}
