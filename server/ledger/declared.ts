import { type Field, type Fields, fieldAt } from '#kernel/fields.ts'
import type { LedgerColumn, Procedure, Rulebook } from '#kernel/vocabulary.ts'

/** A procedure whose ledger an office's own sheet can be turned into: the act that sets a matter up, its form, the columns. */
export interface Importable {
  readonly procedure: Procedure
  /** The act's name within the procedure. */
  readonly act: string
  readonly form: Fields
  readonly columns: readonly LedgerColumn[]
}

/** The procedure asked for, or the rulebook's first whose ledger columns fill the form of its setting-up act; else undefined. */
export function importableOf(rulebook: Rulebook, asked?: string): Importable | undefined {
  const candidates = Object.values(rulebook.procedures).filter(
    ({ id }) => asked === undefined || asked === id,
  )
  for (const procedure of candidates) {
    const found = importable(procedure)
    if (found) return found
  }
  return undefined
}

function importable(procedure: Procedure): Importable | undefined {
  if (!procedure.ledger.some(({ into }) => into !== undefined)) return undefined
  const setsUp = Object.entries(procedure.powers).find(([, power]) => power.when === 'nothing')
  if (!setsUp) return undefined
  const [act, { form }] = setsUp
  return { procedure, act, form, columns: procedure.ledger }
}

/** The form field that a column fills; undefined where it fills none. */
export const filledBy = (form: Fields, { into }: LedgerColumn): Field | undefined =>
  into === undefined ? undefined : fieldAt(form, into)

/** The column that names the matter: without it a sheet is no ledger. */
export const titledColumn = ({ procedure, columns }: Importable): LedgerColumn | undefined =>
  columns.find(({ from, into }) => from === procedure.titled && into !== undefined)
