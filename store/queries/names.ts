import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { MATTER_COLUMNS, type MatterRow, Values, visible } from './parts.ts'

/** Names of people by id, and matters by id as far as the reader may see them. */
export interface Names {
  readonly people: ReadonlyMap<string, string>
  readonly matters: ReadonlyMap<string, MatterRow>
}

const PEOPLE = `select id, name from person where tenant_id = $1 and id = any($2::text[])`

/**
 * Looks up names that records hold as ids. Ids that are nobody's are left out, and so are matters that this reader may not
 * see: of such a matter not even the number is told.
 */
export async function namesFor(
  context: StoreContext,
  actor: Actor,
  people: Iterable<string>,
  matters: Iterable<string> = [],
): Promise<Names> {
  const [persons, others] = await Promise.all([
    peopleNamed(context, [...new Set(people)]),
    mattersSeen(context, actor, [...new Set(matters)]),
  ])
  return { people: persons, matters: others }
}

async function peopleNamed(
  { db, tenant }: StoreContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.query<{ id: string; name: string }>(PEOPLE, [tenant, ids])
  return new Map(rows.map((row) => [row.id, row.name]))
}

async function mattersSeen(
  context: StoreContext,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MatterRow>> {
  if (ids.length === 0) return new Map()
  const values = new Values()
  const text = `select ${MATTER_COLUMNS} from matter m where m.tenant_id = ${values.add(context.tenant)}
  and m.id = any(${values.add(ids)}::text[]) and ${visible(context.rulebook, actor, values)}`
  const { rows } = await context.db.query<MatterRow>(text, values.list)
  return new Map(rows.map((row) => [row.id, row]))
}
