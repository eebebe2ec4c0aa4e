import { isOpenTo } from '#kernel/seats.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { openByState } from '#store/queries/states.ts'
import { type Few, fewAtOnce } from './few.ts'
import { MOST, figuresOf, queryText } from './figures.ts'
import { registerOf } from './ledger-view.ts'
import { type Reader, readerFor } from './reader.ts'

/** 办公室台: how many matters stand at each step, ledger by ledger, of the procedures that are open to this office as a whole. */
export async function officeDesk(context: StoreContext, actor: Actor) {
  const reader = await readerFor(context, actor)
  const open = Object.values(context.rulebook.procedures).filter((procedure) => isOpenTo(procedure, actor))
  const few = fewAtOnce()
  return {
    registers: await Promise.all(open.map((procedure) => registerAt(context, reader, procedure, few))),
  }
}

/** The steps, and beside them what is out with readers, in whatever step it is. */
const registerAt = async (context: StoreContext, reader: Reader, procedure: Procedure, few: Few) => ({
  procedure: procedure.id,
  register: registerOf(procedure),
  figures: [...(await stepsOf(context, procedure, few)), ...(await outOf(context, reader, procedure, few))],
})

/** The steps in the order of the procedure, empty ones too: a gap in the flow is seen as well as a jam. */
async function stepsOf(context: StoreContext, { id, states }: Procedure, few: Few) {
  const steps = Object.entries(states).filter(([, state]) => !state.final)
  const names = steps.map(([state]) => state)
  const counts = await few(() => openByState(context, id, names, MOST + 1))
  return steps.map(([state, { title }]) => ({
    title,
    n: counts.get(state) ?? 0,
    query: queryText({ procedure: id, state }),
  }))
}

const outOf = (context: StoreContext, reader: Reader, { id, flags = {} }: Procedure, few: Few) =>
  figuresOf(
    context,
    reader,
    Object.entries(flags)
      .filter(([, { means }]) => means === 'circulating')
      .map(([flag, { title }]) => ({ title, query: { procedure: id, flag } })),
    few,
  )
