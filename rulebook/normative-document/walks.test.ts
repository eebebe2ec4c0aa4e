import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import type { Matter } from '#kernel/matter.ts'
import { addDays, addMonths } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { body } from '../topic/doubles.ts'
import { normativeDocument } from './procedure.ts'
import type { NormativeRecord } from './record.ts'

const facts = (procedure: string, state: string, final: boolean, record: object = {}): MatterFacts => ({
  procedure,
  state,
  final,
  title: '停放管理办法',
  record: record as MatterFacts['record'],
})

/** What the document opened, as it stands some acts later: most goes well, some does not. */
function around({ record, ver }: Matter): Readonly<Record<string, MatterFacts>> {
  const { participation, fairnessReview, legalityReview, topic, paper, version = 1 }: NormativeRecord = record
  const odd = ver % 3 === 0
  const verdict = ver % 5 === 0 ? 'changes' : 'lawful'
  const children: readonly (readonly [string | undefined, MatterFacts])[] = [
    [participation, facts('public-participation', odd ? 'collecting' : 'closed', !odd)],
    [
      fairnessReview,
      facts('fair-competition-review', 'closed', true, { conclusion: odd ? 'failed' : 'passed' }),
    ],
    [legalityReview, facts('legality-review', 'closed', true, { version, issued: { verdict } })],
    [paper, facts('outgoing-document', odd ? 'withdrawn' : 'checking', odd)],
    [topic, facts('topic', ver % 4 === 0 ? 'rejected' : 'adopted', true)],
  ]
  return {
    'w-body': body({
      unit: 'u-gov',
      chair: 'p-mayor',
      recorder: 'u-office',
      members: [{ post: 'p-vice-1', order: 1 }],
    }),
    ...Object.fromEntries(children.flatMap(([id, child]) => (id === undefined ? [] : [[id, child]]))),
  }
}

const hints: Hints = {
  propose: ({ random }) => ({
    issuer: random.pick(['government', 'office', 'department']),
    secret: random.chance(0.3) ? '依法不公开' : undefined,
    legalUnit: undefined,
  }),
  draft: () => ({ draft: ['w-draft'] }),
  revise: () => ({ draft: ['w-draft-2'] }),
  hearBusiness: () => ({ heard: [{ who: '某公司', words: '没有意见', taken: true }] }),
  discuss: () => ({ body: 'w-body' }),
  register: () => ({ code: '云政规' }),
  publish: ({ today, random }) => ({
    on: today,
    effectiveOn: addDays(today, random.between(20, 60)),
    validUntil: addMonths(today, random.pick([12, 36, 60])),
  }),
  interpret: ({ today }) => ({ on: today }),
  file: ({ today }) => ({ on: today }),
  correct: ({ today }) => ({ on: today }),
  renew: ({ today }) => ({ until: addMonths(today, 48) }),
  end: ({ today, random }) => ({ on: today, ends: random.pick(['expired', 'repealed']) }),
}

walksHold(rulebook, normativeDocument.id, {
  walks: 240,
  steps: 60,
  hints,
  around,
  also: {
    'none is signed before its body adopted it, none published before it bears its number': (walk) => {
      for (const step of walk.steps) {
        if (step.kind !== 'attempt' || step.outcome.kind !== 'done') continue
        const kept: NormativeRecord = step.before.record
        if (step.name === 'sign')
          expect(around(step.before)[kept.topic ?? '']?.state, walk.seed).toBe('adopted')
        if (step.name === 'publish') expect(kept.registered, walk.seed).toBeDefined()
        if (step.name === 'deliver') expect(kept.assessment && kept.internal, walk.seed).toBeTruthy()
      }
    },
  },
})
