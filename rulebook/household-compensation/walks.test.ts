import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Desk } from '#demo/walk-forms.ts'
import { addDays } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { owed } from './gates/moving.ts'
import { householdCompensation } from './procedure.ts'
import { type HouseholdRecord, attachments } from './record.ts'

/** The expropriation: announced, its values shown, its term for signing run out before the walk begins. */
const around = ({ record }: Matter): Readonly<Record<string, MatterFacts>> => ({
  'w-project': {
    procedure: `${record['regime'] ?? 'house'}-expropriation`,
    state: 'compensating',
    final: false,
    title: '片区改建',
    record: {
      households: [{ household: 'm-walk' }],
      announcedOn: '2025-11-20',
      shownOn: '2025-11-21',
      planOn: '2025-11-01',
      registerBy: '2026-12-31',
      settledOn: '2025-11-20',
      signBy: '2025-12-01',
    },
  },
})

const offered = ({ record, today }: Desk) => ({
  way: 'money',
  area: 0,
  sum: record['paid'] === undefined ? 100 : 200,
  moving: 0,
  interim: undefined,
  loss: undefined,
  payBy: addDays(today, 5),
  moveBy: addDays(today, 6),
})
/** Some neither sign nor move: only their walks come to a court. */
const stubborn = ({ record }: Desk): boolean => record['unregistered'] === 10

const onTheDay: Hints[string] = ({ today }) => ({ on: today })

const hints: Hints = {
  open: ({ random }) => ({
    project: 'w-project',
    regime: random.pick(['house', 'land']),
    unit: 'u-expropriation',
    certificate: '证',
    unregistered: random.pick([0, 10, 10, 10]),
  }),
  confirm: ({ today }) => ({ how: 'signed', on: today }),
  find: () => ({ by: ['u-urban', 'u-planning'] }),
  deliverValuation: ({ today }) => ({ asOf: '2025-11-20', on: today }),
  askReview: ({ record, today }) => ({ on: record['valuedOn'] ?? today }),
  answerReview: onTheDay,
  askAppraisal: ({ record, today }) => ({ on: record['reviewedOn'] ?? today }),
  answerAppraisal: ({ today }) => ({ on: today, experts: 3, valuers: 2 }),
  sign: (desk) => ({ ...offered(desk), area: stubborn(desk) ? 9_999_999 : 0 }),
  requestDecision: ({ random }) => ({ ground: random.chance(0.4) ? 'unsigned' : 'unclear' }),
  decide: offered,
  serve: ({ record, today }) => ({ on: record['decidedOn'] ?? today }),
  clearSite: onTheDay,
  recordChallenge: ({ record, today }) => ({ kind: record['servedOn'] ? 'suit' : 'contract', on: today }),
  uphold: onTheDay,
  annul: onTheDay,
  pay: ({ record }) => ({
    paid: owed(record) - Number(record['paid'] ?? 0),
    how: record['decidedOn'] ? 'deposit' : 'transfer',
  }),
  move: (desk) => ({ free: !stubborn(desk) }),
  order: ({ today }) => ({ on: today, by: addDays(today, 5) }),
  urge: ({ record, today }) => ({ on: addDays(record['orderBy'] ?? record['moveBy'] ?? today, 1) }),
  applyToCourt: () => Object.fromEntries(Object.keys(attachments).map((name) => [name, true])),
  recordGrant: ({ random, today }) => ({ on: addDays(today, random.pick([0, 5, 5])) }),
  recordRefusal: onTheDay,
}

walksHold(rulebook, householdCompensation.id, {
  walks: 180,
  steps: 90,
  hints,
  around,
  habits: { pace: { minutes: 45, days: 25, weeks: 14, months: 16 }, heed: 0.97 },
  also: {
    'nobody moves, freely or by force, before he was paid in full': (walk) => {
      const moved = walk.steps.find(({ after }) => (after.record as HouseholdRecord).movedOn !== undefined)
      if (!moved) return
      const { paid = 0, paidOn, movedOn = '' }: HouseholdRecord = moved.after.record
      expect(paidOn !== undefined && paidOn <= movedOn && paid >= owed(moved.after.record), walk.seed).toBe(
        true,
      )
    },
    'nothing goes to court before the term for suing is over': (walk) => {
      const applied = walk.steps.find(
        ({ name, outcome, kind }) => kind === 'attempt' && name === 'applyToCourt' && outcome.kind === 'done',
      )
      if (!applied) return
      const { appliedOn = '', suitUntil = '9', urgedOn = '9' }: HouseholdRecord = applied.after.record
      expect(appliedOn > suitUntil && appliedOn > addDays(urgedOn, 10), walk.seed).toBe(true)
    },
  },
})
