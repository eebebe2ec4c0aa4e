import { expect, test } from 'vitest'
import { runCase } from '#test/cases.ts'
import { smallDirectory } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { papers } from './papers.ts'
import { decision } from './procedure.ts'
import type { DecisionRecord } from './record.ts'

const recordOf = (name: string): DecisionRecord => {
  const told = cases.find((one) => one.name.includes(name))
  if (!told) throw new Error(`no case of ${name}`)
  return runCase(rulebook, decision.id, usual, told).record
}

const context = (record: DecisionRecord) => ({
  record,
  district: '云汀区',
  today: '2026-12-31',
  url: 'https://luoshi.example/matters/m1',
  unit: (id: string | undefined) => smallDirectory.unit(id ?? '')?.name ?? '',
  post: (id: string | undefined) => id ?? '',
  person: (id: string | undefined) => id ?? '',
  headOf: () => '',
  title: () => '',
  done: [],
})

test('决策事项通知 goes to who carries it out, with the decision and the day of the report', () => {
  const paper = papers['notice']?.fill(context(recordOf('归档')), '')
  expect(paper).toMatchObject({ issuer: '区政府办公室', addressee: '区水务局', signed: { on: '2026-05-09' } })
  const said = JSON.stringify(paper?.body)
  expect(said).toContain('区政府常务会议审议了“桥东片区排水改造工程”')
  expect(said).toContain('同意实施桥东片区排水改造工程。')
  expect(said).toContain('2026年8月28日前报告执行情况')
})

test('what was changed by the body stays readable in the notice', () => {
  const said = JSON.stringify(papers['notice']?.fill(context(recordOf('不得调整、停止')), '')?.body)
  expect(said).toContain('调整前的内容：同意实施桥东片区排水改造工程。')
})

test('决策执行情况表 says what was reported, by whom', () => {
  const said = JSON.stringify(papers['course']?.fill(context(recordOf('归档')), '')?.body)
  expect(said).toContain('2026年6月20日　water.clerk　已完成招标')
})

test('there is no notice of what was not issued', () => {
  expect(papers['notice']?.provided?.({})).toBe(false)
})
