import type { EraseForm } from '#kernel/erase.ts'
import type { Effects, Entry, Remains } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { Body } from './leaf.ts'
import { type ActRow, byOf } from './leaf-of.ts'

/** Who erased what was written in an act, when, why, and on whose decision. */
export interface Erasure extends Pick<EraseForm, 'authority' | 'reason'> {
  readonly by: Entry['by']
  readonly at: Instant
  /** The act that was to be erased; false for one that repeats some of it. */
  readonly whole: boolean
}

/** What is left of one act, and the erasure that left it. */
export interface Left {
  readonly remains: Remains
  readonly erasure: Erasure
}

type Row = Omit<ActRow, 'leaf' | 'leaf_hash'> & { readonly body: Body | null }

/**
 * What remains of the erased acts of one matter, by number. Erasures say it themselves, and one whose own body was erased later
 * says it through what remains of it; of two that speak of the same act the later one counts.
 *
 * @param rows the matter's acts in order
 */
export function remainsIn(rows: readonly Row[]): ReadonlyMap<number, Left> {
  const left = new Map<number, Left>()
  for (const row of rows.toReversed()) {
    const own = left.get(row.seq)?.remains
    const effects = own?.effects ?? (row.body?.effects as unknown as Effects | undefined)
    if (!effects?.remains) continue
    const form = (own?.form ?? row.body?.form) as EraseForm
    const { of, reason, authority } = form
    const by = own?.by ?? byOf(row, row.body)
    for (const [no, remains] of Object.entries(effects.remains)) {
      const seq = Number(no)
      const later = left.get(seq)
      const erasure = { by, at: row.at, reason, authority, whole: seq === of }
      // A later one may have taken a little more of it; who erased the whole of it is still what people are told.
      if (!later || erasure.whole) left.set(seq, { remains: later?.remains ?? remains, erasure })
    }
  }
  return left
}
