import { isOpenTo } from '#kernel/seats.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { MATTER_COLUMNS, type MatterRow, OPEN, Values, partOf } from './parts.ts'

/** Open duties of one name that a matter may have and still take no place of another. */
const OF_A_MATTER = 4

/**
 * Matters the reader may see on which one of some duties is open, by when that is due. Each duty is a range of the index and stops at the
 * list; only what is shown is read.
 *
 * @param duties as `procedure.duty`
 */
export async function owedNext(
  { db, tenant: of, rulebook }: StoreContext,
  actor: Actor,
  duties: readonly string[],
  limit: number,
): Promise<readonly MatterRow[]> {
  const values = new Values()
  const [tenant, most, read] = [values.add(of), values.add(limit), values.add(limit * OF_A_MATTER)]
  const ranges = Object.values(rulebook.procedures).flatMap((procedure) =>
    duties
      .filter((duty) => duty.startsWith(`${procedure.id}.`))
      .map((duty) => {
        const name = values.add(duty.slice(procedure.id.length + 1))
        const may = isOpenTo(procedure, actor)
          ? ''
          : ` and ${partOf('d.tenant_id', 'd.matter_id', actor, values)}`
        return `(select d.matter_id, d.due_at from duty d
  where d.tenant_id = ${tenant} and d.procedure = ${values.add(procedure.id)} and d.name = ${name} and ${OPEN}${may}
  order by d.due_at, d.matter_id, d.no limit ${read})`
      }),
  )
  if (ranges.length === 0) return []
  const text = `select ${MATTER_COLUMNS} from (
  select x.matter_id, min(x.due_at) as due_at from (${ranges.join('\nunion all\n')}) x
  group by x.matter_id order by min(x.due_at), x.matter_id limit ${most}) y
cross join lateral (select * from matter m where m.tenant_id = ${tenant} and m.id = y.matter_id offset 0) m
order by y.due_at, y.matter_id`
  return (await db.query<MatterRow>(text, values.list)).rows
}
