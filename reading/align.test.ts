import { expect, test } from 'vitest'
import { alignCells, rowStarts } from './align.ts'

const COLUMNS = ['task', 'leaders', 'lead', 'cooperate', 'deadline'] as const

test.each([
  ['every cell under its column', ['新建公厕6座', '周明', '区城管局', '各街道', '10月底'], [0, 1, 2, 3, 4]],
  ['a merged leader is left out', ['新建公厕6座', '区城管局', '各街道', '10月底'], [0, 2, 3, 4]],
  [
    'units on several lines',
    ['新建公厕6座', '周明', '区城管局', '区住建局', '各街道', '10月底'],
    [0, 1, 2, 3, 3, 4],
  ],
  ['no companions', ['新建公厕6座', '周明', '区城管局', '10月底'], [0, 1, 2, 4]],
])('%s', (_, cells, wanted) => {
  expect(alignCells(cells, COLUMNS)).toEqual(wanted)
})

test('rows without numbers start where a task follows a date', () => {
  const cells = [
    '新建公厕',
    '区城管局',
    '区住建局',
    '各街道',
    '10月底',
    '修缮道路，改造路灯',
    '区住建局',
    '11月底',
  ]
  expect(rowStarts(cells, ['task', 'lead', 'cooperate', 'deadline'])).toEqual([0, 5])
})
