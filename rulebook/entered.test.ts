import { expect, test } from 'vitest'
import { apply } from '#kernel/apply.ts'
import { available } from '#kernel/available.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import { actor, smallFacts } from '#test/small-district.ts'
import { rulebook } from './index.ts'
import { usual } from './supervised-task/cases.ts'

const AT = '2026-03-03T02:00:00.000Z'

function underway(): Matter {
  let matter = blank('m1', 'supervised-task', 1)
  for (const [who, act] of [
    ['watch.clerk', 'setUp'],
    ['watch.clerk', 'assign'],
    ['housing.clerk', 'signFor'],
  ] as const) {
    const outcome = apply(
      rulebook,
      matter,
      { act, form: usual[act] ?? {}, actor: actor(who) },
      smallFacts,
      AT,
    )
    if (outcome.kind === 'refused') throw new Error(outcome.refusals[0].message)
    matter = outcome.matter
  }
  return matter
}

/** Somebody with one power of the office, delegated for another act. */
const bounded = actor('office.clerk', { person: 'guest', as: 'delegate', within: ['supervised-task.urge'] })
const said = { act: 'reportProgress', form: { progress: '已开工' }, actor: actor('housing.clerk') }

test('who was delegated one act enters no other for anybody', () => {
  const outcome = apply(rulebook, underway(), { ...said, enteredBy: bounded }, smallFacts, AT)
  expect(outcome.kind === 'refused' && outcome.refusals[0].code).toBe('DELEGATION_EXCEEDED')
  const button = available(rulebook, underway(), bounded, smallFacts, AT).find((a) => a.act === said.act)
  expect(button?.refusals[0]?.code).toBe('DELEGATION_EXCEEDED')
})

test('the office itself may, within the same bounds of role', () => {
  const outcome = apply(rulebook, underway(), { ...said, enteredBy: actor('office.clerk') }, smallFacts, AT)
  expect(outcome.kind).toBe('done')
})
