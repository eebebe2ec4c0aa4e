import type { Instant } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { type Cast, RECORDED_COLUMNS, type RecordedRow, Values, keyIn, rowOf, visible } from './parts.ts'

/** A procedure, and the record field in which its matters name their body. */
export interface UnderBody {
  readonly procedure: string
  readonly field: string
}

export interface OfBodyRow extends RecordedRow {
  readonly opened_at: Instant
}

/** How the lists of a body are sorted. */
const KEY: readonly Cast[] = ['timestamptz', 'text']

export const placeIn = ({ opened_at: at, id }: OfBodyRow): readonly string[] => [at, id]

/** The field as the index has it. */
const namedIn = ({ field }: UnderBody): string => `m.record ->> '${field.replaceAll("'", "''")}'`

/**
 * Matters that name a body, as far as the reader may see them: the open ones or the closed ones, from the oldest or the newest
 * on. Each procedure is a range of the index in the order of the list.
 */
export async function mattersOfBody(
  context: StoreContext,
  actor: Actor,
  body: string,
  under: readonly UnderBody[],
  asked: {
    readonly closed: boolean | 'both'
    readonly order: 'oldest' | 'newest'
    readonly limit: number
    /** Where the page before ended. */
    readonly cursor?: string | undefined
  },
): Promise<readonly OfBodyRow[]> {
  if (under.length === 0) return []
  const values = new Values()
  const tenant = values.add(context.tenant)
  const named = values.add(body)
  const most = values.add(asked.limit)
  const may = visible(context.rulebook, actor, values)
  const way = asked.order === 'oldest' ? '' : ' desc'
  const key = keyIn(asked.cursor, KEY)
  const from = key
    ? ` and (m.opened_at, m.id) ${asked.order === 'oldest' ? '>' : '<'} ${rowOf(key, KEY, values)}`
    : ''
  const either = asked.closed === 'both' ? [false, true] : [asked.closed]
  const each = under.flatMap((one) =>
    either.map(
      (closed) => `(select ${RECORDED_COLUMNS}, m.opened_at from matter m
  where m.tenant_id = ${tenant} and ${namedIn(one)} = ${named} and m.procedure = ${values.add(one.procedure)}
    and m.closed = ${closed} and ${may}${from}
  order by m.opened_at${way}, m.id${way} limit ${most})`,
    ),
  )
  const text = `select * from (${each.join('\nunion all\n')}) x order by opened_at${way}, id${way} limit ${most}`
  return (await context.db.query<OfBodyRow>(text, values.list)).rows
}

/** What is asked for by one item of a body: of its record the fields that count, and no more. */
export interface SumRow {
  readonly id: string
  readonly state: string
  readonly opened_at: Instant
  readonly record: AnyRecord
}

/** Items of a body whose sums are looked through at most: beyond any body's two years. */
const SUMS = 2_000

/**
 * Items of a body begun since a day, as far as the reader may see them, with some fields of their records: a range of the same index
 * for the open and for the closed ones, and of what may be a long record only what is counted.
 */
export async function sumsOfBody(
  context: StoreContext,
  actor: Actor,
  body: string,
  under: UnderBody,
  asked: { readonly fields: readonly string[]; readonly since: Instant },
): Promise<readonly SumRow[]> {
  const values = new Values()
  const tenant = values.add(context.tenant)
  const named = values.add(body)
  const procedure = values.add(under.procedure)
  const since = values.add(asked.since)
  const fields = values.add(asked.fields)
  const may = visible(context.rulebook, actor, values)
  const each = [false, true].map(
    (closed) => `(select m.id, m.state, m.opened_at,
    (select jsonb_object_agg(e.key, e.value) from jsonb_each(m.record) e where e.key = any(${fields}::text[])) as record
  from matter m
  where m.tenant_id = ${tenant} and ${namedIn(under)} = ${named} and m.procedure = ${procedure} and m.closed = ${closed}
    and m.opened_at >= ${since}::timestamptz and ${may}
  order by m.opened_at desc, m.id desc limit ${SUMS})`,
  )
  return (await context.db.query<SumRow>(each.join('\nunion all\n'), values.list)).rows
}

/** How a matter stands, whoever may see it: no more than that. */
export interface Standing {
  readonly id: string
  readonly closed: boolean
  readonly late: boolean
}

const STANDING = `
select m.id, m.closed, m.closed = false and not m.flags && '{paused,met}' and coalesce(m.due_at <= $3::timestamptz, false) as late
from matter m where m.tenant_id = $1 and m.id = any($2::text[])`

/** How matters stand at an instant: closed, or open past their term. */
export async function standingOf(
  { db, tenant }: StoreContext,
  ids: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, Standing>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.query<Standing>(STANDING, [tenant, ids, now])
  return new Map(rows.map((row) => [row.id, row]))
}

const CALLED = `
select x.* from (
  select distinct on (m.id) ${RECORDED_COLUMNS}, m.opened_at
  from unnest($2::text[]) h(holder), unnest($3::text[]) k(procedure), lateral (
    select p.matter_id from party p where p.tenant_id = $1 and p.holder = h.holder and p.procedure = k.procedure
    order by p.opened_at desc, p.matter_id desc limit $4) y, matter m
  where m.tenant_id = $1 and m.id = y.matter_id
) x order by x.opened_at desc limit $4`

/** The latest matters of some procedures to which any of these posts is a party. */
export async function calledTo(
  { db, tenant }: StoreContext,
  posts: readonly string[],
  procedures: readonly string[],
  limit: number,
): Promise<readonly RecordedRow[]> {
  const holders = posts.map((post) => `post:${post}`)
  return (await db.query<RecordedRow>(CALLED, [tenant, holders, procedures, limit])).rows
}
