import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'

/** One act that happened, for screens that are open: who may see it decides who is told. */
export interface Change {
  readonly act: string
  readonly matter: string
  readonly procedure: string
  readonly seq: number
  readonly kind: string
  readonly at: Instant
  /** `unit:u1`, `post:p1`. */
  readonly parties: readonly string[]
}

/** How far a process has read. Acts not yet in the log are remembered by id until they are. */
export interface LiveCursor {
  readonly size: number
  readonly announced: ReadonlySet<string>
}

interface Row {
  readonly idx: number | null
  readonly act_id: string
  readonly matter_id: string
  /** Null for what stands in the log and is no act on a matter. */
  readonly procedure: string | null
  readonly seq: number
  readonly kind: string
  readonly at: Instant
  readonly parties: readonly string[] | null
}

/** Acts per poll. */
const MOST = 1_000

// Numbers drawn when an act is written become visible out of order, so "after the last one seen" would skip late committers.
// A pending row is visible exactly when its act is committed, and the log's index is given later, one batch at a time, under
// a lock: so an act is announced while pending, or when the log passes it, and this one statement sees it in one place only.
const CHANGES = `
with seen as (
  (select null::bigint idx, p.act_id from journal_pending p where p.tenant_id = $1 and not (p.act_id = any($3::text[])) limit $4)
  union all
  (select l.idx, l.act_id from journal_leaf l where l.tenant_id = $1 and l.idx >= $2 order by l.idx limit $4)
)
select s.idx, s.act_id, j.matter_id, m.procedure, j.seq, j.kind, j.at,
  (select array_agg(p.holder) from party p where p.tenant_id = $1 and p.matter_id = j.matter_id) parties
from seen s
join journal j on j.tenant_id = $1 and j.act_id = s.act_id
left join matter m on m.tenant_id = $1 and m.id = j.matter_id
order by s.idx nulls last, j.at, j.matter_id, j.seq`

const NOW = `
select coalesce((select size from log_state where tenant_id = $1), 0) as size,
  (select array_agg(act_id) from journal_pending where tenant_id = $1) as pending`

/** A cursor that begins now: what has happened so far is not announced. */
export async function liveFromNow(context: StoreContext): Promise<LiveCursor> {
  const { rows } = await context.db.query<{ size: number; pending: string[] | null }>(NOW, [context.tenant])
  return { size: rows[0]?.size ?? 0, announced: new Set(rows[0]?.pending ?? []) }
}

/**
 * Everything that happened since a cursor, each act once, and the cursor to go on with. Every process keeps a cursor of its
 * own and sees every act, whoever did it.
 */
export async function changesSince(
  context: StoreContext,
  cursor: LiveCursor,
): Promise<{ changes: readonly Change[]; cursor: LiveCursor }> {
  const values = [context.tenant, cursor.size, [...cursor.announced], MOST]
  const { rows } = await context.db.query<Row>(CHANGES, values)
  const announced = new Set(cursor.announced)
  const changes: Change[] = []
  let size = cursor.size
  for (const row of rows) {
    const { procedure } = row
    if (procedure !== null && !announced.has(row.act_id)) changes.push(changeOf({ ...row, procedure }))
    if (row.idx === null) announced.add(row.act_id)
    else {
      announced.delete(row.act_id)
      size = row.idx + 1
    }
  }
  return { changes, cursor: { size, announced } }
}

const changeOf = (row: Row & { readonly procedure: string }): Change => ({
  act: row.act_id,
  matter: row.matter_id,
  procedure: row.procedure,
  seq: row.seq,
  kind: row.kind,
  at: row.at,
  parties: row.parties ?? [],
})
