import { inWords } from '#kernel/time.ts'
import { officerActs, ownOfficers, twoOfficers } from '../../enforcement/officers.ts'
import { underPower, withLicence } from '../../enforcement/powers.ts'
import { dayAsItWas, spotDay, toldAsItWas } from '../../enforcement/moments.ts'
import { 处罚法 } from '../../laws.ts'
import { gate } from '../../gate.ts'
import { limitation } from '../clock.ts'
import { type PenaltyRecord, levels } from '../record.ts'

export const power = underPower('penalty')
export const licence = withLicence('penalty')

export const two = twoOfficers({ name: 'punishedByTwo', basis: [处罚法(42)] })
export const ours = ownOfficers({ name: 'punishedByOrgan', basis: [处罚法(17), 处罚法(20), 处罚法(42)] })
export const onCase = officerActs({ name: 'punishedByOfficers', basis: [处罚法(42)] })

export const lawProvides = gate({
  name: 'penaltyLawProvides',
  code: 'BASIS_TOO_LOW',
  norm: 'B5',
  basis: [处罚法(4), 处罚法(16), 处罚法(38)],
  title: '处罚由法律、法规、规章规定',
  reads: 'form',
  refuses: ({ form }) =>
    form['level'] === 'other'
      ? {
          message: `${levels.other}不得设定行政处罚，没有依据的处罚无效`,
          remedy: '请写明设定处罚的法律、法规或者规章；没有的，不得处罚',
        }
      : null,
})

/** B5: what nobody found for two years, or five where people or money were harmed, is punished no more. */
export const withinLimitation = gate({
  name: 'penaltyWithinLimitation',
  code: 'LIMITATION_OVER',
  norm: 'B5',
  basis: [处罚法(36)],
  title: '违法行为在二年内（涉及生命健康、金融安全且有危害后果的五年内）被发现',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const found: string = record['foundOn'] ?? spotDay(form['startedAt'], today)
    const last = limitation(form['breachOn'], form['harmful'] === true)
    if (form['breachOn'] > found)
      return { message: '违法行为发生或者终了的日期在发现之后', remedy: '请填写实际日期' }
    return found <= last
      ? null
      : {
          message: `违法行为于${inWords(form['breachOn'])}发生或者终了，${inWords(found)}才发现，已过${inWords(last)}`,
          remedy: '超过期限的，不再给予行政处罚；请不予立案',
        }
  },
})

export const newOurs = ownOfficers({ name: 'recusedByOrgan', basis: [处罚法('第43条第三款'), 处罚法(42)] })

export const startTold = toldAsItWas({
  name: 'penaltyStartTold',
  basis: [处罚法('第52条第二款')],
  title: '如实填写当场处罚的时间',
  field: 'startedAt',
})

export const foundInPast = gate({
  name: 'penaltyFoundInPast',
  code: 'FOUND_AHEAD',
  norm: 'B5',
  basis: [处罚法('第54条第一款')],
  title: '如实登记发现日期',
  reads: 'form',
  refuses: ({ form, today }) =>
    form['foundOn'] !== undefined && form['foundOn'] > today
      ? { message: `发现日期${inWords(form['foundOn'])}还没有到`, remedy: '请填写实际日期' }
      : null,
})

/** B5: what meets the standard is opened; not opening it is a breach too. */
export const mustFile = gate({
  name: 'penaltyMustFile',
  code: 'MUST_FILE',
  norm: 'B5',
  basis: [处罚法('第54条第二款'), 处罚法('第76条第二款')],
  title: '符合立案标准的，及时立案',
  reads: 'form',
  refuses: ({ form }) =>
    form['standard'] === 'meets'
      ? { message: '符合立案标准，应当立案', remedy: '请立案；不及时立案的要承担责任' }
      : null,
})

export const termBased = gate({
  name: 'penaltyTermBased',
  code: 'EXTENSION_UNBASED',
  norm: 'B5',
  basis: [处罚法(60)],
  title: '办案期限的延长有法律、法规、规章规定',
  reads: 'form',
  refuses: ({ form }) =>
    form['level'] === 'other'
      ? {
          message: '九十日的期限只有法律、法规、规章可以另行规定',
          remedy: '请写明另行规定的法律、法规或者规章',
        }
      : null,
})

export const termRunning = gate({
  name: 'penaltyTermRunning',
  code: 'TERM_OVER',
  norm: 'B5',
  basis: [处罚法(60)],
  title: '办案期限届满前决定延长',
  refuses: ({ record, today }) => {
    const { decideBy }: PenaltyRecord = record
    return decideBy !== undefined && today > decideBy
      ? { message: `办案期限已于${inWords(decideBy)}届满，不能再延长`, remedy: '请尽快作出决定' }
      : null
  },
})

/** B5: what is recorded of a case happened, and on the day it says. */
const recorded = (
  name: string,
  title: string,
  article: number | string,
  field: string,
  ...notBefore: string[]
) => dayAsItWas({ name, basis: [处罚法(article)], title, field, notBefore })

export const inquiryDay = recorded('penaltyInquiryDay', '如实填写笔录的日期', '第55条第二款', 'on')
export const evidenceDay = recorded('penaltyEvidenceDay', '如实填写取得证据的日期', 46, 'on')
export const discussionDay = recorded(
  'penaltyDiscussionDay',
  '如实填写集体讨论的日期',
  '第57条第二款',
  'on',
  'finishedOn',
)
export const publicationDay = recorded(
  'penaltyPublicationDay',
  '如实填写公开的日期',
  '第48条第一款',
  'on',
  'decidedOn',
)
export const withdrawalDay = recorded(
  'penaltyWithdrawalDay',
  '如实填写撤回的日期',
  '第48条第二款',
  'on',
  'overturnedOn',
)
export const overturnDay = recorded(
  'penaltyOverturnDay',
  '如实填写决定被改变的日期',
  '第75条第二款',
  'on',
  'decidedOn',
)
export const appealDay = recorded(
  'penaltyAppealDay',
  '如实填写受理的日期',
  '第73条第一款',
  'from',
  'decidedOn',
)
export const appealEndDay = recorded(
  'penaltyAppealEndDay',
  '如实填写终结的日期',
  '第73条第一款',
  'on',
  'decidedOn',
)
export const paymentDay = recorded(
  'penaltyPaymentDay',
  '如实填写缴款的日期',
  '第67条第三款',
  'on',
  'decidedOn',
)
export const bankingDay = recorded(
  'penaltyBankingDay',
  '如实填写缴付的日期',
  71,
  'on',
  'handedInOn',
  'decidedOn',
)
