import type { Db } from './db.ts'
import { type FillOptions, LOOKED_AT, type Looked, onceInEach } from './fill-batches.ts'

const NEXT = `select m.id from matter m where m.tenant_id = $1 and m.id > $2 order by m.id limit ${LOOKED_AT}`

const WRITE = `
update notice n set kind = case when exists (select from duty d where d.tenant_id = n.tenant_id and d.matter_id = n.matter_id
    and d.unit_id = n.unit_id and d.post_id is not distinct from n.post_id) then 'duty' else 'read' end
where n.tenant_id = $1 and n.matter_id > $2 and n.matter_id <= $3 and n.kind = 'rung'`

/**
 * Says of notices of terms that ran out whether they were told to whoever owed the duty, or to be read, where a version before migration
 * 0030 left that to whoever looked: some matters at a time, while people work.
 *
 * @returns the notices it spoke of
 */
export const fillTold = (db: Db, options: FillOptions = {}): Promise<number> =>
  onceInEach(db, 'told', (tenant, after) => lookAt(db, tenant, after), options)

async function lookAt(db: Db, tenant: string, after: string): Promise<Looked> {
  const { rows } = await db.query<{ id: string }>(NEXT, [tenant, after])
  const last = rows.at(-1)?.id
  const filled = last === undefined ? 0 : (await db.query(WRITE, [tenant, after, last])).rowCount
  return { n: rows.length, filled, last }
}
