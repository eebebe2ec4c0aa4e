import type { Deadline } from './types.ts'

/** What dates without a year, and phrases such as 本周五前, are counted from. */
export interface Anchor {
  year: number | null
  /** The document's own day, `YYYY-MM-DD`. */
  date: string | null
  /** Months of the first half of the year without a year are next year's: the paper was written at the year's end. */
  turns?: boolean
}

type Groups = Record<string, string | undefined>

const CHINESE = '零一二三四五六七八九十'

/** 12, 三 or 半 as a number; 0 for no number. */
function numberOf(words: string): number {
  if (/^\d+$/.test(words)) return Number(words)
  if (words === '半') return 0.5
  const two = words.replaceAll('两', '二')
  const ten = two.indexOf('十')
  if (ten < 0) return Math.max(0, CHINESE.indexOf(two))
  const tens = ten === 0 ? 1 : CHINESE.indexOf(two[ten - 1] as string)
  const ones = ten === two.length - 1 ? 0 : CHINESE.indexOf(two[ten + 1] as string)
  return tens * 10 + ones
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The year a point stands in: its own, the one spoken of before it, else the paper's; null when nothing tells. */
export function yearOf(groups: Groups, anchor: Anchor, running: number | null): number | null {
  if (groups['y']) return groups['y'].length === 2 ? 2000 + Number(groups['y']) : Number(groups['y'])
  const relative = groups['ry']
  if (relative && /[明次]/.test(relative)) return anchor.year === null ? null : anchor.year + 1
  // 对2023年以来的项目…，9月底前…: a year gone by is not the year of the dates behind it.
  const gone = running !== null && anchor.year !== null && running < anchor.year
  if (running === null && !relative && anchor.turns && anchor.year !== null && isEarly(groups))
    return anchor.year + 1
  return relative || gone ? anchor.year : (running ?? anchor.year)
}

/** A point in the first half of a year. */
const isEarly = (groups: Groups): boolean =>
  groups['m'] !== undefined
    ? numberOf(groups['m']) <= 6
    : groups['q'] !== undefined
      ? numberOf(groups['q']) <= 2
      : groups['h'] === '上'

const PERIODS: Record<string, '年底' | '年内' | '全年'> = {
  底: '年底',
  末: '年底',
  终: '年底',
  内: '年内',
  全年: '全年',
  度内: '年内',
}

/** What a point's words say and its place on the calendar, or null for a day that is none (2月30日). */
export function valueOf(form: string, groups: Groups, year: number | null): [Deadline, number] | null {
  const base = (year ?? 0) * 10_000
  if (form === 'day' || form === 'iso') {
    const month = Number(groups['m'])
    const day = Number(groups['d'])
    if (new Date(Date.UTC(year ?? 2024, month - 1, day)).getUTCMonth() !== month - 1) return null
    return [
      year === null ? { year, month, day } : `${year}-${two(month)}-${two(day)}`,
      base + month * 100 + day,
    ]
  }
  if (form === 'month' || form === 'isoMonth') {
    const month = numberOf(groups['m'] ?? '')
    return month < 1 || month > 12 ? null : [{ year, month }, base + month * 100 + 31]
  }
  if (form === 'quarter') {
    const quarter = numberOf(groups['q'] ?? '')
    return [{ year, quarter }, base + quarter * 300 + 31]
  }
  if (form === 'half') {
    const first = groups['h'] === '上'
    return [{ year, period: first ? '上半年' : '下半年' }, base + (first ? 631 : 1231)]
  }
  const word = groups['p'] ?? groups['p2'] ?? groups['p3'] ?? '内'
  return [{ year, period: PERIODS[word] ?? '年内' }, base + 1231]
}
