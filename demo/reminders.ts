import { type Day, type Instant, addMs, daysBetween, startOf } from '#kernel/time.ts'
import { remindOfDay, remindOfSpecial } from '#server/reminders/remind.ts'
import type { StoreContext } from '#store/context.ts'

/** So many days before the end of the year the district began to send reminders. */
const SINCE_DAYS = 62
const MORNING_MS = 8.5 * 3_600_000

/** No codes: nobody answers a reminder of last month, and giving codes is the dearest part of it. */
const OPTIONS = { url: null, codes: false } as const

export interface RemindedDay {
  readonly day: Day
  /** Last day of the year that is lived. */
  readonly last: Day
  readonly contextAt: (at: Instant) => StoreContext
}

const isReminded = ({ day, last }: RemindedDay): boolean => daysBetween(day, last) <= SINCE_DAYS

/** The digest of a day's morning, as the service sends it. */
export async function remindInTheMorning(reminded: RemindedDay): Promise<void> {
  if (!isReminded(reminded)) return
  await remindOfDay(reminded.contextAt(addMs(startOf(reminded.day), MORNING_MS)), OPTIONS)
}

/** What came up as 特急 that day, after the day's acts. */
export async function remindOfUrgent(reminded: RemindedDay, at: Instant): Promise<void> {
  if (!isReminded(reminded)) return
  await remindOfSpecial(reminded.contextAt(at), startOf(reminded.day), OPTIONS)
}
