import { describe, expect, test } from 'vitest'
import type { Said } from '#kernel/room.ts'
import { type Heard, figuresOfBody, figuresOfPerson, floorShare, judge } from './reasons.ts'

const rules = { bare: 8, alike: 70, items: 2 }
const says = (person: string, words: string, side: Said['side'] = 'for'): Said => ({
  post: `p-${person}`,
  person,
  stance: side === 'for' ? '同意' : '不同意',
  side,
  words,
})
const item = (n: number, views: Said[], more: Partial<Heard> = {}): Heard => ({
  matter: `m${n}`,
  title: `议题${n}`,
  on: `2026-03-0${n}`,
  views,
  votes: [],
  against: false,
  after: [],
  ...more,
})

const REASON = '资金建议分两年安排，先保障主体工程'
const OTHER = '汛期以前要把基坑回填完，监理每周报一次进度'

describe('how a view stands', () => {
  test('with a reason of its own, without one, or much as somebody said before', () => {
    const judged = judge(
      [says('a', REASON), says('b', `同意。${REASON}`), says('c', '同意'), says('d', OTHER)],
      rules,
    )
    expect(judged.map(({ manner }) => manner)).toEqual(['own', 'copy', 'bare', 'own'])
    expect(judged[1]).toMatchObject({ alike: 100, of: { person: 'a' } })
  })

  test('whoever said it first copies nobody', () => {
    expect(judge([says('b', REASON), says('a', REASON)], rules).map(({ manner }) => manner)).toEqual([
      'own',
      'copy',
    ])
  })
})

describe('a person’s figures', () => {
  const heard = [
    item(3, [says('a', OTHER), says('b', '同意')]),
    item(2, [says('a', REASON), says('b', REASON)]),
    item(1, [says('a', REASON), says('b', OTHER, 'against')], {
      chief: says('chief', '定了'),
      votes: [says('b', '', 'for')],
      chiefAt: '2026-03-01T02:00:00.000Z',
      after: [{ person: 'b', at: '2026-03-01T02:03:00.000Z' }],
    }),
  ]

  test('count reasons, copies, dissent, and what came after the chief’s words', () => {
    expect(figuresOfPerson(heard, 'b', rules)).toEqual({
      items: 3,
      bare: 1,
      copies: 1,
      own: 1,
      dissent: 1,
      without: true,
      after: { n: 1, minutes: 3 },
      turned: 1,
    })
  })

  test('nothing of one’s own is said only of as many items as are looked at together', () => {
    expect(figuresOfPerson(heard, 'b', { ...rules, items: 4 }).without).toBe(false)
    expect(figuresOfPerson(heard, 'a', rules)).toMatchObject({ without: false, own: 3 })
  })
})

test('a body’s figures, and how much of it is the chief', () => {
  const heard = [
    item(1, [says('a', '一二三四五六七八九', 'against')], { chief: says('c', '三个字'), against: true }),
  ]
  expect(figuresOfBody(heard, rules)).toEqual({
    items: 1,
    views: 1,
    bare: 0,
    copies: 0,
    dissent: 1,
    against: 1,
    chiefWords: 25,
  })
  expect(figuresOfBody([], rules).chiefWords).toBeNull()
})

test('the chief’s share of the floor, by the turns that were taken down', () => {
  const turns = [{ post: 'p-chief', seconds: 60 }, { post: 'p-a', seconds: 100 }, { seconds: 40 }]
  expect(floorShare([{ chair: 'p-chief', turns }])).toBe(30)
  expect(floorShare([{ chair: 'p-chief', turns: [] }])).toBeNull()
})
