import { notLive } from '#kernel/lists.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 优化营商环境条例, 工作规则 } from '../laws.ts'
import type { BasisReviewRecord } from './record.ts'

/** B1: a review comes from the register, which names it. */
export const openedByInstrument: Gate = {
  name: 'basisReviewFromRegister',
  code: 'REVIEW_NOT_FROM_REGISTER',
  norm: 'B1',
  basis: [工作规则('法规库')],
  title: '复核由法规库登记变动时发出',
  about: 'matter',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, matters, matterId }) => {
    const reviews = (matters[String(form['instrument'])]?.record['reviews'] ?? []) as readonly {
      readonly review: string
    }[]
    return reviews.some(({ review }) => review === matterId)
      ? null
      : { message: '这一复核不是法规库发出的', remedy: '请司法局在法规库登记法律的变动' }
  },
}

const dead = ({ record, items, laws }: ActContext) => {
  const { rests = [], from = '' }: BasisReviewRecord = record
  return rests.flatMap(({ item: code }) => {
    const item = code === undefined ? undefined : items[code]
    return item && !item.cancelled && notLive(item, laws, from)?.why === 'article' ? [item] : []
  })
}

/** B1: what has lost its basis is not kept as it is. */
export const keptStands: Gate = {
  name: 'keptItemsStand',
  code: 'KEPT_WITHOUT_BASIS',
  norm: 'B1',
  basis: [优化营商环境条例(40), 工作规则('法规库')],
  title: '依据已经失效的事项不能结论为继续适用',
  about: 'matter',
  reads: 'form',
  needs: ['items'],
  refuses: (context) => {
    if (context.form['verdict'] !== 'keep') return null
    const [first, ...more] = dead(context)
    return first
      ? {
          message: `“${first.title}”（${first.id}）${more.length > 0 ? `等${more.length + 1}项` : ''}的依据自${String(context.record['from'])}起失效，不能继续适用`,
          remedy: '请申请清单调整，改用现行依据或者取消',
        }
      : null
  },
}

/** B1: whoever says that something has to change names the matter by which it does. */
export const followNamed: Gate = {
  name: 'followNamed',
  code: 'FOLLOW_MISSING',
  norm: 'B1',
  basis: [工作规则('法规库')],
  title: '有清单事项需要修改、取消的，写明是哪一件清单调整',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { rests = [] }: BasisReviewRecord = record
    if (form['verdict'] === 'keep' || form['follow'] || !rests.some(({ what }) => what === 'item'))
      return null
    return { message: '没有写明由哪一件清单调整来改', remedy: '请先申请清单调整，再选上它' }
  },
}
