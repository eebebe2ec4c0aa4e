import { expect, test } from 'vitest'
import type { UnitEntry } from '#store/directory.ts'
import { judged } from './judging.ts'
import { presenterAmong, undertakersOf } from './undertakers.ts'

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

test.each([
  ['区教育局', '区教育局'],
  ['教育局', '区教育局'],
  ['区住房和城乡建设局', '区住建局'],
  ['市教育局', ''],
  ['省政府办公厅', ''],
  ['区政府办公室', ''],
  [null, ''],
])('sender %s', (presenter, unit) => {
  expect(presenterAmong(presenter, UNITS)).toBe(unit)
})

test.each([
  ['省政府办公厅关于召开防汛会议的通知', '请＿＿＿＿'],
  ['区住房和城乡建设局关于物业纠纷的报告', '请区住建局'],
])('drafts on %s', (on, start) => {
  const { drafts } = judged('阅。', on, '2026-03-02', UNITS)
  expect(drafts.map((draft) => draft.slice(0, start.length))).toEqual([start, start, start])
  expect(drafts.join('')).not.toContain('省政府')
})

test('a task without a doer is taken for the sender only where the sender can carry it', () => {
  const says = (on: string) => judged('请于3月20日前查明原因并报我。', on, '2026-03-02', UNITS).says
  expect(says('区教育局关于校园用水的报告')).toContain('区教育局')
  expect(says('省教育厅关于校园用水的通知')).not.toContain('省教育厅')
})
