import { expect, test } from 'vitest'
import { type Room, itemNext, itemNow, nextSpeaker, spentOn, standingOf } from './course.ts'

const member = (post: string, presence: Room['members'][number]['presence'] = 'in', chair = false) => ({
  post,
  name: post,
  title: '',
  chair,
  acting: false,
  presence,
})
const due = (post: string, heard: boolean) => ({ post, name: post, title: '', heard })
const view = (post: string) => ({ post, name: post, title: '', stance: '同意', side: 'for' as const })

const topic = (heard: readonly string[], all: readonly string[]): NonNullable<Room['topic']> => ({
  id: 't1',
  ver: 1,
  number: '',
  title: '资金安排',
  stateTitle: '审议',
  due: all.map((post) => due(post, heard.includes(post))),
  views: heard.map(view),
  chief: null,
  votes: [],
  ballot: false,
  guests: [],
  written: [],
  recused: [{ post: 'd', name: '', title: '', reason: '利害关系' }],
  wording: null,
  outcome: null,
  sealed: null,
})

const room = (more: Partial<Room>): Room => ({
  id: 'k1',
  ver: 1,
  number: '',
  title: '常务会议',
  stateTitle: '正在开会',
  now: '2026-03-12T02:00:00.000Z',
  seat: 'recorder',
  phase: 'open',
  heldOn: '2026-03-12',
  startsAt: '09:30',
  place: '',
  members: [member('a'), member('b'), member('c', 'out'), member('d'), member('z', 'in', true)],
  quorum: { members: 5, present: 4, least: 3, reached: true },
  agenda: [
    {
      order: 1,
      title: '传达',
      minutes: 10,
      presenter: '',
      startedAt: '2026-03-12 09:31',
      endedAt: '2026-03-12 09:40',
    },
    { order: 2, title: '资金', minutes: 20, presenter: '', startedAt: '2026-03-12 09:41' },
    { order: 3, title: '其他', minutes: 5, presenter: '' },
  ],
  item: 2,
  since: '2026-03-12T01:41:00.000Z',
  floor: null,
  turns: [],
  topic: topic([], ['a', 'b', 'c']),
  acts: [],
  steps: null,
  ...more,
})

test('the line in the room, and the next', () => {
  expect(itemNow(room({}))?.title).toBe('资金')
  expect(itemNow(room({ item: null }))).toBeUndefined()
  expect(itemNext(room({}))?.order).toBe(3)
})

test('whose turn it is: in the order of seats, whoever is out passed over, the chair last', () => {
  expect(nextSpeaker(room({}))?.post).toBe('a')
  const floor = { post: 'a', name: 'a', title: '', from: '2026-03-12T01:59:00.000Z' }
  expect(nextSpeaker(room({ floor }))?.post).toBe('b')
  expect(nextSpeaker(room({ topic: topic(['a'], ['a', 'b', 'c']) }))?.post).toBe('b')
  // Somebody who is due went out: nobody is next before he is back or no longer due.
  expect(nextSpeaker(room({ topic: topic(['a', 'b'], ['a', 'b', 'c']) }))).toBeUndefined()
  expect(nextSpeaker(room({ topic: topic(['a', 'b'], ['a', 'b']) }))?.post).toBe('z')
  expect(nextSpeaker(room({ topic: null }))).toBeUndefined()
})

test('how everybody stands, and how long they spoke', () => {
  const floor = { post: 'b', name: 'b', title: '', from: '2026-03-12T01:59:00.000Z' }
  const turns = [
    { post: 'b', name: 'b', title: '', order: 2, seconds: 30 },
    { post: 'b', name: 'b', title: '', order: 1, seconds: 500 },
  ]
  const now = room({ floor, turns, topic: topic(['a'], ['a', 'b', 'c']) })
  expect(now.members.map((one) => standingOf(now, one))).toEqual([
    'heard',
    'speaking',
    'owes',
    'recused',
    'last',
  ])
  expect(spentOn(now, 'b', Date.parse(now.now))).toBe(90)
  expect(spentOn(now, 'a', Date.parse(now.now))).toBe(0)
})

test('whoever presides in the chair’s place is last, though he was heard as a member', () => {
  const acting = { ...member('a', 'in', true), acting: true }
  const members = [acting, member('b'), member('z')]
  const of = room({ members, topic: { ...topic(['a', 'b'], ['b']), chief: null } })
  expect(standingOf(of, acting)).toBe('last')
  expect(nextSpeaker(of)?.post).toBe('a')
})
