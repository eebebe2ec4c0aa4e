import { expect, test } from 'vitest'
import { apply } from '#kernel/apply.ts'
import { blank } from '#kernel/matter.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { actor, smallFacts } from '#test/small-district.ts'
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
      { at: '2026-03-02', who: 'justice.clerk', act: 'enter' },
      { at: '2026-06-01', who: 'justice.clerk', act: 'suspend' },
    ],
  })
  expect(licence.keeps?.(suspended)).toMatchObject([
    { kind: 'licence', person: 'housing.newcomer', licence: { unit: 'housing', stopped: '2026-06-01' } },
  ])
})

test('who could not issue a card learns nothing of an exam by trying', () => {
  const answers = ['first', 'failed', 'nobody'].map((passed) => {
    const attempt = { act: 'issue', form: { ...usual['issue'], passed }, actor: actor('housing.clerk') }
    const [refused] = cases[1]?.steps ?? []
    const matters = refused && 'act' in refused ? (refused.matters ?? {}) : {}
    const outcome = apply(
      rulebook,
      blank('m1', licence.id, 1),
      attempt,
      { ...smallFacts, matters },
      '2026-03-02T02:00:00.000Z',
    )
    return outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : []
  })
  expect(new Set(answers.map((codes) => codes.join()))).toEqual(new Set(['NOT_YOURS']))
})

/** For everybody in a walk two exams passed, `first.c-001` and `second.c-001`. */
const exams: Readonly<Record<string, MatterFacts>> = Object.fromEntries(
  ['first', 'second'].flatMap((turn) =>
    Array.from({ length: 600 }, (_, n) => {
      const person = `c-${String(n + 1).padStart(3, '0')}`
      const record = { person, scope: 'full', on: '2025-11-20', result: 'passed' }
      const facts = { procedure: 'exam', state: 'marked', final: true, title: '执法资格考试', record }
      return [`${turn}.${person}`, facts] as const
    }),
  ),
)

walksHold(rulebook, licence.id, {
  walks: 60,
  steps: 20,
  around: () => exams,
  hints: {
    issue: ({ today, actor: { person, unit } }) => ({
      person,
      unit,
      from: today,
      until: addDays(today, 900),
      passed: `first.${person}`,
    }),
    enter: ({ actor: { person, unit } }) => ({ person, unit, from: '2025-06-01', until: '2028-06-01' }),
    renew: ({ today, record }) => ({
      until: addDays(today, 700),
      passed: `second.${String(record['person'])}`,
    }),
    changeScope: ({ record, random }) => ({
      passed: random.chance(0.5) ? `second.${String(record['person'])}` : undefined,
    }),
  },
})
