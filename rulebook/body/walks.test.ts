import { expect } from 'vitest'
import type { Around, Hints } from '#demo/walk.ts'
import { addDays } from '#kernel/time.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { body } from './procedure.ts'
import type { BodyRecord } from './record.ts'

const LIST = [
  { kind: 'decision', measure: 'none', basis: '工作规则' },
  { kind: 'fund', measure: 'sum', threshold: 500, basis: '资金管理办法' },
]

const GOVERNMENT = {
  name: '区政府常务会议',
  unit: 'u-leaders',
  kind: 'standing',
  chair: 'p-mayor',
  recorder: 'u-office',
  members: [
    { post: 'p-vice-1', order: 1 },
    { post: 'p-vice-2', order: 2 },
    { post: 'p-mayor', order: 9 },
  ],
  every: 14,
  departure: '其他副区长暂不参加',
}

const ofUnit = (unit: string) => {
  const word = unit.slice(2)
  return {
    name: '领导班子会议',
    unit,
    kind: 'team',
    chair: `p-${word}-head`,
    recorder: unit,
    members: [
      { post: `p-${word}-deputy-1`, order: 1 },
      { post: `p-${word}-staff-1`, order: 2 },
      { post: `p-${word}-head`, order: 9 },
    ],
    every: undefined,
  }
}

/** The last meeting that was called: put off by two days, or called off, as the day has it. */
const around: Around = ({ record }) => {
  const { meetings = [] }: BodyRecord = record
  const last = meetings.at(-1)
  if (!last) return {}
  const off = Number(last.heldOn.slice(-1)) % 3 === 0
  const heldOn = Number(last.heldOn.slice(-1)) % 2 === 0 ? addDays(last.heldOn, 1) : last.heldOn
  return {
    [last.meeting]: {
      procedure: 'meeting',
      state: off ? 'cancelled' : 'agreed',
      final: off,
      title: '区政府常务会议',
      record: { heldOn },
    },
  }
}

const lastOf = (record: BodyRecord) => {
  const meeting = record.meetings?.at(-1)?.meeting
  return meeting === undefined ? {} : { meeting }
}

/** Forms that fit together: a chair who is a member, an interval where one is due, a day ahead. */
const hints: Hints = {
  setUp: ({ actor }) => ({
    ...(actor.unit === 'u-office' ? GOVERNMENT : ofUnit(actor.unit)),
    recorders: undefined,
    collective: LIST,
  }),
  amend: ({ random }) => ({
    members: undefined,
    recorders: undefined,
    collective: random.chance(0.5) ? LIST : undefined,
    every: random.pick([7, 14, 30, undefined]),
  }),
  meetingMoved: ({ record }) => lastOf(record),
  meetingOff: ({ record }) => lastOf(record),
  convene: ({ today, random }) => ({
    heldOn: addDays(today, random.int(20)),
    startsAt: '09:30',
    ...(random.chance(0.5) ? { late: '区人大会议期间' } : {}),
  }),
}

walksHold(rulebook, body.id, {
  walks: 300,
  hints,
  around,
  also: {
    'every version of the rules has its line, and only the chair makes one': (walk) => {
      for (const { after } of walk.steps) {
        const { version = 0, changes = [] }: BodyRecord = after.record
        expect(changes.map((one) => one.version)).toEqual(Array.from({ length: version }, (_, n) => n + 1))
      }
    },
    'a body in force knows its chair among at least three members': (walk) => {
      for (const { after } of walk.steps) {
        if (after.ver === 0) continue
        const { members = [], chair }: BodyRecord = after.record
        expect(members.length, walk.seed).toBeGreaterThanOrEqual(3)
        expect(members.filter(({ post }) => post === chair)).toHaveLength(1)
      }
    },
    'each call opens one meeting, with the rules as they stood': (walk) => {
      for (const { outcome, name, before } of walk.steps) {
        if (outcome.kind !== 'done' || name !== 'convene' || outcome.entry.by === null) continue
        expect(outcome.children, walk.seed).toHaveLength(1)
        const child = outcome.children[0]?.matter.record ?? {}
        expect(child['members']).toEqual(before.record['members'])
        expect(child['quorum']).toBe(before.record['quorum'])
      }
    },
  },
})
