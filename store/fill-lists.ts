import type { Db } from './db.ts'
import { type FillOptions, byStatement, inBatches } from './fill-batches.ts'

const UNLISTED = {
  tenants: 'select distinct p.tenant_id as tenant from party p where p.procedure is null',
  matters:
    'select count(distinct p.matter_id) as n from party p where p.tenant_id = $1 and p.procedure is null',
}

// Locked first and then read, so that what is written is what the matter says at that moment.
const FILL = `
with unlisted as (
  select distinct p.matter_id from party p where p.tenant_id = $1 and p.procedure is null order by p.matter_id limit $2
), m as (
  select m.* from matter m join unlisted u on u.matter_id = m.id where m.tenant_id = $1 order by m.id for no key update of m
), filled as (
  update party p set procedure = m.procedure, closed = m.closed, due_at = coalesce(m.due_at, 'infinity'), opened_at = m.opened_at,
    moved_at = case when m.closed then m.updated_at end
  from m where p.tenant_id = m.tenant_id and p.matter_id = m.id
), handed as (
  insert into hand (tenant_id, person_id, matter_id, closed, due_at, acted_at)
  select j.tenant_id, j.person_id, j.matter_id, m.closed, coalesce(m.due_at, 'infinity'), max(j.at)
  from m join journal j on j.tenant_id = m.tenant_id and j.matter_id = m.id
  where j.person_id is not null
  group by 1, 2, 3, 4, 5
  on conflict (tenant_id, person_id, matter_id) do nothing
)
select count(*)::int as n from m`

/**
 * Fills in what lists are sorted by, in rows that a version before migration 0015 wrote: some matters at a time, while people work.
 * An interrupted run goes on where it was; where nothing is left it asks one question of an empty index.
 *
 * @returns the matters it filled in
 */
export const fillLists = (db: Db, options: FillOptions = {}): Promise<number> =>
  inBatches(db, UNLISTED, byStatement(db, FILL), options)
