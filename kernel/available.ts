import { type Facts, contextOf, procedureOf } from './apply.ts'
import { nameableShares } from './duties.ts'
import type { Fields } from './fields.ts'
import type { Matter } from './matter.ts'
import type { Refusal } from './refusal.ts'
import { mayTakeBack, refusalsOf } from './reasons.ts'
import { sitting } from './seats.ts'
import type { Instant } from './time.ts'
import type { Actor, AnyPower, Procedure, Rulebook } from './vocabulary.ts'

/** One button: the act, its form, and why it is closed (empty: open). `mine` when the actor sits in one of its roles. */
export interface Available {
  readonly act: string
  readonly may: string
  readonly form: Fields
  readonly weight: 'main' | 'plain' | 'side'
  readonly solemn: boolean
  /** Takes the last act back. */
  readonly takesBack: boolean
  /** The act that usually follows at once. */
  readonly next?: { readonly act: string; readonly may: string }
  readonly mine: boolean
  /** This person may enter the act for whoever it belongs to. */
  readonly enters: boolean
  readonly refusals: readonly Refusal[]
}

/**
 * Every act of the procedure as it stands for this person now, by the same code path that decides the request; or only their own and
 * those they may enter for others.
 */
export function available(
  rulebook: Rulebook,
  matter: Matter,
  actor: Actor,
  facts: Facts,
  now: Instant,
  whose: 'all' | 'own' = 'all',
): readonly Available[] {
  const procedure = procedureOf(rulebook, matter.procedure)
  const context = contextOf(matter, actor, {}, facts, now)
  const sits = sitting(procedure, actor, matter.record, facts.directory)
  const acts: Available[] = []
  for (const [act, power] of Object.entries(procedure.powers)) {
    if ((power.when === 'nothing') !== (matter.state === null)) continue
    const mine = power.takesBack ? mayTakeBack(matter, actor) : power.who.some(sits)
    const enters = power.entered?.some(sits) === true
    if (whose === 'own' && !mine && !enters) continue
    const asked = enters && !mine ? 'to be entered' : 'before form'
    acts.push({
      act,
      may: power.may,
      form: offering(power.form, nameableShares(procedure, matter, act, actor)),
      weight: power.weight ?? 'plain',
      solemn: power.solemn === true,
      takesBack: power.takesBack === true,
      ...following(procedure, power),
      mine,
      enters,
      refusals: refusalsOf(procedure, power, act, matter, context, asked, sits),
    })
  }
  return acts
}

function following({ powers }: Procedure, { next }: AnyPower): Pick<Available, 'next'> {
  const power = next === undefined ? undefined : powers[next]
  return next !== undefined && power ? { next: { act: next, may: power.may } } : {}
}

/** The form with the shares that can be named as phrases to tap. */
function offering(form: Fields, shares: ReadonlyMap<string, readonly string[]>): Fields {
  if (shares.size === 0) return form
  return Object.fromEntries(
    Object.entries(form).map(([name, field]) => {
      const phrases = shares.get(name)
      return [name, phrases && field.kind === 'text' ? { ...field, phrases } : field]
    }),
  )
}
