import { expect } from 'vitest'
import { addDays } from '#kernel/time.ts'
import type { Hints } from '#demo/walk.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { legalAdviser } from './procedure.ts'
import type { AdviserRecord } from './record.ts'

const hints: Hints = {
  engage: ({ today }) => ({ since: today, until: addDays(today, 300) }),
  renew: ({ record }) => ({ until: addDays(String(record['until']), 30) }),
  declareConflict: () => ({ party: '某企业' }),
  endConflict: ({ random }) => ({ no: random.between(1, 4) }),
}

walksHold(rulebook, legalAdviser.id, {
  walks: 150,
  steps: 25,
  hints,
  also: {
    'conflicts are numbered without a gap and never vanish': (walk) => {
      const { conflicts = [] }: AdviserRecord = walk.end.record
      expect(
        conflicts.map(({ no }) => no),
        walk.seed,
      ).toEqual(conflicts.map((_, n) => n + 1))
    },
  },
})
