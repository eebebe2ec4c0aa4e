import { 决策条例, 议事规则 } from '../../laws.ts'
import type { TopicRecord } from '../record.ts'
import { asked, isDue, roundOf } from '../sealed.ts'
import { gate } from '../../gate.ts'

const 密封 = [决策条例(30), 议事规则('密封书面意见')] as const

/** A3: while envelopes are sealed nobody is heard: who speaks early sets the tone for those who have not opened theirs. */
export const opinionsOpen = gate({
  name: 'opinionsOpen',
  code: 'OPINIONS_SEALED',
  norm: 'A3',
  basis: 密封,
  title: '密封的书面意见公开以后才发表意见',
  needs: ['children'],
  refuses: (context) => {
    const round = roundOf(context)
    if (round?.state === 'revealed') return null
    if (round === undefined || round.state === 'void')
      return isDue(context)
        ? { message: '本议题须先征集密封的书面意见', remedy: '请办公室征集书面意见' }
        : null
    return { message: '书面意见还没有公开', remedy: '请在书面意见征集上截止、开启、公开' }
  },
})

export const roundRevealed = gate({
  name: 'roundRevealed',
  code: 'OPINIONS_SEALED',
  norm: 'A3',
  basis: 密封,
  title: '公布的是已经公开的书面意见',
  needs: ['children'],
  refuses: (context) =>
    roundOf(context)?.state === 'revealed'
      ? null
      : { message: '没有已经公开的书面意见', remedy: '请在书面意见征集上截止、开启、公开' },
})

/** A3: what was revealed is put on the record once. */
export const notReadOut = gate({
  name: 'notReadOut',
  code: 'OPINIONS_READ_OUT',
  norm: 'A3',
  basis: 密封,
  title: '书面意见公布一次',
  refuses: ({ record }) =>
    record['readOut'] === undefined
      ? null
      : { message: '书面意见已经公布', remedy: '要补充的，请在会上发表或者补充说明' },
})

/** A4: the chief hears what was written before he speaks. */
export const opinionsReadOut = gate({
  name: 'opinionsReadOut',
  code: 'OPINIONS_UNREAD',
  norm: 'A4',
  basis: 密封,
  title: '书面意见公布以后，主要领导才表态',
  refuses: (context) =>
    roundOf(context)?.state === 'revealed' && context.record['readOut'] === undefined
      ? { message: '书面意见还没有在会上公布', remedy: '请办公室公布书面意见' }
      : null,
  needs: ['children'],
})

/** A3: one round at a time; a new one only where the last was thrown away by both sides. */
export const noRoundRunning = gate({
  name: 'noRoundRunning',
  code: 'ROUND_RUNNING',
  norm: 'A3',
  basis: 密封,
  title: '一次会议一个议题征集一次，作废的除外',
  needs: ['children'],
  refuses: (context) => {
    const round = roundOf(context)
    return round === undefined || round.state === 'void'
      ? null
      : { message: '本议题已经征集书面意见', remedy: '请在书面意见征集上办理' }
  },
})

export const someAsked = gate({
  name: 'someAsked',
  code: 'NOBODY_ASKED',
  norm: 'A3',
  basis: 密封,
  title: '主要领导以外有应当提出意见的成员',
  reads: 'form',
  needs: ['children'],
  refuses: (context) =>
    asked({ ...context, record: context.record as TopicRecord }, context.form['level']).length > 0
      ? null
      : { message: '除主要领导和回避的成员外，没有应当提出意见的成员', remedy: '请在会上审议' },
})
