import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { lawfulPath } from './procedure.ts'
import type { PathRecord } from './record.ts'

const way = { way: '委托实施', basis: '某法第三条', conditions: '公告', risk: 'low' } as const

const hints: Hints = {
  open: () => ({ parent: 'w-task' }),
  take: ({ actor }) => ({ researcher: actor.person }),
  propose: ({ random }) =>
    random.chance(0.6)
      ? { finding: 'way', ways: [way, way].slice(0, random.between(1, 2)) }
      : { finding: 'none', ways: [], counsel: '建议请示上级' },
  choose: ({ random }) => ({ chosen: random.between(0, 2) }),
}

walksHold(rulebook, lawfulPath.id, {
  walks: 200,
  steps: 40,
  hints,
  around: () => ({
    'w-task': {
      procedure: 'supervised-task',
      state: 'stuck',
      final: false,
      title: '卡住的一件',
      record: { lawfulPath: 'm-walk' },
    },
  }),
  also: {
    'what is answered was drafted by another, is a way or says why there is none, and what is chosen was given':
      (walk) => {
        const {
          answer,
          options = [],
          reasons,
          chosen = 0,
          researcher,
          answeredBy,
        }: PathRecord = walk.end.record
        if (answer === undefined) return
        expect(answer === 'way' ? options.length > 0 : reasons !== undefined, walk.seed).toBe(true)
        expect(chosen, walk.seed).toBeLessThanOrEqual(options.length)
        expect(answeredBy, walk.seed).not.toBe(researcher)
      },
  },
})
