import type { StoreContext } from '../context.ts'

/** A query of the ledger that somebody keeps under a name. */
export interface SavedView {
  readonly id: string
  readonly name: string
  readonly query: string
}

const LIST = `select id, name, query from saved_view where tenant_id = $1 and person_id = $2 order by id`
const SAVE = `insert into saved_view (tenant_id, id, person_id, name, query)
select $1, $2, $3, $4, $5 where (select count(*) from saved_view where tenant_id = $1 and person_id = $3) < $6`
const DROP = `delete from saved_view where tenant_id = $1 and person_id = $2 and id = $3`

/** A person's own views, the oldest first. */
export async function viewsOf(context: StoreContext, person: string): Promise<readonly SavedView[]> {
  return (await context.db.query<SavedView>(LIST, [context.tenant, person])).rows
}

/** Views one person may keep. */
export const MOST_VIEWS = 50

/** Keeps a view; null when the person has as many as one may keep. */
export async function saveView(
  context: StoreContext,
  person: string,
  view: Omit<SavedView, 'id'>,
): Promise<SavedView | null> {
  const id = context.newId()
  const values = [context.tenant, id, person, view.name, view.query, MOST_VIEWS]
  const { rowCount } = await context.db.query(SAVE, values)
  return rowCount === 1 ? { id, ...view } : null
}

/** Drops a person's own view; false when it is not there or not theirs. */
export async function dropView(context: StoreContext, person: string, id: string): Promise<boolean> {
  return (await context.db.query(DROP, [context.tenant, person, id])).rowCount === 1
}
