import { type Calendar, workdaysAfter, workdaysBetween } from './calendar.ts'
import { type Instant, addDays, dayAt, daysBetween, lastDayBefore, startOf } from './time.ts'

/** 灯: colour and words together; computed at read time, never stored. */
export interface Light {
  readonly colour: 'green' | 'yellow' | 'red' | 'none'
  readonly text: string
}

export interface LightInput {
  /** Null where nothing is owed by a time. */
  readonly dueAt: Instant | null
  readonly paused: boolean
  /** Met, ended, or the matter is closed. */
  readonly closed: boolean
}

/** Working days left at which the light turns yellow, unless the tenant's parameter `light.yellow` says otherwise. */
export const YELLOW = 3

/**
 * The light of a due instant: yellow with three working days left or fewer, red once overdue, none while the clock rests.
 * Overdue days are calendar days, as people count them. Where the calendar of a year is not known, days left are counted as
 * calendar days, and the text says so.
 *
 *     light({ dueAt, paused: false, closed: false }, now, calendar)   // → { colour: 'yellow', text: '黄：距时限2个工作日' }
 */
export function light(input: LightInput, now: Instant, calendar: Calendar, yellow = YELLOW): Light {
  if (input.closed || input.dueAt === null) return { colour: 'none', text: '' }
  if (input.paused) return { colour: 'none', text: '暂停计时' }
  const [today, last] = [dayAt(now), lastDayBefore(input.dueAt)]
  if (input.dueAt <= now) return { colour: 'red', text: overdue(daysBetween(last, today)) }
  if (today >= last) return { colour: 'yellow', text: '黄：今日到期' }
  const left = workdaysBetween(calendar, today, last)
  const days = left.known ? left.value : daysBetween(today, last)
  const unit = left.known ? '个工作日' : `日（${left.year}年工作日历未录入，按自然日计）`
  return days <= yellow
    ? { colour: 'yellow', text: `黄：距时限${days}${unit}` }
    : { colour: 'green', text: `绿：距时限${days}${unit}` }
}

const overdue = (days: number): string => (days <= 0 ? '红：已逾期' : `红：逾期${days}日`)

/** The last due instant that is yellow now: what is due later is green. The same boundary as `light`, for queries. */
export function yellowUntil(now: Instant, calendar: Calendar, yellow = YELLOW): Instant {
  const today = dayAt(now)
  const green = workdaysAfter(calendar, today, yellow + 1)
  return startOf(green.known ? green.value.last : addDays(today, yellow + 1))
}
