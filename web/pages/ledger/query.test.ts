import { expect, test } from 'vitest'
import { chipsOf, isFiltered, queryOf, textOf, wordsOf } from './query.ts'

const kinds: Readonly<Record<string, string>> = { 'task.decline': '申请退回', 'task.block': '报告卡住' }
const names = {
  unit: () => '区教育局',
  post: () => '副区长',
  state: () => '待核实',
  norm: (id: string) => `规范${id}`,
  kind: (id: string) => kinds[id] ?? id,
}

test('the address becomes the query: known names, empty ones left out', () => {
  const search = { group: '在办', q: ' 小区 ', unit: '', cursor: 'x', limit: '9', sort: 'new' }
  expect(queryOf(search)).toEqual({ group: '在办', q: '小区', sort: 'new' })
})

test('the same filters give the same text whatever their order in the address', () => {
  expect(textOf({ q: '学校', light: 'red' })).toBe(textOf({ light: 'red', q: '学校' }))
})

test('sorting alone is no filter', () => {
  expect(isFiltered({ sort: 'new' })).toBe(false)
  expect(isFiltered({ flag: 'stuck' })).toBe(true)
})

test('filters in words, with names for ids and the raw word for a value nobody knows', () => {
  const search = {
    state: 'reported',
    unit: 'edu',
    arranger: 'p',
    light: 'red',
    flag: 'odd',
    dueTo: '2026-06-30',
  }
  expect(wordsOf(search, names)).toBe('待核实 · 区教育局 · 副区长交办 · 红灯 · odd · 时限2026-06-30止')
  expect(wordsOf({}, names)).toBe('')
})

test('what a number brought along can be taken off again, together with what belongs to it', () => {
  const search = { norm: 'C5', did: 'task.decline,task.block', didFrom: '2026-01-01', group: '在办' }
  expect(queryOf(search)).toEqual(search)
  expect(chipsOf(search, names)).toEqual([
    {
      text: '规范C5：有职责到期未办',
      without: { did: search.did, didFrom: '2026-01-01', group: '在办' },
    },
    { text: '有过“申请退回”“报告卡住”，2026-01-01以来', without: { norm: 'C5', group: '在办' } },
  ])
  expect(chipsOf({ group: '在办', q: '小区' }, names)).toEqual([])
})
