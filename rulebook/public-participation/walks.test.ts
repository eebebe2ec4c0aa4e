import type { Hints } from '#demo/walk.ts'
import { addDays } from '#kernel/time.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { parentAround } from '../preparation/walking.ts'
import { publicParticipation } from './procedure.ts'
import type { ParticipationRecord } from './record.ts'

const hints: Hints = {
  open: ({ random }) => ({
    parent: 'w-parent',
    hearing: random.chance(0.9) ? undefined : '价格法第二十三条',
  }),
  publish: ({ today }) => ({ from: today, until: addDays(today, 31) }),
  extend: ({ record }) => ({ until: addDays((record as ParticipationRecord).until ?? '2026-01-01', 3) }),
  callHearing: ({ today }) => ({ on: addDays(today, 9) }),
  answer: ({ record }) => ({
    answers: ((record as ParticipationRecord).opinions ?? []).map(({ no }) => ({
      no,
      taken: no % 2 === 0,
      reason: '已吸收',
    })),
  }),
}

walksHold(rulebook, publicParticipation.id, {
  walks: 160,
  steps: 40,
  hints,
  around: parentAround('participation'),
})
