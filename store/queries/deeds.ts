import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { MATTER_COLUMNS, type MatterRow, Values, visible } from './parts.ts'

/** An act on a matter, and who did it. */
export interface DeedRow extends MatterRow {
  readonly kind: string
  readonly at: Instant
  readonly by_unit: string | null
  readonly by_person: string | null
}

/** Acts of some journal kinds, the latest first, on matters the reader may see. Each kind is a range of its own index. */
export async function latestDeeds(
  context: StoreContext,
  actor: Actor,
  kinds: readonly string[],
  limit: number,
): Promise<readonly DeedRow[]> {
  if (kinds.length === 0) return []
  const values = new Values()
  const tenant = values.add(context.tenant)
  const most = values.add(limit)
  const may = visible(context.rulebook, actor, values)
  const each = kinds.map(
    (kind) => `(select ${MATTER_COLUMNS}, j.kind, j.at, j.unit_id as by_unit, j.person_id as by_person
  from journal j join matter m on m.tenant_id = j.tenant_id and m.id = j.matter_id
  where j.tenant_id = ${tenant} and j.kind = ${values.add(kind)} and ${may}
  order by j.at desc limit ${most})`,
  )
  const text = `select * from (${each.join('\nunion all\n')}) x order by at desc limit ${most}`
  return (await context.db.query<DeedRow>(text, values.list)).rows
}
