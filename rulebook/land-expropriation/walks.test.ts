import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import type { Matter } from '#kernel/matter.ts'
import { addDays } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { plans } from '../household-compensation/record.ts'
import { rulebook } from '../index.ts'
import { landExpropriation } from './procedure.ts'
import type { LandRecord } from './record.ts'

const facts = (procedure: string, state: string, record: Readonly<Record<string, unknown>>): MatterFacts => ({
  procedure,
  state,
  final: state === 'closed' || state === 'excluded',
  title: '一户',
  record,
})

/** The households go their own way meanwhile: some walks find them further than others. */
function around({ record, ver }: Matter): Readonly<Record<string, MatterFacts>> {
  const { households = [], announcedOn, settledOn, riskAssessment }: LandRecord = record
  const states = announcedOn
    ? ['closed', 'closed', 'agreed']
    : settledOn
      ? ['agreed', 'agreed', 'excluded', 'talking']
      : ['confirmed', 'confirmed', 'surveyed', 'confirmed', 'confirmed', 'excluded']
  const state = states[ver % states.length] ?? ''
  const signed = state === 'agreed' || state === 'closed' ? { agreedOn: '2026-01-01' } : {}
  return {
    ...(riskAssessment
      ? {
          [riskAssessment]: facts('risk-assessment', ver % 3 === 0 ? 'assessing' : 'closed', {
            level: 'low',
          }),
        }
      : {}),
    ...Object.fromEntries(
      households.map(({ household }) => [household, facts('household-compensation', state, signed)]),
    ),
  }
}

const proof = Object.fromEntries(Object.keys(plans).map((name) => [name, '规划证明']))

const hints: Hints = {
  propose: ({ actor }) => ({
    item: `${actor.unit}.levy`,
    ...proof,
    interest: 'infrastructure',
    conversion: '一并报批',
    finance: 'u-finance',
    labour: 'u-labour',
  }),
  completePlans: () => proof,
  preannounce: ({ today }) => ({ until: addDays(today, 25) }),
  startRisk: () => ({
    assessor: 'u-political-legal',
    departments: ['u-petition'],
    collective: true,
    members: true,
    committee: true,
  }),
  draftPlan: ({ today }) => ({ by: ['u-finance', 'u-labour'], priceOn: addDays(today, -300) }),
  publishPlan: ({ today }) => ({
    until: addDays(today, 30),
    registerBy: addDays(today, 20),
    signBy: addDays(today, 40),
  }),
  sumUp: ({ random }) => ({ memberCount: 10, against: random.pick([0, 9]) }),
  hear: ({ today }) => ({ on: today, members: 5 }),
  fundIn: () => ({ needed: 10, funds: 10, securityNeeded: 1, securityFunds: 1 }),
  apply: () => ({ unsigned: 0 }),
  recordApproval: ({ today }) => ({ approver: 'state', on: today, receivedOn: today }),
  settleSecurity: () => ({ sum: 1 }),
}

walksHold(rulebook, landExpropriation.id, {
  walks: 110,
  steps: 110,
  hints,
  around,
  habits: { pace: { minutes: 45, days: 38, weeks: 15, months: 2 }, heed: 0.97 },
  also: {
    'nothing goes up before both notices have hung their time and the money is there': (walk) => {
      const applied = walk.steps.find(({ after }) => after.state === 'applied')
      if (!applied) return
      const {
        preannounceUntil = '9',
        noticeUntil = '9',
        appliedOn = '',
        fundsOn,
      }: LandRecord = applied.after.record
      expect(
        appliedOn > preannounceUntil && appliedOn > noticeUntil && fundsOn !== undefined,
        walk.seed,
      ).toBe(true)
    },
  },
})
