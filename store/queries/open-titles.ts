import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { Values, visible } from './parts.ts'

/** Numbers of the open matters of a procedure that bear one of these titles, by title, as far as this person may see them. */
export async function openTitled(
  context: StoreContext,
  actor: Actor,
  procedure: string,
  titles: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (titles.length === 0) return new Map()
  const values = new Values()
  const text = `select m.title, min(m.number) as number from matter m where m.tenant_id = ${values.add(context.tenant)}
  and m.procedure = ${values.add(procedure)} and m.closed = false and m.title = any(${values.add(titles)}::text[])
  and ${visible(context.rulebook, actor, values)} group by m.title`
  const { rows } = await context.db.query<{ title: string; number: string }>(text, values.list)
  return new Map(rows.map(({ title, number }) => [title, number]))
}
