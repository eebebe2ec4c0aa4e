import type { Advised } from '#kernel/advising.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import { type Seen, textIn } from '../bodies/sees.ts'
import { isRecord } from '../matters/texts.ts'
import type { Asked } from './figures.ts'

/** The times somebody was asked in a matter, as far as what is seen of it says. */
export function askedOf(says: Advised<string>, seen: Seen, closed: boolean): readonly Asked[] {
  const advice = seen.rows(says.advice)
  if ('one' in says) {
    const [adviser, on] = [textIn(seen.raw(says.one)), textIn(seen.raw(says.on))]
    const [first] = advice
    // What the body made of it is the body's: an opinion on an item is asked for by stages, and judged in none.
    const answeredOn = textIn(first?.['on'])
    return adviser === null || on === null
      ? []
      : [{ adviser, on, left: false, open: !closed, answeredOn, verdict: null, found: null }]
  }
  const found: unknown = seen.raw(says.found)
  return seen.rows(says.engaged).map((one) => {
    const said = advice.find(({ adviser }) => adviser === one['adviser'])
    return {
      adviser: String(one['adviser']),
      on: String(one['on']),
      left: one['left'] !== undefined,
      open: !closed,
      answeredOn: textIn(said?.['on']),
      verdict: textIn(said?.['verdict']),
      found: isRecord(found) ? textIn(found['verdict']) : null,
    }
  })
}

/** A record of which everything is seen: for what is only counted. */
export const whole = (record: AnyRecord): Seen => ({
  raw: (name) => record[name],
  text: (name) => textIn(record[name]) ?? '',
  rows: (name) => {
    const value: unknown = record[name]
    return Array.isArray(value) ? value.filter(isRecord) : []
  },
})
