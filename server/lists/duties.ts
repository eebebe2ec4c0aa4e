import type { z } from 'zod'
import { seatText, termText } from '#kernel/reading-copy.ts'
import { termOf, termsOf } from '#kernel/duties.ts'
import type { Procedure, Seat } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import type { UnitRow } from '#store/snapshot.ts'
import type { lists } from '../contract/operations/lists.ts'
import { basisShown } from './line.ts'

type Duties = z.infer<typeof lists.duties.ok>

/** Whether a unit may come to sit in a seat: one with a function if it has it, one that a record names if anything can be laid on it. */
function mayHold(unit: UnitRow, seat: Seat): boolean {
  if (seat.kind === 'function') return unit.functions.includes(seat.name)
  if (seat.kind === 'post' || seat.kind === 'leaderOf') return unit.functions.includes('leadership')
  return unit.assignable
}

/** 责任清单 of a unit: every duty of every procedure that it may come to owe, as the procedures declare them. */
export async function dutiesOf(context: StoreContext, id: string): Promise<Duties | null> {
  const { directory, parameters } = await districtOf(context)
  const unit = directory.unit(id)
  if (!unit) return null
  const duties = Object.values(context.rulebook.procedures).flatMap((procedure) =>
    Object.values(procedure.duties).flatMap((duty): Duties['duties'] => {
      const [role, to] = [procedure.roles[duty.who], procedure.roles[duty.to]]
      if (!role || !mayHold(unit, role.seat)) return []
      return [
        {
          procedure: procedure.id,
          procedureTitle: procedure.title,
          version: procedure.version,
          must: duty.must,
          as: `${role.title}（${seatText(role.seat, procedure)}）`,
          to: to?.title ?? '',
          within: within(procedure, duty, parameters),
          basis: duty.basis.map(basisShown),
        },
      ]
    }),
  )
  return { unit: unit.id, unitName: unit.name, duties }
}

const within = (
  procedure: Procedure,
  duty: Procedure['duties'][string],
  parameters: Readonly<Record<string, number>>,
): string =>
  termsOf(duty.within)
    .map((term) => termText(termOf(procedure, term, parameters), procedure))
    .join('；')
