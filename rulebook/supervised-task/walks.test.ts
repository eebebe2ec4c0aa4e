import { beforeAll, expect, test } from 'vitest'
import { type Walk, groundOf, randomWalk } from '#demo/walk.ts'
import { available } from '#kernel/available.ts'
import { type Duty, replay } from '#kernel/matter.ts'
import { rulebook } from '../index.ts'
import { shippedCalendar } from '../calendars/index.ts'
import { supervisedTask } from './procedure.ts'

const WALKS = 2_000
const STEPS = 40
/** Another seed, other walks: `WALK_SEED=… npx vitest run rulebook`. */
const SEED = process.env['WALK_SEED'] ?? '2026'

const ground = groundOf(rulebook, supervisedTask.id, shippedCalendar)
const walks: Walk[] = []

beforeAll(() => {
  console.log(`walks: seed ${SEED}, ${WALKS} of ${STEPS} steps`)
  for (let n = 0; n < WALKS; n++) walks.push(randomWalk(ground, `${SEED}-${n}`, STEPS))
}, 120_000)

const isFinal = (state: string | null) => state !== null && supervisedTask.states[state]?.final === true
const actOf = (kind: string) => kind.slice(supervisedTask.id.length + 1)

test('nobody’s matter never exists: while a matter is open, somebody owes something', () => {
  for (const walk of walks) {
    for (const { after } of walk.steps) {
      if (after.ver === 0 || isFinal(after.state)) continue
      expect(after.duties.length, `${walk.seed} at entry ${after.ver}`).toBeGreaterThan(0)
    }
  }
})

test('replay equals live, at every step', () => {
  for (const walk of walks) {
    expect(replay(walk.start, walk.entries), walk.seed).toEqual(walk.end)
  }
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

test('no path to struck-off avoids feedback, verification, summary and assessment since the last voiding', () => {
  let struck = 0
  for (const walk of walks) {
    let steps = new Set<string>()
    const taken: Set<string>[] = []
    for (const { kind } of walk.entries) {
      const act = actOf(kind)
      if (act === 'takeBack') steps = taken.pop() ?? steps
      else taken.push(new Set(steps))
      for (const voided of supervisedTask.powers[act]?.voids ?? []) steps.delete(voided)
      steps.add(act)
      if (act !== 'strikeOff') continue
      struck++
      expect([...steps], walk.seed).toEqual(
        expect.arrayContaining(['reportDone', 'verify', 'sumUp', 'assess']),
      )
    }
  }
  console.log(`walks: ${struck} matters were struck off`)
  expect(struck).toBeGreaterThan(WALKS / 100)
})

test('a refused step changes nothing and says why in Chinese', () => {
  let refused = 0
  for (const { before, after, outcome } of walks.flatMap((w) => w.steps)) {
    if (outcome.kind === 'done') continue
    refused++
    expect(after).toBe(before)
    for (const { message, code } of outcome.refusals)
      expect(`${code} ${message}`).toMatch(/^[A-Z_]+ .*[\u4e00-\u9fff]/)
  }
  expect(refused).toBeGreaterThan(WALKS)
})

test('the button and the request agree: what is refused before the form is refused with the same first code after it', () => {
  let compared = 0
  for (const { kind, before, actor, facts, at, name, outcome } of walks
    .slice(0, 400)
    .flatMap((w) => w.steps)) {
    if (kind !== 'attempt' || !actor) continue
    const button = available(rulebook, before, actor, facts, at).find((a) => a.act === name)
    if (!button || button.refusals.length === 0) continue
    compared++
    expect(outcome.kind).toBe('refused')
    if (outcome.kind === 'done' || outcome.refusals[0].code === 'FORM_INVALID') continue
    const codes = outcome.refusals.map((r) => r.code)
    for (const { code } of button.refusals) expect(codes).toContain(code)
  }
  expect(compared).toBeGreaterThan(400)
})

test('every act of the procedure is done in some walk', () => {
  const done = new Set(walks.flatMap((w) => w.entries.map((e) => actOf(e.kind))))
  expect(Object.keys(supervisedTask.powers).filter((act) => !done.has(act))).toEqual([])
})

test('the ladder never fires early and each rung fires once', () => {
  for (const walk of walks) {
    for (const { kind, name, at, before, outcome } of walk.steps) {
      if (kind !== 'lapse' || outcome.kind !== 'done') continue
      const no = outcome.entry.form['duty'] as number
      const duty = before.duties.find((d) => d.no === no)
      expect(duty?.alarmAt && duty.alarmAt <= at, `${walk.seed}: ${name}`).toBe(true)
    }
  }
})
