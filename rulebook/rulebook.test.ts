import { expect, test } from 'vitest'
import { checkRulebook, explore } from '#kernel/check.ts'
import { rulebook } from './index.ts'

test('the rulebook has no dead end, no idle state, no lost duty, no avoided step, no basis out of force', () => {
  expect(checkRulebook(rulebook, '2026-11-22')).toEqual([])
})

test('the check explores every state of every procedure', () => {
  for (const procedure of Object.values(rulebook.procedures)) {
    const reached = new Set(explore(procedure).map((place) => place.state))
    expect([...reached].toSorted()).toEqual(Object.keys(procedure.states).toSorted())
  }
})
