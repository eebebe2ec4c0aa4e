import { procedureOf } from '#kernel/apply.ts'
import { NOBODY, applyItself } from '#kernel/by-itself.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import { commit } from './commit.ts'
import type { StoreContext } from './context.ts'
import { districtOf } from './facts.ts'
import { SYSTEM } from './leaf.ts'
import { decisionOf, prepare } from './prepared.ts'
import { repeating } from './repeating.ts'
import { loadMatter } from './stored.ts'

/** An act that the service does by itself, and the states in which it can. */
interface Itself {
  readonly procedure: Procedure
  readonly act: string
  readonly states: readonly string[]
}

const itselfIn = ({ rulebook }: StoreContext): readonly Itself[] =>
  Object.values(rulebook.procedures).flatMap((procedure) =>
    Object.entries(procedure.powers).flatMap(([act, { byItself, when }]) =>
      byItself === true && when !== 'nothing' ? [{ procedure, act, states: when }] : [],
    ),
  )

/** Matters of one round, at most. */
const BATCH = 200

const WAITING = `
select id from matter where tenant_id = $1 and procedure = $2 and not closed and state = any($3::text[])
order by id limit ${BATCH}`

/**
 * Does every act that nobody need do any more, each on its own: one whose matter moves meanwhile, or that is refused, is looked at again
 * in the next round. Any number of processes may do so at once: a matter's version lets one of them through.
 *
 * @returns how many were done
 */
export async function doByItself(context: StoreContext): Promise<number> {
  let done = 0
  for (const itself of itselfIn(context)) {
    const { procedure, states } = itself
    const { rows } = await context.db.query<{ id: string }>(WAITING, [context.tenant, procedure.id, states])
    for (const { id } of rows) if (await attempt(context, itself, id)) done++
  }
  return done
}

async function attempt(context: StoreContext, { procedure, act }: Itself, id: string): Promise<boolean> {
  const [stored, district] = await Promise.all([
    loadMatter(context.db, context.tenant, id),
    districtOf(context),
  ])
  if (stored?.matter.procedure !== procedure.id) return false
  const { via, auth } = SYSTEM
  const request = { procedure: procedure.id, act, form: {}, actor: NOBODY, key: '', channel: { via, auth } }
  const ready = await prepare(context, request, stored, district)
  if (ready.spoilt || ready.fault) return false
  const { matter } = stored
  const decided = applyItself(context.rulebook, matter, act, ready.request.form, ready.facts, ready.now)
  if (decided.kind === 'refused') return false
  if (decided.children.length > 0 || Object.keys(decided.drawn).length > 0)
    throw new Error(`${procedureOf(context.rulebook, procedure.id).title} ${act} does more than one act`)
  // A key that no request can bear, one for each version: two processes do it once.
  const decision = { ...decisionOf(context, ready, decided), idemKey: `itself/${id}/${act}/${matter.ver}` }
  return (await commit(context.db, context, decision)).ok
}

/** Looks again and again, until stopped, for what nobody need do any more. */
export const startByItself = (
  context: StoreContext,
  options: { readonly everyMs: number; readonly onTrouble: (because: string) => void },
): { stop(): Promise<void> } =>
  repeating(options.everyMs, async () => (await doByItself(context)) > 0, options.onTrouble)
