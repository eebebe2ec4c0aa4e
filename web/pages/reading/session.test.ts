import { expect, test } from 'vitest'
import type { Fields } from '../../api/shapes.ts'
import {
  type Proposal,
  type Start,
  draftOf,
  emptySession,
  formsOf,
  missingIn,
  shortened,
  splitForm,
  taskAndTarget,
} from './session.ts'

const form: Fields = {
  task: { kind: 'text', title: '工作任务', max: 20 },
  target: { kind: 'text', title: '目标要求', max: 100, optional: true },
  authority: {
    kind: 'group',
    title: '交办依据',
    of: {
      title: { kind: 'text', title: '文件名称', max: 100 },
      sentence: { kind: 'text', title: '原文', max: 2000, optional: true },
    },
  },
  arranger: { kind: 'post', title: '交办领导' },
  lead: { kind: 'unit', title: '牵头单位' },
  cooperating: { kind: 'units', title: '配合单位', optional: true },
  due: { kind: 'day', title: '完成时限' },
}
const proposal = (more: Partial<Proposal>): Proposal => ({
  text: '扩建东湖小学',
  ordinal: '一、',
  sentence: '一、扩建东湖小学。（教育局牵头，住建局、各街道配合）',
  span: [0, 10],
  lead: ['教育局'],
  cooperate: ['住建局', '各街道'],
  responsible: [],
  collective: ['各街道'],
  resolved: { 教育局: 'edu', 住建局: 'cons' },
  due: '2026-06-30',
  dueWords: null,
  milestones: [],
  confidence: 0.9,
  because: '',
  ...more,
})
const { shared, own } = splitForm(form)

test('the sentence is each task’s own, authority and arranger are the document’s', () => {
  expect(Object.keys(shared)).toEqual(['authority', 'arranger'])
  expect(Object.keys((shared['authority'] as { of: Fields }).of)).toEqual(['title'])
  expect(Object.keys(own)).toEqual(['task', 'target', 'lead', 'cooperating', 'due'])
})

test('a proposal fills what the directory knows; a class of units is never assigned silently', () => {
  expect(draftOf(proposal({}), own)).toEqual({
    keep: true,
    values: { task: '扩建东湖小学', lead: 'edu', cooperating: ['cons'], due: '2026-06-30' },
  })
})

test('several leads: the first leads, the others cooperate', () => {
  const { values } = draftOf(proposal({ lead: ['住建局', '教育局'], cooperate: ['教育局'] }), own)
  expect([values['lead'], values['cooperating']]).toEqual(['cons', ['edu']])
})

test('without a lead the first responsible unit stands in its place, and nothing known leaves it open', () => {
  const { values } = draftOf(proposal({ lead: [], responsible: ['教育局', '住建局'], cooperate: [] }), own)
  expect([values['lead'], values['cooperating']]).toEqual(['edu', ['cons']])
  const unknown = draftOf(proposal({ lead: ['某局'], cooperate: [], due: null }), own)
  expect(missingIn(own, unknown.values)).toEqual(['牵头单位', '完成时限'])
})

test('a long text gives its first sentence as the task and stays whole as the target', () => {
  const text = '改造老旧小区十二个。补齐停车设施，完善养老托育，建设口袋公园五处。'
  expect(draftOf(proposal({ text }), own).values).toMatchObject({ task: '改造老旧小区十二个', target: text })
  expect(draftOf(proposal({ text: '改造老旧小区十二个。' }), own).values).not.toHaveProperty('target')
})

test('a long sentence is cut at a stop that fits', () => {
  const text = '改造老旧小区十二个，补齐停车设施，完善养老托育，建设口袋公园五处'
  expect(taskAndTarget(text, 20)).toEqual({ task: '改造老旧小区十二个，补齐停车设施', target: text })
  expect(shortened('一二三四五六七八九十', 5)).toBe('一二三四五')
})

test('forms carry the kept proposals with their own sentences and places', () => {
  const start = { procedure: 'p', title: '', act: { act: 'setUp', form } } as unknown as Start
  const proposals = [proposal({}), proposal({ sentence: '二、另一件。' })]
  const session = {
    ...emptySession('k'),
    reading: { title: '方案', text: '', file: null, proposals },
    drafts: proposals.map((one, n) => ({ ...draftOf(one, own), keep: n === 1 })),
    shared: { authority: { title: '方案' }, arranger: 'deputy' },
  }
  expect(formsOf(session, start)).toEqual([
    {
      at: 1,
      form: {
        task: '扩建东湖小学',
        lead: 'edu',
        cooperating: ['cons'],
        due: '2026-06-30',
        arranger: 'deputy',
        authority: { title: '方案', sentence: '二、另一件。' },
      },
    },
  ])
})
