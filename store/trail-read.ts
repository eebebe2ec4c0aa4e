import type { Instant } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import { type Page, Values, keyIn, pageOf, rowOf } from './queries/parts.ts'

const CASTS = ['timestamptz', 'text'] as const

/** Which entries: of what was administered and of logins, or, of one person, all they did. */
export interface TrailAsked {
  readonly person?: string | undefined
  readonly kind?: string | undefined
  /** First instant, and the one after the last. */
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** One entry. An act on a matter shows its kind and the matter's number, never what it says. */
export interface TrailRow {
  readonly act: string
  readonly at: Instant
  readonly kind: string
  readonly person: string | null
  readonly name: string | null
  readonly post: string | null
  /** What was written into an entry of the trail; null for an act. */
  readonly details: AnyRecord | null
  /** Name of the person whom it was done to, where it names one. */
  readonly subject: string | null
  readonly number: string | null
  readonly via: string
  readonly auth: string
  readonly leafHash: Uint8Array
  /** Its place in the log; null until it has one. */
  readonly index: number | null
}

/** Entries, the latest first, with the cursor of the next page or null. */
export async function readTrail(context: StoreContext, asked: TrailAsked): Promise<Page<TrailRow>> {
  const values = new Values()
  const tenant = values.add(context.tenant)
  const where = [`j.tenant_id = ${tenant}`]
  if (asked.person !== undefined) where.push(`j.person_id = ${values.add(asked.person)}`)
  // Said as the index says it: what is administered is looked up without reading past the acts.
  else where.push(`j.kind like 'audit.%'`)
  if (asked.kind !== undefined) where.push(`j.kind = ${values.add(asked.kind)}`)
  if (asked.from !== undefined) where.push(`j.at >= ${values.add(asked.from)}::timestamptz`)
  if (asked.until !== undefined) where.push(`j.at < ${values.add(asked.until)}::timestamptz`)
  const after = keyIn(asked.cursor, CASTS)
  if (after) where.push(`(j.at, j.act_id) < ${rowOf(after, CASTS, values)}`)
  const text = `
select j.act_id as act, j.at, j.kind, j.person_id as person, n.name, u.name || p.title as post, b.body -> 'form' as details,
  s.name as subject, m.number, convert_from(j.leaf, 'UTF8')::jsonb ->> 'via' as via,
  convert_from(j.leaf, 'UTF8')::jsonb ->> 'auth' as auth, j.leaf_hash as "leafHash", l.idx as index
from journal j
left join person n on n.tenant_id = j.tenant_id and n.id = j.person_id
left join post p on p.tenant_id = j.tenant_id and p.id = j.post_id
left join unit u on u.tenant_id = j.tenant_id and u.id = j.unit_id
left join journal_body b on b.tenant_id = j.tenant_id and b.act_id = j.act_id and j.kind like 'audit.%'
left join person s on s.tenant_id = j.tenant_id and s.id = coalesce(b.body #>> '{form,person}', b.body #>> '{form,to}')
left join matter m on m.tenant_id = j.tenant_id and m.id = j.matter_id
left join journal_leaf l on l.tenant_id = j.tenant_id and l.act_id = j.act_id
where ${where.join(' and ')}
order by j.at desc, j.act_id desc limit ${values.add(asked.limit + 1)}`
  const { rows } = await context.db.query<TrailRow>(text, values.list)
  return pageOf(rows, asked.limit, (row) => [row.at, row.act])
}
