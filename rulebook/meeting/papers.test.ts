import { describe, expect, test } from 'vitest'
import type { Block } from '#kernel/gongwen.ts'
import type { PaperContext } from '#kernel/vocabulary.ts'
import { runCase } from '#test/cases.ts'
import { smallDirectory } from '#test/small-district.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { papers } from './papers.ts'
import { meeting } from './procedure.ts'
import type { MeetingRecord } from './record.ts'

/** The papers' context after a meeting told from its call to its end, with ids for names. */
function contextAfter(change: Partial<MeetingRecord> = {}): PaperContext<MeetingRecord> {
  const [whole] = cases
  if (!whole) throw new Error('there is no story')
  const { record } = runCase(rulebook, meeting.id, usual, whole)
  return {
    record: { ...record, ...change },
    district: '澄江区',
    today: '2026-07-31',
    url: 'https://luoshi.example/matters/m1',
    unit: (id) => smallDirectory.unit(id ?? '')?.name ?? '',
    post: (id) => id ?? '',
    title: (id) => id ?? '',
    person: (id) => (id ? `某${id}` : ''),
    headOf: () => '',
    done: [],
  }
}

const textOf = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => {
      if (block.kind === 'fields') return block.rows.flat(2)
      return block.kind === 'table' ? block.rows.flat() : [block.text]
    })
    .join('\n')

const filled = (name: string, context: PaperContext<MeetingRecord>) => {
  const paper = papers[name]
  if (!paper) throw new Error(`no paper ${name}`)
  return paper.fill(context, '')
}

describe('会议纪要', () => {
  test('bears the mark of its body and its number, no seal, and the day it was signed', () => {
    expect(filled('minutes', contextAfter())).toMatchObject({
      format: 'document',
      issuer: '区政府常务会议纪要',
      number: '云政常纪〔2026〕1号',
      title: '区政府常务会议（第5次）纪要',
      signed: { by: '区政府办公室', on: '2026-03-16', sealed: false },
      copies: '区住房和城乡建设局、区财政局',
      printed: { by: '区政府办公室', on: '2026-03-16' },
    })
  })

  test('names each member’s view where the body’s rules say so, the chair’s last', () => {
    const text = textOf(filled('minutes', contextAfter()).body)
    expect(text).toContain('二、老旧小区改造资金安排')
    expect(text).toContain('会议决定：通过。同意安排资金800万元，由区住建局牵头实施。')
    const views = ['资金来源可靠', '应先做审计', '（书面意见）资金从预备费列支', '按程序实施，同步审计']
    const places = views.map((view) => text.indexOf(view))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(text).toContain('某leaders.clerk（leaders.clerk）：不同意。应先做审计。')
  })

  test('leaves the views in the record where they do not', () => {
    const text = textOf(filled('minutes', contextAfter({ named: false })).body)
    expect(text).toContain('会议决定：通过。')
    expect(text).not.toContain('应先做审计')
  })

  test('says who was there, who was not, and who sat in', () => {
    const text = textOf(filled('minutes', contextAfter()).body)
    expect(text).toContain('出席：leaders.deputy某leaders.deputy、')
    expect(text).toContain('缺席：finance.head。')
    expect(text).toContain('列席：区住房和城乡建设局某housing.clerk。')
  })
})

test('会议通知 says when, where, what and how many must come', () => {
  const paper = filled('notice', contextAfter({ collectBack: true }))
  const text = textOf(paper.body)
  expect(paper).toMatchObject({
    title: '关于召开区政府常务会议（第5次）的通知',
    signed: { on: '2026-03-09' },
  })
  expect(text).toContain('定于2026年3月12日09:30在第一会议室召开')
  expect(text).toContain('成员4人，到会3人以上方可开会')
  expect(text).toContain('会议材料会后收回。')
})

test('签到表 has a line for each member, empty for whoever did not come', () => {
  const { body } = filled('attendance', contextAfter())
  const table = body.find((block) => block.kind === 'table')
  expect(table?.kind === 'table' && table.rows.map((row) => [row[1], row[4]])).toEqual([
    ['leaders.deputy', '09:10'],
    ['leaders.clerk', '09:11'],
    ['finance.head', ''],
    ['leaders.head', '09:12'],
  ])
})

test('no paper before there is something to put on it', () => {
  const record = { agenda: [] }
  for (const paper of Object.values(papers)) expect(paper.provided?.(record)).toBe(false)
})
