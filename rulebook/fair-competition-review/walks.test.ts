import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import { addDays } from '#kernel/time.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { parentAround } from '../preparation/walking.ts'
import { fairCompetitionReview } from './procedure.ts'
import { type FairnessRecord, standards } from './record.ts'

const hints: Hints = {
  open: () => ({ parent: 'w-parent' }),
  reviewFirst: () => ({
    findings: Object.keys(standards).map((standard) => ({ standard, touched: false, words: '没有' })),
    stakeholders: [{ who: '某商会', words: '没有意见' }],
  }),
  close: ({ today }) => ({ exception: '防灾减灾', exceptionUntil: addDays(today, 300) }),
}

walksHold(rulebook, fairCompetitionReview.id, {
  walks: 120,
  steps: 25,
  hints,
  around: parentAround('fairnessReview'),
  also: {
    'who concludes is of the regulating unit and had no hand in it': (walk) => {
      const { conclusion, reviewer, reviewedBy, firstBy, handler }: FairnessRecord = walk.end.record
      if (conclusion === undefined) return
      expect(reviewer, walk.seed).toBe('u-market')
      expect([firstBy, handler], walk.seed).not.toContain(reviewedBy)
    },
  },
})
