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
    '法律顾问：顾问甲，启动阶段、草案阶段',
    '专家论证：见所附材料',
    '公平竞争审查：见所附材料',
    '合法性审查：见所附材料',
    '通过',
  ])
    expect(said).toContain(words)
})
