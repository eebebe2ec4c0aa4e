import type { Ok } from '../../api/client.ts'

export type CalendarYear = Ok<'administration.calendar'>['years'][number]

/** Days off from one day to another under one name, as a notice writes them: 10月1日至7日，国庆节. */
export interface Stretch {
  readonly from: string
  readonly to: string
  readonly name: string
}

const DAY = 86_400_000
const next = (day: string): string => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10)

/** Single days as stretches: neighbours of one name are joined. */
export function stretchesOf(days: Readonly<Record<string, string>>): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const day of Object.keys(days).toSorted()) {
    const name = days[day] ?? ''
    const last = stretches.at(-1)
    if (last && last.name === name && next(last.to) === day)
      stretches[stretches.length - 1] = { ...last, to: day }
    else stretches.push({ from: day, to: day, name })
  }
  return stretches
}

const MOST = 366

/** Stretches as single days. Rows without a first day or a name are left out; a last day before the first counts as missing. */
export function daysOf(stretches: readonly Stretch[]): Record<string, string> {
  const days: Record<string, string> = {}
  for (const { from, to, name } of stretches) {
    if (!from || !name.trim()) continue
    const last = to > from ? to : from
    let day = from
    for (let n = 0; n < MOST && day <= last; n += 1) {
      days[day] = name.trim()
      day = next(day)
    }
  }
  return days
}

/** Years that work will soon reach and the calendar does not know: this one and the next, from the autumn on. */
export function missingYears(years: readonly CalendarYear[], today: string): readonly string[] {
  const year = Number(today.slice(0, 4))
  const needed = today.slice(5) >= '09-01' ? [year, year + 1] : [year]
  return needed.map(String).filter((one) => !years.some((known) => known.year === one))
}

/** 10月1日. */
export const shortDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

export const stretchText = ({ from, to, name }: Stretch): string =>
  from === to ? `${name}：${shortDay(from)}` : `${name}：${shortDay(from)}至${shortDay(to)}`
