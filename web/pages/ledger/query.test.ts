import { expect, test } from 'vitest'
import { chipsOf, flagsOf, inLedger, isFiltered, queryOf, textOf, unfiltered, wordsOf } from './query.ts'

const kinds: Readonly<Record<string, string>> = { 'task.decline': '申请退回', 'task.block': '报告卡住' }
const names = {
  unit: () => '区教育局',
  post: () => '副区长',
  state: () => '待核实',
  norm: (id: string) => `规范${id}`,
  kind: (id: string) => kinds[id] ?? id,
  flag: (id: string) => ({ stuck: '卡住了' })[id] ?? id,
  duty: () => '回复督办单',
  register: () => '收文登记簿',
}

test('the address becomes the query: known names, empty ones left out', () => {
  const search = { group: '在办', q: ' 小区 ', unit: '', cursor: 'x', limit: '9', sort: 'new' }
  expect(queryOf(search)).toEqual({ group: '在办', q: '小区', sort: 'new' })
})

test('the same filters give the same text whatever their order in the address', () => {
  expect(textOf({ q: '学校', light: 'red' })).toBe(textOf({ light: 'red', q: '学校' }))
})

test('which ledger it is is no filter, stays when the filters go, and is not said twice', () => {
  const search = { procedure: 'paper', group: '在办', sort: 'new' }
  expect(isFiltered({ procedure: 'paper' })).toBe(false)
  expect(unfiltered(search)).toEqual({ procedure: 'paper', sort: 'new' })
  expect(wordsOf(search, names)).toBe('在办')
})

test('another ledger is asked the same, save what is each procedure’s own', () => {
  const search = {
    procedure: 'task',
    state: 'stuck',
    flag: 'stuck',
    did: 'task.block',
    group: '在办',
    unit: 'u',
  }
  expect(inLedger(search, 'paper')).toEqual({ group: '在办', unit: 'u', procedure: 'paper' })
  expect(inLedger({ ...search, flag: 'lapsed' }, undefined)).toEqual({
    group: '在办',
    unit: 'u',
    flag: 'lapsed',
  })
})

test('what a figure counts is said in words, and can be taken off', () => {
  const search = { lacks: 'task.block', silent: '14', decided: 'p', late: 'yes', duty: 'task.answer' }
  expect(chipsOf(search, names).map(({ text }) => text)).toEqual([
    '从未“报告卡住”',
    '正等“回复督办单”',
    '节点、签收等过期未办',
    '责任单位14日没有动静',
    '副区长交办、批示的',
  ])
})

test('flags of several ledgers: one word stands once, two words for one name both', () => {
  const stuck = { name: 'stuck', title: '卡住了' }
  const flags = flagsOf([
    { flags: [stuck, { name: 'returned', title: '返工过' }] },
    { flags: [stuck, { name: 'returned', title: '退回修改过' }] },
  ])
  expect(flags.get('stuck')).toBe('卡住了')
  expect(flags.get('returned')).toBe('返工过／退回修改过')
  expect(flags.has('lapsed')).toBe(true)
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
