import { chooseDeadline, readDeadlineCell } from '#reading/deadlines.ts'
import { type Day, addDays, isDay } from '#kernel/time.ts'
import { dueOf } from '../reading/due.ts'

/** A date cell as a form takes it. */
export interface DateRead {
  /** The last day it allows; null where the words give none. */
  readonly day: Day | null
  /** True where the cell says that very day, so that its words need not be kept. */
  readonly exact: boolean
  /** Earlier dates of the same cell, with what is to be done by them. */
  readonly steps: readonly { readonly what: string; readonly due: Day }[]
  /** The words are more precise than the month whose last day was taken: 5月中旬. */
  readonly rough: boolean
  /** The year was not written and was taken from elsewhere. */
  readonly yearTaken: boolean
}

const NONE: DateRead = { day: null, exact: false, steps: [], rough: false, yearTaken: false }
/** Days that the serial numbers of spreadsheets may mean: 2000 to 2100. */
const SERIALS = [36_526, 73_415] as const
const EPOCH = '1899-12-30'

/**
 * Reads a date cell: a day however it is written, a serial number, or a phrase such as 6月底前. Several dates in one cell give the
 * last as the day and the others as steps. `year` is what dates without a year are in.
 *
 *     readDate('3月底前开工，10月底前完工', 2026)
 *     // → { day: '2026-10-31', steps: [{ what: '开工', due: '2026-03-31' }], … }
 */
export function readDate(words: string, year: number): DateRead {
  const text = words.trim().replace(/\s+(?=[年月日])|(?<=[年月])\s+(?=\d)/g, '')
  const whole = wholeDay(text, year)
  if (whole) return { ...NONE, ...whole }
  const plain = text
    .normalize('NFKC')
    .replace(/,/g, '，')
    .replace(/;/g, '；')
    .replace(/年?第?[qQ]([1-4])/g, '年第$1季度')
  const anchor = { year, date: null }
  const found = readDeadlineCell(plain, anchor)
  const last = chooseDeadline(found)
  const { day } = onDay(last)
  if (day === null) return NONE
  const points = found.flatMap((one, at) => {
    const { day: due } = onDay(one.value)
    if (due === null || due >= day) return []
    return [{ what: stepWords(plain.slice(one.to, found[at + 1]?.from ?? plain.length)) || one.words, due }]
  })
  const written = found.filter(({ kind }) => kind === 'point')
  return {
    day,
    exact: false,
    steps: distinct(points),
    rough: /月份?(?:[上中]旬|初)/.test(plain),
    yearTaken: written.some(({ words: said }) => !/\d{2,4}年|\d{4}[-—./]/.test(said)),
  }
}

const onDay = (value: Parameters<typeof dueOf>[0]): { day: Day | null } => ({ day: dueOf(value).due })

/** 2026-06-30, 2026.6.30, 20260630, 46203, 6.30: a cell that is one day and nothing else. */
function wholeDay(text: string, year: number): Pick<DateRead, 'day' | 'exact' | 'yearTaken'> | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s\d{1,2}:\d{2}(?::\d{2})?$/, '')
    .replace(/日?前?$/, '')
  if (/^\d{5}$/.test(plain)) {
    const serial = Number(plain)
    const known = serial >= SERIALS[0] && serial <= SERIALS[1]
    return known ? { day: addDays(EPOCH, serial), exact: true, yearTaken: false } : null
  }
  const compact = /^(20\d{2})(\d{2})(\d{2})$/.exec(plain)
  const full = compact ?? /^(20\d{2})[-./年](\d{1,2})[-./月](\d{1,2})$/.exec(plain)
  const exact = !text.endsWith('前')
  if (full) return dated(full[1] ?? '', full[2] ?? '', full[3] ?? '', exact, false)
  const short = /^(\d{1,2})[-./月](\d{1,2})$/.exec(plain)
  return short ? dated(String(year), short[1] ?? '', short[2] ?? '', exact, true) : null
}

function dated(year: string, month: string, day: string, exact: boolean, yearTaken: boolean) {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? { day: written, exact, yearTaken } : null
}

const stepWords = (text: string): string =>
  [...text.replace(/^[\s前底末止内，。；、:：]+|[\s，。；、]+$/g, '')].slice(0, 100).join('')

function distinct(steps: readonly { what: string; due: Day }[]): DateRead['steps'] {
  const seen = new Set<string>()
  return steps.filter(({ what }) => !seen.has(what) && seen.add(what))
}
