import { inWords } from '#kernel/time.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { ledger } from '#store/queries/ledger.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import type { Download } from '../contract/register.ts'
import type { LedgerRow } from '../contract/shapes.ts'
import { type Cell, type Column, type Sheet, writeWorkbook } from '../workbook/workbook.ts'
import { filtersOf, ledgerRows, registerOf, todayOf } from './ledger-view.ts'
import { type Reader, lightBounds, readerFor } from './reader.ts'

/** Rows in one workbook; a district's year has fewer. */
const MOST_ROWS = 5_000

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The ledger as the office keeps and mails it: its column order, every row of the filter, and a hidden key per row. */
export async function ledgerSheet(
  context: StoreContext,
  actor: Actor,
  procedures: readonly Procedure[],
  query: LedgerQuery,
): Promise<Download> {
  const reader = await readerFor(context, actor)
  const all = await Promise.all(
    procedures.map((procedure) => registerSheet(context, reader, procedure, query)),
  )
  const filled = all.filter((sheet) => sheet.rows.length > 0)
  const sheets = filled.length > 0 ? filled : all.slice(0, 1)
  const body = await writeWorkbook(sheets)
  const name = procedures.length === 1 ? sheets[0]?.name : '台账'
  return { body, media: XLSX, name: `${name}${todayOf(reader)}.xlsx`, size: body.length }
}

/** One ledger as a sheet; over several procedures each has its own, in its own columns. */
async function registerSheet(
  context: StoreContext,
  reader: Reader,
  procedure: Procedure,
  query: LedgerQuery,
): Promise<Sheet> {
  const filters = filtersOf(reader, { ...query, procedure: procedure.id })
  const page = { sort: query.sort, limit: MOST_ROWS }
  const found = await ledger(context, reader.actor, filters, lightBounds(reader), page)
  const rows = await ledgerRows(context, reader, found.rows, 'own')
  return {
    name: registerOf(procedure),
    landscape: true,
    columns: columnsOf(procedure),
    rows: rows.map((row, i) => cellsOf(procedure, row, i + 1)),
    notes: notesOf(todayOf(reader), rows.length, found.next !== null),
  }
}

function columnsOf(procedure: Procedure): Column[] {
  const states = Object.values(procedure.states).map((state) => state.title)
  const declared = procedure.ledger.map(({ title, width, from }): Column => ({
    title,
    width,
    wrap: true,
    ...(from === 'state' ? { list: states } : {}),
  }))
  return [
    { title: '序号', width: 6 },
    ...declared,
    { title: '灯', width: 18 },
    { title: '编号', width: 18, hidden: true },
  ]
}

function cellsOf(procedure: Procedure, row: LedgerRow, place: number): Cell[] {
  const { colour, text } = row.light
  const lit: Cell =
    colour === 'red' ? { text, fill: 'error' } : colour === 'yellow' ? { text, fill: 'warn' } : text
  return [place, ...procedure.ledger.map(({ name }) => row.cells[name] ?? ''), lit, row.number]
}

const notesOf = (today: string, count: number, cut: boolean): string[][] => [
  ['导出日期', inWords(today)],
  ['件数', cut ? `前${count}件（超出部分请缩小筛选范围后再导出）` : `${count}件`],
  ['灯', '按时限和工作日历计算，不能手工填写'],
  ['编号', '隐藏列，请勿改动：再次导入时凭编号对应到原事项'],
]
