import { randomUUID } from 'node:crypto'
import { type Done, procedureOf } from '#kernel/apply.ts'
import { blank } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import { commit } from '#store/commit.ts'
import type { StoreContext } from '#store/context.ts'
import { unstored } from '#store/stored.ts'
import type { Sample } from './samples.ts'

/**
 * Stores a sample's matter as its acts made it, under an id of its own; a story may be put into a database more than once.
 *
 * @param number the matter's own; told apart from drawn ones by having no year
 * @param at when its acts were done, where that is to be another time than the story's
 */
export async function putSample(
  context: StoreContext,
  { before, procedure }: Pick<Sample, 'before' | 'procedure'>,
  number: string,
  at?: Instant,
): Promise<string> {
  const { db, rulebook, tenant } = context
  const id = context.newId()
  const { rows } = await db.query<{ origin: string }>(
    'select log_origin as origin from tenant where tenant_id = $1',
    [tenant],
  )
  let stored = unstored(blank(id, procedure, procedureOf(rulebook, procedure).version))
  for (const done of before) {
    const outcome = await commit(db, context, {
      before: stored,
      done: renamed(done, id, number, at),
      relied: [],
      files: [],
      actId: context.newId(),
      idemKey: `put/${randomUUID()}`,
      channel: { via: 'web', auth: 'session' },
      log: rows[0]?.origin ?? '',
    })
    if (!outcome.ok) throw new Error(`${procedure} could not be stored: ${outcome.because}`)
    stored = outcome.after
  }
  return id
}

/** The same act on a matter of another id and number, and at another time. */
function renamed(done: Done, id: string, number: string, at: Instant | undefined): Done {
  const { matter, entry } = done
  const { effects } = entry
  const set = 'number' in effects.set ? { ...effects.set, number } : effects.set
  return {
    ...done,
    matter: { ...matter, id, record: { ...matter.record, number } },
    entry: { ...entry, at: at ?? entry.at, effects: { ...effects, set } },
  }
}
