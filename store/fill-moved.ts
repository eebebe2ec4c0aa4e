import type { Db, Queryable } from './db.ts'
import type { FillOptions } from './fill-batches.ts'

/** What of a district this fills in, in the table `filled`. */
const WHAT = 'moved'

const UNFILLED = `
select t.tenant_id as tenant from tenant t
where not exists (select from filled f where f.tenant_id = t.tenant_id and f.what = '${WHAT}') order by t.tenant_id`

/** Matters looked at in one go, and of those at most so many locked: people who act on one of them wait as long as it takes. */
const TOGETHER = 500

// When somebody last moved a matter; what only ran out of its term was not moved.
const LAST = `(select j.at from journal j where j.tenant_id = m.tenant_id and j.matter_id = m.id
    and (j.person_id is not null or j.seq = 1) order by j.seq desc limit 1)`
const ASTRAY = `
select m.id, m.updated_at is distinct from coalesce(${LAST}, m.updated_at) as astray
from matter m where m.tenant_id = $1 and m.id > $2 order by m.id limit ${TOGETHER}`

// Locked first and then read, so that what is written is what the journal says at that moment.
const LOCK = `select from matter where tenant_id = $1 and id = any($2::text[]) order by id for no key update`
const WRITE = `
with m as (
  update matter m set updated_at = ${LAST} where m.tenant_id = $1 and m.id = any($2::text[]) returning m.id, m.closed, m.updated_at
)
update party p set moved_at = m.updated_at from m
where p.tenant_id = $1 and p.matter_id = m.id and m.closed and p.moved_at is distinct from m.updated_at`

const COUNT = 'select count(*) as n from matter where tenant_id = $1'

const DONE = `
insert into filled (tenant_id, what, at) values ($1, '${WHAT}', now()) on conflict (tenant_id, what) do nothing`

/**
 * Sets right when somebody last moved a matter, where a version before migration 0027 took a term that ran out for a move: some matters
 * at a time, while people work. A run that was broken off begins again; where all is done it asks one question for each district.
 *
 * @returns the matters it set right
 */
export async function fillMoved(db: Db, { signal, onProgress }: FillOptions = {}): Promise<number> {
  const { rows } = await db.query<{ tenant: string }>(UNFILLED)
  let righted = 0
  for (const { tenant } of rows) {
    const { rows: counted } = await db.query<{ n: number }>(COUNT, [tenant])
    let [after, done]: [string | undefined, number] = ['', 0]
    while (after !== undefined) {
      if (signal?.aborted === true) return righted
      const looked: Looked = await lookAt(db, tenant, after)
      righted += looked.righted
      done += looked.n
      after = looked.last
      if (looked.n > 0) onProgress?.(done, counted[0]?.n ?? done)
    }
    await db.query(DONE, [tenant])
  }
  return righted
}

interface Looked {
  readonly n: number
  readonly righted: number
  /** Undefined where there was none left. */
  readonly last: string | undefined
}

async function lookAt(db: Db, tenant: string, after: string): Promise<Looked> {
  const { rows } = await db.query<{ id: string; astray: boolean }>(ASTRAY, [tenant, after])
  const ids = rows.filter(({ astray }) => astray).map(({ id }) => id)
  if (ids.length > 0) await db.tx((tx) => setRight(tx, tenant, ids))
  return { n: rows.length, righted: ids.length, last: rows.at(-1)?.id }
}

async function setRight(tx: Queryable, tenant: string, ids: readonly string[]): Promise<void> {
  await tx.query(LOCK, [tenant, ids])
  await tx.query(WRITE, [tenant, ids])
}
