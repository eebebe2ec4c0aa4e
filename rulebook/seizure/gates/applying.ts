import { toldAsItWas } from '../../enforcement/moments.ts'
import { officerActs, ownOfficers, twoOfficers } from '../../enforcement/officers.ts'
import { underPower, withLicence } from '../../enforcement/powers.ts'
import { 强制法 } from '../../laws.ts'
import { gate } from '../../gate.ts'
import { levels } from '../record.ts'

export const power = underPower('coercion')
export const licence = withLicence('coercion')

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

export const startTold = toldAsItWas({
  name: 'seizureStartTold',
  basis: [强制法('第18条第（七）项'), 强制法(19)],
  title: '如实填写实施的时间',
  field: 'startedAt',
  notBefore: ['approvedAt', 'approvedOn'],
})

export const reportTold = toldAsItWas({
  name: 'seizureReportTold',
  basis: [强制法(19)],
  title: '如实填写报告的时间',
  field: 'reportedAt',
  notBefore: ['startedAt'],
})
