import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import type { Matter } from '#kernel/matter.ts'
import { addDays } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { houseExpropriation } from './procedure.ts'
import { plans } from '../household-compensation/record.ts'
import type { HouseRecord } from './record.ts'

const household = (state: string): MatterFacts => ({
  procedure: 'household-compensation',
  state,
  final: state === 'closed' || state === 'excluded',
  title: '一户',
  record: {},
})

/** The households go their own way meanwhile: some walks find them further than others. */
function around({ record, ver }: Matter): Readonly<Record<string, MatterFacts>> {
  const { households = [], shownOn, riskAssessment }: HouseRecord = record
  const states = shownOn
    ? ['closed', 'closed', 'agreed', 'closed', 'talking']
    : ['confirmed', 'confirmed', 'surveyed', 'confirmed', 'confirmed', 'confirmed', 'excluded']
  const state = states[ver % states.length] ?? ''
  return {
    'w-body': {
      procedure: 'body',
      state: 'active',
      final: false,
      title: '常务会议',
      record: { kind: 'standing' },
    },
    'w-topic': {
      procedure: 'topic',
      state: 'adopted',
      final: true,
      title: '议题',
      record: { body: 'w-body', project: record['title'] },
    },
    ...(riskAssessment
      ? {
          [riskAssessment]: {
            procedure: 'risk-assessment',
            state: ver % 3 === 0 ? 'assessing' : 'closed',
            final: true,
            title: '风险评估',
            record: { level: 'low' },
          },
        }
      : {}),
    ...Object.fromEntries(households.map((one) => [one.household, household(state)])),
  }
}

const proof = Object.fromEntries(Object.keys(plans).map((name) => [name, '规划证明']))

const hints: Hints = {
  propose: ({ random, actor }) => ({
    item: `${actor.unit}.levy`,
    ...proof,
    interest: random.pick(['oldTown', 'infrastructure']),
    yearlyPlan: '年度计划',
    finance: 'u-finance',
    agent: undefined,
  }),
  completePlans: () => proof,
  fixScope: ({ today, random }) => ({
    until: addDays(today, random.pick([20, 365])),
    stopped: ['u-planning'],
  }),
  draftPlan: ({ record }) => ({
    money: record['plan'] === undefined || record['summedOn'] !== undefined,
    exchange: true,
    backHome: true,
    signDays: 30,
  }),
  publishPlan: ({ today }) => ({ until: addDays(today, 30) }),
  sumUp: ({ random }) => ({ opinions: 10, against: random.pick([0, 10]) }),
  hear: ({ today }) => ({ on: today, owners: 2, public: 1 }),
  startRisk: () => ({ assessor: 'u-political-legal', departments: ['u-petition'] }),
  fundIn: () => ({ needed: 10, funds: 10 }),
  decide: () => ({ topic: 'w-topic', body: 'w-body' }),
  recordChallenge: ({ today }) => ({ on: today, outcome: '撤销' }),
  chooseValuer: ({ random }) => ({ how: 'majority', votes: random.pick([0, 0, 9_999]) }),
  // Few takings are given up: the others are to come to their end.
  drop: ({ random }) => ({ reason: random.chance(0.1) ? '规划调整' : '' }),
  publishFiles: ({ random }) => ({ auditor: random.pick(['u-audit', 'u-finance']) }),
}

const passedBy = ({ after }: { readonly after: Matter }): boolean =>
  (after.record as HouseRecord).decidedOn !== undefined

walksHold(rulebook, houseExpropriation.id, {
  walks: 180,
  steps: 110,
  hints,
  around,
  habits: { pace: { minutes: 45, days: 38, weeks: 15, months: 2 }, heed: 0.97 },
  also: {
    'no house is expropriated without comments for thirty days, a risk assessment and all of the money': (
      walk,
    ) => {
      const decided = walk.steps.find(passedBy)
      if (!decided) return
      const {
        planOn = '',
        commentsUntil = '',
        changesOn,
        riskAssessment,
        funds = 0,
        needed = 1,
      }: HouseRecord = decided.after.record
      expect(commentsUntil >= addDays(planOn, 30), walk.seed).toBe(true)
      expect(changesOn !== undefined && riskAssessment !== undefined && funds >= needed, walk.seed).toBe(true)
    },
  },
})
