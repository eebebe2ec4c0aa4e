import { expect, test } from 'vitest'
import { petition } from '#test/second-procedure.ts'
import { type CoverageRow, checkCoverage } from './coverage.ts'
import type { Basis } from './vocabulary.ts'

const OWN: Basis = { title: '测试规程', article: '第1条', status: 'own', from: '2026-01-01' }
const based = (basis: Basis) => ({
  ...petition,
  powers: Object.fromEntries(
    Object.entries(petition.powers).map(([name, one]) => [name, { ...one, basis: [basis] }]),
  ),
})

const found = (coverage: readonly CoverageRow[]) =>
  checkCoverage({
    procedures: { petition: { ...based({ ...OWN, article: '第1条第（二）项' }), coverage } },
    norms: {},
  })
const row = (more: Partial<CoverageRow>): CoverageRow => ({ kind: 'step', rule: '批示', basis: OWN, ...more })
const WHOLE = [
  row({
    by: ['power:instruct', 'duty:instruct', 'duty:answer', 'term:answerWithin', 'field:leader', 'role:unit'],
  }),
]

test('a row that names what there is, on its own article, is sound; a procedure without a list is not asked', () => {
  expect(found(WHOLE)).toEqual([])
  expect(found([...WHOLE, row({ why: '不能由规程执行' })])).toEqual([])
  expect(checkCoverage({ procedures: { petition }, norms: {} })).toEqual([])
})

test.each<[string, readonly CoverageRow[], string]>([
  ['neither enforced nor said why not', [...WHOLE, row({})], '“批示” is neither enforced nor said why not'],
  [
    'what there is none of',
    [...WHOLE, row({ by: ['gate:none', 'power:instruct'] })],
    'there is no gate:none',
  ],
  [
    'another article',
    [...WHOLE, row({ by: ['power:instruct'], basis: { ...OWN, article: '第2条' } })],
    'nothing that enforces “批示” stands on 测试规程 第2条',
  ],
  [
    'a duty that no row names',
    [row({ by: ['power:instruct', 'duty:instruct'] })],
    'enforces something and no row of the law names it',
  ],
])('unsound: %s', (_, coverage, what) => {
  expect(found(coverage)).toMatchObject([{ code: 'COVERAGE_UNSOUND', what }])
})
