import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import type { Matter } from '#kernel/matter.ts'
import { addDays } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { sha256 } from './hash.ts'
import { opinions } from './procedure.ts'
import type { RoundRecord } from './record.ts'

const MEMBERS = ['p-vice-1', 'p-vice-2']
const facts = (procedure: string, state: string, record: Readonly<Record<string, unknown>>): MatterFacts => ({
  procedure,
  state,
  final: state === 'sealed',
  title: '另一件',
  record,
})

/** The item that opened the round, and the sheets of its members: some days all are sealed, some days one is not. */
function around({ record }: Matter): Readonly<Record<string, MatterFacts>> {
  const { sheets = [], begunOn = '' }: RoundRecord = record
  const some = Number(begunOn.slice(-1)) % 2 === 0
  const { meetingOn = '' }: RoundRecord = record
  const heldOn = Number(meetingOn.slice(-1)) % 4 === 0 ? addDays(meetingOn, 7) : meetingOn
  return {
    'w-topic': facts('topic', 'placed', { round: 'm-walk' }),
    // Some meetings are put off by a week.
    'w-meeting': facts('meeting', 'noticed', meetingOn === '' ? {} : { heldOn }),
    ...Object.fromEntries(
      sheets.map(({ post, sheet }, n) => [
        sheet,
        some && n === 0
          ? facts('opinion', 'open', {})
          : facts('opinion', 'sealed', { person: post, version: 1, commit: 'c', envelope: `e-${post}` }),
      ]),
    ),
  }
}

const halves = ({ listed = [], trustees = [] }: RoundRecord, slot: string): string =>
  JSON.stringify({
    round: 'm-walk',
    slot,
    side: trustees.find((one) => one.slot === slot)?.side,
    envelopes: listed.map(({ envelope }) => envelope),
    halves: 'h',
  })

const hints: Hints = {
  open: ({ today, random }) => ({
    topic: 'w-topic',
    meeting: 'w-meeting',
    meetingOn: addDays(today, 9),
    level: random.pick(['strict', 'standard']),
    chair: 'p-mayor',
    recorder: 'u-office',
    expected: MEMBERS,
    until: addDays(today, random.between(1, 8)),
  }),
  enrol: () => ({ canary: { enc: 'e', ct: 'c', hash: sha256('按计划推进') } }),
  ready: () => ({ opened: '按计划推进' }),
  begin: () => ({ server: '公钥' }),
  absence: ({ random }) => ({ post: random.pick(MEMBERS) }),
  cosign: ({ random }) => ({ post: random.pick(MEMBERS) }),
  release: ({ record, actor }) => ({ halves: halves(record, actor.post) }),
  reveal: ({ record }) => ({
    views: ((record as RoundRecord).listed ?? []).map(({ post, person }) => ({
      post,
      person,
      stance: 'agree',
    })),
  }),
}

walksHold(rulebook, opinions.id, {
  walks: 600,
  steps: 50,
  hints,
  around,
  also: {
    'nothing is opened before it is closed, by one side alone, in part or twice': (walk) => {
      const reveals = walk.steps.filter(
        ({ kind, name, outcome }) => kind === 'attempt' && name === 'reveal' && outcome.kind === 'done',
      )
      expect(reveals.length, walk.seed).toBeLessThanOrEqual(1)
      for (const { before, after } of reveals) {
        const { level, released = [], listed = [] }: RoundRecord = before.record
        const sides = new Set(released.map(({ side }) => side))
        if (level === 'strict') expect(sides.size, walk.seed).toBe(2)
        expect(((after.record as RoundRecord).views ?? []).length, walk.seed).toBe(listed.length)
      }
      for (const { after } of walk.steps)
        if (after.state !== 'revealed') expect(after.record['views'], walk.seed).toBeUndefined()
    },
    'what was closed stays as it was closed': (walk) => {
      const closed = walk.steps.find(
        ({ kind, name, outcome }) => kind === 'attempt' && name === 'close' && outcome.kind === 'done',
      )
      if (closed) expect(walk.end.record['listed'], walk.seed).toEqual(closed.after.record['listed'])
    },
    'both sides throw a round away, or neither': (walk) => {
      const end = walk.steps.find(({ name, outcome }) => name === 'agreeVoid' && outcome.kind === 'done')
      if (end) expect(end.actor?.unit, walk.seed).not.toBe(end.before.record['voidUnit'])
    },
  },
})
