import { expect } from 'vitest'
import { apply } from '#kernel/apply.ts'
import { lapse } from '#kernel/lapse.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import type { Actor, Rulebook } from '#kernel/vocabulary.ts'
import { actor, smallFacts } from './small-district.ts'

/** One step of a case: an act by somebody at an instant, or a rung of a duty's ladder; `refused` names the deciding code. */
export type Step =
  | {
      readonly at: string
      readonly who: string
      readonly as?: Partial<Actor>
      readonly act: string
      readonly form?: Readonly<Record<string, unknown>>
      readonly refused?: string
      readonly state?: string
      readonly owes?: readonly string[]
    }
  | {
      readonly at: string
      readonly lapse: string
      readonly rung?: string
      readonly refused?: string
      readonly tells?: string
    }

/** A story told in steps. `norm` ties it to the norm it shows, lawful or refused. */
export interface Case {
  readonly name: string
  readonly norm?: string
  readonly steps: readonly Step[]
}

/** `2026-03-02` is ten in the morning of that day; a full instant stands as it is. */
const instant = (at: string): string => (at.length === 10 ? `${at}T02:00:00.000Z` : at)

/** Runs a case on the pure kernel; forms a step leaves out come from the procedure's usual ones. */
export function runCase(
  rulebook: Rulebook,
  procedure: string,
  usual: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  { steps }: Case,
): Matter {
  let matter = blank('m1', procedure, 1)
  for (const step of steps) {
    const now = instant(step.at)
    if ('lapse' in step) {
      const duty = matter.duties.find((d) => d.name === step.lapse)
      const outcome = lapse(rulebook, matter, duty?.no ?? 0, smallFacts, now)
      if (outcome.kind === 'refused') {
        expect(outcome.refusals[0].code, `${step.lapse} at ${step.at}`).toBe(step.refused)
        continue
      }
      expect(step.refused, `${step.lapse} fired`).toBeUndefined()
      if (step.rung) expect(outcome.entry.kind).toBe(`${procedure}.${step.lapse}.${step.rung}`)
      if (step.tells) expect(outcome.notices.map((n) => n.to.post ?? n.to.unit)).toEqual([step.tells])
      matter = outcome.matter
      continue
    }
    const form = { ...usual[step.act], ...step.form }
    const outcome = apply(
      rulebook,
      matter,
      { act: step.act, form, actor: actor(step.who, step.as) },
      smallFacts,
      now,
    )
    if (outcome.kind === 'refused') {
      const [first] = outcome.refusals
      expect(first.code, `${step.act} by ${step.who} at ${step.at}: ${first.message}`).toBe(step.refused)
      continue
    }
    expect(step.refused, `${step.act} by ${step.who} went through`).toBeUndefined()
    if (step.state) expect(outcome.matter.state).toBe(step.state)
    if (step.owes)
      expect(outcome.matter.duties.map((d) => d.name).toSorted()).toEqual([...step.owes].toSorted())
    matter = outcome.matter
  }
  return matter
}
