import { openXlsx, saveXlsx } from 'hucre/xlsx'
import type { Cell, RoundtripWorkbook, Sheet } from 'hucre/xlsx'
import { writableText } from '../papers/plain-text.ts'
import { fills, noteAuthor, solid } from './fills.ts'
import { damaged, refuseUnread } from './read-workbook.ts'

/** A remark on one cell; row and column count from 0, as in the rows that `readWorkbook` gives. */
export interface Mark {
  sheet: string
  row: number
  column: number
  fill: 'error' | 'warn'
  note: string
}

export type MarkResult = { ok: true; bytes: Uint8Array } | { ok: false; because: string }

/**
 * The same workbook, with coloured cells and notes where something is wrong, so that people correct the file they
 * know. Everything else stays as they made it, formulas included. Notes of an earlier round are taken away first;
 * marks on sheets that do not exist are left out.
 */
export async function markWorkbook(bytes: Uint8Array, marks: Mark[]): Promise<MarkResult> {
  const refusal = refuseUnread(bytes)
  if (refusal) return { ok: false, because: refusal }
  try {
    const workbook = await openXlsx(bytes, { readStyles: true })
    for (const sheet of workbook.sheets) markSheet(sheet, marks)
    quotePrintNames(workbook)
    return { ok: true, bytes: await saveXlsx(workbook) }
  } catch {
    return damaged
  }
}

function markSheet(sheet: Sheet, marks: Mark[]): void {
  const cells = sheet.cells ?? new Map<string, Cell>()
  for (const [place, cell] of cells) if (cell.comment?.author === noteAuthor) cells.set(place, unmarked(cell))
  for (const mark of marks) {
    if (mark.sheet !== sheet.name) continue
    const place = `${mark.row},${mark.column}`
    cells.set(place, marked(cells.get(place) ?? blankCell(sheet, mark), mark))
  }
  if (cells.size > 0) sheet.cells = cells
}

function blankCell(sheet: Sheet, mark: Mark): Cell {
  const value = sheet.rows[mark.row]?.[mark.column] ?? null
  return { value, type: value === null ? 'empty' : 'string' }
}

function marked(cell: Cell, mark: Mark): Cell {
  const style = { ...cell.style, fill: solid(fills[mark.fill]) }
  return { ...cell, style, comment: { author: noteAuthor, text: writableText(mark.note) } }
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
