import type { CalendarYear } from '#kernel/calendar.ts'
import { weekday } from '#kernel/time.ts'

/** What is wrong with a year's days off and made-up days, as a sentence, or null. */
export function calendarFault(
  year: string,
  { off, makeup }: Pick<CalendarYear, 'off' | 'makeup'>,
): string | null {
  if (!/^20\d\d$/.test(year)) return '年份应是 2000 至 2099'
  const days = [...Object.keys(off), ...Object.keys(makeup)]
  const foreign = days.find((day) => !day.startsWith(`${year}-`))
  if (foreign) return `${foreign}不在${year}年`
  const both = Object.keys(off).find((day) => Object.hasOwn(makeup, day))
  if (both) return `${both}既写了放假又写了上班`
  const workday = Object.keys(makeup).find((day) => weekday(day) !== 0 && weekday(day) !== 6)
  if (workday) return `${workday}不是周末，不需要写调休上班`
  return Object.keys(off).length === 0 ? '没有一天放假，请核对放假通知' : null
}
