import { expect, test } from 'vitest'
import { runCase } from '#test/cases.ts'
import { smallDirectory } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { papers } from './papers.ts'
import { topic } from './procedure.ts'
import type { TopicRecord } from './record.ts'

const full = cases.find(({ name }) => name.startsWith('重大项目：'))
if (!full) throw new Error('no case')
const record: TopicRecord = runCase(rulebook, topic.id, usual, full).record
const context = {
  record,
  district: '云汀区',
  today: '2026-05-01',
  url: 'https://luoshi.example/matters/m1',
  unit: (id: string | undefined) => smallDirectory.unit(id ?? '')?.name ?? '',
  post: (id: string | undefined) => id ?? '',
  person: (id: string | undefined) => id ?? '',
  headOf: () => '',
  title: () => '',
  done: [],
}

test('议题申请表 lists the reason for its class, who said what, and every step that stands', () => {
  const paper = papers['application']?.fill(context, '')
  const said = JSON.stringify(paper?.body)
  for (const words of [
    '区政府常务会议',
    '金额800万元，达到500万元',
    '区水务局：有不同意见，工期应避开汛期',
    '法律顾问：顾问甲，启动阶段、草案阶段、合法性审查阶段',
    '专家论证：见所附材料',
    '公平竞争审查：见所附材料',
    '合法性审查：第1稿合法',
    '通过',
  ])
    expect(said).toContain(words)
})

test('合法性审查意见书: one for each review, by the reviewing unit, to the unit that asked', () => {
  expect(papers['legality']?.each?.(record)).toEqual([{ name: '1', title: '合法性审查意见书（第1稿）' }])
  const paper = papers['legality']?.fill(context, '1')
  expect(paper).toMatchObject({
    issuer: '区司法局',
    addressee: '区住房和城乡建设局',
    signed: { by: '区司法局', on: '2026-04-17' },
  })
  expect(JSON.stringify(paper?.body)).toContain('审查结论：合法')
})
