import { type Clause, emptyClause, mergeClause, namesSomebody } from './clauses.ts'
import { type Column, columnOf, lookOf, valueOf } from './columns.ts'
import { type Draft, draftOf } from './draft.ts'
import type { Block } from './text.ts'

/** Tables copied from a web page: every cell on a line of its own. */
interface LineTable {
  columns: Column[]
  /** Index of the first cell. */
  from: number
  /** Columns of units that only watch, after those that work. */
  watchers: number
}

const WATCHES = /^(?:督|监督|验收|考核|指导|包联|联系)[\u4e00-\u9fff]{0,4}(?:单位|部门|机构)$/

/** No table of tasks is wider; more headings in a row are no head. */
const MOST_COLUMNS = 24

/** A run of at least three heading lines, one of them units, is the head of a table. */
function headAt(blocks: readonly Block[], at: number): LineTable | null {
  const columns: Column[] = []
  let end = at
  while (end < blocks.length && columns.length < MOST_COLUMNS) {
    const column = columnOf((blocks[end] as Block).text)
    if (column === null) break
    columns.push(column)
    end++
  }
  const hasUnits = columns.some((one) => one === 'lead' || one === 'responsible' || one === 'cooperate')
  const hasTask = columns.includes('task')
  if (columns.length < 3 || !hasUnits || !hasTask) return null
  const last = columns.findLastIndex((one) => one === 'lead' || one === 'responsible' || one === 'cooperate')
  const watchers = blocks.slice(at + last + 1, end).filter(({ text }) => WATCHES.test(text)).length
  return { columns, from: end, watchers }
}

const isNumber = (block: Block | undefined): boolean => block !== undefined && /^\d{1,3}$/.test(block.text)
const CATEGORY = /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)/

interface Row {
  number: Block | null
  cells: Block[]
  category: string | null
}

/** Rows that start with 1, 2, 3 … on lines of their own. */
function numberedRows(blocks: readonly Block[], from: number, width: number): { rows: Row[]; next: number } {
  const rows: Row[] = []
  let at = from
  let category: string | null = null
  while (
    at < blocks.length &&
    !isNumber(blocks[at]) &&
    CATEGORY.test((blocks[at] as Block).text) &&
    at < from + 2
  )
    category = (blocks[at++] as Block).text
  let expected = isNumber(blocks[at]) ? Number((blocks[at] as Block).text) : -1
  while (at < blocks.length && isNumber(blocks[at]) && Number((blocks[at] as Block).text) === expected) {
    const number = blocks[at] as Block
    const next = nextNumber(blocks, at + 1, expected + 1, width)
    const last = next < 0
    const end = last ? lastRowEnd(blocks, at + 1, width) : next
    const cells = blocks.slice(at + 1, end)
    const tail = cells.at(-1)
    const group = !last && cells.length > 2 && tail && CATEGORY.test(tail.text) ? tail : null
    if (group) cells.pop()
    rows.push({ number, cells, category })
    if (group) category = group.text
    at = end
    expected++
  }
  return { rows, next: at }
}

function nextNumber(blocks: readonly Block[], from: number, wanted: number, width: number): number {
  const limit = Math.min(blocks.length, from + Math.max(width * 3, 14))
  for (let at = from + 1; at < limit; at++)
    if (isNumber(blocks[at]) && Number((blocks[at] as Block).text) === wanted) return at
  return -1
}

/** The last row ends with its table: at the page's foot, a heading or a paragraph. */
function lastRowEnd(blocks: readonly Block[], from: number, width: number): number {
  let at = from
  const limit = Math.min(blocks.length, from + width)
  while (at < limit) {
    const { text } = blocks[at] as Block
    if (
      at > from + 1 &&
      (CATEGORY.test(text) ||
        /^(?:附件|备注|注|抄送|说明)[：\d]?/.test(text) ||
        (text.length > 40 && text.endsWith('。')))
    )
      break
    at++
  }
  return at
}

/** Rows of a table without numbers: as many lines as there are headings. */
function evenRows(
  blocks: readonly Block[],
  from: number,
  columns: readonly Column[],
  known?: ReadonlySet<string>,
): { rows: Row[]; next: number } {
  const rows: Row[] = []
  const width = columns.length
  const unitAt = columns.findIndex((one) => one === 'lead' || one === 'responsible' || one === 'cooperate')
  let at = from
  while (at + width <= blocks.length) {
    const unit = blocks[at + unitAt] as Block
    if (lookOf(unit.text, known) !== 'units') break
    rows.push({ number: null, cells: blocks.slice(at, at + width), category: null })
    at += width
  }
  return { rows, next: at }
}

type Assigned = [Column, Block][]
type Head = Pick<LineTable, 'watchers'> & { columns: readonly Column[] }

/** Puts a row's lines under its columns: by position when they fit, else by what they look like. */
function assign(row: Row, head: Head, known?: ReadonlySet<string>): Assigned {
  const wanted = row.number ? head.columns.filter((one) => one !== 'ordinal') : head.columns
  const { cells } = row
  if (cells.length === wanted.length && fitting(cells, wanted, known))
    return cells.map((cell, at) => [wanted[at] as Column, cell])
  return byLook(withoutWatchers(cells, head.watchers, known), wanted, known)
}

/** The last lines of units are those who watch, one line for each such column. */
function withoutWatchers(
  cells: readonly Block[],
  watchers: number,
  known?: ReadonlySet<string>,
): readonly Block[] {
  if (watchers === 0) return cells
  const units = cells.flatMap((cell, at) => (at > 0 && lookOf(cell.text, known) === 'units' ? [at] : []))
  const dropped = new Set(units.length > watchers ? units.slice(-watchers) : [])
  return cells.filter((_, at) => !dropped.has(at))
}

function fitting(cells: readonly Block[], wanted: readonly Column[], known?: ReadonlySet<string>): boolean {
  return cells.every((cell, at) => {
    const look = lookOf(cell.text, known)
    const column = wanted[at]
    if (column === 'task' || column === 'category') return at === 0 || look !== 'deadline'
    if (column === 'deadline') return look !== 'units'
    return column === 'other' || column === 'leaders' || look !== 'deadline'
  })
}

function byLook(cells: readonly Block[], wanted: readonly Column[], known?: ReadonlySet<string>): Assigned {
  const roles = wanted.filter((one) => one === 'lead' || one === 'cooperate' || one === 'responsible')
  const out: Assigned = []
  let role = 0
  let previous = ''
  cells.forEach((cell, at) => {
    const look = at === 0 ? 'text' : lookOf(cell.text, known)
    if (look === 'deadline') out.push(['deadline', cell])
    else if (look === 'people') out.push(['leaders', cell])
    else if (look === 'units') {
      const column = roles[Math.min(role, roles.length - 1)] ?? 'responsible'
      out.push([column, cell])
      // One unit per line within a cell: stay in the column while more lines than columns remain.
      if (unitLinesLeft(cells, at, known) < roles.length - role || roles.length > 1) role++
    } else if (look !== 'blank' && previous !== 'units') out.push(['task', cell])
    previous = look
  })
  return out
}

const unitLinesLeft = (cells: readonly Block[], at: number, known?: ReadonlySet<string>): number =>
  cells.slice(at + 1).filter((cell) => lookOf(cell.text, known) === 'units').length

function draftRow(row: Row, head: Head, above: Draft | undefined, known?: ReadonlySet<string>): Draft | null {
  const clause: Clause = emptyClause()
  const pieces: Block[] = []
  let category = row.category
  for (const [column, cell] of assign(row, head, known)) {
    if (column === 'task') pieces.push(cell)
    else if (column === 'category') category = cell.text
    else if (column !== 'ordinal') mergeClause(clause, valueOf(column, cell.text, known))
  }
  clause.because = '取自一格一行的表格'
  clause.confidence = 0.85
  if (pieces.length === 0) return null
  const draft = draftOf(
    { ordinal: row.number?.text ?? null, pieces, clause, path: [], category, form: 'table' },
    [...(row.number ? [row.number] : []), ...row.cells],
  )
  if (!namesSomebody(clause) && above) {
    draft.clause = { ...above.clause, when: clause.when.length > 0 ? clause.when : above.clause.when }
    draft.inherited.add('units')
  } else if (
    clause.when.length === 0 &&
    head.columns.includes('deadline') &&
    above &&
    above.clause.when.length > 0
  ) {
    clause.when = [...above.clause.when]
    draft.inherited.add('deadline')
  }
  return draft
}

/** A row whose date is followed by another task with a date of its own holds two tasks of the same units. */
function parted(row: Row, known?: ReadonlySet<string>): Row[] {
  const looks = row.cells.map((cell, at) => (at === 0 ? 'text' : lookOf(cell.text, known)))
  const first = looks.indexOf('deadline')
  const next = looks.findIndex((look, at) => first > 0 && at > first && look === 'text')
  if (next < 0) return [row]
  const tail = { number: null, cells: row.cells.slice(next), category: row.category }
  const head = { ...row, cells: row.cells.slice(0, next) }
  return looks.slice(next).some((look) => look === 'deadline' || look === 'units')
    ? [head, ...parted(tail, known)]
    : [head]
}

/** Rows 1, 2, … without any heading count when each has a line of units. */
function headless(
  blocks: readonly Block[],
  at: number,
  known?: ReadonlySet<string>,
): { rows: Row[]; next: number } | null {
  if (!isNumber(blocks[at]) || isNumber(blocks[at + 1])) return null
  const { rows, next } = numberedRows(blocks, at, 5)
  const last = rows.at(-1)
  // Nothing marks the end of the last row: it ends after its units and date.
  let end = next
  if (last && rows.length > 1) {
    const size = Math.max(...rows.slice(0, -1).map((row) => row.cells.length))
    if (last.cells.length > size) {
      end -= last.cells.length - size
      last.cells.length = size
    }
  }
  const ok =
    rows.length >= 1 &&
    rows.every(
      (row) =>
        row.cells.length >= 2 &&
        row.cells.some((cell, index) => index > 0 && lookOf(cell.text, known) === 'units'),
    )
  return ok ? { rows, next: end } : null
}

const GUESSED: readonly Column[] = ['ordinal', 'task', 'responsible', 'deadline']
const GUESSED_TWO: readonly Column[] = ['ordinal', 'task', 'lead', 'cooperate', 'deadline']

/** Takes tables with one cell per line out of the paragraphs. */
export function takeLineTables(
  blocks: readonly Block[],
  known?: ReadonlySet<string>,
): { rest: Block[]; drafts: Draft[] } {
  const rest: Block[] = []
  const drafts: Draft[] = []
  for (let at = 0; at < blocks.length;) {
    const head = headAt(blocks, at)
    const numbered = head?.columns[0] === 'ordinal'
    const found = head
      ? numbered
        ? numberedRows(blocks, head.from, head.columns.length)
        : evenRows(blocks, head.from, head.columns, known)
      : headless(blocks, at, known)
    if (!found || found.rows.length === 0) {
      rest.push(blocks[at] as Block)
      at++
      continue
    }
    const two = found.rows.some(
      (row) =>
        row.cells.filter((cell, index) => index > 0 && lookOf(cell.text, known) === 'units').length >= 2,
    )
    const columns = head?.columns ?? (two ? GUESSED_TWO : GUESSED)
    const before = drafts.length
    for (const row of found.rows.flatMap((one) => parted(one, known))) {
      const above = drafts.length > before ? drafts.at(-1) : undefined
      const draft = draftRow(row, { columns, watchers: head?.watchers ?? 0 }, above, known)
      if (draft && namesSomebody(draft.clause)) drafts.push(draft)
    }
    at = Math.max(found.next, at + 1)
  }
  return { rest, drafts }
}
