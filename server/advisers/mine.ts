import { advisedIn, advisingIn } from '#kernel/advising.ts'
import { addDaysTo, dayAt } from '#kernel/time.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type Entry, hearing, ownEntries } from '#store/queries/hearing.ts'
import { textIn } from '../bodies/sees.ts'
import { readerFor } from '../matters/reader.ts'
import { DAYS } from './advisers.ts'
import { askedOf, whole } from './asked.ts'
import { type Asked, figuresOf } from './figures.ts'

/**
 * B2: what an adviser of the district’s own people was asked over the last year, how soon he answered and what became of it: his own
 * figures for himself. They name none of the matters they are counted in, which he may or may not see.
 */
export async function ownAdvising(context: StoreContext, actor: Actor) {
  const reader = await readerFor(context, actor)
  const since = dayAt(addDaysTo(reader.now, -DAYS))
  const entries = await Promise.all(
    advisingIn(context.rulebook).map(async (procedure) =>
      procedure.advising
        ? (await ownEntries(context, procedure.id, procedure.advising.person, actor.person)).map((entry) => ({
            procedure,
            entry,
          }))
        : [],
    ),
  )
  const own = entries.flat()
  const ids = own.map(({ entry }) => entry.id)
  const asked = ids.length === 0 ? [] : await askedAbout(context, ids, since)
  const { calendar } = reader.district
  return {
    since,
    entries: own.map(({ procedure, entry }) => ({
      ...named(procedure, entry),
      ...figuresOf(
        asked.filter(({ adviser }) => adviser === entry.id),
        calendar,
      ),
    })),
  }
}

const named = ({ states, advising }: Procedure, { id, title, number, state, record }: Entry) => ({
  id,
  title,
  number,
  stateTitle: states[state]?.title ?? state,
  until: advising ? textIn(record[advising.until]) : null,
})

/** Every time one of these was asked. */
async function askedAbout(context: StoreContext, ids: readonly string[], since: string): Promise<Asked[]> {
  const found = await Promise.all(
    advisedIn(context.rulebook).map(async ({ id, advised: says }) => {
      if (!says) return []
      const naming = 'one' in says ? { one: says.one } : { rows: says.engaged }
      const rows = await hearing(context, id, naming, ids, since)
      return rows.flatMap(({ record, closed }) => askedOf(says, whole(record), closed))
    }),
  )
  return found.flat().filter(({ on }) => on >= since)
}
