import { type Done, type Facts, type Refused, decide, procedureOf } from './apply.ts'
import { type Matter, evolve } from './matter.ts'
import type { Instant } from './time.ts'
import type { Actor, Rulebook } from './vocabulary.ts'

/** Nobody: no seat, so no role is held and nothing is done in anybody's name. */
export const NOBODY: Actor = { person: '', post: '', unit: '', level: 'staff', functions: [], as: 'holder' }

/**
 * Decides an act that the service does by itself: its gates are asked and nothing else, and the entry names nobody.
 *
 *     applyItself(rulebook, round, 'close', {}, facts, now)   // → Done | Refused
 */
export function applyItself(
  rulebook: Rulebook,
  matter: Matter,
  act: string,
  form: unknown,
  facts: Facts,
  now: Instant,
): Done | Refused {
  if (procedureOf(rulebook, matter.procedure).powers[act]?.byItself !== true)
    throw new Error(`${matter.procedure}.${act} is an act of people`)
  const drawn: Record<string, number> = {}
  const decided = decide(rulebook, matter, { act, form, actor: NOBODY }, facts, now, { drawn, opened: true })
  if (decided.kind === 'refused') return decided
  const entry = { ...decided.entry, by: null }
  return { ...decided, entry, matter: evolve(matter, entry), drawn }
}
