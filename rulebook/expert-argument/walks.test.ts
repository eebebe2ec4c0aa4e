import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { parentAround } from '../preparation/walking.ts'
import { expertArgument } from './procedure.ts'
import { type ArgumentRecord, unheard } from './record.ts'

const NAMES = ['专家甲', '专家乙', '专家丙', '专家丁', '专家戊']
const expert = (name: string) => ({
  name,
  from: '某大学',
  field: '给水排水',
  way: 'library',
  interest: false,
})

const hints: Hints = {
  open: () => ({ parent: 'w-parent' }),
  choose: ({ random }) => ({ experts: NAMES.slice(0, random.between(2, 4)).map(expert) }),
  giveOpinion: ({ record, today }) => ({
    expert: unheard(record as ArgumentRecord)[0] ?? '专家甲',
    signedOn: today,
    interest: false,
    file: ['f-signed'],
  }),
  replace: ({ record, random }) => ({
    expert: unheard(record as ArgumentRecord)[0] ?? '专家甲',
    experts: [expert(random.pick(NAMES))],
  }),
  conclude: () => ({ dissent: '已吸收' }),
}

walksHold(rulebook, expertArgument.id, {
  walks: 120,
  steps: 40,
  hints,
  around: parentAround('expertise'),
  also: {
    'what an expert signed is there in the end, word for word': (walk) => {
      const signed = walk.entries.filter(({ kind }) => kind === 'expert-argument.giveOpinion')
      const { opinions = [] }: ArgumentRecord = walk.end.record
      expect(
        opinions.map(({ words }) => words),
        walk.seed,
      ).toEqual(signed.map(({ form }) => form['words']))
    },
  },
})
