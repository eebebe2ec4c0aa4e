import { describe, expect, test } from 'vitest'
import type { DocumentRecord } from './record.ts'
import { authorityOf, sourceOf } from './sources.ts'

const WORDS = '请区水务局牵头，4月20日前完成东门片区积水点排查并报我。'
const record: DocumentRecord = {
  title: '关于做好城市内涝治理工作的通知',
  theirNumber: '澄市建〔2026〕12号',
  dated: '2026-02-27',
  asks: '4月底前报送治理情况',
  original: ['file1'],
  instructions: [
    { leader: 'gov-deputy', on: '2026-03-03', words: WORDS },
    { leader: 'gov-head', on: '2026-03-04', words: '请区财政局3日内拨付。', disowned: '2026-03-05' },
  ],
}

describe('the authority of a task from a document', () => {
  test('is the leader’s where the sentence is his, whole or in part', () => {
    expect(authorityOf(record, 'm1', '4月20日前完成东门片区积水点排查', '2026-03-06')).toMatchObject({
      kind: 'instruction',
      on: '2026-03-03',
      sentence: '4月20日前完成东门片区积水点排查',
      document: 'm1',
    })
  })

  test('is the last instruction that holds where no sentence is cited', () => {
    expect(authorityOf(record, 'm1', undefined, '2026-03-06')).toMatchObject({
      kind: 'instruction',
      on: '2026-03-03',
      sentence: WORDS,
    })
  })

  test('is the document’s where the sentence is the document’s, and marked so', () => {
    const cited = authorityOf(record, 'm1', '东门片区积水点4月底前完成改造。', '2026-03-06')
    expect(cited).toMatchObject({
      kind: 'plan',
      on: '2026-02-27',
      sentence: '（来文原件）东门片区积水点4月底前完成改造。',
    })
    expect(authorityOf(record, 'm1', '4月底前报送治理情况。', '2026-03-06')).toMatchObject({
      kind: 'plan',
      sentence: '（来文要求）4月底前报送治理情况。',
    })
  })

  test('never rests on what its leader disowned', () => {
    expect(sourceOf(record, '请区财政局3日内拨付。')).toBe('original')
    expect(sourceOf({ ...record, original: [] }, '请区财政局3日内拨付。')).toBeUndefined()
  })
})
