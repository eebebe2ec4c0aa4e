import { type Day, inWords } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { gate } from '../../gate.ts'
import { 决策条例, 议事规则 } from '../../laws.ts'
import { envelopeNote } from '../../opinions/notes.ts'
import type { SheetRecord } from '../record.ts'

const 密封 = [决策条例(30), 议事规则('密封书面意见')] as const

/** A3: a sheet is given out by the round that expects it. */
export const givenByRound = gate({
  name: 'givenByRound',
  code: 'NO_ROUND',
  norm: 'A3',
  basis: 密封,
  title: '密封意见由征集发出',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) => {
    const sheets = matters[String(form['round'])]?.record['sheets'] as
      | readonly { readonly post: string; readonly sheet: string }[]
      | undefined
    return sheets?.some(({ post, sheet }) => sheet === matterId && post === form['post'])
      ? null
      : { message: '没有向这名成员征集意见', remedy: '请在书面意见征集上办理' }
  },
})

/** A3: one's own view, given by oneself: nobody seals it for another, and no delegate does. */
export const inPerson = gate({
  name: 'inPerson',
  code: 'SEAL_IN_PERSON',
  norm: 'A3',
  basis: 密封,
  title: '书面意见由本人封存，不得代办',
  about: 'actor',
  refuses: ({ actor }) =>
    actor.as === 'delegate'
      ? { message: '您是受委托代办，不能代为封存', remedy: '请成员本人封存；不能参加的，由办公室登记缺席' }
      : null,
})

const roundOf = ({ record, matters }: Pick<ActContext, 'record' | 'matters'>) =>
  matters[String(record['round'])]

/** The last day of the round as it stands now. */
export const lastDay = (context: Pick<ActContext, 'record' | 'matters'>): Day | undefined =>
  roundOf(context)?.record['until'] as Day | undefined

/** A3: a sheet is asked for as long as its round lasts. */
export const roundMoved = gate({
  name: 'roundMoved',
  code: 'MEETING_UNMOVED',
  norm: 'A3',
  basis: 密封,
  title: '征集改了截止日期才随之改期',
  needs: ['children'],
  refuses: (context) => {
    const day = lastDay(context)
    return day !== undefined && day !== context.record['until']
      ? null
      : { message: '征集的截止日期没有变', remedy: '请在会议改期以后再办' }
  },
})

/** A3: whoever seals late could have heard the others. */
export const stillGathering = gate({
  name: 'stillGathering',
  code: 'ROUND_CLOSED',
  norm: 'A3',
  basis: 密封,
  title: '截止后不再收封存件',
  needs: ['children'],
  refuses: (context) => {
    const { until = '' }: SheetRecord = context.record
    if (roundOf(context)?.state !== 'collecting')
      return { message: '征集已经截止或者作废', remedy: '请在公开以后补充意见，或者在会上发表' }
    return context.today > until
      ? { message: `封存期到${inWords(until)}为止`, remedy: '请在公开以后补充意见，或者在会上发表' }
      : null
  },
})

/** A3: the envelope is this member's, of this item, meeting and round, the next version, to the round's keepers. */
export const envelopeFits = gate({
  name: 'envelopeFits',
  code: 'ENVELOPE_UNFIT',
  norm: 'A3',
  basis: 密封,
  title: '密封件属于本人、本议题、本次会议、本轮、下一版',
  reads: 'form',
  refuses: ({ form, record }) => {
    const kept: SheetRecord = record
    const note = envelopeNote(form['sealed'])
    if (note === null) return { message: '没有密封件', remedy: '请在本页填写意见并封存' }
    const { ctx } = note
    const same =
      ctx.member === kept.post &&
      ctx.round === kept.round &&
      ctx.item === kept.topic &&
      ctx.meeting === kept.meeting &&
      ctx.ver === (kept.version ?? 0) + 1 &&
      ctx.expected === kept.expected &&
      ctx.trustees === kept.trustees &&
      note.slots.join() === (kept.keys ?? []).map(({ slot }) => slot).join()
    return same
      ? null
      : {
          message: '密封件不是本页的：成员、议题、会议、轮次、版次或者保管人不同',
          remedy: '请刷新本页重新封存',
        }
  },
})

/** A3: silence is answered for once the round is over. */
export const roundOver = gate({
  name: 'roundOver',
  code: 'STILL_GATHERING',
  norm: 'A3',
  basis: 密封,
  title: '征集结束后才说明没有封存的原因',
  needs: ['children'],
  refuses: (context) =>
    roundOf(context)?.state === 'collecting'
      ? { message: '征集还没有截止', remedy: '请封存您的书面意见' }
      : null,
})
