import { clockAt } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { momentOf } from '../../enforcement/moments.ts'
import { officerActs, ownOfficers, twoOfficers } from '../../enforcement/officers.ts'
import { 强制法 } from '../../laws.ts'
import { gate } from '../../topic/gates/gate.ts'
import { levels } from '../record.ts'

export const two = twoOfficers({ name: 'seizedByTwo', basis: [强制法('第18条第（二）项')] })

export const ours = ownOfficers({ name: 'seizedByOrgan', basis: [强制法(17), 强制法(22)] })

export const onCase = officerActs({
  name: 'seizedByOfficers',
  basis: [强制法(17), 强制法('第18条第（二）项')],
})

/** B4: only a law or a regulation provides for a measure. */
export const lawProvides = gate({
  name: 'seizureLawProvides',
  code: 'BASIS_TOO_LOW',
  norm: 'B5',
  basis: [强制法(10), 强制法(16)],
  title: '查封、扣押由法律、法规设定',
  reads: 'form',
  refuses: ({ form }) =>
    form['level'] === 'other'
      ? {
          message: `${levels.other}不得设定行政强制措施`,
          remedy: '请写明设定查封、扣押的法律、行政法规或者地方性法规；没有的，不得实施',
        }
      : null,
})

/** B5: what a milder means attains is not taken by force. */
export const lastResort = gate({
  name: 'seizureLastResort',
  code: 'MILDER_MEANS',
  norm: 'B5',
  basis: [强制法(5)],
  title: '非强制手段可以达到目的的，不得实施',
  reads: 'form',
  refuses: ({ form }) =>
    form['milder'] === 'enough'
      ? { message: '采用非强制手段可以达到行政管理目的', remedy: '请采用责令改正、先行登记保存等非强制手段' }
      : null,
})

/** The moment something happened is told as it was: not ahead, and not before it could. */
export const startTold = gate({
  name: 'seizureStartTold',
  code: 'MOMENT_UNFIT',
  norm: 'B5',
  basis: [强制法('第18条第（七）项'), 强制法(19)],
  title: '如实填写实施的时间',
  reads: 'form',
  refuses: (context) => faultOf(context, 'startedAt'),
})

export const reportTold = gate({
  name: 'seizureReportTold',
  code: 'MOMENT_UNFIT',
  norm: 'B5',
  basis: [强制法(19)],
  title: '如实填写报告的时间',
  reads: 'form',
  refuses: (context) => faultOf(context, 'reportedAt'),
})

function faultOf(
  { form, record, at }: ActContext,
  field: string,
): { message: string; remedy: string } | null {
  const written: string | undefined = form[field]
  if (written === undefined) return null
  const moment = momentOf(written)
  if (moment === undefined)
    return { message: `“${written}”不是一个时间`, remedy: '请写成 2026-03-05 21:40 这样，或者不填' }
  if (moment > at) return { message: `${written}还没有到，现在是${clockAt(at)}`, remedy: '请填写实际时间' }
  const before: string | undefined = field === 'startedAt' ? record['approvedOn'] : record['startedAt']
  return before !== undefined && written < before
    ? { message: `${written}早于${before}`, remedy: '请填写实际时间' }
    : null
}
