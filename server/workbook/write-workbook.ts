import { writeXlsx } from 'hucre/xlsx'
import type { Cell as XlsxCell, CellStyle, CellValue, DataValidation, WriteSheet } from 'hucre/xlsx'
import { fills, noteAuthor, solid } from './fills.ts'
import { writableText } from '../papers/plain-text.ts'
import { optionsSheetName, uniqueSheetName } from './sheet-name.ts'

/** One column: title in row 1, width in characters (measured from the content when absent), choices, visibility. */
export interface Column {
  title: string
  width?: number
  list?: string[]
  hidden?: boolean
  wrap?: boolean
}

/** A cell: plain text or number, or text with a colour (error red, warn yellow) and a note shown on hover. */
export type Cell = string | number | null | { text: string; fill?: 'error' | 'warn'; note?: string }

/** One data sheet; `notes` are the lines of its part of the sheet 填表说明 (one array of columns per line). */
export interface Sheet {
  name: string
  columns: Column[]
  rows: Cell[][]
  landscape?: boolean
  notes?: string[][]
}

const fontName = '宋体'
const spareRows = 200
const narrowest = 8
const widest = 40
// Row heights in points.
const headerHeight = 30
const lineHeight = 15
const tallestRow = 409
const listFormulaLimit = 255
const cellTextLimit = 32_767
const notesSheetName = '填表说明'

const line = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const frame = { top: line, right: line, bottom: line, left: line }
const asText = '@'

const headerStyle: CellStyle = {
  font: { name: fontName, size: 11, bold: true },
  fill: solid('E7E6E6'),
  border: frame,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  numFmt: asText,
}

/**
 * Writes sheets as one .xlsx that Excel and WPS open: frozen and repeated header row, filter, A4, page numbers,
 * choice lists, hidden columns, coloured cells with notes, and a last sheet 填表说明 when any sheet has notes.
 *
 * Text is always written as a typed string, never as a formula, and text columns carry the text format, so a
 * value such as `=1+1` or `13800000000` stays what it is. Characters XML cannot carry are dropped, and text
 * past the 32,767 characters a cell can hold ends in an ellipsis.
 */
export async function writeWorkbook(sheets: Sheet[]): Promise<Uint8Array> {
  const taken = new Set<string>([optionsSheetName])
  const options = new OptionLists()
  const written = sheets.map((sheet) => dataSheet(sheet, uniqueSheetName(sheet.name, taken), options))
  const notes = sheets.filter((sheet) => sheet.notes?.length)
  if (notes.length > 0) written.push(notesSheet(notes, uniqueSheetName(notesSheetName, taken)))
  if (options.isUsed()) written.push(options.sheet())
  return writeXlsx({
    sheets: written,
    // Given here and not per sheet, because the library does not quote the sheet's name there and Excel then
    // calls the file damaged for names such as 2026年台账.
    namedRanges: written.slice(0, sheets.length).map((sheet) => ({
      name: '_xlnm.Print_Titles',
      range: `'${sheet.name}'!$1:$1`,
      scope: sheet.name,
    })),
    defaultFont: { name: fontName, size: 11 },
  })
}

function dataSheet(sheet: Sheet, name: string, options: OptionLists): WriteSheet {
  const titles = sheet.columns.map((column) => column.title)
  const rows: CellValue[][] = [titles.map(clean), ...sheet.rows.map((row) => row.map(valueOf))]
  const widths = sheet.columns.map((column, index) => column.width ?? measuredWidth(rows, index))
  const lastColumn = columnName(Math.max(0, titles.length - 1))
  return {
    name,
    rows,
    columns: sheet.columns.map((column, index) => ({
      width: widths[index] ?? narrowest,
      hidden: column.hidden ?? false,
      style: bodyStyle(column.wrap ?? false),
    })),
    cells: styledCells(sheet),
    rowDefs: new Map(
      rows.map((row, index) => [
        index,
        { height: index === 0 ? headerHeight : rowHeight(row, sheet.columns, widths) },
      ]),
    ),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${lastColumn}${rows.length}` },
    dataValidations: validations(sheet, options),
    pageSetup: pageSetup(sheet.landscape ?? false),
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  }
}

function pageSetup(landscape: boolean): NonNullable<WriteSheet['pageSetup']> {
  return {
    paperSize: 'a4',
    orientation: landscape ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { top: 0.6, right: 0.5, bottom: 0.6, left: 0.5, header: 0.3, footer: 0.3 },
  }
}

function bodyStyle(wrap: boolean): CellStyle {
  return {
    font: { name: fontName, size: 11 },
    border: frame,
    alignment: { vertical: 'center', wrapText: wrap },
    numFmt: asText,
  }
}

function styledCells(sheet: Sheet): Map<string, Partial<XlsxCell>> {
  const cells = new Map<string, Partial<XlsxCell>>()
  sheet.columns.forEach((_, index) => cells.set(`0,${index}`, { style: headerStyle }))
  sheet.rows.forEach((row, rowIndex) => {
    row.forEach((cell, index) => {
      const detail = cellDetail(cell, sheet.columns[index]?.wrap ?? false)
      if (detail) cells.set(`${rowIndex + 1},${index}`, detail)
    })
  })
  return cells
}

// Only what differs from the column's own style: numbers stay numbers, marked cells get colour and note.
function cellDetail(cell: Cell, wrap: boolean): Partial<XlsxCell> | undefined {
  if (typeof cell === 'number') return { style: { ...bodyStyle(wrap), numFmt: 'General' } }
  if (cell === null || typeof cell === 'string') return undefined
  return {
    style: cell.fill ? { ...bodyStyle(wrap), fill: solid(fills[cell.fill]) } : bodyStyle(wrap),
    ...(cell.note ? { comment: { author: noteAuthor, text: clean(cell.note) } } : {}),
  }
}

function valueOf(cell: Cell): CellValue {
  if (cell === null) return null
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null
  return clean(typeof cell === 'string' ? cell : cell.text) || null
}

function clean(text: string): string {
  const kept = writableText(text)
  const whole = kept.length > cellTextLimit ? `${kept.slice(0, cellTextLimit - 1).toWellFormed()}…` : kept
  // Spreadsheets read _x000D_ as an escaped character; escaping its underscore keeps it as typed.
  return whole.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

function validations(sheet: Sheet, options: OptionLists): DataValidation[] {
  const last = sheet.rows.length + 1 + spareRows
  return sheet.columns.flatMap((column, index) => {
    if (!column.list?.length) return []
    const name = columnName(index)
    return [{ ...options.choose(column.list.map(clean)), ...choiceAdvice, range: `${name}2:${name}${last}` }]
  })
}

// A warning, not a stop: the office may enter a unit that the list does not know yet, and the import answers it.
const choiceAdvice = {
  allowBlank: true,
  showErrorMessage: true,
  errorStyle: 'warning',
  errorTitle: '不在可选项内',
  errorMessage: '这个值不在下拉的可选项里，仍要填写吗？',
} as const

/** Choice lists that do not fit a validation formula; they go to a sheet that users never see. */
class OptionLists {
  readonly #lists: string[][] = []

  choose(values: string[]): Pick<DataValidation, 'type' | 'values' | 'formula1'> {
    const short = values.join(',').length <= listFormulaLimit && !values.some((value) => /[",]/.test(value))
    if (short) return { type: 'list', values }
    const known = this.#lists.findIndex((list) => list.join('\n') === values.join('\n'))
    const index = known >= 0 ? known : this.#lists.push(values) - 1
    const name = columnName(index)
    return { type: 'list', formula1: `'${optionsSheetName}'!$${name}$1:$${name}$${values.length}` }
  }

  isUsed(): boolean {
    return this.#lists.length > 0
  }

  sheet(): WriteSheet {
    const height = Math.max(...this.#lists.map((list) => list.length))
    const rows = Array.from({ length: height }, (_, row) => this.#lists.map((list) => list[row] ?? null))
    return { name: optionsSheetName, rows, veryHidden: true }
  }
}

function notesSheet(sheets: Sheet[], name: string): WriteSheet {
  const many = sheets.length > 1
  const rows = sheets.flatMap((sheet) => [...(many ? [[sheet.name]] : []), ...(sheet.notes ?? [])])
  const wide = Math.max(1, ...rows.map((row) => row.length))
  return {
    name,
    rows: rows.map((row) => row.map(clean)),
    columns: Array.from({ length: wide }, (_, index) => ({ width: index === 0 ? 24 : 70, style: noteStyle })),
    pageSetup: pageSetup(false),
  }
}

const noteStyle: CellStyle = {
  font: { name: fontName, size: 11 },
  alignment: { vertical: 'top', wrapText: true },
  numFmt: asText,
}

function measuredWidth(rows: CellValue[][], index: number): number {
  const sample = rows.slice(0, 200).map((row) => String(row[index] ?? ''))
  const needed = Math.max(0, ...sample.flatMap((text) => text.split('\n').map(displayWidth)))
  return Math.min(widest, Math.max(narrowest, needed + 2))
}

// Programs disagree on whether to fit rows by themselves, and those that do not print over the next row.
function rowHeight(row: CellValue[], columns: Column[], widths: number[]): number {
  const lines = row.map((value, index) => {
    if (!columns[index]?.wrap) return 1
    const room = Math.max(2, (widths[index] ?? narrowest) - 1)
    const texts = String(value ?? '').split('\n')
    return texts.reduce((total, text) => total + Math.max(1, Math.ceil(displayWidth(text) / room)), 0)
  })
  return Math.min(tallestRow, Math.max(1, ...lines) * lineHeight + 5)
}

// A Chinese character takes the room of two digits.
function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1
  return width
}

function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}
