import type { Db, Queryable } from './db.ts'
import { type FillOptions, LOOKED_AT, type Looked, onceInEach } from './fill-batches.ts'

// When somebody last moved a matter; what only ran out of its term was not moved.
const LAST = `(select j.at from journal j where j.tenant_id = m.tenant_id and j.matter_id = m.id
    and (j.person_id is not null or j.seq = 1) order by j.seq desc limit 1)`
const ASTRAY = `
select m.id, m.updated_at is distinct from coalesce(${LAST}, m.updated_at) as astray
from matter m where m.tenant_id = $1 and m.id > $2 order by m.id limit ${LOOKED_AT}`

// Locked first and then read, so that what is written is what the journal says at that moment. People who act on one of them wait.
const LOCK = `select from matter where tenant_id = $1 and id = any($2::text[]) order by id for no key update`
const WRITE = `
with m as (
  update matter m set updated_at = ${LAST} where m.tenant_id = $1 and m.id = any($2::text[]) returning m.id, m.closed, m.updated_at
)
update party p set moved_at = m.updated_at from m
where p.tenant_id = $1 and p.matter_id = m.id and m.closed and p.moved_at is distinct from m.updated_at`

/**
 * Sets right when somebody last moved a matter, where a version before migration 0027 took a term that ran out for a move: some matters
 * at a time, while people work.
 *
 * @returns the matters it set right
 */
export const fillMoved = (db: Db, options: FillOptions = {}): Promise<number> =>
  onceInEach(db, 'moved', (tenant, after) => lookAt(db, tenant, after), options)

async function lookAt(db: Db, tenant: string, after: string): Promise<Looked> {
  const { rows } = await db.query<{ id: string; astray: boolean }>(ASTRAY, [tenant, after])
  const ids = rows.filter(({ astray }) => astray).map(({ id }) => id)
  if (ids.length > 0) await db.tx((tx) => setRight(tx, tenant, ids))
  return { n: rows.length, filled: ids.length, last: rows.at(-1)?.id }
}

async function setRight(tx: Queryable, tenant: string, ids: readonly string[]): Promise<void> {
  await tx.query(LOCK, [tenant, ids])
  await tx.query(WRITE, [tenant, ids])
}
