import { type Cell, type Sheet, writeWorkbook } from '../workbook/workbook.ts'
import type { SheetError } from './read-sheets.ts'
import { ERROR_COLUMN, POST_COLUMNS, UNIT_COLUMNS } from './sheets.ts'

type SheetRows = { readonly name: string; readonly rows: readonly (readonly (string | null)[])[] }

const HIDDEN: readonly string[] = [UNIT_COLUMNS.key, POST_COLUMNS.key, POST_COLUMNS.person]

/** The workbook as it came, the faulty cells coloured with a note each, and a last column that says what is wrong. */
export function markedWorkbook(
  sheets: readonly SheetRows[],
  errors: readonly SheetError[],
): Promise<Uint8Array> {
  const known = sheets.filter((sheet) => errors.some((e) => e.sheet === sheet.name) || sheet.rows.length > 1)
  const shown = known.length > 0 ? known : [{ name: errors[0]?.sheet ?? '名录', rows: [[]] }]
  return writeWorkbook(
    shown.map((sheet) =>
      marked(
        sheet,
        errors.filter((e) => e.sheet === sheet.name),
      ),
    ),
  )
}

function marked({ name, rows }: SheetRows, errors: readonly SheetError[]): Sheet {
  const written = (rows[0] ?? []).map((title) => (title ?? '').trim())
  const width = Math.max(written.length, ...rows.map((row) => row.length))
  // A sheet that comes back a second time has the column already; its old sentences go.
  const kept = Array.from({ length: width }, (_, at) => at).filter((at) => written[at] !== ERROR_COLUMN)
  const titles = kept.map((at) => written[at] ?? '')
  const byRow = Map.groupBy(errors, (error) => error.row)
  return {
    name,
    landscape: true,
    columns: [
      ...titles.map((title) => ({ title, ...(HIDDEN.includes(title) ? { hidden: true } : {}) })),
      { title: ERROR_COLUMN, width: 60, wrap: true },
    ],
    rows: rows.slice(1).map((row, index) => {
      const faults = byRow.get(index + 2) ?? []
      const cells = kept.map((at, n) => cellOf(row[at] ?? null, faults, titles[n] ?? ''))
      return [
        ...cells,
        faults.length === 0 ? null : { text: faults.map(sentence).join('\n'), fill: 'error' as const },
      ]
    }),
    notes: (byRow.get(1) ?? []).map((error) => ['需要改正', sentence(error)]),
  }
}

function cellOf(value: string | null, faults: readonly SheetError[], title: string): Cell {
  const note = faults.filter((f) => f.column === title).map((f) => f.message)
  return note.length === 0 ? value : { text: value ?? '', fill: 'error', note: note.join('\n') }
}

const sentence = ({ column, message }: SheetError): string => (column ? `${column}：${message}` : message)
