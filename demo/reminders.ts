import { type Day, type Instant, addMs, daysBetween, startOf } from '#kernel/time.ts'
import { remindOfDay, remindOfSpecial } from '#server/reminders/remind.ts'
import type { StoreContext } from '#store/context.ts'

/** So many days before the end of the year the district began to send reminders. */
const SINCE_DAYS = 62
const MORNING_MS = 8.5 * 3_600_000

/** So many days before the end messages carry codes: nobody answers a reminder of last month, and giving codes is dear. */
const CODED_DAYS = 5

const optionsOf = ({ day, last }: RemindedDay) => ({ url: null, codes: daysBetween(day, last) < CODED_DAYS })

/** The hour of a day at which its digest goes out. */
export const morningOf = (day: Day): Instant => addMs(startOf(day), MORNING_MS)

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
  await remindOfDay(reminded.contextAt(morningOf(reminded.day)), optionsOf(reminded))
}

/** What came up as 特急 that day, after the day's acts. */
export async function remindOfUrgent(reminded: RemindedDay, at: Instant): Promise<void> {
  if (!isReminded(reminded)) return
  await remindOfSpecial(reminded.contextAt(at), startOf(reminded.day), optionsOf(reminded))
}
