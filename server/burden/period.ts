import type { Calendar } from '#kernel/calendar.ts'
import { type Day, type Instant, addDays, dayAt, daysBetween, startOf } from '#kernel/time.ts'
import { isWorkday } from '../reminders/hours.ts'

export const PERIODS = { month: '本月', last: '上月', year: '本年' } as const
export type PeriodName = keyof typeof PERIODS

/** Civil days, both included. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

/** A period as of today: 本月 and 本年 end today. */
export function periodOf(name: PeriodName, today: Day): Period {
  const first = `${today.slice(0, 7)}-01`
  if (name === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: today }
  if (name === 'month') return { from: first, to: today }
  const to = addDays(first, -1)
  return { from: `${to.slice(0, 7)}-01`, to }
}

/** The seven days up to today. */
export const weekTo = (today: Day): Period => ({ from: addDays(today, -6), to: today })

export const instantsOf = ({ from, to }: Period): { from: Instant; until: Instant } => ({
  from: startOf(from),
  until: startOf(addDays(to, 1)),
})

/** Weeks of a period, never less than one: an average over a day would promise a whole week of it. */
export const weeksIn = ({ from, to }: Period): number => Math.max(1, (daysBetween(from, to) + 1) / 7)

/** How far ahead a due day may lie and still leave less than one working day: the longest holiday there is, and some. */
const AHEAD = 40

/** Every day from the start of a period until some weeks from now with its place among the working days. */
export function workdaysFrom(calendar: Calendar, { from }: Period, now: Instant): { day: Day; n: number }[] {
  const last = addDays(dayAt(now), AHEAD)
  const days: { day: Day; n: number }[] = []
  let n = 0
  for (let day = from; day <= last; day = addDays(day, 1)) {
    if (isWorkday(calendar, day)) n++
    days.push({ day, n })
  }
  return days
}
