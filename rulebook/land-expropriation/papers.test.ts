import { expect, test } from 'vitest'
import { runCase } from '#test/cases.ts'
import { papersHold, textOf } from '#test/papers-hold.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { landExpropriation } from './procedure.ts'

papersHold(landExpropriation, usual, cases)

test('the pre-announcement says where it hangs and that nothing rushed is paid for', () => {
  const [told] = cases
  if (!told) throw new Error('there are no stories')
  const { record } = runCase(rulebook, landExpropriation.id, usual, told)
  const said = textOf(landExpropriation, 'preannouncement', record)
  expect(said).toContain('抢栽抢建部分不予补偿')
  expect(said).toContain('第三村民小组')
  expect(textOf(landExpropriation, 'application', record)).toContain('0户未签订协议')
})
