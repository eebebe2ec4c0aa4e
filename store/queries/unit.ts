import type { Duty } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { MATTER_COLUMNS, type MatterRow, Values, visible } from './parts.ts'

/** A duty that lapsed, closed since or not. */
export interface BreachRow extends MatterRow {
  readonly body: Duty
  readonly duty_state: string
  readonly lapsed_at: Instant
}

/**
 * Duties of a unit that lapsed, the latest first; what was taken back was never owed. The unit itself sees all that is held
 * against it, also on matters that have passed to others since.
 */
export async function breachesOf(
  context: StoreContext,
  actor: Actor,
  unit: string,
  limit: number,
): Promise<readonly BreachRow[]> {
  const values = new Values()
  const may = actor.unit === unit ? 'true' : visible(context.rulebook, actor, values)
  const text = `select ${MATTER_COLUMNS}, d.body, d.state as duty_state, d.lapsed_at
from duty d join matter m on m.tenant_id = d.tenant_id and m.id = d.matter_id
where d.tenant_id = ${values.add(context.tenant)} and d.unit_id = ${values.add(unit)} and d.lapsed_at is not null
  and d.state <> 'withdrawn' and ${may}
order by d.lapsed_at desc limit ${values.add(limit)}`
  const { rows } = await context.db.query<BreachRow>(text, values.list)
  return rows
}
