import type { Db } from './db.ts'
import { type FillOptions, LOOKED_AT, type Looked, onceInEach } from './fill-batches.ts'
import { bearsLapse } from './lapses.ts'

const NEXT = `select m.id from matter m where m.tenant_id = $1 and m.id > $2 order by m.id limit ${LOOKED_AT}`

const APART = `
update matter m set flags = array_remove(array_remove(m.flags, 'lapsed'), 'late'),
  lapses = array(select f from unnest(m.flags || m.lapses) f where f in ('lapsed', 'late') group by f order by f)
where m.tenant_id = $1 and m.id > $2 and m.id <= $3 and m.flags && '{lapsed,late}'`

// Locked as they are read: what somebody writes meanwhile is looked at again.
const WRITE = `
insert into late (tenant_id, matter_id, procedure, closed, due_at)
select m.tenant_id, m.id, m.procedure, m.closed, coalesce(m.due_at, 'infinity') from matter m
where m.tenant_id = $1 and m.id > $2 and m.id <= $3 and ${bearsLapse('late')} for no key update of m
on conflict (tenant_id, matter_id) do nothing`

/**
 * Lists the late matters that a version before migration 0030 wrote, and sets what lapsed apart from their flags: some at a time, while
 * people work.
 *
 * @returns the matters it listed
 */
export const fillLate = (db: Db, options: FillOptions = {}): Promise<number> =>
  onceInEach(db, 'late', (tenant, after) => lookAt(db, tenant, after), options)

async function lookAt(db: Db, tenant: string, after: string): Promise<Looked> {
  const { rows } = await db.query<{ id: string }>(NEXT, [tenant, after])
  const last = rows.at(-1)?.id
  if (last !== undefined) await db.query(APART, [tenant, after, last])
  const filled = last === undefined ? 0 : (await db.query(WRITE, [tenant, after, last])).rowCount
  return { n: rows.length, filled, last }
}
