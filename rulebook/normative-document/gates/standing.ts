import { addDays, daysBetween, inWords } from '#kernel/time.ts'
import { 优化营商环境条例, 规范性文件办法, 规范性文件通知 } from '../../laws.ts'
import { gate } from '../../gate.ts'
import { type NormativeRecord, fates } from '../record.ts'
import { lastDayOf, setting } from '../validity.ts'

/** B1: those who have to follow it have time to learn of it. */
export const effectLater = gate({
  name: 'effectLater',
  code: 'EFFECT_TOO_SOON',
  norm: 'B1',
  basis: [优化营商环境条例(65), 规范性文件通知('第八项')],
  title: '公布后留出施行准备时间，更短的说明理由',
  reads: 'form',
  refuses: ({ form, parameters }) => {
    const gap = daysBetween(form['on'], form['effectiveOn'])
    if (gap < 0) return { message: '施行日期早于公布日期', remedy: '没有公布的文件不得施行，请更正日期' }
    const least = setting('gap', { parameters })
    return gap >= least || form['gapWhy']
      ? null
      : { message: `公布到施行只有${gap}日，少于${least}日`, remedy: '请推后施行日期，或者写明理由' }
  },
})

/** B1: it carries its expiry, within what the rules allow. */
export const validityBounded = gate({
  name: 'validityBounded',
  code: 'VALIDITY_TOO_LONG',
  norm: 'B1',
  basis: [规范性文件办法('有效期')],
  title: '载明有效期，不超过规定的年限',
  reads: 'form',
  refuses: ({ form, record, parameters }) => {
    const { title = '' }: NormativeRecord = record
    if (form['validUntil'] < form['effectiveOn'])
      return { message: '有效期在施行日期之前届满', remedy: '请更正日期' }
    const last = lastDayOf(title, form['effectiveOn'], { parameters })
    return form['validUntil'] <= last
      ? null
      : { message: `有效期最长到${inWords(last)}`, remedy: '请缩短有效期；届满前评估后可以延续' }
  },
})

/** B1: a document that has lapsed is not brought back to life; a new one goes its whole way. */
export const stillInForce = gate({
  name: 'stillInForce',
  code: 'LAPSED',
  norm: 'B1',
  basis: [规范性文件办法('有效期')],
  title: '有效期没有届满',
  refuses: ({ record, today }) => {
    const { validUntil }: NormativeRecord = record
    return validUntil === undefined || today <= validUntil
      ? null
      : {
          message: `有效期已于${inWords(validUntil)}届满，文件自动失效`,
          remedy: '请公布失效；需要继续实施的，重新制定',
        }
  },
})

/** B1: what goes on has been looked at, and found worth going on. */
export const foundWorth = gate({
  name: 'foundWorth',
  code: 'NOT_ASSESSED_TO_STAY',
  norm: 'B1',
  basis: [规范性文件办法('有效期')],
  title: '评估结论为继续有效的才延续',
  refuses: ({ record }) => {
    const { assessments = [], renewals = [] }: NormativeRecord = record
    const since = renewals.at(-1)?.on ?? ''
    const last = assessments.findLast(({ on }) => on >= since)
    if (!last) return { message: '还没有实施后评估', remedy: '请起草单位先评估' }
    return last.fate === 'keep'
      ? null
      : { message: `评估结论是“${fates[last.fate]}”`, remedy: '请按结论修改或者废止' }
  },
})

export const renewedWithin = gate({
  name: 'renewedWithin',
  code: 'VALIDITY_TOO_LONG',
  norm: 'B1',
  basis: [规范性文件办法('有效期')],
  title: '延续的有效期不超过规定的年限',
  reads: 'form',
  refuses: ({ form, record, parameters }) => {
    const { title = '', validUntil = '' }: NormativeRecord = record
    if (form['until'] <= validUntil)
      return { message: `现有效期已到${inWords(validUntil)}`, remedy: '请填更晚的日期' }
    const last = lastDayOf(title, addDays(validUntil, 1), { parameters })
    return form['until'] <= last ? null : { message: `最长延续到${inWords(last)}`, remedy: '请填更早的日期' }
  },
})

/** B1: a document does not end as expired before its day has come. */
export const expiredOnly = gate({
  name: 'expiredOnly',
  code: 'NOT_EXPIRED',
  norm: 'B1',
  basis: [规范性文件办法('有效期')],
  title: '有效期届满后才按届满公布失效',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const { validUntil = '' }: NormativeRecord = record
    return form['ends'] === 'expired' && today <= validUntil
      ? { message: `有效期到${inWords(validUntil)}才届满`, remedy: '提前停止施行的，选“废止”并写明理由' }
      : null
  },
})

/** B1: what is filed can be judged; judging comes after. */
export const filedBefore = gate({
  name: 'filedBefore',
  code: 'NOT_FILED',
  norm: 'B1',
  basis: [规范性文件通知('第十项'), 规范性文件办法('备案')],
  title: '报送备案后登记备案审查结果',
  refuses: ({ record }) =>
    record['filedOn'] === undefined ? { message: '还没有报送备案', remedy: '请先报送备案' } : null,
})

export const correctionOrdered = gate({
  name: 'correctionOrdered',
  code: 'NO_CORRECTION',
  norm: 'B1',
  basis: [规范性文件通知('第十项'), 规范性文件办法('备案')],
  title: '责令改正的才登记改正',
  refuses: ({ record }) => {
    const { filing, correctedOn }: NormativeRecord = record
    return filing === 'correct' && correctedOn === undefined
      ? null
      : { message: '备案机关没有责令改正，或者已经改正', remedy: '请核对备案审查结果' }
  },
})
