import { expect, test } from 'vitest'
import { runCase } from '#test/cases.ts'
import { smallDirectory } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { usual } from './cases.ts'
import { papers } from './papers.ts'
import { body } from './procedure.ts'

test('议事规则 shows who sits in it, what must come before it, and where each version came from', () => {
  const { record } = runCase(rulebook, body.id, usual, {
    name: 'paper',
    steps: [
      { at: '2026-03-02', who: 'office.clerk', act: 'setUp' },
      { at: '2026-03-03', who: 'leaders.head', act: 'establish' },
      { at: '2026-03-04', who: 'office.clerk', act: 'amend' },
      { at: '2026-03-05', who: 'leaders.head', act: 'confirmRules' },
    ],
  })
  const paper = papers['rules']?.fill(
    {
      record,
      district: '澄江区',
      today: '2026-07-31',
      url: 'https://luoshi.example/matters/m1',
      unit: (id) => smallDirectory.unit(id ?? '')?.name ?? '',
      post: (id) => id ?? '',
      title: (id) => id ?? '',
      person: (id) => id ?? '',
      headOf: () => '',
      done: [],
    },
    '',
  )
  expect(paper?.title).toBe('区政府常务会议议事规则\n（第2版）')
  const tables = paper?.body.flatMap((block) => (block.kind === 'table' ? [block.rows] : []))
  expect(tables?.[0]?.at(-1)).toEqual(['9', 'leaders.head', '主持，末位表态'])
  expect(tables?.[1]).toEqual([
    ['重大决策', '不论数额', '区人民政府工作规则'],
    ['大额度资金使用', '金额（万元）达到500', '区级财政资金管理办法'],
    ['土地', '面积（亩）达到30', '区土地管理委员会议事规则'],
  ])
  expect(paper?.body.at(-1)).toMatchObject({
    text: '第2版，2026-03-05：议题材料送审时间不够（区政府常务会议纪要）',
  })
})

test('there is no paper of rules that nobody has confirmed', () => {
  expect(papers['rules']?.provided?.({})).toBe(false)
})
