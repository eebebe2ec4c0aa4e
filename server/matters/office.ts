import { isOpenTo } from '#kernel/seats.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { openByState } from '#store/queries/states.ts'
import { queryText } from './figures.ts'
import { registerOf } from './ledger-view.ts'

/** 办公室台: how many matters stand at each step, ledger by ledger, of the procedures that are open to this office as a whole. */
export async function officeDesk(context: StoreContext, actor: Actor) {
  const open = Object.values(context.rulebook.procedures).filter((procedure) => isOpenTo(procedure, actor))
  return { registers: await Promise.all(open.map((procedure) => stepsOf(context, procedure))) }
}

/** The steps in the order of the procedure, empty ones too: a gap in the flow is seen as well as a jam. */
async function stepsOf(context: StoreContext, procedure: Procedure) {
  const counts = await openByState(context, procedure.id)
  return {
    procedure: procedure.id,
    register: registerOf(procedure),
    figures: Object.entries(procedure.states)
      .filter(([, state]) => !state.final)
      .map(([name, { title }]) => ({
        title,
        n: counts.get(name) ?? 0,
        query: queryText({ procedure: procedure.id, state: name }),
      })),
  }
}
