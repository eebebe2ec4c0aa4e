import { type Column, columnOf, columnsOf, lookOf } from './columns.ts'
import type { Block } from './text.ts'

/** The head of a table copied from a web page, every cell on a line of its own. */
export interface LineHead {
  columns: readonly Column[]
  /** Index of the first cell. */
  from: number
  /** Columns of units that only watch, after those that work. */
  watchers: number
  /** The words of the head, to know it again where a page break repeats it. */
  words: ReadonlySet<string>
}

const WATCHES = /^(?:督|监督|验收|考核|指导|包联|联系)[\u4e00-\u9fff]{0,4}(?:单位|部门|机构)$/

/** No table of tasks is wider; more headings in a row are no head. */
const MOST_COLUMNS = 24
/** Words such as 县领导 or 路段 that name a column without being known as headings. */
const STRANGE = /^[\u4e00-\u9fff（）/]{2,8}$/

export const isRole = (column: Column): boolean =>
  column === 'lead' || column === 'cooperate' || column === 'responsible'

interface Named {
  column: Column
  words: string
}

/** One heading at a line: whole, cut in two by the page (责任 | 领导), or strange between known ones. */
function headingAt(
  blocks: readonly Block[],
  at: number,
  started: boolean,
  known?: ReadonlySet<string>,
): { named: Named; next: number } | null {
  const words = (blocks[at] as Block).text
  const below = blocks[at + 1]?.text ?? ''
  const column = columnOf(words)
  if (column !== null) return { named: { column, words }, next: at + 1 }
  if (words.length <= 4 && below.length <= 4) {
    const both = columnOf(words + below)
    if (both !== null) return { named: { column: both, words: words + below }, next: at + 2 }
  }
  const strange = started && STRANGE.test(words) && lookOf(words, known) === 'text'
  return strange && below !== '' && columnOf(below) !== null
    ? { named: { column: 'other', words }, next: at + 1 }
    : null
}

/** A run of at least three heading lines, one of them units, is the head of a table. */
export function headAt(blocks: readonly Block[], at: number, known?: ReadonlySet<string>): LineHead | null {
  if ((blocks[at] as Block).text.length > 16) return null
  const names: Named[] = []
  let end = at
  while (end < blocks.length && names.length < MOST_COLUMNS) {
    const found = headingAt(blocks, end, names.length > 0, known)
    if (!found) break
    names.push(found.named)
    end = found.next
  }
  columnsOf(names.map(({ words }) => words)).forEach((column, index) => {
    if (column === 'task') (names[index] as Named).column = column
  })
  if (names.length < 3 || !names.some(({ column }) => isRole(column))) return null
  if (!names.some(({ column }) => column === 'task')) return null
  // 整改任务清单 above 序号 is the title of the table, not its first heading.
  if (names.findIndex(({ column }) => column === 'ordinal') > 0) return null
  const last = names.findLastIndex(({ column }) => isRole(column))
  return {
    columns: unfolded(folded(names, usualWidth(blocks, end)).map(({ column }) => column)),
    from: end,
    watchers: names.slice(last + 1).filter(({ words }) => WATCHES.test(words)).length,
    words: new Set(blocks.slice(at, end).map(({ text }) => text)),
  }
}

/** 责任分工 | 时限 | 牵头单位 | 配合单位: the second row of a head says what the merged cell of the first holds. */
function unfolded(columns: readonly Column[]): readonly Column[] {
  const merged = columns.indexOf('responsible')
  let under = columns.length
  while (under > 0 && isRole(columns[under - 1] as Column)) under--
  if (merged < 0 || columns.length - under < 2 || under - merged < 2) return columns
  return [...columns.slice(0, merged), ...columns.slice(under), ...columns.slice(merged + 1, under)]
}

/** Lines from one row's number to the next, for most rows; 0 when the rows have no numbers. */
function usualWidth(blocks: readonly Block[], from: number): number {
  const starts: number[] = []
  for (let at = from; at < Math.min(blocks.length, from + 120); at++)
    if (/^\d{1,3}$/.test((blocks[at] as Block).text)) starts.push(at)
  if (starts[0] !== from || starts.length < 2) return 0
  return Math.max(...starts.slice(1).map((start, at) => start - (starts[at] as number)))
}

/** 攻坚目标 | 任务: headings cut in two where the rows have fewer cells than the head has lines. */
function folded(names: readonly Named[], width: number): readonly Named[] {
  let excess = width === 0 ? 0 : names.length - width
  const out: Named[] = []
  for (const one of names) {
    const before = out.at(-1)
    const joined = before ? columnOf(before.words + one.words) : null
    const halves = before !== undefined && joined === one.column && before.column === joined
    const short = one.words.length <= 2 || (one.column === 'other' && one.words.length <= 4)
    if (excess > 0 && halves && short) {
      out[out.length - 1] = { column: one.column, words: before.words + one.words }
      excess--
    } else out.push(one)
  }
  return out
}
