import { inWords } from '#kernel/time.ts'
import { 工作规则, 法律顾问意见 } from '../../laws.ts'
import { type AdviserRecord, standingConflicts } from '../record.ts'
import { gateWith } from '../../gate.ts'

const gate = gateWith({ norm: 'B2', basis: [法律顾问意见(), 工作规则('法律顾问名册')], reads: 'form' })

/** B2: an engagement has a term that lies ahead. */
export const termAhead = gate({
  name: 'adviserTermAhead',
  code: 'ADVISER_TERM_UNFIT',
  title: '聘期止在聘期起之后，续聘的晚于原聘期',
  refuses: ({ form, record, today }) => {
    const { until }: AdviserRecord = record
    const [from, to] = [until ?? form['since'], form['until']]
    const after = from !== undefined && from > today ? from : today
    return to > after && to > (from ?? '')
      ? null
      : { message: `聘期止${inWords(to)}不晚于${inWords(after)}`, remedy: '请更正聘期' }
  },
})

/** B2: a conflict says with whom. */
export const conflictNamed = gate({
  name: 'conflictNamed',
  code: 'CONFLICT_UNNAMED',
  title: '利害关系写明与哪个单位、企业或者个人',
  refuses: ({ form }) =>
    form['unit'] || form['party']
      ? null
      : { message: '没有写明与谁有利害关系', remedy: '请选单位，或者填写企业、个人' },
})

/** B2: what is declared over is one that stands. */
export const conflictStands = gate({
  name: 'conflictStands',
  code: 'CONFLICT_UNKNOWN',
  title: '解除的是登记过、还没有解除的利害关系',
  refuses: ({ form, record }) =>
    standingConflicts(record).some(({ no }) => no === form['no'])
      ? null
      : { message: `没有第${String(form['no'])}项未解除的利害关系`, remedy: '请核对序号' },
})
