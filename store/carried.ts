import { type AnyPower, type AnyRecord, type Procedure, carriedBy } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import { childrenOf } from './facts.ts'
import { type Stored, loadMatters } from './stored.ts'

const NONE: ReadonlyMap<string, Stored> = new Map()

/**
 * The matters on which an act carries others with it, whole, and those on which these carry some in turn. Whoever may see them: they
 * hang on this one.
 */
export async function carriedMatters(
  context: StoreContext,
  procedure: Procedure,
  power: AnyPower | undefined,
  record: AnyRecord,
): Promise<ReadonlyMap<string, Stored>> {
  if (carriedBy(power).length === 0) return NONE
  const found = new Map<string, Stored>()
  let wanted = new Map([...childrenOf(procedure, record)].map((id) => [id, carriedBy(power)]))
  while (wanted.size > 0) {
    const loaded = await loadMatters(context.db, context.tenant, [...wanted.keys()])
    const further = new Map<string, ReturnType<typeof carriedBy>>()
    for (const stored of loaded) {
      const { id, procedure: name, record: own } = stored.matter
      const asked = (wanted.get(id) ?? []).filter((one) => one.procedure === name)
      const their = context.rulebook.procedures[name]
      if (asked.length === 0 || !their) continue
      found.set(id, stored)
      const next = asked.flatMap(({ act }) => carriedBy(their.powers[act]))
      if (next.length > 0)
        for (const child of childrenOf(their, own)) if (!found.has(child)) further.set(child, next)
    }
    wanted = further
  }
  return found
}
