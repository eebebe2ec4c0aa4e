import type { Entry } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import type { Body } from '../leaf.ts'
import { type ActRow, entryOf } from '../leaf-of.ts'
import { Values, visible } from './parts.ts'

/** A matter's journal up to some instant; null where a body it needs has been erased. */
export interface Journal {
  readonly id: string
  readonly entries: readonly Entry[] | null
}

/** Journals are read so many at a time: the memory of a report does not grow with the district. */
const AT_ONCE = 200

/**
 * The journals of a procedure's matters that a report on a span may have to tell about, in the order they were opened: all that
 * existed before its end and were not closed for good before its start, as far as the reader may see them.
 */
export async function* journalsIn(
  context: StoreContext,
  actor: Actor,
  procedure: string,
  span: { readonly start: Instant; readonly end: Instant },
): AsyncGenerator<readonly Journal[]> {
  const ids = await concerned(context, actor, procedure, span)
  for (let from = 0; from < ids.length; from += AT_ONCE)
    yield await read(context, ids.slice(from, from + AT_ONCE), span.end)
}

async function concerned(
  context: StoreContext,
  actor: Actor,
  procedure: string,
  { start, end }: { readonly start: Instant; readonly end: Instant },
): Promise<string[]> {
  const values = new Values()
  const text = `select m.id from matter m
where m.tenant_id = ${values.add(context.tenant)} and m.procedure = ${values.add(procedure)}
  and m.opened_at < ${values.add(end)}::timestamptz
  and (m.closed = false or m.updated_at >= ${values.add(start)}::timestamptz)
  and ${visible(context.rulebook, actor, values)}
order by m.opened_at, m.id`
  const { rows } = await context.db.query<{ id: string }>(text, values.list)
  return rows.map(({ id }) => id)
}

type Row = Omit<ActRow, 'leaf' | 'leaf_hash'> & { readonly body: Body | null }

const ENTRIES = `
select j.act_id, j.matter_id, j.seq, j.kind, j.at, j.person_id, j.post_id, j.unit_id, b.body
from journal j left join journal_body b on b.tenant_id = j.tenant_id and b.act_id = j.act_id
where j.tenant_id = $1 and j.matter_id = any($2::text[]) and j.at < $3::timestamptz
order by j.matter_id, j.seq`

async function read(
  { db, tenant }: StoreContext,
  ids: readonly string[],
  end: Instant,
): Promise<readonly Journal[]> {
  const { rows } = await db.query<Row>(ENTRIES, [tenant, ids, end])
  const lines = new Map<string, (Entry | null)[]>(ids.map((id) => [id, []]))
  for (const row of rows) lines.get(row.matter_id)?.push(row.body && entryOf(row, row.body))
  return [...lines].map(([id, entries]) => ({
    id,
    entries: entries.every((entry) => entry !== null) ? entries : null,
  }))
}
