import { type Known, workdaysAfter } from '#kernel/calendar.ts'
import { type Day, addDays, inWords } from '#kernel/time.ts'
import type { ActContext, Basis } from '#kernel/vocabulary.ts'
import { 土地管理法, 土地条例, 征补执行规定, 征补条例, 强制法, 行政诉讼法 } from '../../laws.ts'
import { URGE_DAYS, lastDay } from '../clock.ts'
import { type HouseholdRecord, attachments } from '../record.ts'
import { lawful, projectOf } from './gate.ts'

/** What a household is owed, all told. */
export const owed = ({ sum = 0, moving = 0, interim = 0, loss = 0 }: HouseholdRecord): number =>
  sum + moving + interim + loss

/** 土地管理法 48, 征补条例 27: in full, neither less nor anything beside it. */
export const paidInFull = lawful({
  name: 'paidInFull',
  code: 'PAID_OTHERWISE',
  basis: [征补条例(27), 土地管理法(48), 土地条例(32)],
  title: '补偿费用足额支付',
  reads: 'form',
  refuses: ({ form, record }) => {
    const due = Math.max(0, owed(record) - (record['paid'] ?? 0))
    return form['paid'] === due
      ? null
      : { message: `应当支付${due}元，填写的是${form['paid']}元`, remedy: '请按协议、决定足额支付' }
  },
})

export const houseHanded = lawful({
  name: 'houseHanded',
  code: 'HOUSE_NOT_HANDED',
  basis: [征补条例(22), 征补条例(27), 土地管理法(48)],
  title: '调换、安置的，房屋或者周转用房已交付',
  reads: 'form',
  refuses: ({ form, record }) =>
    record['way'] === 'money' || form['house']
      ? null
      : { message: '没有交付调换、安置房屋或者周转用房', remedy: '请先交付，或者提供周转用房' },
})

/** What was agreed on is paid to whom it was agreed with. */
export const depositGrounded = lawful({
  name: 'depositGrounded',
  code: 'DEPOSIT_UNGROUNDED',
  basis: [征补条例(28)],
  title: '只有作出补偿决定的才专户存储、提存',
  reads: 'form',
  refuses: ({ form, record }) =>
    form['how'] === 'deposit' && record['decidedOn'] === undefined
      ? { message: '签订协议的补偿应当支付给权利人', remedy: '请支付到权利人账户' }
      : null,
})

/** 征补条例 27(1): nobody moves unpaid. */
export const compensatedFirst = lawful({
  name: 'compensatedFirst',
  code: 'NOT_COMPENSATED',
  basis: [征补条例(27), 土地管理法(48)],
  title: '先补偿、后搬迁',
  refuses: ({ record }) =>
    record['paidOn'] === undefined
      ? { message: '补偿没有到位，不得要求搬迁、交出土地', remedy: '请先足额支付补偿' }
      : null,
})

/** 征补条例 27(3), 土地条例 36: of his own will, under no pressure. */
export const movedFreely = lawful({
  name: 'movedFreely',
  code: 'MOVED_BY_FORCE',
  basis: [征补条例(27), 征补条例(31), 土地条例(36)],
  title: '不得以暴力、威胁或者断水断电断路等方式迫使搬迁',
  reads: 'form',
  refuses: ({ form }) =>
    form['free'] === true
      ? null
      : {
          message: '不是自愿搬迁，或者有暴力、威胁、中断供水供热供气供电和道路通行的情形',
          remedy: '请立即制止、恢复供应，依法追究责任；不搬迁的申请人民法院强制执行',
        },
})

/** The same for what would make a house unfit to live in. */
export const emptied = lawful({
  name: 'emptied',
  code: 'STILL_LIVED_IN',
  basis: [征补条例(27), 征补条例(28)],
  title: '搬迁交付之前不得停水停电、不得拆除',
  refuses: ({ record }) =>
    record['movedOn'] === undefined
      ? {
          message: '被征收人还没有搬迁，不得停止供应、不得拆除',
          remedy: '请在搬迁交付之后办理；行政机关不得自行强制拆除',
        }
      : null,
})

/** 征补条例 27(3): what was cut or pulled down while somebody still lived there is not entered as done afterwards. */
export const clearedAfterMove = lawful({
  name: 'clearedAfterMove',
  code: 'DAY_EARLY',
  basis: [征补条例(27), 征补条例(28)],
  title: '停止供应、拆除不早于搬迁交付',
  reads: 'form',
  refuses: ({ form, record }) => {
    const { movedOn }: HouseholdRecord = record
    return movedOn === undefined || form['on'] >= movedOn
      ? null
      : {
          message: `${inWords(form['on'])}还没有搬迁交付，搬迁交付是${inWords(movedOn)}`,
          remedy: '搬迁前停止供应、拆除的，依法追究责任，不得补记',
        }
  },
})

/** 土地管理法 46, 47(1): land is handed over once the taking is approved and announced, not on the strength of an agreement. */
export const takenAfterApproval = lawful({
  name: 'takenAfterApproval',
  code: 'TAKING_NOT_ANNOUNCED',
  basis: [土地管理法(46), 土地管理法(47)],
  title: '征收土地依法批准、公告后才交付土地',
  needs: ['children'],
  refuses: (context) =>
    context.record['regime'] === 'house' || projectOf(context)?.record['announcedOn'] !== undefined
      ? null
      : { message: '征收土地还没有批准、公告', remedy: '请在依法批准、公告之后交付土地' },
})

export const nothingPaid = lawful({
  name: 'nothingPaid',
  code: 'PAID_ALREADY',
  basis: [征补条例(27)],
  title: '已经支付补偿的不得以不再征收了结',
  refuses: ({ record }) =>
    (record['paid'] ?? 0) > 0
      ? { message: `已经支付${record['paid']}元`, remedy: '请依法作出补偿决定，或者处理已付的补偿' }
      : null,
})

export const decisionMade = lawful({
  name: 'compensationDecided',
  code: 'NO_DECISION',
  basis: [征补条例(26)],
  title: '有补偿决定才送达',
  refuses: ({ record }) =>
    record['decidedOn'] === undefined
      ? { message: '没有作出补偿决定', remedy: '签订协议的不必送达决定' }
      : null,
})

/** What is served was made before, and nobody is urged or ordered within the time he was given. */
const notBefore = (
  name: string,
  title: string,
  basis: readonly Basis[],
  after: (record: HouseholdRecord) => Day | undefined,
) =>
  lawful({
    name,
    code: 'DAY_EARLY',
    basis,
    title,
    reads: 'form',
    refuses: ({ form, record }) => {
      const first = after(record)
      return first === undefined || form['on'] >= first
        ? null
        : { message: `送达日期${inWords(form['on'])}早于${inWords(first)}`, remedy: '请核对送达日期' }
    },
  })

export const servedAfterDecision = notBefore(
  'servedAfterDecision',
  '送达不早于作出决定',
  [征补条例(26)],
  ({ decidedOn }) => decidedOn,
)
export const urgedAfterTerm = notBefore(
  'urgedAfterTerm',
  '催告、责令在补偿到位、搬迁期限届满之后',
  [强制法(54), 土地条例(62), 征补条例(27)],
  ({ orderBy, moveBy, paidOn = '' }) => {
    const by = orderBy ?? moveBy
    if (by === undefined) return undefined
    const next = addDays(by, 1)
    return paidOn > next ? paidOn : next
  },
)

/** A term that has begun is not begun again. */
const once = (field: 'servedOn' | 'orderedOn', name: string, what: string, basis: readonly Basis[]) =>
  lawful({
    name,
    code: 'SERVED_ALREADY',
    basis,
    title: `${what}送达一次，期限不重新起算`,
    refuses: ({ record }) => {
      const on: string | undefined = record[field]
      return on === undefined
        ? null
        : { message: `${what}已于${inWords(on)}送达`, remedy: '期限自该日起算，不得以再次送达重新起算' }
    },
  })

/** 土地条例 62: whoever is ordered to hand over has days to do it in. */
export const orderGivesTime = lawful({
  name: 'orderGivesTime',
  code: 'ORDER_TERM_UNFIT',
  basis: [土地条例(62)],
  title: '交出土地的期限在送达之后',
  reads: 'form',
  refuses: ({ form }) =>
    form['by'] > form['on']
      ? null
      : { message: '交出期限不在送达之后', remedy: '请另定期限，给出交出土地的时间' },
})

export const servedOnce = once('servedOn', 'decisionServedOnce', '补偿决定', [征补条例(26)])
export const orderedOnce = once('orderedOn', 'orderServedOnce', '责令交出土地决定', [土地条例(62)])

export const served = lawful({
  name: 'decisionServed',
  code: 'NOT_SERVED',
  basis: [征补条例(26), 征补执行规定(2)],
  title: '补偿决定已经送达',
  refuses: ({ record }) =>
    record['servedOn'] === undefined && record['orderedOn'] === undefined
      ? {
          message: '没有送达的补偿决定或者责令交出土地决定',
          remedy: '协议不履行的，依法起诉；达不成协议的，作出补偿决定',
        }
      : null,
})

/** 行政强制法 54: he is urged only once his own time to move is over. */
export const moveOverdue = lawful({
  name: 'moveOverdue',
  code: 'MOVE_NOT_DUE',
  basis: [征补条例(27), 征补条例(28), 强制法(54)],
  title: '搬迁、交出土地的期限届满',
  refuses: ({ record, today }) => {
    const { moveBy, orderBy }: HouseholdRecord = record
    const by = orderBy ?? moveBy
    return by !== undefined && today > by
      ? null
      : { message: `搬迁、交出的期限到${by ? inWords(by) : '（未定）'}`, remedy: '请等期限届满' }
  },
})

/** 土地条例 62: the land is ordered to be handed over first. */
export const landOrdered = lawful({
  name: 'landOrdered',
  code: 'ORDER_MISSING',
  basis: [土地条例(62)],
  title: '集体土地先责令交出，拒不交出的才申请强制执行',
  refuses: ({ record }) =>
    record['regime'] === 'land' && record['orderedOn'] === undefined
      ? { message: '还没有责令交出土地', remedy: '请先作出并送达责令交出土地决定' }
      : null,
})

/** The first day after the ten working days; a year without its notice cannot be counted. */
const urgedUntil = ({ record, calendar }: ActContext): Known<Day> | null => {
  const { urgedOn }: HouseholdRecord = record
  if (urgedOn === undefined) return null
  const counted = workdaysAfter(calendar, urgedOn, URGE_DAYS)
  return counted.known ? { known: true, value: counted.value.last } : counted
}

/** 行政强制法 54, 69: ten working days after the 催告书. */
export const urgedLong = lawful({
  name: 'urgedLong',
  code: 'URGED_SHORT',
  basis: [强制法(54), 强制法(69)],
  title: '催告书送达满10个工作日仍不履行',
  refuses: (context) => {
    const until = urgedUntil(context)
    if (until === null) return { message: '还没有催告', remedy: '请先催告，满10个工作日后申请' }
    if (!until.known)
      return { message: `${until.year}年工作日历还没有发布，算不出催告期`, remedy: '请先登记该年工作日历' }
    return context.today > until.value
      ? null
      : { message: `催告满10个工作日是${inWords(until.value)}`, remedy: '请在其后申请' }
  },
})

/** 行政强制法 53, 征补条例 28: first his terms run out, then the organ has three months. */
export const suitOver = lawful({
  name: 'suitOver',
  code: 'SUIT_RUNNING',
  basis: [征补条例(28), 强制法(53), 行政诉讼法(46)],
  title: '复议、诉讼期限届满才申请强制执行',
  refuses: ({ record, today, calendar }) => {
    const { suitUntil }: HouseholdRecord = record
    if (suitUntil === undefined) return null
    const last = lastDay(calendar, suitUntil)
    return today > last
      ? null
      : { message: `起诉期限到${inWords(last)}届满`, remedy: '请在期限届满、被征收人不起诉又不履行之后申请' }
  },
})

export const applyInTime = lawful({
  name: 'applyInTime',
  code: 'APPLICATION_LATE',
  basis: [强制法(53), 征补执行规定(2)],
  title: '自起诉期限届满之日起三个月内申请',
  refuses: ({ record, today }) => {
    const { applyBy }: HouseholdRecord = record
    return applyBy === undefined || today <= applyBy
      ? null
      : {
          message: `申请强制执行到${inWords(applyBy)}截止`,
          remedy: '逾期的，人民法院不受理，请依法研究其他途径',
        }
  },
})

export const applicationComplete = lawful({
  name: 'applicationComplete',
  code: 'APPLICATION_INCOMPLETE',
  basis: [征补条例(28), 征补执行规定(2)],
  title: '申请书附具全部材料',
  reads: 'form',
  refuses: ({ form }) => {
    const lacks = Object.entries(attachments).flatMap(([name, title]) => (form[name] === true ? [] : [title]))
    return lacks.length === 0 ? null : { message: `缺：${lacks.join('；')}`, remedy: '请补齐后申请' }
  },
})

/** 法释〔2012〕4号 1, 7: fifteen days to ask the higher court. */
export const HIGHER_DAYS = 15

export const higherInTime = lawful({
  name: 'higherInTime',
  code: 'HIGHER_LATE',
  basis: [征补执行规定(1), 征补执行规定(7)],
  title: '自收到裁定之日起15日内申请复议',
  refuses: ({ record, today }) => {
    const { ruledOn }: HouseholdRecord = record
    return ruledOn === undefined || today <= addDays(ruledOn, HIGHER_DAYS)
      ? null
      : {
          message: `申请复议到${inWords(addDays(ruledOn, HIGHER_DAYS))}截止`,
          remedy: '请依裁定的理由重新作出补偿决定',
        }
  },
})
