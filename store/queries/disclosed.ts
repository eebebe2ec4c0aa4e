import type { Day, Instant } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { type Cast, type Page, keyIn, pageOf } from './parts.ts'

export interface DisclosedRow {
  readonly id: string
  readonly procedure: string
  readonly title: string
  readonly record: AnyRecord
  readonly opened_at: Instant
}

const KEY: readonly Cast[] = ['timestamptz', 'text']

const DISCLOSED = `
select x.* from unnest($2::text[], $3::text[]) k(procedure, field), lateral (
  select m.id, m.procedure, m.title, m.record, m.opened_at from matter m
  where m.tenant_id = $1 and m.procedure = k.procedure and m.record ->> k.field <= $4
    and (m.opened_at, m.id) < ($5::timestamptz, $6::text)
  order by m.opened_at desc, m.id desc limit $7) x
order by x.opened_at desc, x.id desc limit $7`

/** Matters that were published by a day, the newest first; `under` names their procedures, each with the field that holds the day. */
export async function disclosedBy(
  { db, tenant }: StoreContext,
  under: readonly { readonly procedure: string; readonly field: string }[],
  today: Day,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<DisclosedRow>> {
  const [at, id] = keyIn(cursor, KEY) ?? ['infinity', '']
  const { rows } = await db.query<DisclosedRow>(DISCLOSED, [
    tenant,
    under.map(({ procedure }) => procedure),
    under.map(({ field }) => field),
    today,
    at,
    id,
    limit + 1,
  ])
  return pageOf(rows, limit, (row) => [row.opened_at, row.id])
}
