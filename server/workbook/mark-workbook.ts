import { openXlsx, saveXlsx } from 'hucre/xlsx'
import type { Cell, CellStyle, RoundtripWorkbook, Sheet } from 'hucre/xlsx'
import { writableText } from '../papers/plain-text.ts'
import { fills, noteAuthor, solid } from './fills.ts'
import { damaged, refuseUnread } from './read-workbook.ts'

/** A remark on one cell; row and column count from 0, as in the rows that `readWorkbook` gives. */
export interface Mark {
  sheet: string
  row: number
  /** Null for what is wrong with the row as a whole. */
  column: number | null
  fill: 'error' | 'warn'
  note: string
}

/** A last column that says in words what is wrong with each row. */
export interface FaultColumn {
  readonly heading: string
  /** Row of the heading by sheet, from 0. */
  readonly at: Readonly<Record<string, number>>
}

export type MarkResult = { ok: true; bytes: Uint8Array } | { ok: false; because: string }

/**
 * The same workbook, with coloured cells and notes where something is wrong, so that people correct the file they
 * know. Everything else stays as they made it, formulas included. Notes of an earlier round are taken away first;
 * marks on sheets that do not exist are left out. With `faults`, the sentences also stand in a last column of their own.
 */
export async function markWorkbook(
  bytes: Uint8Array,
  marks: readonly Mark[],
  faults?: FaultColumn,
): Promise<MarkResult> {
  const refusal = refuseUnread(bytes)
  if (refusal) return { ok: false, because: refusal }
  try {
    const workbook = await openXlsx(bytes, { readStyles: true })
    const bySheet = Map.groupBy(marks, (mark) => mark.sheet)
    for (const sheet of workbook.sheets) {
      const found = bySheet.get(sheet.name) ?? []
      markSheet(sheet, found)
      const at = faults?.at[sheet.name]
      if (faults && at !== undefined) sayInColumn(sheet, found, faults.heading, at)
    }
    quotePrintNames(workbook)
    return { ok: true, bytes: await saveXlsx(workbook) }
  } catch {
    return damaged
  }
}

function markSheet(sheet: Sheet, marks: readonly Mark[]): void {
  const cells = sheet.cells ?? new Map<string, Cell>()
  for (const [place, cell] of cells) if (cell.comment?.author === noteAuthor) cells.set(place, unmarked(cell))
  const places = Map.groupBy(
    marks.filter(({ column }) => column !== null),
    (mark) => placeOf(sheet, mark.row, mark.column ?? 0),
  )
  for (const [place, here] of places) {
    const [row = 0, column = 0] = place.split(',').map(Number)
    cells.set(place, marked(cells.get(place) ?? blankCell(sheet, row, column), here))
  }
  if (cells.size > 0) sheet.cells = cells
}

/** The cell that shows: of merged cells only the first one does. */
function placeOf({ merges = [] }: Sheet, row: number, column: number): string {
  const merge = merges.find(
    (m) => m.startRow <= row && row <= m.endRow && m.startCol <= column && column <= m.endCol,
  )
  return merge ? `${merge.startRow},${merge.startCol}` : `${row},${column}`
}

const FAULT_WIDTH = 50

function sayInColumn(sheet: Sheet, marks: readonly Mark[], heading: string, at: number): void {
  sheet.cells ??= new Map<string, Cell>()
  const before = sheet.rows[at]?.indexOf(heading) ?? -1
  const column = before >= 0 ? before : usedWidth(sheet)
  for (const row of sheet.rows.keys()) if (row > at) forget(sheet, row, column)
  const style = { font: { bold: true }, alignment: { wrapText: true, vertical: 'center' } } as const
  say(sheet, at, column, heading, style)
  for (const [row, here] of Map.groupBy(marks, (mark) => mark.row)) {
    const fill = solid(fills[here.some((mark) => mark.fill === 'error') ? 'error' : 'warn'])
    const words = [...new Set(here.map((mark) => mark.note))].join('\n')
    say(sheet, row, column, words, { fill, alignment: { wrapText: true, vertical: 'center' } })
  }
  const columns = (sheet.columns ??= [])
  while (columns.length <= column) columns.push({})
  columns[column] = { ...columns[column], width: FAULT_WIDTH }
}

function usedWidth({ rows }: Sheet): number {
  return Math.max(0, ...rows.map((row) => row.findLastIndex((value) => value !== null && value !== '') + 1))
}

function say(sheet: Sheet, row: number, column: number, words: string, style: CellStyle): void {
  const value = writableText(words)
  const cells = sheet.rows[row]
  if (cells) {
    while (cells.length < column) cells.push(null)
    cells[column] = value
  }
  sheet.cells?.set(`${row},${column}`, { value, type: 'string', style })
}

function forget(sheet: Sheet, row: number, column: number): void {
  const cells = sheet.rows[row]
  if (cells && column < cells.length) cells[column] = null
  sheet.cells?.delete(`${row},${column}`)
}

function blankCell(sheet: Sheet, row: number, column: number): Cell {
  const value = sheet.rows[row]?.[column] ?? null
  return { value, type: value === null ? 'empty' : 'string' }
}

function marked(cell: Cell, here: readonly Mark[]): Cell {
  const worst = here.some((mark) => mark.fill === 'error') ? 'error' : 'warn'
  const style = { ...cell.style, fill: solid(fills[worst]) }
  const words = [...new Set(here.map((mark) => mark.note))].join('\n')
  return { ...cell, style, comment: { author: noteAuthor, text: writableText(words) } }
}

function unmarked(cell: Cell): Cell {
  const { comment: _comment, style, ...rest } = cell
  const { fill: _fill, ...plain } = style ?? {}
  return { ...rest, style: plain }
}

// The library writes print areas and repeated rows without quotes round the sheet's name, and Excel then calls the
// file damaged for names such as 2026年台账; so they are written as names of our own.
function quotePrintNames(workbook: RoundtripWorkbook): void {
  const names: NonNullable<RoundtripWorkbook['namedRanges']> = []
  for (const sheet of workbook.sheets) {
    const { printArea, printTitlesRow, printTitlesColumn, ...setup } = sheet.pageSetup ?? {}
    const quoted = (range: string) => `'${sheet.name.replaceAll("'", "''")}'!${range}`
    const titles = [printTitlesColumn, printTitlesRow].filter((range) => range !== undefined).map(quoted)
    if (titles.length > 0)
      names.push({ name: '_xlnm.Print_Titles', range: titles.join(','), scope: sheet.name })
    if (printArea) names.push({ name: '_xlnm.Print_Area', range: quoted(printArea), scope: sheet.name })
    if (sheet.pageSetup) sheet.pageSetup = setup
  }
  if (names.length > 0) workbook.namedRanges = [...(workbook.namedRanges ?? []), ...names]
}
