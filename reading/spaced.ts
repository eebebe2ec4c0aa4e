import { alignCells } from './align.ts'
import { type Column, columnOf, columnsOf, isHeader } from './columns.ts'
import { CATEGORY } from './line-rows.ts'
import { type Block, sliceBlock } from './text.ts'

const isRole = (column: Column | null | undefined): boolean =>
  column === 'lead' || column === 'cooperate' || column === 'responsible'

interface Part {
  from: number
  to: number
}

/** Cells are set apart by wide gaps where the head is, else by single spaces. */
const gapOf = (text: string): RegExp => (/[^ ] {2,}[^ ]/.test(text) ? /(?:[^ ]| (?! ))+/g : /[^ ]+/g)

const partsOf = (text: string, gap: RegExp): Part[] =>
  [...text.matchAll(gap)].map((found) => ({
    from: found.index,
    to: found.index + found[0].trimEnd().length,
  }))

/** 工 作 任 务 is one heading whose characters are set apart. */
const headings = (text: string, gap: RegExp): Part[] => {
  const out: Part[] = []
  let spread = false
  for (const part of partsOf(text, gap)) {
    const single = part.to - part.from === 1
    const last = out.at(-1)
    if (single && spread && last) last.to = part.to
    else out.push({ ...part })
    spread = single
  }
  return out
}

interface Head {
  columns: readonly Column[]
  gap: RegExp
  cells: Block[]
}

/** 序号 任务 责任单位 时限 on one line: the head of a table whose columns are set apart by spaces. */
function headOf(block: Block): Head | null {
  if (block.cells !== null || block.text.length > 120 || !block.text.includes(' ')) return null
  const gap = gapOf(block.text)
  const cells = headings(block.text, gap).map(({ from, to }) => sliceBlock(block, from, to))
  const words = cells.map(({ text }) => text.replaceAll(' ', ''))
  const columns = columnsOf(words)
  if (words.length < 3 || columns[0] !== 'ordinal' || !isHeader(words)) return null
  return { columns: columns.map((column) => column ?? 'other'), gap, cells }
}

/** A line under such a head as a row of cells: words under one column are one cell again. */
function rowOf(block: Block, { columns, gap }: Head, known?: ReadonlySet<string>): Block | null {
  if (block.cells !== null) return null
  const parts = partsOf(block.text, gap)
  if (parts.length === 1 && block.text.length < 40 && CATEGORY.test(block.text))
    return { ...block, cells: [block] }
  if (parts.length < 3 || !/^\d{1,3} +[^ ]/.test(block.text)) return null
  const words = parts.map(({ from, to }) => block.text.slice(from, to))
  const at = alignCells(words, columns, known)
  const cells = columns.map((_, column) => {
    const mine = parts.filter((_part, index) => at[index] === column)
    return sliceBlock(block, mine[0]?.from ?? 0, mine.at(-1)?.to ?? 0)
  })
  return { ...block, cells }
}

/** Gives lines under a head set apart by spaces their cells. */
export function withSpacedRows(blocks: readonly Block[], known?: ReadonlySet<string>): Block[] {
  const out: Block[] = []
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as Block
    const head = headOf(block)
    const rows: Block[] = []
    while (head) {
      const next = blocks[at + 1 + rows.length]
      const row = next ? rowOf(next, head, known) : null
      if (!row) break
      rows.push(row)
    }
    if (!head || rows.length === 0) out.push(block)
    else {
      out.push({ ...block, cells: head.cells }, ...rows)
      at += rows.length
    }
  }
  return out
}

/** 序号 任务 牵头单位 … 1 改造危房 县住建局 …: a table run together with spaces comes apart at them. */
export function cutSpaced(block: Block, index: number, blocks: readonly Block[]): Block[] {
  // 序号 涉及部门 职责分工 over rows whose cells stand on lines of their own.
  const head = /^\d{1,3}$/.test(blocks[index + 1]?.text ?? '') ? headOf(block) : null
  if (head) return head.cells
  if (block.text.length < 40 || !/序号|单位|部门/.test(block.text.slice(0, 200))) return [block]
  const words = [...block.text.matchAll(/[^ ]+/g)]
  const heads = words.slice(0, 20).map(([word]) => columnOf(word))
  const first = heads.findIndex((column, at) => column !== null && heads[at + 1] && heads[at + 2])
  if (words.length < 12 || first < 0 || !heads.slice(first).some(isRole)) return [block]
  return words.map((word) => sliceBlock(block, word.index, word.index + word[0].length))
}
