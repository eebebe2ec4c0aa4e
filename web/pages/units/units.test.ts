import { expect, test } from 'vitest'
import type { DirectoryUnit } from '../../api/shapes.ts'
import { byKind } from './units.ts'

const unit = (id: string, kind: string): DirectoryUnit => ({
  id,
  name: id,
  shortName: id,
  aliases: [],
  kind,
  functions: [],
  assignable: true,
  phone: null,
  leaderPost: null,
})

test('kinds stand in the order of an official list, units in the order of the directory', () => {
  const kinds = ['上级部门', '事业单位', '筹备组', '职能部门', '党委部门', '领导班子', '职能部门']
  const found = byKind(kinds.map((kind, n) => unit(`u${n}`, kind)))
  expect([...found.keys()]).toEqual(['领导班子', '党委部门', '职能部门', '事业单位', '筹备组', '上级部门'])
  expect(found.get('职能部门')?.map(({ id }) => id)).toEqual(['u3', 'u6'])
})
