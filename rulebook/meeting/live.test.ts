import { expect, test } from 'vitest'
import { checkRooms } from '#kernel/room.ts'
import { rulebook } from '../index.ts'
import type { MeetingRecord } from './record.ts'

const spec = rulebook.procedures['meeting']?.room
if (!spec) throw new Error('meetings have a room')

const record: MeetingRecord = {
  heldOn: '2026-03-12',
  startsAt: '09:30',
  place: '第一会议室',
  chair: 'head',
  quorum: 'half',
  members: [
    { post: 'head', order: 9 },
    { post: 'first', order: 1 },
    { post: 'second', order: 2 },
    { post: 'third', order: 3 },
  ],
  replies: [{ post: 'third', answer: 'leave', ruling: 'granted', on: '2026-03-10' }],
  agenda: [
    { order: 2, kind: 'topic', topic: 't1', title: '资金安排', minutes: 30, presenter: 'housing' },
    { order: 1, kind: 'study', title: '传达学习', minutes: 10 },
  ],
}

test('before it begins nobody is there, and leave that was granted shows', () => {
  expect(spec.of(record, 'noticed')).toEqual({
    phase: 'before',
    heldOn: '2026-03-12',
    startsAt: '09:30',
    place: '第一会议室',
    chair: 'head',
    members: [
      { post: 'first', presence: 'absent' },
      { post: 'second', presence: 'absent' },
      { post: 'third', presence: 'leave' },
      { post: 'head', presence: 'absent' },
    ],
    quorum: { members: 4, present: 0, least: 3, reached: false },
    agenda: [
      { order: 1, title: '传达学习', minutes: 10 },
      { order: 2, title: '资金安排', minutes: 30, presenter: 'housing', matter: 't1' },
    ],
    turns: [],
  })
})

test('in the course of it: who is in, who went out, what is in the room since when, who has the floor', () => {
  const during: MeetingRecord = {
    ...record,
    attendance: [
      { post: 'first', person: 'a', state: 'present', arrivedAt: '2026-03-12 09:20' },
      {
        post: 'second',
        person: 'b',
        state: 'present',
        arrivedAt: '2026-03-12 09:21',
        leftAt: '2026-03-12 09:50',
      },
      { post: 'third', state: 'leave' },
    ],
    item: 2,
    since: '2026-03-12 09:42:10',
    floor: { unit: 'housing', from: '2026-03-12 09:43:00' },
    turns: [{ post: 'first', order: 1, from: '2026-03-12 09:31:00', seconds: 70 }],
    resolved: [{ order: 1, title: '传达学习', text: '', outcome: 'passed' }],
  }
  const facts = spec.of(during, 'open')
  expect(facts).toMatchObject({
    phase: 'open',
    members: [
      { post: 'first', presence: 'in', since: '2026-03-12 09:20' },
      { post: 'second', presence: 'out', since: '2026-03-12 09:50' },
      { post: 'third', presence: 'leave' },
      { post: 'head', presence: 'absent' },
    ],
    quorum: { present: 1, reached: false },
    item: 2,
    since: '2026-03-12T01:42:10.000Z',
    floor: { unit: 'housing', from: '2026-03-12T01:43:00.000Z' },
    turns: [{ post: 'first', order: 1, seconds: 70 }],
    agenda: [{ order: 1, outcome: '通过' }, { order: 2 }],
  })
  expect(spec.of(during, 'closed').phase).toBe('over')
})

test('a key without an act, and one whose act does not ask what the key fills in, are found', () => {
  const { meeting } = rulebook.procedures
  if (!meeting) throw new Error('there are meetings')
  const keys = { ...spec.keys, close: 'none', begin: spec.keys.end }
  const unfit = { procedures: { meeting: { ...meeting, room: { ...spec, keys } } }, norms: {} }
  expect(checkRooms(unfit).map(({ code, where }) => [code, where])).toEqual([
    ['KEY_UNFIT', 'meeting.begin'],
    ['KEY_UNFIT', 'meeting.close'],
  ])
})
