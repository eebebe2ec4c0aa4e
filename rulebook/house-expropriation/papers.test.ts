import { expect, test } from 'vitest'
import { runCase } from '#test/cases.ts'
import { papersHold, textOf } from '#test/papers-hold.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { houseExpropriation } from './procedure.ts'

papersHold(houseExpropriation, usual, cases)

test('the announcement carries the plan and the right to a review and a suit', () => {
  const [told] = cases
  if (!told) throw new Error('there are no stories')
  const said = textOf(
    houseExpropriation,
    'announcement',
    runCase(rulebook, houseExpropriation.id, usual, told).record,
  )
  expect(said).toContain('按市场价格补偿')
  expect(said).toContain('60日内依法申请行政复议')
  expect(said).toContain('6个月内依法向人民法院提起行政诉讼')
})
