import type { StoreContext } from '#store/context.ts'
import type { MatterRow } from '#store/queries/parts.ts'
import { waitingOn } from '#store/queries/waiting.ts'
import type { LedgerRow } from '../contract/shapes.ts'
import { ledgerRows } from './ledger-view.ts'
import { type Reader, procedureIn, withNames } from './reader.ts'
import { dutyLine } from './shown.ts'
import { noIds } from './texts.ts'

/**
 * Rows of the ledger, each with what is to be done on it now and by whom: who holds a stuck matter up is seen at once. `only` names
 * the duties that count, `procedure.duty`; absent: all.
 */
export async function rowsWaiting(
  context: StoreContext,
  reader: Reader,
  rows: readonly MatterRow[],
  only?: readonly string[],
): Promise<LedgerRow[]> {
  const waiting = await waitingOn(
    context,
    rows.map(({ id }) => id),
  )
  const ids = noIds()
  for (const { body } of waiting) if (body.holder.person) ids.people.add(body.holder.person)
  const named = await withNames(context, reader, ids)
  const procedures = new Map(rows.map((row) => [row.id, procedureIn(reader, row.procedure)]))
  const byMatter = Map.groupBy(waiting, ({ matter }) => matter)
  return ledgerRows(reader, rows).map((row) => ({
    ...row,
    waiting: (byMatter.get(row.id) ?? []).flatMap(({ body }) => {
      const procedure = procedures.get(row.id)
      if (!procedure || only?.includes(`${procedure.id}.${body.name}`) === false) return []
      const { must, holder, dueText, light } = dutyLine(procedure, body, named)
      return [{ must, holder, dueText, light }]
    }),
  }))
}
