import { describe, expect, test } from 'vitest'
import { enforcement } from '#kernel/check.ts'
import { runCase } from '#test/cases.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { supervisedTask } from './procedure.ts'

describe('督办事项', () => {
  test.each(cases)('$name', (one) => {
    runCase(rulebook, supervisedTask.id, usual, one)
  })
})

const acts = cases.flatMap((c) => c.steps.flatMap((step) => ('act' in step ? [step] : [])))

test.each(Object.keys(supervisedTask.powers))('power %s has a case done and a case refused', (act) => {
  expect(acts.some((s) => s.act === act && !s.refused)).toBe(true)
  expect(acts.some((s) => s.act === act && s.refused)).toBe(true)
})

test('every norm the procedure declares has a lawful and a refused case', () => {
  const refusedOrLapsed = (c: (typeof cases)[number]) => c.steps.some((s) => s.refused || 'lapse' in s)
  for (const norm of enforcement(rulebook).keys()) {
    const told = cases.filter((c) => c.norm === norm)
    expect(
      told.some((c) => c.steps.some((s) => !s.refused)),
      `${norm} lawful`,
    ).toBe(true)
    expect(told.some(refusedOrLapsed), `${norm} refused`).toBe(true)
  }
})

test('every gate refuses in some case', () => {
  const codes = new Set(acts.map((s) => s.refused))
  const gates = Object.values(supervisedTask.powers).flatMap((p) => p.gates ?? [])
  expect([...new Set(gates.map((g) => g.code))].filter((code) => !codes.has(code))).toEqual([])
})
