import { expect, test } from 'vitest'
import type { UnitEntry } from '#store/directory.ts'
import { undertakersOf } from './undertakers.ts'

const unit = (id: string, name: string, shortName: string, domains: string[]): UnitEntry => ({
  id,
  name,
  shortName,
  aliases: [],
  kind: '职能部门',
  functions: id === 'office' ? ['coordination'] : [],
  domains,
  assignable: true,
  parent: null,
  leaderPost: null,
  phone: null,
  sort: 0,
})

const UNITS = [
  unit('office', '区政府办公室', '政府办', ['公文', '学位']),
  unit('edu', '区教育局', '教育局', ['教育', '学位', '校园']),
  unit('cons', '区住房和城乡建设局', '住建局', ['住房', '物业', '校园']),
]

test.each([
  ['关于做好2026年学位建设工作的通知', ['区教育局']],
  ['区住房和城乡建设局关于物业纠纷的报告', ['区住建局']],
  ['关于校园周边整治的通知', []],
  ['关于召开会议的通知', []],
])('%s', (title, units) => {
  expect(undertakersOf(title, UNITS)).toEqual(units)
})
