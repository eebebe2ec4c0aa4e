import { expect, test } from 'vitest'
import { rulebook } from '../index.ts'
import type { TopicRecord } from './record.ts'

const spec = rulebook.procedures['topic']?.deliberation
if (!spec) throw new Error('items are talked over')

const record: TopicRecord = {
  mode: 'ballot',
  present: ['first', 'second'],
  views: [{ post: 'first', person: 'a', stance: 'changes', words: '工期放宽', at: '2026-03-12 09:45' }],
  chiefView: { post: 'head', person: 'h', stance: 'disagree', words: '再议', at: '2026-03-12 09:50' },
  votes: [{ post: 'first', stance: 'agree' }],
  wording: { version: 2, words: '同意，分两年', by: 'k', at: '2026-03-12 09:52' },
  wordingBefore: '同意',
  outcome: 'passed',
  decisionText: '同意，分两年安排',
}

test('views, votes and the wording in the words of the field, each with its side', () => {
  expect(spec.of(record, {})).toMatchObject({
    due: ['first', 'second'],
    views: [{ post: 'first', stance: '修改后同意', side: 'for', words: '工期放宽' }],
    chief: { stance: '不同意', side: 'against' },
    votes: [{ post: 'first', stance: '赞成', side: 'for' }],
    ballot: true,
    wording: { version: 2, words: '同意，分两年', before: '同意' },
    outcome: { title: '通过', words: '同意，分两年安排' },
  })
})

test('whoever may see nothing of what was said gets nothing of it', () => {
  expect(spec.of({}, {})).toEqual({
    due: [],
    views: [],
    votes: [],
    ballot: false,
    guests: [],
    written: [],
    recused: [],
  })
})

test('of a round of written opinions: how far it is and how many are asked, until they were read out', () => {
  const round = (state: string) => ({
    r1: {
      procedure: 'opinions',
      state,
      final: false,
      title: '',
      record: { expected: ['first', 'second'], views: [{ words: '不宜启动' }] },
    },
  })
  expect(spec.of({ round: 'r1' }, round('collecting')).sealed).toEqual({ state: '正在征集', of: 2 })
  expect(JSON.stringify(spec.of({ round: 'r1' }, round('revealed')))).not.toContain('不宜启动')
  expect(spec.of({ round: 'r1', readOut: ['first'] }, round('revealed')).sealed).toBeUndefined()
  expect(spec.of({ round: 'r1' }, round('void')).sealed).toBeUndefined()
})
