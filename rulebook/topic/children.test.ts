import { expect, test } from 'vitest'
import { apply } from '#kernel/apply.ts'
import { type Matter, blank } from '#kernel/matter.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import { actor, smallFacts } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { children } from './children.ts'

const NOW = '2026-03-20T02:00:00.000Z'
const inState = (id: string, procedure: string, state: string, record: AnyRecord): Matter => ({
  ...blank(id, procedure, 1),
  state,
  record: { unit: 'housing', ...record },
})

test.each(Object.entries(children))(
  '%s: of every state in which it is not over, what is next is said',
  (_, child) => {
    const open = Object.entries(child.procedure.states).flatMap(([name, { final }]) => (final ? [] : [name]))
    expect(Object.keys(child.next).toSorted()).toEqual(open.toSorted())
  },
)

test('an item that is withdrawn ends what it began, with its reason; what is over stays as it is', () => {
  const step = { parent: 'm1', version: 1 }
  const carried = {
    r1: inState('r1', 'field-research', 'closed', step),
    p1: inState('p1', 'public-participation', 'collecting', { ...step, from: '2026-03-09' }),
    e1: inState('e1', 'expert-argument', 'arguing', { ...step, opinions: [{ expert: '专家甲' }] }),
  }
  const topic = inState('m1', 'topic', 'preparing', {
    version: 1,
    research: 'r1',
    participation: 'p1',
    expertise: 'e1',
  })
  const attempt = { act: 'withdraw', form: { ending: '列入明年计划' }, actor: actor('housing.head') }
  const outcome = apply(rulebook, topic, attempt, { ...smallFacts, carried }, NOW)
  if (outcome.kind === 'refused') throw new Error(outcome.refusals[0].message)
  expect(outcome.children.map(({ entry, matter }) => [entry.kind, matter.record['ending']])).toEqual([
    ['public-participation.stop', '议题撤回：列入明年计划'],
    ['expert-argument.stop', '议题撤回：列入明年计划'],
  ])
})
