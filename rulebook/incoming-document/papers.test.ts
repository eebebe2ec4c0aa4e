import { expect, test } from 'vitest'
import type { PaperContext } from '#kernel/vocabulary.ts'
import { papers } from './papers.ts'
import type { DocumentRecord } from './record.ts'

const WORDS = '请区水务局牵头，4月20日前完成东门片区积水点排查并报我。'
const FORGED = '请区财政局3日内拨付改造资金。'

const record: DocumentRecord = {
  number: '收〔2026〕1号',
  title: '关于做好城市内涝治理工作的通知',
  sender: '市住房和城乡建设局',
  askedBy: '2026-04-30',
  due: '2026-04-20',
  lead: 'water',
  instructions: [
    { leader: 'deputy', on: '2026-03-03', words: WORDS, enteredBy: 'clerk' },
    { leader: 'head', on: '2026-03-04', words: FORGED, enteredBy: 'clerk', disowned: '2026-03-05' },
  ],
}

const context: PaperContext<DocumentRecord> = {
  record,
  district: '云澜区',
  today: '2026-03-06',
  url: 'https://example.test',
  unit: (id) => (id === 'water' ? '区水务局' : ''),
  post: (id) => (id === 'deputy' ? '副区长' : '区长'),
  title: (id) => (id === 'deputy' ? '副区长' : '区长'),
  person: () => '丁科员',
  headOf: () => '',
  done: [],
}

const written = (name: string): string => JSON.stringify(papers[name]?.fill(context, ''))

test('the slip says who entered an instruction, and marks the one its leader disowned', () => {
  const slip = written('slip')
  expect(slip).toContain(`${WORDS}　　副区长　2026年3月3日（由丁科员代录）`)
  expect(slip).toContain(`【作废】${FORGED}`)
  expect(slip).toContain('2026年3月5日本人声明不是其批示')
  expect(slip).toContain('2026年4月30日')
})

test('what is handed on carries only instructions that hold', () => {
  const notice = written('handOn')
  expect(notice).toContain('（由丁科员代录）')
  expect(notice).not.toContain('拨付改造资金')
})
