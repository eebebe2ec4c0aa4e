import { type Day, type Instant, addMs, clockAt, dayAt, inWords, momentOf } from '#kernel/time.ts'
import type { AnyRecord, Basis, Gate } from '#kernel/vocabulary.ts'
import { gate } from '../gate.ts'

/** When it happened: as written, or now. */
export const happened = (written: string | undefined, at: Instant): string => written ?? clockAt(at)

/** The day of what was begun on the spot, whenever the acts were handed in; today where no moment is told. */
export function spotDay(startedAt: string | undefined, today: Day): Day {
  const moment = momentOf(startedAt ?? '')
  return moment === undefined ? today : dayAt(moment)
}

/** How long after what is done on the spot the night may still pass as the same visit. */
const NIGHT_MS = 12 * 3_600_000

/**
 * Whether something handed over on a day was handed over on the spot: on the day of a moment of the visit, whenever that is entered, or in the
 * night that followed.
 */
export function onTheVisit(moment: string, on: Day, now: Instant): boolean {
  const since = momentOf(moment)
  if (since === undefined) return true
  return on === dayAt(since) || (on > dayAt(since) && now <= addMs(since, NIGHT_MS))
}

interface Told {
  readonly name: string
  readonly basis: readonly Basis[]
  readonly title: string
  /** The form field with the moment. */
  readonly field: string
  /** The record fields with the day or moment it cannot be before: the first of them that is recorded. */
  readonly notBefore?: readonly string[]
}

/** The day or moment on record that is the earliest there could be. */
const earliest = (record: AnyRecord, fields: readonly string[] = []): string | undefined =>
  fields.map((field): string | undefined => record[field]).find((kept) => kept !== undefined)

/** B5: a moment is told as it was: one that there is, not ahead, and not before it could be. */
export const toldAsItWas = ({ name, basis, title, field, notBefore }: Told): Gate =>
  gate({
    name,
    code: 'MOMENT_UNFIT',
    norm: 'B5',
    basis,
    title,
    reads: 'form',
    refuses: ({ form, record, at }) => {
      const written: string | undefined = form[field]
      if (written === undefined) return null
      const moment = momentOf(written)
      if (moment === undefined)
        return { message: `“${written}”不是一个时间`, remedy: '请写成 2026-03-05 21:40 这样，或者不填' }
      if (moment > at)
        return { message: `${written}还没有到，现在是${clockAt(at)}`, remedy: '请填写实际时间' }
      const before = earliest(record, notBefore)
      return before !== undefined && written < before
        ? { message: `${written}早于${before}`, remedy: '请填写实际时间' }
        : null
    },
  })

/** B5: a day is told as it was: not ahead, and not before it could be. */
export const dayAsItWas = ({ name, basis, title, field, notBefore }: Told): Gate =>
  gate({
    name,
    code: 'DAY_UNFIT',
    norm: 'B5',
    basis,
    title,
    reads: 'form',
    refuses: ({ form, record, today }) => {
      const on: Day | undefined = form[field]
      if (on === undefined) return null
      if (on > today) return { message: `${inWords(on)}还没有到`, remedy: '请在发生以后登记，填写实际日期' }
      const before = earliest(record, notBefore)
      return before !== undefined && on < before
        ? { message: `${inWords(on)}早于${inWords(before)}`, remedy: '请填写实际日期' }
        : null
    },
  })
