import type { Field } from '#kernel/fields.ts'
import type { LedgerColumn } from '#kernel/vocabulary.ts'
import type { BodyRow } from './body.ts'
import { filledBy } from './declared.ts'
import type { Use } from './headings.ts'
import type { PreviewJob, PreviewRow } from './preview.ts'
import { seenOf } from './sheet-words.ts'
import { CellReader, type Fault, type Read } from './values.ts'

const OVER = /^(?:已)?(?:办结|完成|销号|结案|办毕|完结|完工|落实)(?:了|销号|完毕)?$/
const KEPT_BLANK = /^(?:\/+|—+|-+|无|\\)?$/

/** What is gathered while a row is read. */
interface Draft {
  readonly values: Record<string, unknown>
  readonly written: Record<string, string>
  readonly faults: Fault[]
  /** Lines kept with the matter. */
  readonly kept: string[]
}

/** Turns rows of a sheet into forms. */
export class RowReader {
  readonly #job: PreviewJob
  readonly #cells: CellReader
  readonly #byName: ReadonlyMap<string, LedgerColumn>
  /** Where further units of a lead cell go: the first column that fills a list of units. */
  readonly #others: string | undefined
  /** First row of each task, to tell a repetition. */
  readonly #seen = new Map<string, { readonly sheet: number; readonly row: number }>()

  constructor(job: PreviewJob, year: { readonly value: number; readonly guessed: boolean }) {
    this.#job = job
    this.#cells = new CellReader(job, year)
    this.#byName = new Map(job.columns.map((column) => [column.name, column]))
    this.#others = job.columns.find((column) => filledBy(job.form, column)?.kind === 'units')?.into
  }

  row({ row, section, cells: written }: BodyRow, uses: readonly Use[], sheet: number): PreviewRow {
    const cells = written.map((cell) => cell && seenOf(cell))
    const draft: Draft = { values: {}, written: {}, faults: [], kept: [] }
    if (section !== null) draft.kept.push(`类别：${seenOf(section)}`)
    for (const use of uses) {
      const cell = cells[use.at] ?? ''
      if (use.use === 'fills') this.#fill(draft, use, cell)
      else if (use.use === 'kept' && !KEPT_BLANK.test(cell.trim()))
        draft.kept.push(`${use.heading}：${cell.trim()}`)
    }
    this.#missing(draft, uses)
    this.#keep(draft)
    const over = this.#over(draft, cells, uses)
    const again = this.#again(draft, sheet, row)
    const keyed = this.#keyed(written, uses)
    return { sheet, row, ...draftShown(draft), chosen: !over && !again, ...(keyed ? { keyed } : {}) }
  }

  #fill(draft: Draft, use: Use, cell: string): void {
    const column = this.#byName.get(use.column ?? '')
    const field = column && filledBy(this.#job.form, column)
    if (!column?.into || !field) return
    const read = this.#cells.value(column, field, this.#job.form, cell)
    if (read.value !== undefined) put(draft.values, column.into, read.value)
    if (field.kind !== 'text' && cell.trim() !== '') draft.written[column.into] = cell.trim()
    for (const fault of read.faults) draft.faults.push({ ...fault, field: column.into, at: use.at })
    if (read.kept !== undefined) draft.kept.push(`${use.heading}：${read.kept}`)
    this.#beside(draft, column, field, read)
  }

  #beside(draft: Draft, column: LedgerColumn, field: Field, { beside }: Read): void {
    if (beside === undefined) return
    if (field.kind === 'day' && column.steps !== undefined) put(draft.values, column.steps, beside)
    if (field.kind === 'unit' && this.#others !== undefined)
      join(draft.values, this.#others, beside as string[])
  }

  /** Required cells left blank in columns that the sheet has; what it has no column for is asked once for the sheet. */
  #missing(draft: Draft, uses: readonly Use[]): void {
    for (const { use, column: name, at } of uses) {
      const column = this.#byName.get(name ?? '')
      const field = column && filledBy(this.#job.form, column)
      if (use !== 'fills' || !column?.into || !field || field.optional || field.kind === 'post') continue
      if (column.into.includes('.') || valueIn(draft.values, column.into) !== undefined) continue
      if (draft.faults.some((fault) => fault.level === 'bad' && fault.field === column.into)) continue
      draft.faults.push({ level: 'bad', field: column.into, at, message: `没有写${column.title}` })
    }
  }

  #keep({ values, kept, faults }: Draft): void {
    const column = this.#job.columns.find(({ rest }) => rest)
    const field = column && filledBy(this.#job.form, column)
    if (!column?.into || field?.kind !== 'text' || kept.length === 0) return
    const own = valueIn(values, column.into)
    const whole = [...(typeof own === 'string' ? [own] : []), ...kept].join('\n')
    const points = [...whole]
    put(values, column.into, points.slice(0, field.max).join(''))
    if (points.length <= field.max) return
    const message = `连同其他各列，${field.title}超过${field.max}字，后面的${points.length - field.max}字没有放进去`
    faults.push({ level: 'look', field: column.into, at: null, message })
  }

  #over(draft: Draft, cells: readonly (string | null)[], uses: readonly Use[]): boolean {
    const state = uses.find(({ column }) => this.#byName.get(column ?? '')?.from === 'state')
    const said = (cells[state?.at ?? -1] ?? '').trim()
    const over = said !== '' && (OVER.test(said) || this.#job.finals.includes(said))
    if (over) {
      const message = `表上写着“${said}”，一般不再立项；确要立项的请勾选`
      draft.faults.push({ level: 'look', field: null, at: state?.at ?? null, message })
    }
    return over
  }

  #again(draft: Draft, sheet: number, row: number): boolean {
    const titled = this.#byName.get(this.#job.titled ?? '')?.into
    const task = titled === undefined ? undefined : valueIn(draft.values, titled)
    if (typeof task !== 'string') return false
    const { [titled ?? '']: _task, ...others } = draft.values
    const key = `${task.replace(/\s/g, '')}\n${JSON.stringify(others)}`
    const first = this.#seen.get(key)
    if (!first) {
      this.#seen.set(key, { sheet, row })
      return false
    }
    const where = first.sheet === sheet ? `第${first.row}行` : `前一张表第${first.row}行`
    draft.faults.push({ level: 'look', field: null, at: null, message: `与${where}完全相同，没有勾选` })
    return true
  }

  #keyed(cells: readonly (string | null)[], uses: readonly Use[]): PreviewRow['keyed'] {
    const key = (cells[uses.find(({ use }) => use === 'key')?.at ?? -1] ?? '').trim()
    if (key === '') return undefined
    const named = uses.flatMap(({ at, column }) =>
      column === null ? [] : [[column, cells[at] ?? ''] as const],
    )
    return { key, cells: Object.fromEntries(named) }
  }
}

const draftShown = ({
  values,
  written,
  faults,
}: Draft): Pick<PreviewRow, 'values' | 'written' | 'faults'> => ({
  values,
  written,
  faults,
})

/** Puts a value at a path, `authority.title`, unless an earlier column has put one there. */
function put(values: Record<string, unknown>, path: string, value: unknown): void {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) values[first] = value
  else put((values[first] ??= {}) as Record<string, unknown>, rest.join('.'), value)
}

function join(values: Record<string, unknown>, path: string, ids: readonly string[]): void {
  const before = valueIn(values, path)
  put(values, path, [...new Set([...(Array.isArray(before) ? (before as string[]) : []), ...ids])])
}

const valueIn = (values: Readonly<Record<string, unknown>>, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], values)
