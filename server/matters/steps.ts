import { matterFactsOf } from '#kernel/apply.ts'
import type { Matter } from '#kernel/matter.ts'
import { type StepFound, type ToldBeside, matterFieldsOf, stepsOf } from '#kernel/steps.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { happenedIn } from '#store/queries/happened.ts'
import { loadMatters } from '#store/stored.ts'

/** The mandatory steps of a matter, from its own journal and those of the matters that its record names for them. */
export async function stepsFor(
  context: StoreContext,
  procedure: Procedure,
  { id, record }: Pick<Matter, 'id' | 'record'>,
): Promise<readonly StepFound[]> {
  const { rulebook, db, tenant } = context
  const named = matterFieldsOf(procedure).flatMap((field) => {
    const other = record[field]
    return typeof other === 'string' && other !== '' && other !== id ? [other] : []
  })
  const others = [...new Set(named)]
  const [beside, journals] = await Promise.all([
    others.length === 0 ? [] : loadMatters(db, tenant, others),
    happenedIn(context, [id, ...others]),
  ])
  const told = Object.fromEntries(
    beside.flatMap(({ matter }): [string, ToldBeside][] => {
      const of = rulebook.procedures[matter.procedure]
      const entries = journals.get(matter.id) ?? []
      return of ? [[matter.id, { ...matterFactsOf(of, matter), entries }]] : []
    }),
  )
  return stepsOf(rulebook, procedure, { id, record, entries: journals.get(id) ?? [] }, told)
}
