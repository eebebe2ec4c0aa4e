import { addMs, dayAt } from '#kernel/time.ts'
import type { StoreContext } from '#store/context.ts'
import type { Driver } from '#store/outbox.ts'
import { dropReminder, reminderIn, reminderOf } from '#store/reminders.ts'
import { repeating } from '#store/repeating.ts'
import { endOfHours, isQuiet } from './hours.ts'
import { type RemindOptions, remindOfDay, remindOfSpecial } from './remind.ts'

/** How far back a process looks for what is 特急 when it starts, and how much two looks overlap. */
const LOOK_BACK_MS = 24 * 3_600_000
const OVERLAP_MS = 10 * 60_000

export interface RunnerOptions extends RemindOptions {
  /** Milliseconds between two looks. */
  readonly everyMs: number
  readonly onTrouble?: (because: string) => void
}

/** Looks again and again until stopped: what is 特急 at once, the digest when its hour has come. Any number of processes may. */
export function startReminders(context: StoreContext, options: RunnerOptions): { stop(): Promise<void> } {
  let since = addMs(context.clock.now(), -LOOK_BACK_MS)
  const round = async (): Promise<boolean> => {
    const now = context.clock.now()
    await remindOfSpecial(context, since, options)
    // Acts bear the time at which they began: one that commits late is found by the next look.
    since = addMs(now, -OVERLAP_MS)
    await remindOfDay(context, options)
    return false
  }
  return repeating(options.everyMs, round, options.onTrouble)
}

/**
 * A driver that keeps the quiet hours whatever the gateway does: a digest that could not be sent until 20:00 of its day is
 * dropped, and its items stand in the next one. What is no digest passes.
 */
export const withinHours =
  (context: StoreContext, driver: Driver): Driver =>
  async (message) => {
    const id = reminderIn(message.dedupeKey)
    const reminder = id === null ? undefined : await reminderOf(context, id)
    if (id === null || reminder?.kind !== 'digest') return driver(message)
    const now = context.clock.now()
    const late = now >= endOfHours(reminder.day) || isQuiet(now) || dayAt(now) !== reminder.day
    return late ? dropReminder(context, id) : driver(message)
  }
