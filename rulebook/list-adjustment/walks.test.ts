import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import { addDays } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { listAdjustment } from './procedure.ts'
import type { AdjustmentRecord } from './record.ts'

const line = (code: string) => ({
  change: 'add',
  code,
  kind: 'penalty',
  title: '新增的处罚事项',
  basis: '《行政处罚法》第九条',
})
const hints: Hints = {
  propose: ({ random, actor }) => ({
    list: 'powers',
    changes: [
      line(`N-${random.int(5)}`),
      ...(random.chance(0.4) ? [{ change: 'cancel', code: `${actor.unit}.penalty` }] : []),
    ],
  }),
  enter: ({ random, today }) => ({
    list: 'powers',
    changes: [line(`N-${random.int(5)}`)],
    publishedOn: addDays(today, -30),
    effectiveOn: addDays(today, -10),
  }),
  revise: ({ random }) => ({ changes: [line(`N-${random.int(5)}`)] }),
  decide: ({ today, random }) => ({
    decision: random.chance(0.8) ? 'w-decision' : undefined,
    effectiveOn: addDays(today, random.between(0, 30)),
  }),
  publish: ({ today }) => ({ publishedOn: today }),
}

const around = ({
  record,
}: {
  readonly record: AdjustmentRecord
}): Readonly<Record<string, MatterFacts>> => ({
  'w-decision': {
    procedure: 'decision',
    state: 'decided',
    final: false,
    title: '清单调整',
    record: { outcome: 'passed' },
  },
  ...(record.legalityReview
    ? {
        [record.legalityReview]: {
          procedure: 'legality-review',
          state: 'closed',
          final: true,
          title: '清单调整',
          record: { version: record.version, issued: { verdict: 'lawful' } },
        },
      }
    : {}),
})

walksHold(rulebook, listAdjustment.id, {
  walks: 200,
  steps: 30,
  hints,
  around,
  also: {
    'only what is published is in a list, each line with its version': ({ end, seed }) => {
      const kept = listAdjustment.keeps?.(end) ?? []
      expect(kept.length > 0, seed).toBe(end.state === 'published')
      for (const one of kept) expect(one.kind === 'item' && one.item.version, seed).toBeGreaterThan(0)
    },
  },
})
