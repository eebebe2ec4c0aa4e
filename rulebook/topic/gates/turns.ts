import { gate } from '../../gate.ts'
import { 议事规则 } from '../../laws.ts'
import { postFacts } from '../../post-facts.ts'
import type { TopicRecord } from '../record.ts'
import { turns } from '../room.ts'

/** A3: the body has fixed who speaks when, so that nobody waits for another's lead; before his turn speaks whom the chair calls on. */
export const inTurn = gate({
  name: 'inTurn',
  code: 'OUT_OF_TURN',
  norm: 'A3',
  basis: [议事规则('逐一发表意见')],
  title: '按发言次序逐一发表意见，主持人写明理由同意的可以先发言',
  needs: ['children'],
  refuses: (context) => {
    const { record, actor, directory } = context
    const [next] = turns(context)
    const called = (record as TopicRecord).calledUp?.some(({ post }) => post === actor.post) === true
    return next === undefined || next === actor.post || called
      ? null
      : {
          message: `按发言次序，现在由${postFacts(directory, next)?.title ?? '次序在前的成员'}发言`,
          remedy: '请按次序发言；确需先发言的，由主持人写明理由“请其先发言”',
        }
  },
})

/** A3: called on is somebody whose turn has not come. */
export const waitsHisTurn = gate({
  name: 'waitsHisTurn',
  code: 'NOT_WAITING',
  norm: 'A3',
  basis: [议事规则('逐一发表意见')],
  title: '请先发言的是还没有轮到的在会成员',
  reads: 'form',
  needs: ['children'],
  refuses: (context) => {
    const [post, waiting] = [String(context.form['post']), turns(context).slice(1)]
    const called = (context.record as TopicRecord).calledUp?.some((one) => one.post === post) === true
    return waiting.includes(post) && !called
      ? null
      : { message: '所选的成员已经轮到、已经发言，或者不在会', remedy: '请选还没有轮到的在会成员' }
  },
})
