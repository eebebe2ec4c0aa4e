import type { Db } from './db.ts'
import { type FillOptions, byStatement, inBatches } from './fill-batches.ts'

const UNACTED = {
  tenants: 'select distinct h.tenant_id as tenant from hand h where h.acted_at is null',
  matters:
    'select count(distinct h.matter_id) as n from hand h where h.tenant_id = $1 and h.acted_at is null',
}

// Locked first and then read, so that what is written is what the journal says at that moment.
const FILL = `
with m as (
  select m.id from matter m where m.tenant_id = $1 and m.id in (
    select distinct u.matter_id from hand u where u.tenant_id = $1 and u.acted_at is null order by u.matter_id limit $2)
  order by m.id for no key update
), acted as (
  select j.matter_id, j.person_id, max(j.at) as at from m join journal j on j.tenant_id = $1 and j.matter_id = m.id
  where j.person_id is not null group by 1, 2
), filled as (
  update hand h set acted_at = a.at from acted a
  where h.tenant_id = $1 and h.matter_id = a.matter_id and h.person_id = a.person_id
)
select count(*)::int as n from m`

/**
 * Fills in when people last acted on a matter, where a version before migration 0047 wrote it: some matters at a time, while people work. An
 * interrupted run goes on where it was; where nothing is left it asks one question of an empty index.
 *
 * @returns the matters it filled in
 */
export const fillActed = (db: Db, options: FillOptions = {}): Promise<number> =>
  inBatches(db, UNACTED, byStatement(db, FILL), options)
