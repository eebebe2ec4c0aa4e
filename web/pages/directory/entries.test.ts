import { expect, test } from 'vitest'
import type { DirectoryPost, DirectoryUnit } from '../../api/shapes.ts'
import { entriesOf, matching } from './entries.ts'

const unit = (id: string, name: string): DirectoryUnit => ({
  id,
  name,
  shortName: name.slice(1),
  aliases: [],
  kind: '职能部门',
  functions: [],
  assignable: true,
  phone: null,
  leaderPost: null,
})
const post = (id: string, of: string, title: string, names: readonly string[]): DirectoryPost => ({
  id,
  unit: of,
  title,
  level: 'head',
  holders: names.map((name, n) => ({
    person: `${id}${n}`,
    name,
    as: n ? 'acting' : 'holder',
    phone: '1390000',
  })),
})
const units = [unit('edu', '区教育局'), unit('cons', '区住建局'), unit('park', '区园林中心')]
const posts = [post('p1', 'edu', '局长', ['甲一', '乙二']), post('p2', 'cons', '局长', [])]
const entries = entriesOf(units, posts)

test('a line per holder, per vacant post, per unit without posts', () => {
  expect(entries.map(({ unit: u, post: p, holder }) => [u.id, p?.id, holder?.name])).toEqual([
    ['edu', 'p1', '甲一'],
    ['edu', 'p1', '乙二'],
    ['cons', 'p2', undefined],
    ['park', undefined, undefined],
  ])
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length)
})

test('every word must be there, in any order', () => {
  expect(matching(entries, '局长 教育')).toHaveLength(2)
  expect(matching(entries, '空缺').map(({ key }) => key)).toEqual(['p2'])
  expect(matching(entries, '没有')).toEqual([])
  expect(matching(entries, '  ')).toBe(entries)
})
