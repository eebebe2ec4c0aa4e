import { expect, test } from 'vitest'
import type { UnitEntry } from '#store/directory.ts'
import { type Before, planUnits } from './plan-units.ts'
import { UNIT_COLUMNS, type UnitColumn } from './sheets.ts'

const unit = (id: string, name: string, codes: string[], functions: string[] = []): UnitEntry => ({
  id,
  name,
  shortName: name,
  aliases: [],
  kind: '职能部门',
  functions,
  domains: [],
  assignable: true,
  parent: null,
  leaderPost: null,
  phone: null,
  sort: 1,
  codes,
})

const units = [
  unit('office', '区政府办公室', ['云政发', '云政办发'], ['coordination']),
  unit('cons', '区住房和城乡建设局', ['云住建发', '云住建函']),
  unit('fin', '区财政局', []),
]
const before: Before = { units, posts: [], seats: [], unitNames: units }

/** What the sheet makes of some units’ cells of 发文代字. */
function planned(...cells: [name: string, written: string, functions?: string][]) {
  const blank = Object.fromEntries(Object.keys(UNIT_COLUMNS).map((column) => [column, '']))
  const rows = cells.map(([name, codes, functions = ''], n) => ({
    row: n + 2,
    cells: { ...blank, name, codes, functions } as Record<UnitColumn, string>,
  }))
  const plan = planUnits(rows, before, () => 'new')
  return {
    codes: plan.units.map(({ entry }) => entry.codes),
    said: plan.errors.map(({ row, message }) => `${row} ${message}`),
  }
}

test('are registered, kept by an empty cell and taken off by 无', () => {
  expect(planned(['区财政局', '云财发、云财函'])).toEqual({ codes: [['云财发', '云财函']], said: [] })
  expect(planned(['区住房和城乡建设局', '']).codes).toEqual([['云住建发', '云住建函']])
  expect(planned(['区住房和城乡建设局', '无']).codes).toEqual([[]])
})

test.each([
  ['云财〔2026〕1号', '2 “云财〔2026〕1号”不是机关代字'],
  ['云政发', '2 “云政发”是区政府、区政府办公室的代字'],
  ['云住建函', '2 代字“云住建函”已由区住房和城乡建设局登记'],
])('of a department may not be %s', (written, said) => {
  expect(planned(['区财政局', written]).said[0]).toContain(said)
})

test('of the government are the coordinating office’s', () => {
  expect(planned(['区政府办公室', '云政发、云政函', '综合协调']).said).toEqual([])
})

test('may go from one unit to another in one sheet, in whatever order', () => {
  expect(planned(['区财政局', '云住建函'], ['区住房和城乡建设局', '云住建发']).said).toEqual([])
  expect(planned(['区住房和城乡建设局', '云住建发'], ['区财政局', '云住建函']).said).toEqual([])
  expect(planned(['区财政局', '云合发'], ['区住房和城乡建设局', '云合发']).said).toHaveLength(2)
})
