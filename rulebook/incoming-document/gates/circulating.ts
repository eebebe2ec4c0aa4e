import type { Gate } from '#kernel/vocabulary.ts'
import { inWords } from '#kernel/time.ts'
import { 公文条例 } from '../../laws.ts'
import { type Circulation, isAwaited } from '../circulations.ts'

/** C1: there is something out to be recalled. */
export const somethingOut: Gate = {
  name: 'somethingOut',
  code: 'NOTHING_CIRCULATING',
  norm: 'C1',
  basis: [公文条例(24)],
  title: '有传阅在外',
  about: 'matter',
  reads: 'record',
  refuses: ({ record }) =>
    ((record['readers'] as readonly string[] | undefined) ?? []).length > 0
      ? null
      : { message: '现在没有传阅在外的', remedy: '传阅以后才能收回' },
}

/** C1: an opinion after reading is asked for by a day ahead. */
export const answerAhead: Gate = {
  name: 'answerAhead',
  code: 'DUE_PAST',
  norm: 'C1',
  basis: [公文条例(24)],
  title: '阅后意见的时限在今天以后',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, today }) =>
    typeof form['answerBy'] === 'string' && form['answerBy'] < today
      ? { message: `阅后意见的时限${form['answerBy']}已经过去`, remedy: '请另定时限；只供阅知的不必填' }
      : null,
}

/** C1: who still owes an opinion is not asked for another one by another day. */
export const askedOnce: Gate = {
  name: 'askedOnce',
  code: 'STILL_AWAITED',
  norm: 'C1',
  basis: [公文条例(24)],
  title: '同一对象的阅后意见不同时要两次',
  about: 'matter',
  reads: 'form',
  refuses: ({ form, record }) => {
    if (form['answerBy'] === undefined) return null
    const readers = form['readers'] as readonly string[]
    const rows = (record['circulations'] as readonly Circulation[] | undefined) ?? []
    const open = rows.filter(isAwaited).find(({ reader }) => readers.includes(reader))
    return open
      ? {
          message: `有的传阅对象还欠${inWords(open.until)}前的阅后意见，不能再定一个时限`,
          remedy: '请等其提出意见，或者收回以后重新传阅',
        }
      : null
  },
}
