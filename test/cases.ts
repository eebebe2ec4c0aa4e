import { describe, expect, test } from 'vitest'
import { apply, procedureOf } from '#kernel/apply.ts'
import { enforcement } from '#kernel/check.ts'
import { lapse } from '#kernel/lapse.ts'
import type { ListItem } from '#kernel/lists.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import { maySee } from '#kernel/seats.ts'
import {
  type Actor,
  type AnyPower,
  type AnyRecord,
  type MatterFacts,
  type Resting,
  type Rulebook,
  needsChildren,
} from '#kernel/vocabulary.ts'
import { actor, smallFacts } from './small-district.ts'

/** One step of a case: an act by somebody at an instant, or a rung of a duty's ladder; `refused` names the deciding code. */
export type Step =
  | {
      readonly at: string
      readonly who: string
      readonly as?: Partial<Actor>
      readonly act: string
      readonly form?: Readonly<Record<string, unknown>>
      /** 代录: the seat of who enters it. */
      readonly entered?: string
      /** How matters named in the form or the record stand, besides those of the small district. */
      readonly matters?: Readonly<Record<string, MatterFacts>>
      /** Items of the lists, besides those of the small district. */
      readonly items?: Readonly<Record<string, ListItem>>
      /** What rests on the articles that the act unsettles, instead of what does in the small district. */
      readonly resting?: readonly Resting[]
      readonly refused?: string
      readonly state?: string
      readonly owes?: readonly string[]
      /** Fields of the record after it. */
      readonly holds?: Readonly<Record<string, unknown>>
      /** Whether the matter is there, after it, for people who are no office that sees all. */
      readonly seen?: Readonly<Record<string, boolean>>
      /** Ids for the matters that this act opens; `f1`, `f2` … where the case says none. */
      readonly fresh?: readonly string[]
      /** How many acts were done on matters that this act opened. */
      readonly opens?: number
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

/** The forms that steps leave out, by act. */
export type Usual = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Every text in a form or a record, at any depth. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Of the matters of a step those that the store would hand in: named in the form and, where the act asks, in the record. */
function askedFor(
  power: AnyPower | undefined,
  form: unknown,
  record: AnyRecord,
  matters: Readonly<Record<string, MatterFacts>>,
): Readonly<Record<string, MatterFacts>> {
  const named = new Set([...textsIn(form), ...(needsChildren(power) ? textsIn(record) : [])])
  return Object.fromEntries(Object.entries(matters).filter(([id]) => named.has(id)))
}

/** Runs a case on the pure kernel; forms a step leaves out come from the procedure's usual ones. */
export function runCase(rulebook: Rulebook, procedure: string, usual: Usual, { steps }: Case): Matter {
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
      {
        act: step.act,
        form,
        actor: actor(step.who, step.as),
        ...(step.entered ? { enteredBy: actor(step.entered) } : {}),
      },
      {
        ...smallFacts,
        matters: askedFor(procedureOf(rulebook, procedure).powers[step.act], form, matter.record, {
          ...smallFacts.matters,
          ...step.matters,
        }),
        items: { ...smallFacts.items, ...step.items },
        ...(step.fresh ? { fresh: step.fresh } : {}),
        ...(step.resting ? { resting: step.resting } : {}),
      },
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
    if (step.holds) expect(outcome.matter.record).toMatchObject(step.holds)
    for (const [seat, sees] of Object.entries(step.seen ?? {}))
      expect(maySee(procedureOf(rulebook, procedure), outcome.parties, actor(seat)), seat).toBe(sees)
    if (step.opens !== undefined) expect(outcome.children).toHaveLength(step.opens)
    matter = outcome.matter
  }
  return matter
}

/**
 * Declares the tests of a procedure's cases: each one, and that together they cover it: every power done and refused, every gate
 * refusing, every norm lawful and refused.
 */
export function casesHold(rulebook: Rulebook, id: string, usual: Usual, cases: readonly Case[]): void {
  const procedure = procedureOf(rulebook, id)
  const acts = cases.flatMap((c) => c.steps.flatMap((step) => ('act' in step ? [step] : [])))

  describe(procedure.title, () => {
    test.each(cases)('$name', (one) => {
      runCase(rulebook, id, usual, one)
    })

    test.each(Object.keys(procedure.powers))('power %s has a case done and a case refused', (act) => {
      expect(acts.some((s) => s.act === act && !s.refused)).toBe(true)
      expect(acts.some((s) => s.act === act && s.refused)).toBe(true)
    })

    test('every gate refuses in some case', () => {
      const codes = new Set(acts.map((s) => s.refused))
      const gates = Object.values(procedure.powers).flatMap((p) => p.gates ?? [])
      expect([...new Set(gates.map((g) => g.code))].filter((code) => !codes.has(code))).toEqual([])
    })

    test('every norm the procedure declares has a lawful and a refused case', () => {
      const refusedOrLapsed = (c: Case) => c.steps.some((s) => s.refused || 'lapse' in s)
      for (const norm of enforcement({ procedures: { [id]: procedure }, norms: {} }).keys()) {
        // The bounds of a delegation are the kernel's own.
        if (norm === 'I2') continue
        const told = cases.filter((c) => c.norm === norm)
        expect(
          told.some((c) => c.steps.some((s) => !s.refused)),
          `${norm} lawful`,
        ).toBe(true)
        expect(told.some(refusedOrLapsed), `${norm} refused`).toBe(true)
      }
    })
  })
}
