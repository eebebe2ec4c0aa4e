import { expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { checkSelfTests } from './self-test.ts'

test('questions that can be tried have all that is asked and answered', () => {
  expect(checkSelfTests(rulebook)).toEqual([])
  const [study] = Object.values(rulebook.procedures).filter(({ selfTest }) => selfTest !== undefined)
  if (!study) throw new Error('nothing can be tried')
  const wrong = { ...study, selfTest: { questions: 'title' } }
  const found = checkSelfTests({ ...rulebook, procedures: { [study.id]: wrong } })
  expect(found.map(({ code }) => code)).toContain('SELF_TEST_UNSOUND')
})
