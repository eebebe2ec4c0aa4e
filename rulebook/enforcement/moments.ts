import { type Day, type Instant, clockAt, dayAt, momentOf } from '#kernel/time.ts'
import type { Basis, Gate } from '#kernel/vocabulary.ts'
import { gate } from '../gate.ts'

/** When it happened: as written, or now. */
export const happened = (written: string | undefined, at: Instant): string => written ?? clockAt(at)

/** The day of what was begun on the spot, whenever the acts were handed in; today where no moment is told. */
export function spotDay(startedAt: string | undefined, today: Day): Day {
  const moment = momentOf(startedAt ?? '')
  return moment === undefined ? today : dayAt(moment)
}

interface Told {
  readonly name: string
  readonly basis: readonly Basis[]
  readonly title: string
  /** The form field with the moment. */
  readonly field: string
  /** The record field with the day or moment it cannot be before. */
  readonly notBefore?: string
}

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
      const before: string | undefined = notBefore === undefined ? undefined : record[notBefore]
      return before !== undefined && written < before
        ? { message: `${written}早于${before}`, remedy: '请填写实际时间' }
        : null
    },
  })
