import { type Day, addDays, isDay } from '#kernel/time.ts'
import type { Deadline } from '#reading/types.ts'

/** A deadline as a form takes it: its last day where the text gives one, and the text's own words where it is not a day. */
export interface Due {
  readonly due: Day | null
  readonly dueWords: string | null
}

/**
 * The last day a deadline allows: a month, a quarter, a half-year or a year ends with its last day. Without a year, relative
 * or open-ended there is none, and a person decides.
 *
 *     dueOf({ year: 2026, month: 6 })   // → { due: '2026-06-30', dueWords: '2026年6月' }
 */
export function dueOf(deadline: Deadline | null): Due {
  if (deadline === null) return { due: null, dueWords: null }
  if (typeof deadline === 'string')
    return { due: isDay(deadline) ? deadline : null, dueWords: isDay(deadline) ? null : deadline }
  return { due: lastDay(deadline), dueWords: words(deadline) }
}

type Coarse = Exclude<Deadline, string>

function lastDay(deadline: Coarse): Day | null {
  if (!('year' in deadline) || deadline.year === null) return null
  const { year } = deadline
  if ('quarter' in deadline) return endOfMonth(year, deadline.quarter * 3)
  if ('period' in deadline) return endOfMonth(year, deadline.period === '上半年' ? 6 : 12)
  if (deadline.day === undefined) return endOfMonth(year, deadline.month)
  const day = `${year}-${two(deadline.month)}-${two(deadline.day)}`
  return isDay(day) ? day : null
}

function endOfMonth(year: number, month: number): Day | null {
  if (month < 1 || month > 12 || year < 1900 || year > 2999) return null
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`
  return addDays(next, -1)
}

const two = (n: number): string => String(n).padStart(2, '0')
const QUARTERS = ['一', '二', '三', '四']

function words(deadline: Coarse): string {
  if ('relative' in deadline) return deadline.relative
  const year = 'year' in deadline && deadline.year !== null ? `${deadline.year}年` : ''
  if ('quarter' in deadline) return `${year}第${QUARTERS[deadline.quarter - 1] ?? deadline.quarter}季度`
  if ('period' in deadline)
    return year && deadline.period.startsWith('年')
      ? `${year}${deadline.period.slice(1)}`
      : `${year}${deadline.period}`
  return `${year}${deadline.month}月${deadline.day === undefined ? '' : `${deadline.day}日`}`
}
