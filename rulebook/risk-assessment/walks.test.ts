import type { Hints } from '#demo/walk.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { parentAround } from '../preparation/walking.ts'
import { riskAssessment } from './procedure.ts'

const hints: Hints = {
  open: ({ random }) => ({
    parent: 'w-parent',
    assessor: random.pick(['u-housing', 'u-political-legal']),
    departments: random.pick([['u-police'], ['u-water', 'u-police']]),
  }),
  report: ({ random }) => ({ level: random.pick(['medium', 'high', 'uncontrollable']) }),
}

walksHold(rulebook, riskAssessment.id, {
  walks: 120,
  steps: 30,
  hints,
  around: parentAround('riskAssessment'),
})
