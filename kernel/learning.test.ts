import { expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { askedAt, checkAmong } from './among.ts'
import * as f from './fields.ts'
import { checkLearning, learningIn } from './learning.ts'
import type { Rulebook } from './vocabulary.ts'

const [plan] = learningIn(rulebook, 'plan')
const withOut = (more: object): Rulebook => {
  if (plan === undefined) throw new Error('the rulebook has no plans')
  return { ...rulebook, procedures: { ...rulebook.procedures, plan: { ...plan.procedure, ...more } } }
}

test('what the shipped rulebook learns by and offers is sound', () => {
  expect([...checkLearning(rulebook), ...checkAmong(rulebook)]).toEqual([])
  expect(learningIn(rulebook, 'exam').map(({ says }) => says.says)).not.toContain([])
})

test('a plan whose courses say nothing of who attended is found', () => {
  const found = checkLearning(withOut({ record: { ...plan?.procedure.record, courses: f.text('办班') } }))
  expect(found.map(({ code }) => code)).toContain('LEARNING_UNSOUND')
  expect(found.map(({ what }) => what)).toContain('has no column attended')
})

test('an offer of what another procedure does not have is found', () => {
  const offering = (among: f.Among) =>
    checkAmong(
      withOut({ powers: { a: { form: { rows: f.rows('行', { one: f.matter('事项', { among }) }) } } } }),
    ).map(({ what }) => what)
  expect(offering({ procedure: 'none' })).toEqual(['there is no none'])
  const learnt = plan?.procedure.id ?? ''
  expect(offering({ procedure: learnt, states: ['gone'], says: ['nothing'], same: 'wrong' })).toEqual([
    `${learnt} has no state gone`,
    `${learnt} keeps no nothing`,
    `${learnt} keeps no wrong`,
    'neither the form nor the record has wrong',
  ])
})

test('a field is found in groups and in rows', () => {
  const of = { one: f.group('组', { two: f.rows('行', { three: f.day('日') }) }) }
  expect(askedAt(of, 'one.two.three')?.kind).toBe('day')
  expect(askedAt(of, 'one.three')).toBeUndefined()
  expect(askedAt(of, 'constructor')).toBeUndefined()
})
