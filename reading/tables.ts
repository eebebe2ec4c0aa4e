import { alignCells } from './align.ts'
import { type Clause, emptyClause, mergeClause, namesSomebody, namesUnits } from './clauses.ts'
import { type Column, columnOf, columnsOf, isHeader, lookOf, valueOf } from './columns.ts'
import { type Draft, cover, draftOf } from './draft.ts'
import { takeFlat } from './flat.ts'
import { CATEGORY } from './line-rows.ts'
import { takeLineTables } from './line-tables.ts'
import { ordinalOf } from './outline.ts'
import { cutSpaced, withSpacedRows } from './spaced.ts'
import { type Block, sliceBlock } from './text.ts'

/** What reading the tables of a text leaves for the paragraphs, and the items the tables held. */
export interface TableReading {
  rest: Block[]
  drafts: Draft[]
}

/** Takes every table out of a text: tabbed or piped rows, one cell per line, and rows run together. */
export function takeTables(paragraphs: readonly Block[], known?: ReadonlySet<string>): TableReading {
  const blocks = withSpacedRows(paragraphs, known)
  const rest: Block[] = []
  const drafts: Draft[] = []
  for (let i = 0; i < blocks.length;) {
    const block = blocks[i] as Block
    if (block.cells === null) {
      rest.push(block)
      i++
      continue
    }
    const rows: Block[] = []
    while (i < blocks.length && goesOn(blocks, i)) {
      const row = blocks[i++] as Block
      rows.push(row.cells === null ? { ...row, cells: [row] } : row)
    }
    const taken = readRows(rows, known)
    if (taken.length > 0) drafts.push(...taken)
    else rest.push(...rows.filter((row) => !isForm(row)).map((row) => ({ ...row, cells: null })))
  }
  const lines = takeLineTables(rest.flatMap(cutSpaced), known)
  const flat = takeFlat(lines.rest, known)
  return { rest: flat.rest, drafts: [...drafts, ...lines.drafts, ...flat.drafts] }
}

/** 索引号： | 0123 | 发布机构： | 区政府办: a form with its labels, such as web pages put over a paper. */
const isForm = (row: Block): boolean =>
  (row.cells ?? []).some((cell) => /[\u4e00-\u9fff ]：$/.test(cell.text))

/** 二、民生保障 between two rows is a row of one cell, written without the marks of the others. */
function goesOn(blocks: readonly Block[], at: number): boolean {
  const { cells, text } = blocks[at] as Block
  if (cells !== null) return true
  return (blocks[at + 1]?.cells?.length ?? 0) > 2 && text.length < 40 && CATEGORY.test(text)
}

const isUnits = (column: Column | null | undefined): boolean =>
  column === 'lead' || column === 'cooperate' || column === 'responsible'

interface Layout {
  columns: (Column | null)[]
  /** Rows before the first row of data. */
  skip: number
}

const cellsOf = (row: Block): Block[] => row.cells ?? []
const wordsOf = (row: Block): string[] => cellsOf(row).map((cell) => cell.text)

function headed(rows: readonly Block[], from: number): Layout | null {
  const words = wordsOf(rows[from] as Block)
  if (!isHeader(words)) return null
  const columns = columnsOf(words)
  const below = rows[from + 1]
  const under = below ? wordsOf(below) : []
  const filled = under.filter((cell) => cell !== '')
  // A second line of headings under a merged one: 责任单位 over 牵头单位 | 配合单位.
  if (filled.length > 0 && filled.every((cell) => columnOf(cell) !== null)) {
    under.forEach((cell, at) => {
      if (cell !== '') columns[at] = columnOf(cell)
    })
    return { columns, skip: from + 2 }
  }
  return { columns, skip: from + 1 }
}

/** Without headings each column is what most of its cells look like. */
function guessed(rows: readonly Block[], known?: ReadonlySet<string>): Layout | null {
  const width = Math.max(...rows.map((row) => cellsOf(row).length))
  const columns: (Column | null)[] = []
  let units = 0
  for (let at = 0; at < width; at++) {
    const looks = rows.map((row) => lookOf(wordsOf(row)[at] ?? '', known)).filter((look) => look !== 'blank')
    const most = (look: string): boolean =>
      looks.length > 0 && looks.filter((one) => one === look).length >= looks.length * 0.6
    if (most('number')) columns.push('ordinal')
    else if (most('deadline')) columns.push('deadline')
    else if (most('people')) columns.push('leaders')
    else if (most('units')) {
      columns.push('responsible')
      units++
    } else columns.push(looks.length > 0 ? 'task' : null)
  }
  if (units === 0 || !columns.includes('task')) return null
  if (units >= 2) {
    columns[columns.indexOf('responsible')] = 'lead'
    columns.forEach((column, at) => {
      if (column === 'responsible') columns[at] = 'cooperate'
    })
  }
  return { columns, skip: 0 }
}

function readRows(rows: readonly Block[], known?: ReadonlySet<string>): Draft[] {
  let layout: Layout | null = null
  for (let from = 0; from < Math.min(rows.length, 4) && layout === null; from++) layout = headed(rows, from)
  layout ??= guessed(rows, known)
  if (!layout) return []
  const body = rejoined(rows.slice(layout.skip), layout.columns.length)
  const table = new Table(layout.columns, body, known)
  return table.read()
}

/** A cell with a line break cuts its row in two: the end of one line and the start of the next are one cell. */
function rejoined(rows: readonly Block[], width: number): Block[] {
  const out: Block[] = []
  for (const row of rows) {
    const last = out.at(-1)
    const before = last ? cellsOf(last) : []
    const cells = cellsOf(row)
    const cut =
      last !== undefined &&
      before.length > 1 &&
      cells.length > 1 &&
      before.length + cells.length - 1 === width &&
      lookOf(before[0]?.text ?? '') === 'number' &&
      lookOf(cells[0]?.text ?? '') !== 'number'
    if (cut) out[out.length - 1] = joinedRow(last, row)
    else out.push(row)
  }
  return out
}

function joinedRow(above: Block, below: Block): Block {
  const [first, ...others] = cellsOf(below)
  const upper = cellsOf(above)
  const cell = joinBlocks(upper.at(-1) as Block, first as Block)
  return { ...joinBlocks(above, below), cells: [...upper.slice(0, -1), cell, ...others] }
}

/** Two stretches of the text as one, a line break between them. */
function joinBlocks(left: Block, right: Block): Block {
  const gap = (left.at.at(-1) ?? (right.at[0] ?? 1) - 2) + 1
  return {
    text: `${left.text}\n${right.text}`,
    raw: `${left.raw}\n${right.raw}`,
    at: [...left.at, gap, ...right.at],
    cells: null,
  }
}

/** Reads the rows of one table under known columns. */
class Table {
  private columns: (Column | null)[]
  private readonly rows: readonly Block[]
  private readonly known: ReadonlySet<string> | undefined
  private readonly drafts: Draft[] = []
  private category: string | null = null
  private above: Clause | null = null

  constructor(columns: (Column | null)[], rows: readonly Block[], known?: ReadonlySet<string>) {
    this.columns = columns
    this.rows = rows
    this.known = known
    this.demote()
  }

  /** Of several task columns, those with merged (empty) cells are groups, unless no other would be left. */
  private demote(): void {
    const tasks = this.columns.flatMap((column, at) => (column === 'task' ? [at] : []))
    if (tasks.length < 2) return
    const filled = tasks.map((at) => this.rows.filter((row) => (wordsOf(row)[at] ?? '') !== '').length)
    const most = Math.max(...filled)
    tasks.forEach((at, index) => {
      if ((filled[index] as number) < most * 0.6) this.columns[at] = 'category'
    })
  }

  read(): Draft[] {
    for (const row of this.rows) this.row(row)
    return this.drafts
  }

  private row(written: Block): void {
    if (isHeader(wordsOf(written))) {
      this.columns = wordsOf(written).map(columnOf)
      return
    }
    const row = this.placed(written)
    const filled = cellsOf(row).filter((cell) => cell.text !== '')
    const only = filled[0]
    if (only && (filled.length === 1 || filled.every((cell) => cell.text === only.text))) {
      if (only.text.length < 60) this.category = only.text
      return
    }
    const category = this.wordsAt(row, 'category')
    if (category !== '') this.category = category
    const clause = this.clauseOf(row)
    const pieces = this.blocksAt(row, 'task')
    if (pieces.length === 0) return this.goOn(row, clause)
    this.begin(row, pieces, clause)
  }

  /** A row that lacks the cells merged into the row above, as web pages write it, has the rest put under their columns. */
  private placed(row: Block): Block {
    const cells = [...cellsOf(row)]
    while (cells.at(-1)?.text === '') cells.pop()
    if (cells.length < 2 || cells.length >= this.columns.length || this.fits(cells)) return row
    const columns = this.columns.map((column) => column ?? 'other')
    const at = alignCells(
      cells.map(({ text }) => text),
      columns,
      this.known,
    )
    const blank = sliceBlock(row, 0, 0)
    const placed = columns.map((_, column) => cells[at.indexOf(column)] ?? blank)
    // Two cells under one column say that the row does not fit at all.
    return new Set(at).size === at.length ? { ...row, cells: placed } : row
  }

  /** True when cells stand under columns of their kind as they are, such as a row whose last columns are empty. */
  private fits(cells: readonly Block[]): boolean {
    return cells.every(({ text }, at) => {
      const look = lookOf(text, this.known)
      const column = this.columns[at] ?? null
      if (column === 'ordinal') return look === 'number' || text === ''
      if (isUnits(column)) return look === 'units' || look === 'blank'
      if (column === 'task') return look === 'text'
      return column !== 'deadline' || look === 'deadline' || look === 'blank'
    })
  }

  /** A row without a task of its own goes on with the task above. */
  private goOn(row: Block, clause: Clause): void {
    const last = this.drafts.at(-1)
    if (!last || !(namesSomebody(clause) || clause.when.length > 0)) return
    mergeClause(last.clause, clause)
    cover(last, row)
  }

  private begin(row: Block, pieces: Block[], clause: Clause): void {
    const numbered = this.blocksAt(row, 'ordinal')[0]
    const own = pieces[0] ? ordinalOf(pieces[0].text) : null
    const draft = draftOf(
      {
        ordinal: numbered?.text ?? own?.label ?? null,
        pieces: numbered || !own ? pieces : stripOrdinal(pieces, own.length),
        clause,
        path: [],
        category: this.category,
        form: 'table',
      },
      [row],
    )
    this.inherit(draft)
    if (!namesSomebody(draft.clause)) return
    this.drafts.push(draft)
    this.above = draft.clause
  }

  /** Empty cells under a filled one are the lower part of a merged cell. */
  private inherit(draft: Draft): void {
    const { above } = this
    if (!above) return
    const { clause } = draft
    if (!namesUnits(clause) && namesUnits(above)) {
      clause.lead = [...above.lead]
      clause.cooperate = [...above.cooperate]
      clause.responsible = [...above.responsible]
      clause.collective = [...above.collective]
      if (clause.leaders.length === 0) clause.leaders = [...above.leaders]
      draft.inherited.add('units')
      clause.because = '责任单位取自上方合并单元格'
      clause.confidence = 0.85
    }
    const deadlineBlank = this.columns.includes('deadline') && clause.when.length === 0
    if (deadlineBlank && above.when.length > 0) {
      clause.when = [...above.when]
      draft.inherited.add('deadline')
    }
    if (this.columns.includes('leaders') && clause.leaders.length === 0) clause.leaders = [...above.leaders]
  }

  private clauseOf(row: Block): Clause {
    const clause = emptyClause()
    this.columns.forEach((column, at) => {
      const cell = cellsOf(row)[at]
      if (
        !cell ||
        cell.text === '' ||
        column === null ||
        column === 'ordinal' ||
        column === 'task' ||
        column === 'category'
      )
        return
      mergeClause(clause, valueOf(column, cell.text, this.known))
    })
    clause.because = '取自表格的责任单位列'
    clause.confidence = 0.95
    return clause
  }

  private blocksAt(row: Block, column: Column): Block[] {
    const seen = new Set<string>()
    return cellsOf(row).filter((cell, at) => {
      if (this.columns[at] !== column || cell.text === '' || seen.has(cell.text)) return false
      seen.add(cell.text)
      return true
    })
  }

  private wordsAt(row: Block, column: Column): string {
    return this.blocksAt(row, column)
      .map((cell) => cell.text)
      .join(' / ')
  }
}

function stripOrdinal(pieces: readonly Block[], length: number): Block[] {
  return pieces.map((piece, at) =>
    at > 0
      ? piece
      : {
          ...piece,
          text: piece.text.slice(length),
          raw: piece.raw.slice(length),
          at: piece.at.slice(length),
        },
  )
}
