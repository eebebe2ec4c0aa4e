import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import { addDays } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { decision } from './procedure.ts'

const topic = (record: Readonly<Record<string, unknown>>): MatterFacts => ({
  procedure: 'topic',
  state: 'adopted',
  final: true,
  title: '片区排水改造',
  record: {
    body: 'w-body',
    chair: 'p-mayor',
    recorder: 'u-office',
    members: [{ post: 'p-mayor' }],
    ...record,
  },
})

/** The item that led to the decision, and a later one of the same body that changes it. */
const around = (): Readonly<Record<string, MatterFacts>> => ({
  'w-body': {
    procedure: 'body',
    state: 'active',
    final: false,
    title: '常务会议',
    record: { kind: 'standing' },
  },
  'w-topic': topic({ decision: 'm-walk' }),
  'w-change': topic({ decision: 'm-next', changes: 'm-walk' }),
})

const hints: Hints = {
  open: ({ random }) => ({
    topic: 'w-topic',
    body: 'w-body',
    proposer: 'u-housing',
    unit: 'u-water',
    outcome: random.pick(['passed', 'inPrinciple', 'urgent']),
    reportOn: undefined,
    tasks: [],
  }),
  reportExecution: ({ today }) => ({ next: addDays(today, 60) }),
  resume: ({ today }) => ({ next: addDays(today, 60) }),
  suspend: ({ today }) => ({ until: addDays(today, 20) }),
  amend: () => ({ topic: 'w-change' }),
  stop: () => ({ topic: 'w-change' }),
  orderEvaluation: ({ today }) => ({ by: 'u-finance', due: addDays(today, 90) }),
}

walksHold(rulebook, decision.id, {
  walks: 600,
  hints,
  around,
  also: {
    'nothing is carried out but between its issue and its end': (walk) => {
      for (const { name, before, outcome } of walk.steps)
        if (name === 'recordExecution' && outcome.kind === 'done')
          expect(before.state, walk.seed).toBe('executing')
    },
  },
})
