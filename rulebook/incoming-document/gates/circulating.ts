import type { Gate } from '#kernel/vocabulary.ts'
import { 公文条例 } from '../../laws.ts'

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
