import { AlignmentType, BorderStyle, HeightRule, Table, TableCell, TableLayoutType, TableRow } from 'docx'
import { VerticalAlignTable, WidthType } from 'docx'
import type { Paragraph } from 'docx'
import { runs, sizes } from './faces.ts'
import type { Face } from './faces.ts'
import type { Block } from './gongwen.ts'
import { lines, mm, paragraph, styleIds, textWidth } from './layout.ts'

const headingFaces: Record<1 | 2 | 3 | 4, Face> = { 1: 'hei', 2: 'kai', 3: 'fangsong', 4: 'fangsong' }
const cellLine = 420
const cellMargins = { top: 60, bottom: 60, left: 100, right: 100 }
const labelWidth = mm(27)
const slipRow = mm(11)
// A row whose values are all empty is a box to write in by hand.
const slipBlankRow = mm(24)
const rule = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
const box = { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule }

/** The body as paragraphs and tables; `keep` ties the last paragraph to what follows it (the signature). */
export function bodyBlocks(blocks: Block[], keep: boolean): (Paragraph | Table)[] {
  return blocks.flatMap((block, index): (Paragraph | Table)[] => {
    if (block.kind === 'table') return [listTable(block)]
    if (block.kind === 'fields') return [slip(block.rows)]
    return textParagraphs(block, keep && index === blocks.length - 1)
  })
}

function textParagraphs(block: Extract<Block, { text: string }>, keepNext: boolean): Paragraph[] {
  const pieces = block.text.split(/\r\n?|\n/)
  if (block.kind === 'heading') {
    const style = styleIds.headings[block.level - 1] ?? styleIds.body
    return [paragraph({ style, children: runs(pieces.join(''), headingFaces[block.level]) })]
  }
  return pieces.map((piece, index) => {
    const isLast = index === pieces.length - 1
    return paragraph({
      style: styleIds.body,
      keepNext: keepNext && isLast,
      children: runs(piece, 'fangsong'),
    })
  })
}

function listTable(block: Extract<Block, { kind: 'table' }>): Table {
  const shares = block.columns.reduce((total, column) => total + column.width, 0) || 1
  const widths = block.columns.map((column) => Math.floor((textWidth * column.width) / shares))
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map((column, index) =>
      cell(column.title, widths[index] ?? 0, { face: 'hei', centred: true }),
    ),
  })
  const rows = block.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: widths.map((width, index) => cell(row[index] ?? '', width, { face: 'fangsong' })),
      }),
  )
  return table(widths, [header, ...rows])
}

// Every row has room for as many pairs as the fullest one; in a shorter row the last value takes what is left.
function slip(rows: [label: string, value: string][][]): Table {
  const pairs = Math.max(1, ...rows.map((row) => row.length))
  const valueWidth = Math.floor(textWidth / pairs) - labelWidth
  const widths = Array.from({ length: pairs * 2 }, (_, index) => (index % 2 === 0 ? labelWidth : valueWidth))
  return table(
    widths,
    rows.filter((row) => row.length > 0).map((row) => slipRowOf(row, pairs, valueWidth)),
  )
}

function slipRowOf(row: [label: string, value: string][], pairs: number, valueWidth: number): TableRow {
  return new TableRow({
    cantSplit: row.every(([, value]) => value.length < 300),
    height: {
      value: row.every(([, value]) => value === '') ? slipBlankRow : slipRow,
      rule: HeightRule.ATLEAST,
    },
    children: row.flatMap(([label, value], index) => {
      const free = index === row.length - 1 ? pairs - row.length : 0
      const width = valueWidth + free * (valueWidth + labelWidth)
      return [
        cell(label, labelWidth, { face: 'hei', centred: true }),
        cell(value, width, { face: 'fangsong', span: 1 + 2 * free }),
      ]
    }),
  })
}

function table(columnWidths: number[], rows: TableRow[]): Table {
  const size = columnWidths.reduce((total, width) => total + width, 0)
  return new Table({
    rows,
    columnWidths,
    width: { size, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: box,
    margins: cellMargins,
  })
}

function cell(
  text: string,
  width: number,
  look: { face: Face; centred?: boolean; span?: number },
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: look.span ?? 1,
    verticalAlign: VerticalAlignTable.CENTER,
    children: text.split(/\r\n?|\n/).map((piece) =>
      paragraph({
        style: styleIds.cell,
        alignment: look.centred ? AlignmentType.CENTER : AlignmentType.LEFT,
        spacing: lines(0, cellLine),
        children: runs(piece, look.face, { size: sizes.four }),
      }),
    ),
  })
}
