import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import type { Matter } from '#kernel/matter.ts'
import { addDays } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { opinion } from './procedure.ts'
import type { SheetRecord } from './record.ts'

const facts = (procedure: string, state: string, record: Readonly<Record<string, unknown>>): MatterFacts => ({
  procedure,
  state,
  final: false,
  title: '另一件',
  record,
})

/** The round: it is closed once the sheet was sealed three times, or where its last day is an odd one. */
function around({ record }: Matter): Readonly<Record<string, MatterFacts>> {
  const { version = 0, until = '' }: SheetRecord = record
  const over = version > 2 || Number(until.slice(-1)) % 2 === 1
  return {
    'w-round': facts('opinions', over ? 'closed' : 'collecting', {
      sheets: [{ post: 'p-vice-1', sheet: 'm-walk' }],
      // Some rounds last two days longer than they were to.
      ...(until === '' ? {} : { until: Number(until.slice(-1)) % 4 === 0 ? addDays(until, 2) : until }),
    }),
    'w-topic': facts('topic', 'placed', {}),
    'w-meeting': facts('meeting', 'noticed', {}),
  }
}

const hints: Hints = {
  issue: ({ today, random }) => ({
    round: 'w-round',
    topic: 'w-topic',
    meeting: 'w-meeting',
    post: 'p-vice-1',
    recorder: 'u-office',
    until: addDays(today, random.between(1, 6)),
  }),
  seal: ({ record, random }) => {
    const kept = record as SheetRecord
    const ctx = {
      meeting: kept.meeting,
      item: kept.topic,
      member: random.chance(0.9) ? kept.post : 'p-vice-2',
      round: kept.round,
      ver: (kept.version ?? 0) + 1,
      expected: kept.expected,
      trustees: kept.trustees,
    }
    const slots = (kept.keys ?? []).map(({ slot }) => slot)
    return { sealed: JSON.stringify({ ctx, commit: 'c', sm3: 's', slots, envelope: 'e' }) }
  },
}

walksHold(rulebook, opinion.id, {
  walks: 600,
  hints,
  around,
  also: {
    'only the member seals, in person, and versions count up': (walk) => {
      let version = 0
      for (const { kind, name, actor, outcome, after } of walk.steps) {
        if (kind !== 'attempt' || name !== 'seal' || outcome.kind !== 'done') continue
        expect(actor?.post, walk.seed).toBe('p-vice-1')
        expect(actor?.as, walk.seed).not.toBe('delegate')
        expect(after.record['version'], walk.seed).toBe(++version)
      }
    },
    'nobody but the member is a party': (walk) => {
      for (const { outcome } of walk.steps)
        if (outcome.kind === 'done') expect(outcome.parties, walk.seed).toEqual(['post:p-vice-1'])
    },
  },
})
