import type { StoreContext } from '../context.ts'
import { RECORDED_COLUMNS, type RecordedRow } from './parts.ts'

// By the key of the parties: however much a unit has in hand, a person takes part in person in a handful.
const IN_PERSON = `
select ${RECORDED_COLUMNS} from party p join matter m on m.tenant_id = p.tenant_id and m.id = p.matter_id
where p.tenant_id = $1 and p.holder = $2 and p.procedure = any($3::text[])
order by m.updated_at desc, m.id limit $4`

/** Matters in which somebody takes part himself, whatever post he holds; those that moved last first. */
export async function inPerson(
  { db, tenant }: StoreContext,
  person: string,
  procedures: readonly string[],
  limit: number,
): Promise<readonly RecordedRow[]> {
  const { rows } = await db.query<RecordedRow>(IN_PERSON, [tenant, `person:${person}`, procedures, limit])
  return rows
}
