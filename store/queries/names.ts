import type { StoreContext } from '../context.ts'

/** Names of people and numbers of matters, by id. */
export interface Names {
  readonly people: ReadonlyMap<string, string>
  readonly matters: ReadonlyMap<string, string>
}

const NAMES = `
select id, name from person where tenant_id = $1 and id = any($2::text[])
union all
select id, number from matter where tenant_id = $1 and id = any($3::text[])`

/** Looks up names that records hold as ids; ids that are nobody's are left out. */
export async function namesFor(
  context: StoreContext,
  people: Iterable<string>,
  matters: Iterable<string> = [],
): Promise<Names> {
  const [persons, others] = [new Set(people), new Set(matters)]
  const found: Names = { people: new Map(), matters: new Map() }
  if (persons.size + others.size === 0) return found
  const values = [context.tenant, [...persons], [...others]]
  const { rows } = await context.db.query<{ id: string; name: string }>(NAMES, values)
  const names = new Map(rows.map((row) => [row.id, row.name]))
  const of = (ids: Set<string>): Map<string, string> => new Map([...names].filter(([id]) => ids.has(id)))
  return { people: of(persons), matters: of(others) }
}
