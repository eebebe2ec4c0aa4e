import type { Hints } from '#demo/walk.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { parentAround } from '../preparation/walking.ts'
import { fieldResearch } from './procedure.ts'

const hints: Hints = {
  open: () => ({ parent: 'w-parent' }),
  visit: ({ today }) => ({ on: today }),
  conclude: ({ random }) => ({ findings: `发现之${random.int(1000)}` }),
}

walksHold(rulebook, fieldResearch.id, { walks: 120, steps: 30, hints, around: parentAround('research') })
