import { expect, test } from 'vitest'
import { runCase } from '#test/cases.ts'
import { papersHold, textOf } from '#test/papers-hold.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { householdCompensation } from './procedure.ts'

papersHold(householdCompensation, usual, cases)

test('the decision names the law, both remedies with their days, and that the money comes first', () => {
  const told = cases.find(({ name }) => name.startsWith('申请强制执行'))
  if (!told) throw new Error('the story is gone')
  const { record } = runCase(rulebook, householdCompensation.id, usual, told)
  const said = textOf(householdCompensation, 'decision', record)
  expect(said).toContain('《国有土地上房屋征收与补偿条例》第二十六条')
  expect(said).toContain('60日内（至2026年6月12日）申请行政复议')
  expect(said).toContain('6个月内（至2026年10月13日）向人民法院提起行政诉讼')
  expect(said).toContain('先补偿、后搬迁')
  expect(textOf(householdCompensation, 'application', record)).toContain('社会稳定风险评估材料')
})
