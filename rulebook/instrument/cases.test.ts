import { describe, expect, test } from 'vitest'
import { casesHold } from '#test/cases.ts'
import { walksHold } from '#test/walks.ts'
import { addDays } from '#kernel/time.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { articlesKept } from './force.ts'
import { instrument } from './procedure.ts'
import type { InstrumentRecord } from './record.ts'

describe('what articles are in force when', () => {
  const base: InstrumentRecord = { title: '《城市市容条例》', from: '2020-01-01', articles: 60 }
  const change = (no: number, kind: 'amend' | 'repeal', articles: string, from: string) => ({
    no,
    kind,
    articles,
    from,
    by: '公告',
    on: '2026-01-01',
  })

  test('an article ends when it is repealed, and gets a new text when it is amended', () => {
    const changes = [
      change(1, 'repeal', '第十四条', '2026-07-01'),
      change(2, 'amend', '第十四条、第十五条', '2026-05-01'),
    ]
    expect(articlesKept({ ...base, changes })).toEqual([
      { kind: 'article', key: '城市市容条例', from: '2020-01-01', articles: 60 },
      { kind: 'article', key: '城市市容条例#14', from: '2020-01-01', to: '2026-04-30' },
      { kind: 'article', key: '城市市容条例#14', from: '2026-05-01', to: '2026-06-30' },
      { kind: 'article', key: '城市市容条例#15', from: '2020-01-01', to: '2026-04-30' },
      { kind: 'article', key: '城市市容条例#15', from: '2026-05-01' },
    ])
  })

  test('an article that was put back runs again', () => {
    const changes = [change(1, 'repeal', '第3条', '2026-02-01'), change(2, 'amend', '第3条', '2026-09-01')]
    expect(articlesKept({ ...base, changes }).slice(1)).toEqual([
      { kind: 'article', key: '城市市容条例#3', from: '2020-01-01', to: '2026-01-31' },
      { kind: 'article', key: '城市市容条例#3', from: '2026-09-01' },
    ])
  })
})

casesHold(rulebook, instrument.id, usual, cases)

walksHold(rulebook, instrument.id, {
  walks: 60,
  steps: 20,
  hints: {
    register: ({ random, today }) => ({
      title: `条例${random.int(9)}`,
      from: addDays(today, -900),
      articles: 40,
    }),
    amend: ({ random }) => ({ articles: `第${random.between(1, 45)}条` }),
    repeal: ({ random }) => ({ articles: `第${random.between(1, 45)}条` }),
    bringText: () => ({ text: ['file-1'] }),
    correct: ({ random }) => ({ no: random.between(1, 3) }),
  },
})
