import { expect } from 'vitest'
import type { Around, Hints } from '#demo/walk.ts'
import { addDays } from '#kernel/time.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { meeting } from './procedure.ts'
import type { MeetingRecord } from './record.ts'
import { needed } from '../body/quorum.ts'

const MEMBERS = [
  { post: 'p-vice-1', order: 1 },
  { post: 'p-vice-2', order: 2 },
  { post: 'p-mayor', order: 9 },
]

const item = (order: number) => ({ order, kind: 'study', title: `传达学习之${order}`, minutes: 10 })
const TOPIC = { order: 2, kind: 'topic', topic: 't-decided', title: '资金安排', minutes: 30 }

/** The body that called the meeting, and a topic that came to it. */
const around: Around = () => ({
  'b-walk': {
    procedure: 'body',
    state: 'active',
    final: false,
    title: '区政府常务会议',
    record: { meetings: [{ meeting: 'm-walk' }] },
  },
  't-decided': {
    procedure: 'topic',
    state: 'placed',
    final: false,
    title: '资金安排',
    record: { meeting: 'm-walk', outcome: 'passed', decisionText: '同意', views: [] },
  },
})

/** Forms that fit together: a body that called it, an agenda in order, the item whose turn it is. */
const hints: Hints = {
  convene: ({ today, random }) => ({
    body: 'b-walk',
    unit: 'u-leaders',
    chair: 'p-mayor',
    members: MEMBERS,
    recorder: 'u-office',
    recorders: undefined,
    guests: ['u-finance'],
    quorum: 'half',
    standIns: ['p-vice-2'],
    papersDays: 1,
    minutesDays: random.between(1, 9),
    heldOn: addDays(today, random.int(4)),
    startsAt: '09:30',
  }),
  planAgenda: ({ random }) => ({ agenda: random.pick([[item(1)], [item(1), TOPIC], [TOPIC]]) }),
  changeAgenda: ({ record, random }) => {
    const begun = ((record as MeetingRecord).agenda ?? []).filter(({ startedAt }) => startedAt !== undefined)
    const kept = begun.map(({ startedAt: _from, endedAt: _to, ...row }) => row)
    return { agenda: random.chance(0.5) && kept.length > 0 ? kept : [...kept, item(kept.length + 20)] }
  },
  sendNotice: ({ random }) => ({ late: '上级文件刚到', collectBack: random.chance(0.3) }),
  postpone: ({ today }) => ({ heldOn: addDays(today, 1), startsAt: undefined }),
  reply: ({ random }) => (random.chance(0.7) ? { answer: 'attend' } : { answer: 'leave', reason: '出差' }),
  ruleLeave: ({ record }) => {
    const asked = (record as MeetingRecord).replies?.find(({ answer }) => answer === 'leave')
    return asked ? { post: asked.post } : {}
  },
  giveFloor: ({ random }) => ({ post: random.pick(MEMBERS).post, unit: undefined }),
  beginItem: ({ record }) => {
    const next = ((record as MeetingRecord).agenda ?? [])
      .filter(({ startedAt }) => startedAt === undefined)
      .map(({ order }) => order)
      .toSorted((a, b) => a - b)[0]
    return next === undefined ? {} : { order: next }
  },
}

walksHold(rulebook, meeting.id, {
  walks: 500,
  steps: 70,
  hints,
  around,
  also: {
    'no meeting opens and no item begins below its quorum': (walk) => {
      for (const { outcome, name, kind, before, after } of walk.steps) {
        if (kind !== 'attempt' || outcome.kind !== 'done' || !['open', 'beginItem'].includes(name)) continue
        const { attendance = [], members = [], quorum }: MeetingRecord = before.record
        const present = attendance.filter(({ state, leftAt }) => state === 'present' && leftAt === undefined)
        expect(present.length, walk.seed).toBeGreaterThanOrEqual(needed(members.length, quorum))
        const posts = present.map(({ post }) => post)
        const { presiding } = after.record as MeetingRecord
        expect(posts, walk.seed).toContain(presiding)
        expect(posts.includes('p-mayor') ? 'p-mayor' : presiding, walk.seed).toBe(presiding)
      }
    },
    'one item at a time is in the room, and a closed meeting has none': (walk) => {
      for (const { after } of walk.steps) {
        const { agenda = [], item: now }: MeetingRecord = after.record
        const running = agenda.filter(
          ({ startedAt, endedAt }) => startedAt !== undefined && endedAt === undefined,
        )
        expect(
          running.map(({ order }) => order),
          walk.seed,
        ).toEqual(now === undefined ? [] : [now])
        if (after.state === 'closed') expect(now).toBeUndefined()
      }
    },
    'nobody comes in who is no member': (walk) => {
      for (const { after } of walk.steps) {
        const { attendance = [], members = [] }: MeetingRecord = after.record
        const posts = members.map(({ post }) => post)
        for (const row of attendance) expect(posts).toContain(row.post)
        expect(new Set(attendance.map(({ post }) => post)).size).toBe(attendance.length)
      }
    },
  },
})
