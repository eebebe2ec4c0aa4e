import { addDaysTo, addMs, dayAt } from '#kernel/time.ts'
import { type ParameterRow, readParameters } from '#store/administration.ts'
import type { StoreContext } from '#store/context.ts'
import { isRun, takeRun } from '#store/reminders.ts'
import { repeating } from '#store/repeating.ts'
import { eraseSms } from '#store/sms-retention.ts'

/** Parameter of the days for which a district keeps the words of short messages. */
const KEPT = 'sms.keptDays'
const USUAL_DAYS = 180
/** No shorter than a code rests before it may mean another item: until then what was written under it can be looked up. */
const LEAST_DAYS = 90
const MOST_DAYS = 3650

/** What a district sets of how long it keeps short messages, as the page of parameters shows it. */
export function smsParameters(set: readonly ParameterRow[]) {
  const own = set.find(({ name }) => name === KEPT)
  return [
    {
      name: KEPT,
      title: '短信：收发的短信原文保存多久，到期删除',
      unit: '日',
      usual: USUAL_DAYS,
      value: own?.value ?? USUAL_DAYS,
      note: own?.reason ?? '号码、时间、办理结果和网关编号保留，重复送来的短信仍能认出',
      least: LEAST_DAYS,
      most: MOST_DAYS,
    },
  ]
}

/** Job of the night in `daily_run`, and the hour of the district from which on it is done. */
const JOB = 'sms'
const HOUR_MS = 3 * 3_600_000

/** Once a night erases what the district keeps no longer; gives how many messages lost their words, null when the night is done. */
export async function eraseOnce(context: StoreContext): Promise<number | null> {
  const now = context.clock.now()
  const night = dayAt(addMs(now, -HOUR_MS))
  if (await isRun(context, JOB, night)) return null
  const days = smsParameters(await readParameters(context))[0]?.value ?? USUAL_DAYS
  // Erased before the night is marked: what a crash left is erased by the next look, and twice erased is once.
  const erased = await eraseSms(context, addDaysTo(now, -days))
  await context.db.tx((tx) => takeRun(tx, context, JOB, night))
  return erased
}

/** Looks again and again until stopped. Any number of processes may. */
export function startSmsRetention(
  context: StoreContext,
  options: { readonly everyMs: number; readonly onTrouble?: (because: string) => void },
): { stop(): Promise<void> } {
  const round = async (): Promise<boolean> => {
    await eraseOnce(context)
    return false
  }
  return repeating(options.everyMs, round, options.onTrouble)
}
