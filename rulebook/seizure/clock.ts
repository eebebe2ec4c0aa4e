import { type Day, addDays, dayNumber, inWords } from '#kernel/time.ts'
import type { SeizureRecord } from './record.ts'

/** 强制法 25: the base term, and the most an extension adds, unless a law or an administrative regulation says otherwise. */
export const HOLDING_DAYS = 30
export const EXTENSION_DAYS = 30

type Clocked = Pick<SeizureRecord, 'seizedOn' | 'days' | 'extension' | 'tests'>

/**
 * Days that are not counted: those of the testing periods of which the party was told, first and last day included, each day once. What
 * was tested before he was told counts as ever.
 * A test that ended early ends its period; one that runs on past what the party was told does not lengthen it.
 */
export function excludedDays({ seizedOn, tests = [] }: Clocked): number {
  if (seizedOn === undefined) return 0
  const days = new Set<number>()
  for (const { from, until, toldOn = from, done } of tests) {
    const last = done !== undefined && done < until ? done : until
    const first = toldOn > from ? toldOn : from
    // The day of the seizure is not counted in any case.
    for (let day = Math.max(dayNumber(first), dayNumber(seizedOn) + 1); day <= dayNumber(last); day++)
      days.add(day)
  }
  return days.size
}

/**
 * The last day of the seizure: base term, extension and testing periods, from the day after the seizure on.
 *
 *     lastDay({ seizedOn: '2026-09-14' })   // → 2026-10-14
 */
export function lastDay(record: Clocked): Day | undefined {
  const { seizedOn, days = HOLDING_DAYS, extension = 0 } = record
  return seizedOn && addDays(seizedOn, days + extension + excludedDays(record))
}

/**
 * How the last day came about, for the party as for the organ.
 *
 *     termText({ seizedOn: '2026-09-14', extension: 30 })   // → '2026年9月14日为起始日，不计入；期限30日；延长30日；2026年11月13日届满'
 */
export function termText(record: Clocked): string {
  const { seizedOn, days = HOLDING_DAYS, extension, tests = [] } = record
  const last = lastDay(record)
  if (seizedOn === undefined || last === undefined) return ''
  const excluded = excludedDays(record)
  const periods = tests.map(
    ({ from, until, toldOn = from, done }) =>
      `${inWords(toldOn > from ? toldOn : from)}至${inWords(done !== undefined && done < until ? done : until)}`,
  )
  return [
    `${inWords(seizedOn)}为起始日，不计入`,
    `期限${days}日`,
    ...(extension === undefined ? [] : [`延长${extension}日`]),
    ...(excluded === 0 ? [] : [`检测期间${periods.join('、')}共${excluded}日不计入`]),
    `${inWords(last)}届满`,
  ].join('；')
}
