import { readXlsx } from 'hucre/xlsx'
import type { CellValue, MergeRange, Sheet as XlsxSheet } from 'hucre/xlsx'
import { type ZipMember, inflateMember, readZipDirectory } from '../files/zip-directory.ts'
import { extentOf } from './sheet-extent.ts'
import { optionsSheetName } from './sheet-name.ts'

/** Rows as people see them, row 0 being the sheet's first row; blank cells are null. */
export interface SheetRows {
  name: string
  rows: (string | null)[][]
  /** Not shown to whoever opens the file. */
  hidden?: true
}

export type ReadResult = { ok: true; sheets: SheetRows[] } | { ok: false; because: string }

const largestFile = 20 * 1024 * 1024
const mostRows = 50_000
const mostMergedCells = 2_000_000
/** Cells of the rectangle that a sheet's rows and columns span, blank ones included: the library makes them all. */
const mostCells = 5_000_000

/**
 * Reads an .xlsx into text. Formulas give the value stored beside them and are never computed; dates give
 * `YYYY-MM-DD` (with ` HH:MM` when they carry a time), `2026年6月` where the cell shows no day; every cell of a merged range gets the range's value.
 * Anything that cannot be read safely is refused with a Chinese sentence: other formats, passwords, damage,
 * more than 20 MB, 200 MB unpacked or 50,000 rows a sheet.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadResult> {
  const refusal = refuseUnread(bytes)
  if (refusal) return { ok: false, because: refusal }
  try {
    // Two rows past the limit are enough to tell that a sheet is too long.
    const workbook = await readXlsx(bytes, { maxRows: mostRows + 2, readStyles: true })
    const shown = workbook.sheets.filter((sheet) => sheet.name !== optionsSheetName)
    if (shown.some((sheet) => mergedCells(sheet) > mostMergedCells)) return damaged
    const sheets = shown.map(textRows)
    const long = sheets.find((sheet) => sheet.rows.length > mostRows)
    if (long) return { ok: false, because: `工作表「${long.name}」超过 ${mostRows} 行的上限，请拆成几个文件` }
    return { ok: true, sheets }
  } catch {
    // The library throws its own errors on malformed parts; whatever they are, the file is what is wrong.
    return damaged
  }
}

/** The answer to a file whose parts do not hold together. */
export const damaged = {
  ok: false,
  because: '表格内容已损坏或者不是标准的 Excel 格式，请用 WPS 或 Excel 另存为 .xlsx 后再上传',
} as const

/** Why a file is not even opened; undefined when it may be. */
export function refuseUnread(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength === 0) return '文件是空的'
  if (bytes.byteLength > largestFile) return '表格文件超过 20 MB 的上限，请拆成几个文件'
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return '文件设了密码，或者是旧版的 .xls、.et 格式，请去掉密码并另存为 .xlsx 后再上传'
  }
  if (!startsWith(bytes, [0x50, 0x4b])) return '文件不是 Excel 表格，请上传 .xlsx 文件'
  const directory = readZipDirectory(bytes)
  if (!directory.ok) return directory.because
  const names = new Set(directory.members.map((member) => member.name))
  if (names.has('xl/workbook.bin')) return '文件是 .xlsb 格式，请另存为 .xlsx 后再上传'
  if (!names.has('[Content_Types].xml')) return '文件不是 Excel 表格，请上传 .xlsx 文件'
  for (const member of directory.members) {
    const wide = refuseWide(bytes, member)
    if (wide) return wide
  }
  return undefined
}

// A sheet may lie under any name, so every part is measured.
function refuseWide(bytes: Uint8Array, member: ZipMember): string | undefined {
  const xml = inflateMember(bytes, member)
  // A damaged part is said to be damaged by whoever reads it.
  if (xml === undefined) return undefined
  const { rows, columns } = extentOf(xml)
  return Math.min(rows, mostRows) * columns > mostCells
    ? `表格有一张表写到第${rows}行、第${columns}列，超过上限，请删去右侧和下方用不到的行列后再上传`
    : undefined
}

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

function textRows(sheet: XlsxSheet): SheetRows {
  const rows = sheet.rows.map((row, at) =>
    row.map((value, column) => textOf(value, () => sheet.cells?.get(`${at},${column}`)?.style?.numFmt ?? '')),
  )
  for (const merge of sheet.merges ?? []) fillMerged(rows, merge)
  while (rows.length > 0 && rows.at(-1)?.every((cell) => cell === null)) rows.pop()
  return { name: sheet.name, rows, ...(sheet.hidden || sheet.veryHidden ? { hidden: true } : {}) }
}

// A crafted file may hold thousands of merges that each name the whole sheet; filling those would never end.
function mergedCells(sheet: XlsxSheet): number {
  const height = sheet.rows.length
  const width = sheet.rows[0]?.length ?? 0
  return (sheet.merges ?? []).reduce((total, merge) => {
    const rows = Math.min(merge.endRow, height - 1) - merge.startRow + 1
    const columns = Math.min(merge.endCol, width - 1) - merge.startCol + 1
    return total + Math.max(0, rows) * Math.max(0, columns)
  }, 0)
}

// The far corner is clipped to the rows that exist: a crafted range may name the whole sheet.
function fillMerged(rows: (string | null)[][], merge: MergeRange): void {
  const value = rows[merge.startRow]?.[merge.startCol] ?? null
  if (value === null) return
  for (const row of rows.slice(merge.startRow, merge.endRow + 1)) {
    for (let column = merge.startCol; column <= Math.min(merge.endCol, row.length - 1); column++)
      row[column] = value
  }
}

function textOf(value: CellValue, format: () => string): string | null {
  if (value === null) return null
  if (value instanceof Date) return dateText(value, format())
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return numberText(value)
  return value.trim() === '' ? null : value
}

// Excel shows 15 digits; binary noise after them (0.30000000000000004) is not what the person saw.
function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15
    ? String(value)
    : String(Number(value.toPrecision(15)))
}

/** A date as precise as the cell shows it: a format without a day says a month. */
function dateText(value: Date, format: string): string {
  if (Number.isNaN(value.getTime())) return ''
  const iso = value.toISOString()
  const shown = format.replace(/\[[^\]]*\]|"[^"]*"/g, '').toLowerCase()
  if (shown.includes('m') && shown.includes('y') && !shown.includes('d'))
    return `${iso.slice(0, 4)}年${Number(iso.slice(5, 7))}月`
  const time = iso.slice(11, 16)
  return time === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`
}
