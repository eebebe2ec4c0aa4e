import type { Rulebook } from '#kernel/vocabulary.ts'
import type { Db } from './db.ts'
import { type FillOptions, TOGETHER, inBatches } from './fill-batches.ts'
import { issuedBy } from './queries/parts.ts'

const UNISSUED = {
  tenants: `select distinct m.tenant_id as tenant from matter m where m.issuer = '?'`,
  matters: `select count(*) as n from matter m where m.tenant_id = $1 and m.issuer = '?'`,
}

/**
 * Fills in in whose name matters ask that a version before migration 0037 wrote: some at a time, while people work. An interrupted run
 * goes on where it was; where nothing is left it asks one question of an empty index.
 *
 * @returns the matters it filled in
 */
export function fillIssuers(db: Db, rulebook: Rulebook, options: FillOptions = {}): Promise<number> {
  const fill = `
with left_out as (
  select u.id from matter u where u.tenant_id = $1 and u.issuer = '?' order by u.id limit $2 for no key update
)
update matter m set issuer = 'post:' || ${issuedBy(rulebook)} from left_out l where m.tenant_id = $1 and m.id = l.id`
  return inBatches(
    db,
    UNISSUED,
    async (tenant) => (await db.query(fill, [tenant, TOGETHER])).rowCount,
    options,
  )
}
