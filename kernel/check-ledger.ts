import { fieldAt } from './fields.ts'
import type { Finding } from './finding.ts'
import { headingKey } from './headings.ts'
import type { LedgerColumn, Procedure } from './vocabulary.ts'

/** What a ledger says of forms and acts must be there, or an office's own sheet is read into nothing. */
export function checkLedger(procedure: Procedure): Finding[] {
  const { id, ledger } = procedure
  return [
    ...ledger.flatMap((column) => [...checkFills(procedure, column), ...checkChanges(procedure, column)]),
    ...checkHeadings(procedure),
    ...(takesSheets(procedure) && !namesMatter(procedure)
      ? [
          {
            code: 'LEDGER_UNTITLED' as const,
            where: id,
            what: 'takes sheets in, but no column names the matter',
          },
        ]
      : []),
  ]
}

/** The field of the setting-up form, or of its rows, that an imported cell goes to. */
function checkFills({ id, powers }: Procedure, { name, into, steps }: LedgerColumn): Finding[] {
  const form = Object.values(powers).find((power) => power.when === 'nothing')?.form ?? {}
  const missing = [
    ...(into !== undefined && fieldAt(form, into) === undefined ? [`fills no field ${into}`] : []),
    ...(steps !== undefined && form[steps]?.kind !== 'rows' ? [`has no rows ${steps}`] : []),
  ]
  return missing.map((what) => ({ code: 'COLUMN_FILLS_NOTHING', where: `${id}.${name}`, what }))
}

/** The act that a changed cell means, or that is to be done instead. */
function checkChanges({ id, powers }: Procedure, { name, edited, instead }: LedgerColumn): Finding[] {
  const field = edited && powers[edited.act]?.form[edited.field]
  const missing = [
    ...(edited && field?.kind !== 'text' ? [`changed, it is no text of ${edited.act}.${edited.field}`] : []),
    ...(instead !== undefined && powers[instead] === undefined ? [`there is no act ${instead}`] : []),
  ]
  return missing.map((what) => ({ code: 'COLUMN_CHANGES_NOTHING', where: `${id}.${name}`, what }))
}

/** A heading stands in one column's list only. */
function checkHeadings({ id, ledger }: Procedure): Finding[] {
  const first = new Map<string, string>()
  return ledger.flatMap(({ name, title, synonyms = [] }) =>
    [title, ...synonyms].flatMap((heading): Finding[] => {
      const key = headingKey(heading)
      const known = first.get(key)
      first.set(key, known ?? name)
      if (known === undefined) return []
      return [
        { code: 'HEADING_TWICE', where: `${id}.${name}`, what: `${heading} is a heading of ${known} too` },
      ]
    }),
  )
}

const takesSheets = ({ ledger }: Procedure): boolean => ledger.some(({ into }) => into !== undefined)

const namesMatter = ({ ledger, titled }: Procedure): boolean =>
  ledger.some(({ from, into }) => from === titled && into !== undefined)
