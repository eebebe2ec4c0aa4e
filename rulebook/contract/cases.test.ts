import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import type { Matter } from '#kernel/matter.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { casesHold } from '#test/cases.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { contract } from './procedure.ts'
import type { ContractRecord } from './record.ts'

casesHold(rulebook, contract.id, usual, cases)

const hints: Hints = {
  draft: ({ today }) => ({ legalityReview: undefined, until: `${Number(today.slice(0, 4)) + 1}-12-31` }),
  change: () => ({ until: undefined }),
  revise: () => ({ until: undefined }),
  submitLegality: () => ({ wanted: undefined }),
  sign: ({ today }) => ({ on: today }),
}

/** The review a contract names: of the text it was sent with, now and then running, now and then not lawful. */
function around({ record, ver }: Matter): Readonly<Record<string, MatterFacts>> {
  const { legalityReview, reviewVersion = 1 }: ContractRecord = record
  if (legalityReview === undefined) return {}
  const running = ver % 5 === 4
  const verdict = reviewVersion % 3 === 2 ? 'changes' : 'lawful'
  return {
    [legalityReview]: {
      procedure: 'legality-review',
      state: running ? 'reviewing' : 'closed',
      final: !running,
      title: '合同',
      record: { version: reviewVersion, ...(running ? {} : { issued: { verdict } }) },
    },
  }
}

walksHold(rulebook, contract.id, {
  walks: 150,
  steps: 30,
  hints,
  around,
  also: {
    'what is signed was found lawful as it stands': (walk) => {
      for (const step of walk.steps) {
        if (step.kind !== 'attempt' || step.outcome.kind !== 'done' || step.name !== 'sign') continue
        const { version, reviewVersion, legalityReview = '' }: ContractRecord = step.before.record
        expect(reviewVersion, walk.seed).toBe(version)
        expect(around(step.before)[legalityReview]?.record['issued'], walk.seed).toEqual({
          verdict: 'lawful',
        })
      }
    },
  },
})
