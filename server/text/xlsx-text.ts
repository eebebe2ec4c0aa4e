import { readXlsx } from 'hucre/xlsx'
import type { Cell, CellValue, Sheet } from 'hucre/xlsx'
import { damaged, refuseUnread } from '../workbook/read-workbook.ts'
import type { FileText } from './file-text.ts'

const MOST_ROWS = 20_000
const MOST_COLUMNS = 200
/** Cells a sheet may cover with merges; a crafted file may name the whole sheet thousands of times. */
const MOST_MERGED = 200_000

/**
 * Turns a workbook into text: each row a line of tab-separated cells, title rows above a table as plain lines, hidden sheets left
 * out. A merged cell stands once, in its first row and column, the rest being empty; a cell that holds nothing is a dash.
 */
export async function xlsxText(bytes: Uint8Array): Promise<FileText> {
  const refusal = refuseUnread(bytes)
  if (refusal !== undefined) return { ok: false, because: `${refusal}。` }
  try {
    const { sheets } = await readXlsx(bytes, { maxRows: MOST_ROWS + 1, readStyles: true })
    const shown = sheets.filter((sheet) => !sheet.hidden && !sheet.veryHidden)
    const long = shown.find((sheet) => sheet.rows.length > MOST_ROWS)
    if (long) return { ok: false, because: `工作表“${long.name}”超过 ${MOST_ROWS} 行，请拆分后再试。` }
    const texts = shown.map((sheet) => sheetText(sheet, shown.length > 1))
    return { ok: true, text: texts.filter((text) => text !== '').join('\n\n') }
  } catch {
    // The library throws its own errors on malformed parts; whatever they are, the file is what is wrong.
    return { ok: false, because: `${damaged.because}。` }
  }
}

function sheetText(sheet: Sheet, named: boolean): string {
  const covered = coveredCells(sheet)
  const rows = sheet.rows.map((row, at) => rowWords(sheet, row, at, covered))
  const filled = rows.map((row) => row.filter((cell) => cell !== '' && cell !== '—').length)
  const width = Math.max(
    0,
    ...rows.map((row) => row.findLastIndex((cell) => cell !== '' && cell !== '—') + 1),
  )
  const table = filled.findIndex((count) => count >= 2)
  const lines = rows.flatMap((row, at) => {
    if (filled[at] === 0) return []
    // A title stands alone above the table; a lone cell inside it is a group and stays a row.
    return at < table || table < 0
      ? [row.filter((cell) => cell !== '' && cell !== '—').join(' ')]
      : [row.slice(0, width).join('\t')]
  })
  if (lines.length === 0) return ''
  return named && !/^Sheet\d*$/i.test(sheet.name) ? [sheet.name, ...lines].join('\n') : lines.join('\n')
}

function rowWords(
  sheet: Sheet,
  row: readonly CellValue[],
  at: number,
  covered: ReadonlySet<string>,
): string[] {
  return row.slice(0, MOST_COLUMNS).map((value, column) => {
    const key = `${at},${column}`
    if (covered.has(key)) return ''
    const words = cellWords(value, sheet.cells?.get(key))
    return words === '' ? '—' : words
  })
}

/** Cells that a merge covers, except its first. */
function coveredCells(sheet: Sheet): Set<string> {
  const covered = new Set<string>()
  for (const { startRow, endRow, startCol, endCol } of sheet.merges ?? []) {
    const bottom = Math.min(endRow, sheet.rows.length - 1)
    const right = Math.min(endCol, MOST_COLUMNS)
    for (let row = startRow; row <= bottom; row++) {
      for (let column = startCol; column <= right; column++) {
        if (row !== startRow || column !== startCol) covered.add(`${row},${column}`)
        if (covered.size > MOST_MERGED) return covered
      }
    }
  }
  return covered
}

function cellWords(value: CellValue, cell: Cell | undefined): string {
  if (value === null) return ''
  if (value instanceof Date) return dateWords(value, cell?.style?.numFmt ?? '')
  if (typeof value === 'boolean') return value ? '是' : '否'
  // Excel shows 15 digits; binary noise after them is not what the person saw.
  if (typeof value === 'number') return String(Number(value.toPrecision(15)))
  return value
    .split(/[\r\n\t]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .reduce((all, line) => (all === '' || /[。；：、，]$/.test(all) ? all + line : `${all} ${line}`), '')
}

/** A date as precise as the cell shows it: a format without a day says a month. */
function dateWords(value: Date, format: string): string {
  if (Number.isNaN(value.getTime())) return ''
  const iso = value.toISOString().slice(0, 10)
  const shown = format.replace(/\[[^\]]*\]|"[^"]*"/g, '').toLowerCase()
  return shown.includes('m') && !shown.includes('d')
    ? `${iso.slice(0, 4)}年${Number(iso.slice(5, 7))}月`
    : iso
}
