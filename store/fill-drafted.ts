import type { Db } from './db.ts'
import { type FillOptions, byStatement, inBatches } from './fill-batches.ts'
import { draftedIn } from './lapses.ts'

const UNDRAFTED = {
  tenants: 'select distinct p.tenant_id as tenant from party p where p.drafted is null',
  matters:
    'select count(distinct p.matter_id) as n from party p where p.tenant_id = $1 and p.drafted is null',
}

// Locked first and then read, so that what is written is how the matter stands at that moment.
const FILL = `
with m as (
  select m.id, m.tenant_id, m.state_group from matter m where m.tenant_id = $1 and m.id in (
    select distinct u.matter_id from party u where u.tenant_id = $1 and u.drafted is null order by u.matter_id limit $2)
  order by m.id for no key update
), filled as (
  update party p set drafted = ${draftedIn('m.state_group')} from m where p.tenant_id = m.tenant_id and p.matter_id = m.id
)
select count(*)::int as n from m`

/**
 * Fills in of which matters parties are told that they are only being drawn up, where a version before migration 0045 wrote them: some at a
 * time, while people work. An interrupted run goes on where it was; where nothing is left it asks one question of an empty index.
 *
 * @returns the matters it filled in
 */
export const fillDrafted = (db: Db, options: FillOptions = {}): Promise<number> =>
  inBatches(db, UNDRAFTED, byStatement(db, FILL), options)
