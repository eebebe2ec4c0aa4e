import { casesHold } from '#test/cases.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { basisReview } from './procedure.ts'

casesHold(rulebook, basisReview.id, usual, cases)

walksHold(rulebook, basisReview.id, {
  walks: 60,
  steps: 20,
  hints: {
    open: ({ actor }) => ({
      instrument: 'w-law',
      rests: [{ what: 'item', title: '一项处罚', item: `${actor.unit}.penalty` }],
    }),
    answer: ({ random }) => ({ verdict: random.pick(['keep', 'adjust']) }),
  },
  around: () => ({
    'w-law': {
      procedure: 'instrument',
      state: 'inForce',
      final: false,
      title: '行政处罚法',
      record: { reviews: [{ no: 1, unit: 'u-water', review: 'm-walk' }] },
    },
  }),
})
