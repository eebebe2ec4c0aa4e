import type { Duty } from '#kernel/matter.ts'
import type { StoreContext } from '../context.ts'

/** A duty that somebody is to do now on a matter. */
export interface Waiting {
  readonly matter: string
  readonly body: Duty
}

const WAITING = `
select d.matter_id as matter, d.body from duty d
where d.tenant_id = $1 and d.matter_id = any($2::text[]) and d.state = 'open'
order by d.matter_id, d.due_at, d.no`

/** Whom these matters wait for: their open duties whose clock runs. Only for matters that the reader may see. */
export async function waitingOn(
  context: StoreContext,
  matters: readonly string[],
): Promise<readonly Waiting[]> {
  if (matters.length === 0) return []
  return (await context.db.query<Waiting>(WAITING, [context.tenant, matters])).rows
}
