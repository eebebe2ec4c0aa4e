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

test.each([
  ['an act of another state', 'strikeOff'],
  ['an act with something to fill in', 'cancel'],
  ['an act there is none of', 'none'],
])('%s cannot follow at once', (_, next) => {
  const [procedure] = Object.values(rulebook.procedures)
  const [first] = Object.entries(procedure?.powers ?? {})
  if (!procedure || !first) throw new Error('the rulebook is empty')
  const powers = { ...procedure.powers, [first[0]]: { ...first[1], next } }
  const procedures = { ...rulebook.procedures, [procedure.id]: { ...procedure, powers } }
  const changed = { ...rulebook, procedures }
  expect(checkRulebook(changed, '2026-11-22').map(({ code, where }) => [code, where])).toEqual([
    ['NEXT_IMPOSSIBLE', `${procedure.id}.${first[0]}`],
  ])
})

test('what is set up only with a parent is opened by one', () => {
  const [procedure] = Object.values(rulebook.procedures)
  const [first] = Object.entries(procedure?.powers ?? {}).filter(([, { when }]) => when === 'nothing')
  if (!procedure || !first) throw new Error('the rulebook is empty')
  const [act, power] = first
  const alone = {
    ...procedure,
    powers: { ...procedure.powers, [act]: { ...power, withParent: true as const } },
  }
  const found = checkRulebook({ ...rulebook, procedures: { [procedure.id]: alone } }, '2026-11-22').filter(
    ({ code }) => code === 'NO_PARENT_OPENS',
  )
  expect(found.map(({ where }) => where)).toEqual([`${procedure.id}.${act}`])
})
