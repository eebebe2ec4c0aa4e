import { Readable } from 'node:stream'
import { inWords } from '#kernel/time.ts'
import { type Field, fieldAt } from '#kernel/fields.ts'
import type { Actor, LedgerColumn, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { readDirectory } from '#store/directory.ts'
import { countLedger, recordedLedger } from '#store/queries/ledger.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import type { Download } from '../contract/register.ts'
import type { LedgerRow } from '../contract/shapes.ts'
import { filtersOf, ownRows, registerOf, todayOf } from '../matters/ledger-view.ts'
import { type Reader, lightBounds, readerFor } from '../matters/reader.ts'
import { type Cell, type Column, type Sheet, writeWorkbook } from '../workbook/workbook.ts'
import { ledgerApart } from './apart.ts'
import { keyOf } from './key.ts'
import { KEY_HEADING } from './sheet-words.ts'
import { XLSX } from '../contract/media.ts'

/** Rows of one ledger in one workbook; a district's year has fewer. */
const MOST_ROWS = 20_000
/** Rows read at once; others are served between two readings. */
const AT_ONCE = 1_000
/** More cells than this are written in a thread of their own. */
const WRITTEN_HERE = 5_000

/** How far an export has come. */
type Progress = (rows: number) => void

/** The ledger as the office keeps and mails it: its column order, every row of the filter, and a hidden key per row. */
export async function ledgerSheet(
  context: StoreContext,
  actor: Actor,
  procedures: readonly Procedure[],
  query: LedgerQuery,
  told: Progress = () => undefined,
): Promise<Download> {
  const reader = await readerFor(context, actor)
  const { units } = await readDirectory(context.db, context.tenant, todayOf(reader))
  const named = units.filter((unit) => unit.assignable).map((unit) => unit.name)
  const all: Sheet[] = []
  let before = 0
  for (const procedure of procedures) {
    const rows = await rowsOf(context, reader, procedure, query, (done) => told(before + done))
    const sheet = registerSheet(reader, procedure, named, rows)
    before += sheet.rows.length
    all.push(sheet)
  }
  const filled = all.filter((sheet) => sheet.rows.length > 0)
  const sheets = filled.length > 0 ? filled : all.slice(0, 1)
  const body = await written(sheets)
  const name = procedures.length === 1 ? sheets[0]?.name : '台账'
  return { body, media: XLSX, name: `${name}${todayOf(reader)}.xlsx`, size: body.length }
}

/**
 * An export that says how far it is while it is made: `{"rows":2000,"of":10000}` line by line, at the end
 * `{"name":…,"file":…}` with the workbook in base64. `of` is null where nobody counts that far.
 */
export function exportLines(
  context: StoreContext,
  actor: Actor,
  procedures: readonly Procedure[],
  query: LedgerQuery,
): Readable {
  const lines = new Readable({ read: () => undefined })
  const say = (line: unknown): void => void lines.push(`${JSON.stringify(line)}\n`)
  const run = async (): Promise<void> => {
    const of = await counted(context, actor, query)
    const made = await ledgerSheet(context, actor, procedures, query, (rows) => say({ rows, of }))
    say({ name: made.name, file: Buffer.from(made.body as Uint8Array).toString('base64') })
    lines.push(null)
  }
  run().catch((error: unknown) => lines.destroy(error instanceof Error ? error : new Error(String(error))))
  return lines
}

async function counted(context: StoreContext, actor: Actor, query: LedgerQuery): Promise<number | null> {
  const reader = await readerFor(context, actor)
  const [filters, lights] = [filtersOf(reader, query), lightBounds(reader)]
  const { n, more } = await countLedger(context, actor, filters, lights, MOST_ROWS)
  return more ? null : n
}

async function written(sheets: Sheet[]): Promise<Uint8Array> {
  const cells = sheets.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0)
  if (cells <= WRITTEN_HERE) return writeWorkbook(sheets)
  const outcome = await ledgerApart({ kind: 'write', sheets })
  // The rows are our own: should the threads be taken, it is written here rather than refused.
  return outcome.ok ? outcome.value : writeWorkbook(sheets)
}

interface Rows {
  readonly rows: Cell[][]
  /** There are more than a workbook takes. */
  readonly cut: boolean
}

async function rowsOf(
  context: StoreContext,
  reader: Reader,
  procedure: Procedure,
  query: LedgerQuery,
  told: Progress,
): Promise<Rows> {
  const filters = filtersOf(reader, { ...query, procedure: procedure.id })
  const rows: Cell[][] = []
  let cursor: string | undefined
  do {
    const page = { sort: query.sort, limit: AT_ONCE, cursor }
    const found = await recordedLedger(context, reader.actor, filters, lightBounds(reader), page)
    const versions = new Map(found.rows.map(({ id, ver }) => [id, ver]))
    for (const row of await ownRows(context, reader, found.rows))
      rows.push(cellsOf(procedure, row, versions.get(row.id) ?? 1, rows.length + 1))
    cursor = found.next ?? undefined
    told(rows.length)
  } while (cursor !== undefined && rows.length < MOST_ROWS)
  return { rows, cut: cursor !== undefined }
}

/** One ledger as a sheet; over several procedures each has its own, in its own columns. */
const registerSheet = (
  reader: Reader,
  procedure: Procedure,
  units: string[],
  { rows, cut }: Rows,
): Sheet => ({
  name: registerOf(procedure),
  landscape: true,
  columns: columnsOf(procedure, units),
  rows,
  notes: notesOf(procedure, todayOf(reader), rows.length, cut),
})

function columnsOf(procedure: Procedure, units: string[]): Column[] {
  const states = Object.values(procedure.states).map((state) => state.title)
  const choices = (column: LedgerColumn): string[] | undefined => {
    if (column.from === 'state') return states
    const field = fieldAt(procedure.record, column.from)
    return field && listOf(field, units)
  }
  const declared = procedure.ledger.map((column): Column => {
    const list = choices(column)
    return { title: column.title, width: column.width, wrap: true, ...(list ? { list } : {}) }
  })
  return [
    { title: '序号', width: 6 },
    ...declared,
    { title: '灯', width: 18 },
    { title: '编号', width: 18 },
    { title: KEY_HEADING, width: 10, hidden: true },
  ]
}

/** What a cell may be chosen from; a field with several units takes none, a cell being one choice. */
const listOf = (field: Field, units: string[]): string[] | undefined =>
  field.kind === 'unit' ? units : field.kind === 'choice' ? Object.values(field.options) : undefined

function cellsOf(procedure: Procedure, row: LedgerRow, ver: number, place: number): Cell[] {
  const { colour, text } = row.light
  const lit: Cell =
    colour === 'red' ? { text, fill: 'error' } : colour === 'yellow' ? { text, fill: 'warn' } : text
  return [
    place,
    ...procedure.ledger.map(({ name }) => row.cells[name] ?? ''),
    lit,
    row.number,
    keyOf(row.id, ver, procedure.ledger, row.cells),
  ]
}

function notesOf(procedure: Procedure, today: string, count: number, cut: boolean): string[][] {
  const edited = procedure.ledger.filter((column) => column.edited)
  return [
    ['导出日期', inWords(today)],
    ['件数', cut ? `前${count}件（超出部分请缩小筛选范围后再导出）` : `${count}件`],
    ['灯', '按时限和工作日历计算，不能手工填写'],
    ['编号', '由系统编排，不能手工填写'],
    [KEY_HEADING, '隐藏列，请勿改动：再次导入时凭它对应到原事项，改了的格子才办理，没改的不动'],
    ...edited.map(({ title, edited: means }) => [
      title,
      `可以在表上改，再导入时作为“${procedure.powers[means?.act ?? '']?.may ?? ''}”办理，由承办单位填写`,
    ]),
    ...(edited.length > 0 ? [['其余各列', '改了也不会直接生效，导入时会逐行说明该怎样办理']] : []),
  ]
}
