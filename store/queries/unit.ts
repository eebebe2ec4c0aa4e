import type { Duty } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { MATTER_COLUMNS, type MatterRow, Values, dutyAndMatter } from './parts.ts'
import { dutiesSeen, eachProcedure } from './parts-taken.ts'

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
  const tenant = values.add(context.tenant)
  const most = values.add(limit)
  const duties = `select d.lapsed_at, d.matter_id, d.no from duty d
  where d.tenant_id = ${tenant} and d.unit_id = ${values.add(unit)} and d.lapsed_at is not null and d.state <> 'withdrawn'`
  const ordered = `order by d.lapsed_at desc limit ${most}`
  const each =
    actor.unit === unit
      ? eachProcedure(Object.keys(context.rulebook.procedures), duties, ordered, values)
      : await dutiesSeen(context, actor, { duties, ordered }, values)
  // Chosen in the index: what the reader may not see is not read.
  const text = `select d.body, d.state as duty_state, d.lapsed_at, ${MATTER_COLUMNS} from (
  select * from (${each.join('\nunion all\n')}) x order by x.lapsed_at desc limit ${most}) y
${dutyAndMatter(tenant, 'y')}
order by d.lapsed_at desc limit ${most}`
  const { rows } = await context.db.query<BreachRow>(text, values.list)
  return rows
}
