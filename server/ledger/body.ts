import type { Header } from './headings.ts'
import { headingKey } from './headings.ts'
import type { Grid } from './sheet-words.ts'

/** A row that holds a matter. */
export interface BodyRow {
  /** The row's number as the sheet shows it, from 1. */
  readonly row: number
  /** The group it stands under: 一、民生实事. */
  readonly section: string | null
  readonly cells: readonly (string | null)[]
}

/** A row that holds none, and why it was passed over. */
export interface Skipped {
  readonly row: number
  readonly why: string
  readonly text: string
}

export interface Body {
  readonly rows: readonly BodyRow[]
  readonly skipped: readonly Skipped[]
  /** The lines above the heading, the sheet's title first. */
  readonly title: string | null
}

const TOTAL = /^(?:合计|总计|小计|共计|累计|总和)/
const FOOT =
  /^(?:注|备注|说明|填表人|填报人|制表|制表人|审核人|审核|负责人签字|填报单位|填表单位|联系人)\s*[:：]/

/** Cuts a sheet into its title, the rows with matters, and the rows passed over with the reason: groups, totals, notes. */
export function bodyOf(rows: Grid, header: Header): Body {
  const headings = header.columns.map(({ heading }) => headingKey(heading))
  const skipped: Skipped[] = []
  const found: BodyRow[] = []
  let section: string | null = null
  for (const [at, cells] of rows.entries()) {
    if (at <= header.to) continue
    const kind = kindOf(cells, headings)
    if (kind === 'blank') continue
    if (kind === 'row') found.push({ row: at + 1, section, cells })
    else skipped.push({ row: at + 1, why: WHY[kind], text: wordsOf(cells) })
    if (kind === 'group') section = wordsOf(cells)
  }
  return { rows: found, skipped, title: titleAbove(rows, header) }
}

const WHY = { group: '分组标题', total: '合计行', note: '表下说明', again: '重复的表头' } as const
type Kind = keyof typeof WHY | 'blank' | 'row'

function kindOf(cells: readonly (string | null)[], headings: readonly string[]): Kind {
  const filled = cells.map((cell) => (cell ?? '').trim()).filter((cell) => cell !== '')
  const [first] = filled
  if (first === undefined || (filled.length === 1 && /^\d+$/.test(first))) return 'blank'
  if (filled.some((cell) => TOTAL.test(cell.replace(/\s/g, '')) && cell.length <= 8)) return 'total'
  if (FOOT.test(first)) return 'note'
  if (cells.filter((cell, at) => cell !== null && headingKey(cell) === headings[at]).length >= 3)
    return 'again'
  return new Set(filled).size === 1 && isGroup(cells, first) ? 'group' : 'row'
}

/** One text alone: across several cells it was merged, in the first ones it heads what follows. */
const isGroup = (cells: readonly (string | null)[], text: string): boolean =>
  cells.filter((cell) => cell !== null && cell.trim() !== '').length > 1 ||
  cells.findIndex((cell) => cell?.trim() === text) === 0 ||
  /^[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]/.test(text)

const wordsOf = (cells: readonly (string | null)[]): string =>
  [...new Set(cells.map((cell) => (cell ?? '').trim()).filter((cell) => cell !== ''))].join(' ').slice(0, 200)

function titleAbove(rows: Grid, header: Header): string | null {
  const lines = rows.slice(0, header.from).map(wordsOf)
  return (
    lines.find((line) => line.length >= 4 && !/^(?:附件|填报|填表|单位[:：]|日期|时间)/.test(line)) ?? null
  )
}
