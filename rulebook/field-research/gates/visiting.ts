import { inWords } from '#kernel/time.ts'
import { 决策条例, 工作规则 } from '../../laws.ts'
import { openedFromParent } from '../../preparation/opening.ts'
import { gate } from '../../gate.ts'
import type { ResearchRecord } from '../record.ts'

const 调研 = [决策条例(12), 工作规则('决策前调研')] as const

export const researchFromParent = openedFromParent('research', { norm: 'G1', basis: 调研 })

/** G1: what was seen is written down after it was seen. */
export const visitHappened = gate({
  name: 'visitHappened',
  code: 'VISIT_AHEAD',
  norm: 'G1',
  basis: 调研,
  title: '走访日期不在将来',
  reads: 'form',
  refuses: ({ form, today }) =>
    form['on'] > today ? { message: `${inWords(form['on'])}还没有到`, remedy: '请在走访之后登记' } : null,
})

/** G1: a report that comes back for more facts brings more of them, or says why those there are enough. */
export const returnAnswered = gate({
  name: 'returnAnswered',
  code: 'RETURN_UNANSWERED',
  norm: 'G1',
  basis: 调研,
  title: '退回后补充走访或者说明情况，再形成报告',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { returned, findings }: ResearchRecord = record
    return returned !== undefined && form['findings'] === findings
      ? { message: `报告因“${returned}”退回，内容没有改过`, remedy: '请补充走访，改写调研发现' }
      : null
  },
})
