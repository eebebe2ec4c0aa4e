import type { ListItem } from '#kernel/lists.ts'
import { dayAt } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { itemsOn } from '../kept.ts'
import { RECORDED_COLUMNS, type RecordedRow, Values, visible } from './parts.ts'

/** Names of people by id, and matters by id as far as the reader may see them. */
export interface Names {
  readonly people: ReadonlyMap<string, string>
  readonly matters: ReadonlyMap<string, RecordedRow>
  /** Items of the lists by their codes, as they stand today: the lists are everybody's. */
  readonly items: ReadonlyMap<string, ListItem>
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
  items: Iterable<string> = [],
): Promise<Names> {
  const [persons, others, listed] = await Promise.all([
    peopleNamed(context, [...new Set(people)]),
    mattersSeen(context, actor, [...new Set(matters)]),
    itemsOn(context, [...new Set(items)], dayAt(context.clock.now())),
  ])
  return { people: persons, matters: others, items: new Map(Object.entries(listed)) }
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
): Promise<ReadonlyMap<string, RecordedRow>> {
  if (ids.length === 0) return new Map()
  const values = new Values()
  const text = `select ${RECORDED_COLUMNS} from matter m where m.tenant_id = ${values.add(context.tenant)}
  and m.id = any(${values.add(ids)}::text[]) and ${visible(context.rulebook, actor, values)}`
  const { rows } = await context.db.query<RecordedRow>(text, values.list)
  return new Map(rows.map((row) => [row.id, row]))
}
