import { rowStarts } from './align.ts'
import { lookOf } from './columns.ts'
import { isRole, type LineHead } from './line-head.ts'
import type { Block } from './text.ts'

/** One row of a table whose cells stand on lines of their own. */
export interface Row {
  number: Block | null
  cells: Block[]
  category: string | null
}

export const CATEGORY = /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）(?!$))/
/** What stands under a table: notes, signatures, what a web page adds. */
const FOOT =
  /^(?:附件|备注|注|抄送|说明|附|(?:相关|政策|法律|法规)?依据)[：\d]|^(?:附件|分享到?|扫一扫|打印|关闭|相关(?:链接|附件|阅读|新闻)|上一[篇页]|下一[篇页]|返回|责任编辑|编辑|来源)/
const DAY = /^20\d{2} *年 *\d{1,2} *月 *\d{1,2} *日$/

const HAN = '一二三四五六七八九十'

/** The number a line is: 3, 3., （三） or 三; -1 for any other line. */
const numberOf = (block: Block | undefined): number => {
  const digits = block ? /^（?(\d{1,3})[.、）]?$/.exec(block.text) : null
  if (digits) return Number(digits[1])
  const han = block ? /^（?([一二三四五六七八九十]{1,3})）?$/.exec(block.text)?.[1] : undefined
  if (!han) return -1
  const ten = han.indexOf('十')
  if (ten < 0) return han.length === 1 ? HAN.indexOf(han) + 1 : -1
  return (ten === 0 ? 1 : HAN.indexOf(han[0] as string) + 1) * 10 + (HAN.indexOf(han[ten + 1] ?? '') + 1)
}

export const isNumber = (block: Block | undefined): boolean => numberOf(block) >= 0

/** Rows that start with a number on a line of its own; numbers may leave gaps and begin anew in a new section. */
export function numberedRows(
  blocks: readonly Block[],
  from: number,
  width: number,
  words: ReadonlySet<string> = new Set(),
  known?: ReadonlySet<string>,
): { rows: Row[]; next: number } {
  const rows: Row[] = []
  let at = from
  let category: string | null = null
  while (at < blocks.length) {
    const lead = headingsAt(blocks, at, words)
    if (lead.next > at) {
      if (!isNumber(blocks[lead.next])) break
      category = lead.category ?? category
      at = lead.next
    }
    if (!isNumber(blocks[at])) break
    const number = blocks[at] as Block
    const next = nextNumber(blocks, at, width, known)
    const end = next < 0 ? lastRowEnd(blocks, at + 1, widest(rows, width)) : next
    const { cells, group } = withoutHeadings(blocks.slice(at + 1, end), words, next >= 0)
    rows.push({ number, cells, category })
    if (group) category = group
    at = end
    if (next < 0 && !headingsAt(blocks, at, words).category) break
  }
  return { rows, next: at }
}

/** Category lines and a repeated head, before a row. */
function headingsAt(
  blocks: readonly Block[],
  from: number,
  words: ReadonlySet<string>,
): { category: string | null; next: number } {
  let at = from
  let category: string | null = null
  while (at < blocks.length) {
    const { text } = blocks[at] as Block
    if (CATEGORY.test(text) && text.length < 60) category = text
    else if (!words.has(text)) break
    at++
  }
  return { category, next: at }
}

/** Of a row's lines, those that are its cells: not the next section's headings, not the head again. */
function withoutHeadings(
  lines: readonly Block[],
  words: ReadonlySet<string>,
  inside: boolean,
): { cells: Block[]; group: string | null } {
  const cells = lines.filter(({ text }, at) => at === 0 || !words.has(text))
  const ends: string[] = []
  while (cells.length > 2 && CATEGORY.test(cells.at(-1)?.text ?? '')) ends.push(cells.pop()?.text ?? '')
  // Of several section headings the nearest to the next row is its own.
  const group = inside ? (ends[0] ?? null) : null
  return { cells, group }
}

const widest = (rows: readonly Row[], width: number): number =>
  rows.length === 0 ? width : Math.max(3, ...rows.map(({ cells }) => cells.length))

/** Where the next row starts: at the number wanted, else at a greater one, or at 1 of a new section, behind some units. */
function nextNumber(
  blocks: readonly Block[],
  at: number,
  width: number,
  known?: ReadonlySet<string>,
): number {
  const own = numberOf(blocks[at])
  const limit = Math.min(blocks.length, at + 1 + Math.max(width * 3, 14))
  for (let i = at + 2; i < limit; i++) if (numberOf(blocks[i]) === own + 1) return i
  let units = false
  for (let i = at + 2; i < limit; i++) {
    const { text } = blocks[i] as Block
    if (FOOT.test(text)) return -1
    units ||= lookOf(text, known) === 'units'
    const number = numberOf(blocks[i])
    const anew = number === 1 && CATEGORY.test(blocks[i - 1]?.text ?? '')
    if (units && (anew || (number > own && number - own < 200))) return i
  }
  return -1
}

/** The last row ends with its table: with the text, at the page's foot, a heading or a paragraph. */
function lastRowEnd(blocks: readonly Block[], from: number, width: number): number {
  let at = from
  // A cell or two more than in other rows when nothing else follows; else no wider than they are.
  const limit = blocks.length - from <= width + 3 ? blocks.length : from + width
  while (at < limit) {
    const { text } = blocks[at] as Block
    const over = CATEGORY.test(text) || FOOT.test(text) || DAY.test(text)
    if (at > from + 1 && (over || (text.length > 40 && text.endsWith('。')))) break
    at++
  }
  return at
}

/** Rows of a table without numbers: as many lines as there are headings. */
export function evenRows(
  blocks: readonly Block[],
  head: LineHead,
  known?: ReadonlySet<string>,
): { rows: Row[]; next: number } {
  const rows: Row[] = []
  const width = head.columns.length
  const unitAt = head.columns.findIndex(isRole)
  let at = head.from
  while (at + width <= blocks.length) {
    const unit = blocks[at + unitAt] as Block
    if (lookOf(unit.text, known) !== 'units') break
    rows.push({ number: null, cells: blocks.slice(at, at + width), category: null })
    at += width
  }
  return { rows, next: at }
}

/** No table without numbers is read further than this. */
const MOST_LINES = 600

/** Rows of a table without numbers whose cells take several lines: cut where a row best begins. */
export function unevenRows(
  blocks: readonly Block[],
  head: LineHead,
  known?: ReadonlySet<string>,
): { rows: Row[]; next: number } {
  let end = head.from
  while (end < Math.min(blocks.length, head.from + MOST_LINES)) {
    const { text, cells } = blocks[end] as Block
    if (cells !== null || FOOT.test(text) || text.length > 160) break
    end++
  }
  const lines = blocks.slice(head.from, end)
  const starts = rowStarts(
    lines.map(({ text }) => text),
    head.columns,
    known,
  )
  const rows = starts.map((start, at) => ({
    number: null,
    cells: lines.slice(start, starts[at + 1] ?? lines.length),
    category: null,
  }))
  const charged = rows.filter(({ cells }) => cells.some(({ text }) => lookOf(text, known) === 'units'))
  return charged.length === rows.length && rows.length > 1
    ? { rows, next: end }
    : { rows: [], next: head.from }
}

/** Rows 1, 2, … without any heading count when each has a line of units. */
export function headless(
  blocks: readonly Block[],
  at: number,
  known?: ReadonlySet<string>,
): { rows: Row[]; next: number } | null {
  if (!isNumber(blocks[at]) || isNumber(blocks[at + 1])) return null
  const { rows, next } = numberedRows(blocks, at, 5, new Set(), known)
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
