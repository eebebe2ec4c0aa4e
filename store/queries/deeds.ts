import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { MATTER_COLUMNS, type MatterRow, Values, openProcedures, partOf } from './parts.ts'

/** An act on a matter, and who did it. */
export interface DeedRow extends MatterRow {
  readonly kind: string
  readonly at: Instant
  readonly by_unit: string | null
  readonly by_person: string | null
}

/**
 * Acts of some journal kinds, the latest first, on matters the reader may see. Each kind is a range of the index, in which the latest of
 * all are found; only those are read.
 */
export async function latestDeeds(
  context: StoreContext,
  actor: Actor,
  kinds: readonly string[],
  limit: number,
): Promise<readonly DeedRow[]> {
  const values = new Values()
  const tenant = values.add(context.tenant)
  const most = values.add(limit)
  const open = openProcedures(context.rulebook, actor)
  const [seen, others] = [true, false].map((isOpen) =>
    kinds.filter((kind) => open.some((id) => kind.startsWith(`${id}.`)) === isOpen),
  )
  const range = (of: readonly string[] | undefined, may: () => string): string[] =>
    !of || of.length === 0
      ? []
      : [
          `(select x.* from unnest(${values.add(of)}::text[]) k(kind), lateral (
    select j.matter_id, j.seq, j.at from journal j where j.tenant_id = ${tenant} and j.kind = k.kind${may()}
    order by j.at desc limit ${most}) x order by x.at desc limit ${most})`,
        ]
  const each = [
    ...range(seen, () => ''),
    ...range(others, () => ` and ${partOf('j.tenant_id', 'j.matter_id', actor, values)}`),
  ]
  if (each.length === 0) return []
  const text = `select j.kind, j.at, j.unit_id as by_unit, j.person_id as by_person, ${MATTER_COLUMNS}
from (select * from (${each.join('\nunion all\n')}) x order by x.at desc limit ${most}) y
cross join lateral (select * from journal j where j.tenant_id = ${tenant} and j.matter_id = y.matter_id and j.seq = y.seq offset 0) j
cross join lateral (select * from matter m where m.tenant_id = ${tenant} and m.id = y.matter_id offset 0) m
order by j.at desc limit ${most}`
  return (await context.db.query<DeedRow>(text, values.list)).rows
}
