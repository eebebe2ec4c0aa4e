import { expect, test } from 'vitest'
import type { MatterPage, MatterRef, Shown, TimelineEntry } from '../../api/shapes.ts'
import { slipOf } from './slip-parts.ts'

const shown = (
  name: string,
  kind: Shown['kind'],
  text: string,
  raw: unknown,
  more: Partial<Shown> = {},
): Shown => ({
  name,
  title: name,
  kind,
  text,
  raw,
  ...more,
})
const text = (name: string, words: string): Shown => shown(name, 'text', words, words)
const rows = (name: string, raw: readonly object[], more: Partial<Shown> = {}): Shown =>
  shown(name, 'rows', JSON.stringify(raw), raw, more)

const entry = (act: string, form: Shown[], more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  seq: 1,
  act,
  title: act,
  at: '2026-03-02T01:00:00.000Z',
  by: { person: 'p', name: '甲', post: '科员', unit: '区政府办', as: 'holder' },
  channel: null,
  form,
  files: [],
  receipt: 'r',
  ...more,
})
const page = (record: Shown[], ...acts: TimelineEntry[]): MatterPage =>
  ({ number: '收〔2026〕1号', record, timeline: [entry('登记', []), ...acts] }) as unknown as MatterPage

/** What stands on the slip: the facts by name, and of each box the fields, those that point to a fact in brackets. */
const slip = (...of: Parameters<typeof page>) => {
  const { facts, boxes } = slipOf(page(...of))
  return {
    facts: facts.map(({ name }) => name),
    boxes: boxes.map(({ title, opinions }) => [
      title,
      ...opinions.flatMap(({ given }) =>
        given.map(({ field, seen }) => (seen === undefined ? field.name : `（${seen}）`)),
      ),
    ]),
  }
}

const task = { title: '扩建东湖小学' } as MatterRef
const arranged = rows('立项事项', [{ task: 'm1', sentence: '推进扩建。' }], {
  parts: [{ text: '推进扩建。', matters: [task], hidden: 0 }],
})
const arrange = entry('立项交办', [
  rows('任务', [{ task: '扩建东湖小学', sentence: '推进扩建。', lead: 'edu', due: '2026-06-30' }]),
  text('说明', '限期办结'),
])

test('rows that an act listed and that lead on stand among the facts; its box points there', () => {
  expect(slip([arranged], arrange)).toEqual({
    facts: ['立项事项'],
    boxes: [['立项交办', '（立项事项）', '说明']],
  })
})

test('rows of which the record knows less than all stand in the box', () => {
  const other = entry('立项交办', [rows('任务', [{ task: '另一件' }])])
  expect(slip([arranged], other).boxes).toEqual([['立项交办', '任务']])
})

test('words of an act stand in its box with its signature, not again among the facts', () => {
  const given = rows('批示', [
    { leader: 'p1', on: '2026-03-02', words: '请教育局月底前办结' },
    { leader: 'p2', on: '2026-03-03', words: '同意' },
  ])
  const instruct = [
    entry('批示', [text('words', '请教育局月底前办结')]),
    entry('批示', [text('words', '同意')]),
  ]
  expect(slip([given, text('拟办意见', '拟请教育局办理')], ...instruct)).toEqual({
    facts: ['拟办意见'],
    boxes: [['批示', 'words', 'words']],
  })
  expect(slip([given], ...instruct.slice(1)).facts).toEqual(['批示'])
})

test('what was taken back says nothing', () => {
  const opinion = text('办理情况', '已办')
  const report = entry('反馈', [text('handled', '已办')], { undone: true })
  expect(slip([opinion], report)).toEqual({ facts: ['办理情况'], boxes: [] })
  expect(slip([opinion], { ...report, undone: undefined as never })).toEqual({
    facts: [],
    boxes: [['反馈', 'handled']],
  })
})

test('files, empty fields and the number above are no facts', () => {
  const record = [
    shown('original', 'files', '来文.pdf', ['f1']),
    text('空', ''),
    text('number', '收〔2026〕1号'),
  ]
  expect(slip(record)).toEqual({ facts: [], boxes: [] })
})
