import type { Gate } from '#kernel/vocabulary.ts'
import { 公文条例, 工作规则, 督查条例 } from '../../laws.ts'
import { unconfirmed } from '../spoken.ts'
import { nameOf } from './naming.ts'

/** C3: who did it neither verifies nor assesses nor strikes off, whatever other post or delegation they hold. */
export const notTheDoer: Gate = {
  name: 'notTheDoer',
  code: 'DOER_MAY_NOT',
  norm: 'C3',
  basis: [督查条例(16), 工作规则('督办分离')],
  title: '承办人不得核实、评价、销号自己的事项',
  about: 'actor',
  reads: 'record',
  refuses: (context) => {
    const { record, actor, directory } = context
    const lead: string | undefined = record['lead']
    if (lead === undefined) return null
    const did = [record['handler'], record['reportedBy'], record['summedUpBy']].includes(actor.person)
    if (actor.unit !== lead && !did && !directory.worksIn(actor.person, lead)) return null
    return {
      message: `您是本事项承办单位${nameOf(context, lead)}的人或者承办过这件事，不能核实、评价、答复或者销号`,
      remedy: '由督查室没有参与承办的人办理',
    }
  },
}

/** C9, C3: whoever entered an oral report that its speaker has not confirmed does not verify it too. */
export const notTheEnterer: Gate = {
  name: 'notTheEnterer',
  code: 'ENTERED_BY_YOU',
  norm: 'C9',
  basis: [督查条例(16), 工作规则('督办分离')],
  title: '代录的口头反馈，本人确认前不由代录人核实',
  about: 'actor',
  reads: 'record',
  refuses: ({ record, actor }) => {
    const entered = unconfirmed(record, record['reportedBy']).some((one) => one.enteredBy === actor.person)
    return entered
      ? {
          message: '这份办结反馈由您代录，报告人还没有确认',
          remedy: '请报告人确认，或者由督查室其他人核实',
        }
      : null
  },
}

const missing = (
  name: string,
  code: string,
  norm: 'C2' | 'C3',
  field: string,
  title: string,
  message: string,
  remedy: string,
): Gate => ({
  name,
  code,
  norm,
  basis: [督查条例(16), 工作规则(norm === 'C2' ? '部署、落实、反馈、总结' : '交办、督办、评价')],
  title,
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) => (record[field] ? null : { message, remedy }),
})

/** C2: no closing without feedback. */
export const fedBack = missing(
  'fedBack',
  'FEEDBACK_MISSING',
  'C2',
  'result',
  '销号须有反馈',
  '承办单位还没有反馈办理结果',
  '由牵头单位报“办完了”',
)

/** C3: what is arranged is supervised. */
export const verified = missing(
  'verified',
  'VERIFICATION_MISSING',
  'C3',
  'verification',
  '销号须经核实',
  '办理结果还没有核实',
  '由督查室核实',
)

/** C2: no closing without a summary. */
export const summedUp = missing(
  'summedUp',
  'SUMMARY_MISSING',
  'C2',
  'summary',
  '销号须有总结',
  '还没有总结',
  '由牵头单位总结',
)

/** C3: and assessed by the leader who arranged it. */
export const assessed = missing(
  'assessed',
  'ASSESSMENT_MISSING',
  'C3',
  'assessment',
  '销号须经交办领导评价',
  '交办领导还没有评价',
  '由交办领导评价',
)

/** G2: a merge points at another task that is alive. */
export const mergesIntoLive: Gate = {
  name: 'mergesIntoLive',
  code: 'MERGE_TARGET_UNFIT',
  norm: 'G2',
  basis: [督查条例(15), 公文条例()],
  title: '只能并入另一件在办的督办事项',
  about: 'matter',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) => {
    const into: string = form['into']
    if (into === matterId) return { message: '不能并入自己', remedy: '请选另一件' }
    const target = matters[into]
    if (!target || target.procedure !== 'supervised-task')
      return { message: '没有找到要并入的督办事项', remedy: '请从台账中选择' }
    return target.final
      ? { message: `“${target.title}”已经了结，不能再并入`, remedy: '请选在办的事项' }
      : null
  },
}
