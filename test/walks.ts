import { beforeAll, describe, expect, test } from 'vitest'
import { type Around, type Habits, type Hints, type Walk, groundOf, randomWalk } from '#demo/walk.ts'
import { procedureOf } from '#kernel/apply.ts'
import { available } from '#kernel/available.ts'
import { type Duty, type Matter, replay } from '#kernel/matter.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'

interface Walking {
  readonly walks?: number
  readonly steps?: number
  /** See `Hints`: only for forms that kinds of fields alone cannot make lawful. */
  readonly hints?: Hints
  /** Other matters that the gates read, by id; the walking matter's own is `m-walk`. */
  readonly around?: Around
  readonly habits?: Habits
  /** What must hold besides, of each walk, by the sentence that says it. */
  readonly also?: Readonly<Record<string, (walk: Walk) => void>>
}

/**
 * What must hold of every procedure, whatever people try: declares the tests over random walks of one. Another seed, other walks:
 * `WALK_SEED=… npx vitest run rulebook`.
 *
 *     walksHold(rulebook, supervisedTask.id)
 */
export function walksHold(rulebook: Rulebook, id: string, options: Walking = {}): void {
  const { walks: count = 2_000, steps: length = 40, hints = {}, around, habits, also = {} } = options
  const seed = process.env['WALK_SEED'] ?? '2026'
  const procedure = procedureOf(rulebook, id)
  const walks: Walk[] = []
  const isFinal = (state: string | null) => state !== null && procedure.states[state]?.final === true
  const actOf = (kind: string) => kind.slice(id.length + 1)

  describe(`${count} walks of ${length} steps, seed ${seed}`, () => {
    beforeAll(() => {
      const ground = groundOf(rulebook, id, shippedCalendar, hints, around, habits)
      for (let n = 0; n < count; n++) walks.push(randomWalk(ground, `${seed}-${n}`, length))
    }, 120_000)

    /**
     * Entries after which something is amiss, as `walk at entry n`. Asserted once for all walks: an assertion for each step of each
     * walk costs more than the walks.
     */
    const entriesAfterWhich = (amiss: (after: Matter) => boolean): readonly string[] =>
      walks.flatMap(({ seed: name, steps }) =>
        steps
          .filter(({ before, after }) => after !== before && amiss(after))
          .map(({ after }) => `${name} at entry ${after.ver}`),
      )

    test('nobody’s matter never exists: while a matter is open, somebody owes something', () => {
      expect(entriesAfterWhich(({ state, duties }) => !isFinal(state) && duties.length === 0)).toEqual([])
    })

    test('nobody owes the same thing twice at a time', () => {
      const twice = ({ duties }: Matter): boolean => {
        if (duties.length < 2) return false
        const owed = duties.map(({ name, subject, holder }) => JSON.stringify([name, subject, holder]))
        return new Set(owed).size < owed.length
      }
      expect(entriesAfterWhich(twice)).toEqual([])
    })

    test('nothing is owed in a final state', () => {
      expect(entriesAfterWhich(({ state, duties }) => isFinal(state) && duties.length > 0)).toEqual([])
    })

    test('replay equals live, at every step', () => {
      for (const walk of walks) expect(replay(walk.start, walk.entries), walk.seed).toEqual(walk.end)
    })

    test('no duty vanishes: each one that opened is open still or was closed by an act that says how', () => {
      for (const walk of walks) {
        const open = new Map<number, Duty>()
        for (const { effects, kind } of walk.entries) {
          for (const { no } of effects.closed) {
            expect(open.delete(no), `${walk.seed}: ${kind} closes ${no}`).toBe(true)
          }
          for (const duty of effects.opened) open.set(duty.no, duty)
        }
        expect([...open.keys()].toSorted((a, b) => a - b)).toEqual(walk.end.duties.map((d) => d.no))
      }
    })

    test('no path to a final state avoids the steps it demands, counted since the last voiding', () => {
      for (const [state, demanded] of Object.entries(procedure.mandatory)) {
        const reached = walks.flatMap((walk) => arrivals(walk, state, actOf))
        for (const { steps, at } of reached)
          for (const step of demanded ?? [])
            expect(
              [step].flat().some((act) => steps.includes(act)),
              `${at}: ${String(step)}`,
            ).toBe(true)
        console.log(`walks of ${id}: ${reached.length} came to ${state}`)
        expect(reached.length).toBeGreaterThan(count / 100)
      }
    })

    /** The steps that counted each time a walk came to a state. */
    function arrivals(walk: Walk, state: string, named: (kind: string) => string) {
      let steps = new Set<string>()
      const before: Set<string>[] = []
      const found: { steps: string[]; at: string }[] = []
      for (const { kind, effects, seq } of walk.entries) {
        const act = named(kind)
        if (procedure.powers[act]?.takesBack) steps = before.pop() ?? steps
        else before.push(new Set(steps))
        for (const voided of procedure.powers[act]?.voids ?? []) steps.delete(voided)
        steps.add(act)
        if (effects.to === state && procedure.powers[act]?.then === state)
          found.push({ steps: [...steps], at: `${walk.seed} at entry ${seq}` })
      }
      return found
    }

    test('a refused step changes nothing and says why in Chinese', () => {
      let refused = 0
      const wrong: string[] = []
      for (const { seed: name, steps } of walks) {
        for (const { before, after, outcome } of steps) {
          if (outcome.kind === 'done') continue
          refused++
          if (after !== before) wrong.push(`${name} changed at entry ${after.ver}`)
          for (const { message, code } of outcome.refusals)
            if (!/^[A-Z_]+ .*[\u4e00-\u9fff]/.test(`${code} ${message}`)) wrong.push(`${code} ${message}`)
        }
      }
      expect(wrong).toEqual([])
      expect(refused).toBeGreaterThan(count)
    })

    test(
      'the button and the request agree: what is refused before the form is refused with the same codes after it',
      {
        timeout: 120_000,
      },
      () => {
        let compared = 0
        for (const { kind, before, actor, enteredBy, facts, at, name, outcome } of walks
          .slice(0, count / 5)
          .flatMap((w) => w.steps)) {
          if (kind !== 'attempt' || !actor || enteredBy) continue
          const button = available(rulebook, before, actor, facts, at).find((a) => a.act === name)
          if (!button || button.refusals.length === 0) continue
          compared++
          expect(outcome.kind).toBe('refused')
          if (outcome.kind === 'done' || outcome.refusals[0].code === 'FORM_INVALID') continue
          const codes = outcome.refusals.map((r) => r.code)
          expect(codes).toEqual(expect.arrayContaining(button.refusals.map(({ code }) => code)))
        }
        expect(compared).toBeGreaterThan(count / 5)
      },
    )

    test('every act of the procedure is done in some walk', () => {
      const done = new Set(walks.flatMap((w) => w.entries.map((e) => actOf(e.kind))))
      expect(Object.keys(procedure.powers).filter((act) => !done.has(act))).toEqual([])
    })

    test('the ladder never fires early', () => {
      for (const walk of walks) {
        for (const { kind, name, at, before, outcome } of walk.steps) {
          if (kind !== 'lapse' || outcome.kind !== 'done') continue
          const no = outcome.entry.form['duty'] as number
          const duty = before.duties.find((d) => d.no === no)
          expect(duty?.alarmAt && duty.alarmAt <= at, `${walk.seed}: ${name}`).toBe(true)
        }
      }
    })

    test.each(Object.entries(also))('%s', (_, holds) => {
      for (const walk of walks) holds(walk)
    })
  })
}
