import { inWords } from '#kernel/time.ts'
import { 处罚法, 强制法 } from '../../laws.ts'
import { gate } from '../../gate.ts'
import { URGE_DAYS, outstanding, owed, unperformed, workday } from '../clock.ts'
import { amountOf } from '../measure.ts'
import type { PenaltyRecord } from '../record.ts'

/** B5: who decides on a fine does not collect it. */
export const notByOrgan = gate({
  name: 'penaltyNotByOrgan',
  code: 'ORGAN_COLLECTS',
  norm: 'B5',
  basis: [处罚法('第67条第一款'), 处罚法('第67条第二款')],
  title: '罚款缴到指定银行或者通过电子支付，执法人员不得自行收缴',
  reads: 'form',
  refuses: ({ form }) =>
    form['via'] === 'organ'
      ? {
          message: '行政机关和执法人员不得自行收缴罚款',
          remedy: '请当事人到指定银行或者通过电子支付系统缴纳',
        }
      : null,
})

export const offsetLawful = gate({
  name: 'penaltyOffsetLawful',
  code: 'OFFSET_EARLY',
  norm: 'B5',
  basis: [强制法('第46条第三款'), 处罚法('第72条第一款第（二）项')],
  title: '救济期限届满、经催告仍不履行的，才能拍卖查封、扣押的财物抵缴',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    if (form['via'] !== 'auction') return null
    const { courtFrom, urgedOn }: PenaltyRecord = record
    if (urgedOn === undefined) return { message: '还没有催告当事人', remedy: '请先催告' }
    return courtFrom !== undefined && today < courtFrom
      ? { message: `当事人的复议、诉讼期限到${inWords(courtFrom)}前才届满`, remedy: '请等期限届满' }
      : null
  },
})

export const stillOwed = gate({
  name: 'penaltyStillOwed',
  code: 'NOTHING_OWED',
  norm: 'B5',
  basis: [处罚法('第66条第一款'), 处罚法('第67条第三款')],
  title: '还有没有缴清的款项',
  refuses: ({ record }) =>
    outstanding(record) > 0 ? null : { message: '罚没款已经缴清或者没有罚没款', remedy: '不需要办理' },
})

/** B5: nobody is urged, and no court is asked, for what is done. */
export const stillToDo = gate({
  name: 'penaltyStillToDo',
  code: 'NOTHING_OWED',
  norm: 'B5',
  basis: [处罚法('第66条第一款'), 强制法(54)],
  title: '还有没有缴清的款项或者没有履行的处罚',
  refuses: ({ record }) =>
    unperformed(record)
      ? null
      : { message: '处罚决定已经履行完毕，或者没有需要履行的内容', remedy: '不需要办理' },
})

export const notTooMuch = gate({
  name: 'penaltyNotTooMuch',
  code: 'OVERPAID',
  norm: 'B5',
  basis: [处罚法('第66条第一款')],
  title: '缴款不超过应缴数额',
  reads: 'form',
  refuses: ({ form, record }) => {
    const left = outstanding(record)
    return form['amount'] > left && left > 0
      ? { message: `还应缴${left}元，登记了${form['amount']}元`, remedy: '请核对；多收的应当退还' }
      : null
  },
})

/** B5: on the spot money is taken only where the law lets it, and for a receipt. */
export const collectible = gate({
  name: 'penaltyCollectible',
  code: 'COLLECT_UNFIT',
  norm: 'B5',
  basis: [处罚法(68), 处罚法(69)],
  title: '当场收缴限于一百元以下、事后难以执行，或者边远、水上、交通不便地区经当事人提出',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { simple, penalties = [], collected }: PenaltyRecord = record
    const fine = amountOf(penalties, 'fine')
    if (collected !== undefined) return { message: '罚款已经当场收缴', remedy: '不需要办理' }
    if (fine === 0) return { message: '没有罚款', remedy: '不需要办理' }
    const ground: string = form['ground']
    if (ground === 'remote') return null
    if (!simple) return { message: '普通程序的罚款不能当场收缴', remedy: '请到指定银行或者通过电子支付缴纳' }
    return ground === 'hard' || fine <= 100
      ? null
      : { message: `罚款${fine}元，超过一百元`, remedy: '请到指定银行或者通过电子支付缴纳' }
  },
})

export const awaitsHandIn = gate({
  name: 'penaltyAwaitsHandIn',
  code: 'NOTHING_COLLECTED',
  norm: 'B5',
  basis: [处罚法(71)],
  title: '有当场收缴的罚款',
  refuses: ({ record }) =>
    record['collected'] === undefined ? { message: '没有当场收缴的罚款', remedy: '不需要办理' } : null,
})

/** B5: what was taken on the spot has reached the bank before the file is closed. */
export const bankedIn = gate({
  name: 'penaltyBankedIn',
  code: 'NOT_BANKED',
  norm: 'B5',
  basis: [处罚法(71), 处罚法('第74条第二款')],
  title: '当场收缴的罚款已经缴付指定银行',
  refuses: ({ record }) =>
    record['collected'] !== undefined && record['bankedOn'] === undefined
      ? { message: '当场收缴的罚款还没有缴付指定银行', remedy: '请缴付后登记' }
      : null,
})

export const deferralOpen = gate({
  name: 'penaltyDeferralOpen',
  code: 'NO_DEFERRAL_ASKED',
  norm: 'B5',
  basis: [处罚法('第66条第二款')],
  title: '当事人申请了延期、分期',
  refuses: ({ record }) =>
    record['deferralAsked'] === undefined
      ? { message: '当事人没有申请延期、分期缴纳', remedy: '请先登记当事人的申请' }
      : null,
})

export const deferralAhead = gate({
  name: 'penaltyDeferralAhead',
  code: 'DEFERRAL_PAST',
  norm: 'B5',
  basis: [处罚法('第66条第二款')],
  title: '延期、分期的日期在今天之后，分期合计等于应缴数额',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const plan = form['instalments'] as readonly { on: string; amount: number }[]
    if (plan.length === 0 || plan.some(({ on }) => on <= today))
      return { message: '延期、分期的日期不在今天之后', remedy: '请另定日期' }
    const [sum, left] = [plan.reduce((all, { amount }) => all + amount, 0), outstanding(record)]
    return sum === left
      ? null
      : { message: `各期合计${sum}元，应缴${left}元`, remedy: '请使各期合计等于应缴数额' }
  },
})

export const overdue = gate({
  name: 'penaltyOverdue',
  code: 'NOT_OVERDUE',
  norm: 'B5',
  basis: [处罚法('第72条第一款'), 强制法(54)],
  title: '逾期不履行的，才催告、加处罚款',
  refuses: ({ record, today }) => {
    const { payBy }: PenaltyRecord = record
    return payBy !== undefined && today <= payBy
      ? { message: `缴款期限到${inWords(payBy)}`, remedy: '请等期限届满' }
      : null
  },
})

export const appealsOver = gate({
  name: 'penaltyAppealsOver',
  code: 'COURT_EARLY',
  norm: 'B5',
  basis: [强制法(53)],
  title: '当事人在法定期限内没有复议、诉讼的，期限届满后申请',
  refuses: ({ record, today }) => {
    const { courtFrom, appeals = [] }: PenaltyRecord = record
    if (appeals.some(({ until }) => until === undefined))
      return { message: '当事人已经申请复议或者提起诉讼，还没有终结', remedy: '请等复议、诉讼终结' }
    return courtFrom !== undefined && today < courtFrom
      ? {
          message: `当事人的复议、诉讼期限还没有届满，${inWords(courtFrom)}起才能申请`,
          remedy: '请等期限届满',
        }
      : null
  },
})

export const urgedFirst = gate({
  name: 'penaltyUrgedFirst',
  code: 'URGE_RUNNING',
  norm: 'B5',
  basis: [强制法(54), 强制法(69)],
  title: `催告书送达${URGE_DAYS}个工作日后仍未履行的，才申请法院强制执行`,
  refuses: ({ record, today, calendar }) => {
    const { urgedOn }: PenaltyRecord = record
    if (urgedOn === undefined) return { message: '还没有催告当事人履行', remedy: '请先送达催告书' }
    const last = workday(calendar, urgedOn, URGE_DAYS)
    return last === undefined || today > last
      ? null
      : {
          message: `催告书于${inWords(urgedOn)}送达，到${inWords(last)}才满${URGE_DAYS}个工作日`,
          remedy: '请等催告期限届满',
        }
  },
})

export const courtInTime = gate({
  name: 'penaltyCourtInTime',
  code: 'COURT_LATE',
  norm: 'B5',
  basis: [强制法(53), 处罚法('第72条第二款')],
  title: '自期限届满之日起三个月内申请法院强制执行',
  refuses: ({ record, today }) => {
    const { courtBy }: PenaltyRecord = record
    return courtBy !== undefined && today > courtBy
      ? {
          message: `申请法院强制执行的期限已于${inWords(courtBy)}届满`,
          remedy: '不能再申请；请依法终结并说明原因',
        }
      : null
  },
})

export const appealOpen = gate({
  name: 'penaltyAppealOpen',
  code: 'NO_APPEAL',
  norm: 'B5',
  basis: [处罚法('第73条第一款')],
  title: '有没有终结的复议、诉讼',
  refuses: ({ record }) =>
    ((record as PenaltyRecord).appeals ?? []).some(({ until }) => until === undefined)
      ? null
      : { message: '没有正在进行的复议、诉讼', remedy: '请先登记受理' },
})

export const settled = gate({
  name: 'penaltySettled',
  code: 'PAYMENT_OPEN',
  norm: 'B5',
  basis: [处罚法('第66条第一款'), 处罚法('第76条第一款第（二）项')],
  title: '履行完毕的，罚没款已经缴清',
  reads: 'form',
  refuses: ({ form, record }) => {
    const left = outstanding(record)
    return form['ending'] === 'performed' && left > 0
      ? {
          message: `应缴${owed(record)}元，还有${left}元没有缴清`,
          remedy: '请等缴清，或者依法催告、申请法院强制执行',
        }
      : null
  },
})

export const endingFits = gate({
  name: 'penaltyEndingFits',
  code: 'ENDING_UNFIT',
  norm: 'B5',
  basis: [处罚法(47), 强制法(40)],
  title: '结案方式与案件的处理相符',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { decision, overturned, courtResult }: PenaltyRecord = record
    const fits: Readonly<Record<string, boolean>> = {
      performed: decision === 'punished' && overturned !== 'revoked' && overturned !== 'void',
      enforced: courtResult !== undefined,
      unpunished: decision === 'spared' || decision === 'dismissed',
      overturned: overturned === 'revoked' || overturned === 'void',
      terminated: Boolean(form['reason']),
      judicial: decision === 'transferred',
    }
    return fits[String(form['ending'])]
      ? null
      : { message: '结案方式与案件的处理不符', remedy: '请按实际情况选择；终结执行的写明理由' }
  },
})

/** B5: the file is whole: what was decided was made public where it had to be, and taken back where it fell. */
export const publicationSettled = gate({
  name: 'penaltyPublicationSettled',
  code: 'PUBLICATION_OPEN',
  norm: 'B5',
  basis: [处罚法('第48条第一款'), 处罚法('第48条第二款')],
  title: '应当公开的已经公开，应当撤回的已经撤回',
  refuses: ({ record }) => {
    const { impact, decision, publishedOn, overturned, withdrawnOn }: PenaltyRecord = record
    if (impact && decision === 'punished' && overturned === undefined && publishedOn === undefined)
      return { message: '具有一定社会影响的处罚决定还没有公开', remedy: '请先公开' }
    return overturned !== undefined && publishedOn !== undefined && withdrawnOn === undefined
      ? { message: '被推翻的处罚决定信息还没有撤回', remedy: '请撤回并公开说明理由' }
      : null
  },
})
