import type { Happened } from '#kernel/steps.ts'
import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from '../context.ts'

interface Row {
  readonly matter_id: string
  readonly seq: number
  readonly kind: string
  readonly at: Instant
  readonly person_id: string | null
  readonly post_id: string | null
  readonly unit_id: string | null
}

const HAPPENED = `
select matter_id, seq, kind, at, person_id, post_id, unit_id from journal
where tenant_id = $1 and matter_id = any($2::text[])
order by matter_id, seq`

/** What happened in several matters, oldest first, without what was written: who did what when. Matters without acts are left out. */
export async function happenedIn(
  { db, tenant }: StoreContext,
  matters: readonly string[],
): Promise<ReadonlyMap<string, readonly Happened[]>> {
  if (matters.length === 0) return new Map()
  const { rows } = await db.query<Row>(HAPPENED, [tenant, [...new Set(matters)]])
  return Map.groupBy(rows.map(happened), ({ matter }) => matter)
}

const happened = ({ matter_id: matter, seq, kind, at, person_id, post_id, unit_id }: Row) => ({
  matter,
  seq,
  kind,
  at,
  by:
    person_id === null || post_id === null || unit_id === null
      ? null
      : { person: person_id, post: post_id, unit: unit_id },
})
