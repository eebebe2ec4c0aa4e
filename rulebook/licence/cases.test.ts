import { expect, test } from 'vitest'
import { casesHold, runCase } from '#test/cases.ts'
import { walksHold } from '#test/walks.ts'
import { addDays } from '#kernel/time.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { licence } from './procedure.ts'

casesHold(rulebook, licence.id, usual, cases)

test('a card that is held back covers nothing from that day, whatever it says', () => {
  const suspended = runCase(rulebook, licence.id, usual, {
    name: 'suspended',
    steps: [
      { at: '2026-03-02', who: 'justice.clerk', act: 'issue' },
      { at: '2026-06-01', who: 'justice.clerk', act: 'suspend' },
    ],
  })
  expect(licence.keeps?.(suspended)).toMatchObject([
    { kind: 'licence', person: 'housing.newcomer', licence: { unit: 'housing', stopped: '2026-06-01' } },
  ])
})

walksHold(rulebook, licence.id, {
  walks: 60,
  steps: 20,
  hints: {
    issue: ({ today, actor }) => ({
      person: actor.person,
      unit: actor.unit,
      from: today,
      until: addDays(today, 900),
    }),
    renew: ({ today }) => ({ until: addDays(today, 700) }),
  },
})
