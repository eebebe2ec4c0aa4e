import { scanDeadlines } from './deadlines.ts'
import type { Deadline } from './types.ts'

/** A moment an instruction sets, and the words it used. */
export interface Moment {
  from: number
  to: number
  words: string
  value: Deadline
}

const NUMBERS: Record<string, number> = {
  半: 0.5,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十五: 15,
  一个半: 1.5,
  二十: 20,
  三十: 30,
}
const N = '(?<!\\d)(?<n>\\d{1,3}|一个半|十五|二十|三十|[半一两二三四五六七八九十])'
const COUNTED = new RegExp(
  `${N}个?(?<unit>工作日|日|天|周|星期|月|小时)(?:之|以)?内|${N.replace('<n>', '<m>')}(?<unit2>天|周|个月)(?=完成|办结|拿出|报|解决)`,
  'g',
)
const NAMED =
  /今天|今日|今晚|当天|当日|(?<!明天)下班前|明天|明日|明早|后天|(?<week>本周|这周|下周|周)(?:内|(?<day>[一二三四五六日天末])?(?:上午|下午|晚上|下班)?(?:之?前|内)?(?=[^\u4e00-\u9fff]|$|前|内|一并|报|交|完成|办|给|向|拿|把|开|到|召|提|反|见|要|必|务|告|送|复|碰|听|调|修|解|清|答|回))|(?:本|下个?|当|这个)?月(?<part>底|末|中旬|上旬|下旬|内|初)(?:之?前)?/g
/** Waiting for the leader's own words: at once, in no time that can be counted. */
const AT_ONCE = /(?<![能])(?:立即|马上|立刻|即刻|即知即改|立行立改)/g

const iso = (date: Date): string => date.toISOString().slice(0, 10)
const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

function plusDays(day: string, count: number): string {
  const date = dateOf(day)
  date.setUTCDate(date.getUTCDate() + count)
  return iso(date)
}

/** Monday to Friday; public holidays are not known here, which the reading says. */
function plusWorkdays(day: string, count: number): string {
  let at = day
  for (let left = count; left > 0;) {
    at = plusDays(at, 1)
    const weekday = dateOf(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left--
  }
  return at
}

/** The same day of a later month, or that month's last: 31 January and a month is 28 February. */
function plusMonths(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return iso(new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))))
}

function counted(count: number, unit: string, day: string): string {
  if (unit === '工作日') return plusWorkdays(day, count)
  if (unit.endsWith('月')) return plusDays(plusMonths(day, Math.floor(count)), count % 1 === 0 ? 0 : 15)
  if (unit === '周' || unit === '星期') return plusDays(day, count * 7)
  if (unit === '小时') return plusDays(day, Math.ceil(count / 24))
  return plusDays(day, Math.ceil(count))
}

function named(words: string, groups: Record<string, string | undefined>, day: string): string {
  if (/^(?:明)/.test(words)) return plusDays(day, 1)
  if (words.startsWith('后天')) return plusDays(day, 2)
  if (groups['part']) return partOfMonth(words, groups['part'], day)
  if (!groups['week']) return day
  const today = (dateOf(day).getUTCDay() + 6) % 7
  const wanted = groups['day'] ? '一二三四五六日'.indexOf(groups['day'].replace(/[天末]/, '日')) : 6
  // 周三前, said on a Friday, is next week's.
  const past = groups['week'] === '周' && wanted <= today ? 7 : 0
  return plusDays(day, wanted - today + (groups['week'] === '下周' ? 7 : past))
}

function partOfMonth(words: string, part: string, day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const first = month - 1 + (words.startsWith('下') ? 1 : 0)
  const ends: Record<string, number> = { 初: 5, 上旬: 10, 中旬: 20 }
  const end = ends[part]
  return iso(new Date(Date.UTC(year, end === undefined ? first + 1 : first, end ?? 0)))
}

/** 20日前: of this month, or of the next when it is past. */
function thisMonth(date: number, day: string): string {
  const near = `${day.slice(0, 8)}${String(date).padStart(2, '0')}`
  return near >= day ? near : plusMonths(near, 1)
}

const lastDay = (year: number, month: number): string => iso(new Date(Date.UTC(year, month, 0)))

/** 2月底前 is the last of February; 年底前 the last of the year; what gives no more than a month stays a month. */
function endOf(value: Deadline, words: string, written: boolean, day: string): Deadline {
  if (typeof value === 'string')
    return !written && value < day ? `${Number(value.slice(0, 4)) + 1}${value.slice(4)}` : value
  if ('relative' in value || !('year' in value) || value.year === null) return value
  const { year } = value
  if ('month' in value) {
    const late = !written && lastDay(year, value.month) < day ? year + 1 : year
    const rough = { ...value, year: late }
    if (/[上中]旬/.test(words))
      return `${lastDay(late, value.month).slice(0, 8)}${/上旬/.test(words) ? '10' : '20'}`
    return /底|末|下旬/.test(words) ? lastDay(late, value.month) : rough
  }
  if ('quarter' in value) {
    const end = lastDay(year, value.quarter * 3)
    const late = !written && end < day ? year + 1 : year
    return /末|底|前/.test(words) ? lastDay(late, value.quarter * 3) : { ...value, year: late }
  }
  return value.period === '年底' ? `${year}-12-31` : value
}

/**
 * Every moment a leader's note sets, counted from its own day: 10日内, 下周一上午, 2月底前, 开学前. Without a day only what needs
 * none is dated.
 */
export function momentsIn(text: string, day: string | null): Moment[] {
  const found: Moment[] = []
  const free = (from: number, to: number): boolean => found.every((one) => to <= one.from || one.to <= from)
  const add = (from: number, words: string, value: Deadline): void => {
    if (free(from, from + words.length)) found.push({ from, to: from + words.length, words, value })
  }
  for (const hit of text.matchAll(COUNTED)) {
    const groups = hit.groups ?? {}
    const digits = groups['n'] ?? groups['m'] ?? ''
    const count = NUMBERS[digits] ?? Number(digits)
    const unit = groups['unit'] ?? groups['unit2'] ?? '日'
    const since = /(?:后|起)$/.test(text.slice(0, hit.index)) || day === null
    add(hit.index, hit[0], since ? { relative: hit[0] } : counted(count, unit, day))
  }
  for (const hit of text.matchAll(NAMED)) {
    // 3月底, 每月初, 6月上旬 belong to their own month or to none.
    if (/[\d每十一二三四五六七八九个]$/.test(text.slice(0, hit.index))) continue
    add(hit.index, hit[0], day === null ? { relative: hit[0] } : named(hit[0], hit.groups ?? {}, day))
  }
  for (const hit of text.matchAll(/(?<![\d月年第])(?<d>[1-9]|[12]\d|3[01])[日号](?:之|以)?前/g)) {
    const date = Number(hit.groups?.['d'])
    if (day !== null && !/每(?:月|季度|周)?$/.test(text.slice(0, hit.index)))
      add(hit.index, hit[0], thisMonth(date, day))
  }
  const anchor = { year: day === null ? null : Number(day.slice(0, 4)), date: day }
  for (const one of scanDeadlines(text, anchor, 'notice')) {
    if (one.kind === 'periodic' || one.kind === 'always') continue
    const written = /20\d{2}|[今明本次]年/.test(one.words)
    const words = text.slice(one.from, one.to + 2)
    add(one.from, one.words, day === null ? one.value : endOf(one.value, words, written, day))
  }
  if (found.length === 0)
    for (const one of scanDeadlines(text, anchor, 'notice'))
      if (one.kind === 'periodic') add(one.from, one.words, one.value)
  if (found.length === 0)
    for (const hit of text.matchAll(AT_ONCE)) add(hit.index, hit[0], { relative: '立即' })
  return found.sort((a, b) => a.from - b.from)
}

/** The moment by which all is done: the latest dated one, else the last that is not dated. */
export function lastMoment(moments: readonly Moment[]): Deadline | null {
  const days = moments.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])).sort()
  const rough = moments.findLast(({ value }) => typeof value !== 'string' && !('relative' in value))
  return days.at(-1) ?? rough?.value ?? moments.at(-1)?.value ?? null
}
