import { allDeedKinds } from '#kernel/meanings.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { Db } from './db.ts'
import { type FillOptions, byStatement, inBatches } from './fill-batches.ts'
import { FLAGS_OF_PARTIES } from './lapses.ts'

const UNDEEDED = {
  tenants: 'select distinct m.tenant_id as tenant from matter m where m.deeds is null',
  matters: 'select count(*) as n from matter m where m.tenant_id = $1 and m.deeds is null',
}

/** SQL for the kinds among some that have happened to the matter `m`; `kinds` is a placeholder. */
const deedsIn = (kinds: string): string => `array(select j.kind from journal j
    where j.tenant_id = m.tenant_id and j.matter_id = m.id and j.kind = any(${kinds}::text[]) group by j.kind order by j.kind)`

// Locked first and then read, so that what is written is what the journal says at that moment.
const FILL = `
with undeeded as (
  select u.id from matter u where u.tenant_id = $1 and u.deeds is null order by u.id limit $2 for no key update
), m as (
  update matter m set deeds = ${deedsIn('$3')} from undeeded u where m.tenant_id = $1 and m.id = u.id
  returning m.tenant_id, m.id, m.flags
), flagged as (
  update party p set flags = ${FLAGS_OF_PARTIES} from m where p.tenant_id = m.tenant_id and p.matter_id = m.id
)
select count(*)::int as n from m`

/**
 * Fills in which deeds happened to a matter, and its flags in the rows of its parties, where a version before migration 0039 wrote it: some
 * at a time, while people work. An interrupted run goes on where it was; where nothing is left it asks one question of an empty index.
 *
 * @returns the matters it filled in
 */
export const fillDeeds = (db: Db, rulebook: Rulebook, options: FillOptions = {}): Promise<number> =>
  inBatches(db, UNDEEDED, byStatement(db, FILL, allDeedKinds(rulebook)), options)
