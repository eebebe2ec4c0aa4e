import { type Field, type Fields, fieldAt } from '#kernel/fields.ts'
import type { LedgerColumn } from '#kernel/vocabulary.ts'
import type { DirectoryUnit } from '#reading/read.ts'
import { readWorkbook } from '../workbook/workbook.ts'
import { type Skipped, bodyOf } from './body.ts'
import { type Header, type Use, headerOf, useOf } from './headings.ts'
import type { NamedPost } from './people-named.ts'
import { RowReader } from './rows.ts'
import { type Grid, NOTES_SHEET } from './sheet-words.ts'
import type { Fault } from './values.ts'

/** Everything a sheet is read against; plain data, so that it can go to a thread of its own. */
export interface PreviewJob {
  readonly kind: 'preview'
  readonly bytes: Uint8Array
  readonly name: string
  readonly form: Fields
  readonly columns: readonly LedgerColumn[]
  /** Name of the column that names the matter. */
  readonly titled: string | undefined
  /** Words of the states in which a matter is over. */
  readonly finals: readonly string[]
  readonly units: readonly DirectoryUnit[]
  readonly posts: readonly NamedPost[]
  /** What dates without a year are in: as the person said, or this year where the file says nothing. */
  readonly year: number | undefined
  readonly thisYear: number
  /** What a person said a column is, by `sheet.column`: a ledger column's name, `kept` or `ignored`. */
  readonly as: Readonly<Record<string, string>>
}

export interface PreviewSheet {
  readonly name: string
  readonly title: string | null
  /** Rows of the heading as the sheet shows them. */
  readonly header: readonly [from: number, to: number]
  readonly columns: readonly Use[]
  readonly skipped: readonly Skipped[]
}

export interface PreviewRow {
  /** Place of its sheet among `sheets`. */
  readonly sheet: number
  readonly row: number
  readonly values: Readonly<Record<string, unknown>>
  /** The cell's own words, by form field, where the value is not simply them. */
  readonly written: Readonly<Record<string, string>>
  readonly faults: readonly Fault[]
  /** Taken along unless a person says otherwise. */
  readonly chosen: boolean
  /** Of a row of our own export: its key, and its cells by ledger column. */
  readonly keyed?: { readonly key: string; readonly cells: Readonly<Record<string, string>> }
}

export interface Preview {
  /** What dates without a year are in. */
  readonly year: number
  readonly sheets: readonly PreviewSheet[]
  /** Names of the sheets in which no heading was found; nothing was read of them. */
  readonly unread: readonly string[]
  readonly rows: readonly PreviewRow[]
}

export type PreviewResult =
  | { readonly ok: true; readonly preview: Preview }
  | { readonly ok: false; readonly because: string }

const MOST_ROWS = 20_000

/** Reads an office's own sheet into rows of the setting-up form, with what is wrong or unsure about each. */
export async function previewOf(job: PreviewJob): Promise<PreviewResult> {
  const book = await readWorkbook(job.bytes)
  if (!book.ok) return book
  const shown = book.sheets.filter(
    ({ name, hidden, rows }) => !hidden && name !== NOTES_SHEET && rows.length > 0,
  )
  const unread: string[] = []
  const tables = shown.flatMap(({ name, rows }) => {
    const header = headerOf(rows, job.columns, job.titled)
    if (header) return [{ name, rows, header }]
    unread.push(name)
    return []
  })
  if (tables.length === 0) return { ok: false, because: unheaded(job) }
  const known = job.year ?? yearIn(job, tables)
  const year = known ?? job.thisYear
  const reader = new RowReader(job, { value: year, guessed: known === undefined })
  const sheets: PreviewSheet[] = []
  const rows: PreviewRow[] = []
  for (const [at, { name, rows: grid, header: found }] of tables.entries()) {
    const header = said(found, at, job)
    const body = bodyOf(grid, header)
    if (rows.length + body.rows.length > MOST_ROWS)
      return { ok: false, because: `表格超过${MOST_ROWS}件的上限，请拆成几个文件` }
    const { columns } = header
    const [from, to] = [header.from + 1, header.to + 1]
    sheets.push({ name, title: body.title, header: [from, to], columns, skipped: body.skipped })
    for (const row of body.rows) rows.push(reader.row(row, columns, at))
  }
  return { ok: true, preview: { year, sheets, unread, rows } }
}

function unheaded({ columns, titled }: PreviewJob): string {
  const named = columns.find(({ name }) => name === titled)?.title ?? '工作任务'
  const others = columns
    .filter(({ into, name }) => into !== undefined && name !== titled)
    .map(({ title }) => title)
  return `没有找到表头：需要有“${named}”一列，和${others.slice(0, 3).join('、')}等列中的至少一列`
}

function said(header: Header, sheet: number, { as, columns }: PreviewJob): Header {
  const taken = new Set(Object.values(as))
  return {
    ...header,
    columns: header.columns.map((use): Use => {
      const told = as[`${sheet}.${use.at}`]
      if (told === 'kept' || told === 'ignored') return { ...use, column: null, use: told }
      if (told !== undefined && columns.some(({ name }) => name === told))
        return { ...use, column: told, use: useOf(use.heading, told, columns) }
      // Two columns never fill one field: the one that a person named goes first.
      const lost = use.use === 'fills' && use.column !== null && taken.has(use.column)
      return lost ? { ...use, column: null, use: 'kept' } : use
    }),
  }
}

function yearIn(
  { name }: PreviewJob,
  tables: readonly { name: string; rows: Grid; header: Header }[],
): number | undefined {
  const above = tables.flatMap((table) => table.rows.slice(0, table.header.from).map((row) => row.join(' ')))
  const texts = [...above, ...tables.map((table) => table.name), name]
  for (const text of texts) {
    const found = /(20\d{2})\s*年/.exec(text) ?? /(?<!\d)(20[2-4]\d)(?!\d)/.exec(text)
    if (found) return Number(found[1])
  }
  return undefined
}

/** The form cut in two: what holds for the whole sheet and is filled in once, and what each row has of its own. */
export function splitForm(
  form: Fields,
  columns: readonly LedgerColumn[],
  sheets: readonly PreviewSheet[],
): { readonly shared: Fields; readonly own: Fields } {
  const everywhere = (column: string): boolean =>
    sheets.every((sheet) => sheet.columns.some((use) => use.column === column && use.use === 'fills'))
  const filled = new Set(columns.filter(({ name, into }) => into && everywhere(name)).map(({ into }) => into))
  const shared: Record<string, Field> = {}
  const own: Record<string, Field> = {}
  for (const [name, field] of Object.entries(form)) {
    const declared = columns.some(({ into, steps }) => into === name || steps === name)
    const given = filled.has(name)
    if (field.kind === 'group') shared[name] = { ...field, of: lightened(field.of, name, filled) }
    else if (declared && field.kind !== 'post') {
      own[name] = field
      // A column that the sheet lacks is asked once for all its rows.
      if (!given && !field.optional) shared[name] = { ...field, optional: true, help: ONCE }
    } else if (declared) {
      shared[name] = given ? { ...field, help: WHERE_BLANK } : field
      own[name] = { ...field, optional: true }
    } else if (field.kind === 'choice') shared[name] = field
    else own[name] = field
  }
  return { shared, own }
}

const ONCE = '表上没有这一列：在这里填一次，每一行都用；也可以在各行单独填'
const WHERE_BLANK = '表上没有写或者没有认出的行用这一个'

const lightened = (fields: Fields, path: string, filled: ReadonlySet<string | undefined>): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const given = filled.has(`${path}.${name}`) && fieldAt(fields, name) !== undefined
      return [name, given ? { ...field, help: WHERE_BLANK } : field]
    }),
  )
