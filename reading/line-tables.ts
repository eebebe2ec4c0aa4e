import { alignCells } from './align.ts'
import { type Clause, emptyClause, mergeClause, namesSomebody } from './clauses.ts'
import { type Column, lookOf, valueOf } from './columns.ts'
import { type Draft, draftOf } from './draft.ts'
import { headAt, isRole, type LineHead } from './line-head.ts'
import { evenRows, headless, numberedRows, type Row, unevenRows } from './line-rows.ts'
import type { Block } from './text.ts'

type Assigned = [Column, Block][]
type Head = Pick<LineHead, 'watchers' | 'columns'>

/** Puts a row's lines under its columns: by position when they fit, else by what they look like. */
function assign(row: Row, head: Head, known?: ReadonlySet<string>): Assigned {
  const wanted = row.number ? head.columns.filter((one) => one !== 'ordinal') : head.columns
  const { cells } = row
  if (cells.length === wanted.length && fitting(cells, wanted, known))
    return cells.map((cell, at) => [wanted[at] as Column, cell])
  const working = withoutWatchers(cells, head.watchers, known)
  const texts = working.map(({ text }) => text)
  return alignCells(texts, wanted, known).map((column, at) => [
    wanted[column] as Column,
    working[at] as Block,
  ])
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
    if (column && isRole(column) && look === 'text' && /[，。].{6}/.test(cell.text)) return false
    return column === 'other' || column === 'leaders' || look !== 'deadline'
  })
}

function draftRow(row: Row, head: Head, above: Draft | undefined, known?: ReadonlySet<string>): Draft | null {
  const clause: Clause = emptyClause()
  const pieces: Block[] = []
  let { category } = row
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
function parted(row: Row, columns: readonly Column[], known?: ReadonlySet<string>): Row[] {
  // Where tasks stand behind the date in every row, text there begins nothing.
  if (columns.lastIndexOf('task') > columns.lastIndexOf('deadline')) return [row]
  const looks = row.cells.map((cell, at) => (at === 0 ? 'text' : lookOf(cell.text, known)))
  const first = looks.indexOf('deadline')
  const next = looks.findIndex((look, at) => first > 0 && at > first && look === 'text')
  if (next < 0) return [row]
  const tail = { number: null, cells: row.cells.slice(next), category: row.category }
  const head = { ...row, cells: row.cells.slice(0, next) }
  return looks.slice(next).some((look) => look === 'deadline' || look === 'units')
    ? [head, ...parted(tail, columns, known)]
    : [head]
}

const GUESSED: readonly Column[] = ['ordinal', 'task', 'responsible', 'deadline']
const GUESSED_TWO: readonly Column[] = ['ordinal', 'task', 'lead', 'cooperate', 'deadline']

function guessed(rows: readonly Row[], known?: ReadonlySet<string>): readonly Column[] {
  const two = rows.some(
    (row) => row.cells.filter((cell, index) => index > 0 && lookOf(cell.text, known) === 'units').length >= 2,
  )
  return two ? GUESSED_TWO : GUESSED
}

function unnumbered(
  blocks: readonly Block[],
  head: LineHead,
  known?: ReadonlySet<string>,
): ReturnType<typeof evenRows> {
  const even = evenRows(blocks, head, known)
  const uneven = unevenRows(blocks, head, known)
  return uneven.rows.length > 0 && uneven.next > even.next ? uneven : even
}

/** Takes tables with one cell per line out of the paragraphs. */
export function takeLineTables(
  blocks: readonly Block[],
  known?: ReadonlySet<string>,
): { rest: Block[]; drafts: Draft[] } {
  const rest: Block[] = []
  const drafts: Draft[] = []
  for (let at = 0; at < blocks.length;) {
    const head = headAt(blocks, at, known)
    const numbered = head?.columns[0] === 'ordinal'
    const found = head
      ? numbered
        ? numberedRows(blocks, head.from, head.columns.length, head.words, known)
        : unnumbered(blocks, head, known)
      : headless(blocks, at, known)
    if (!found || found.rows.length === 0) {
      rest.push(blocks[at] as Block)
      at++
      continue
    }
    const columns = head?.columns ?? guessed(found.rows, known)
    const before = drafts.length
    for (const row of found.rows.flatMap((one) => parted(one, columns, known))) {
      const above = drafts.length > before ? drafts.at(-1) : undefined
      const draft = draftRow(row, { columns, watchers: head?.watchers ?? 0 }, above, known)
      if (draft && namesSomebody(draft.clause)) drafts.push(draft)
    }
    at = Math.max(found.next, at + 1)
  }
  return { rest, drafts }
}
