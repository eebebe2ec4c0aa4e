import { days, fixed, until, workdays } from '#kernel/terms.ts'
import { type Day, addDays, addMonths } from '#kernel/time.ts'
import type { ActContext, SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'

const 待核 = '各省规定不一，国家没有统一规定，作为本区参数'

/** 期限. The national notice leaves nearly all numbers to the provinces: they are the tenant's parameters. */
export const terms = {
  approveWithin: workdays(5, '本区参数'),
  draftWithin: days(120, '本区参数'),
  checkWithin: workdays(5, '本区参数'),
  discussWithin: workdays(30, '本区参数：送合法性审查后提请集体审议'),
  signWithin: days(60, '本区参数：自提请审议起'),
  registerWithin: workdays(3, '本区参数'),
  publishWithin: fixed(workdays(20, '政府信息公开条例第26条：20个工作日内公开')),
  interpretWithin: workdays(7, `解读与公布同步或者3至7个工作日内：${待核}`),
  fileWithin: days(15, `15日或者30日：${待核}`),
  correctWithin: days(30, `责令改正的30日内：${待核}`),
  byAssessment: until('assessBy'),
  byReview: until('reviewBy'),
  byExpiry: until('validUntil'),
} as const

export const settings = {
  gap: { title: '公布到施行至少', unit: '日', usual: 30, least: 0, most: 365, note: 待核 },
  valid: { title: '有效期最长', unit: '个月', usual: 60, least: 1, most: 120, note: `一般5年：${待核}` },
  trial: {
    title: '暂行、试行文件有效期最长',
    unit: '个月',
    usual: 24,
    least: 1,
    most: 120,
    note: `一般2年：${待核}`,
  },
  ahead: { title: '有效期届满前评估提前', unit: '个月', usual: 6, least: 1, most: 24, note: 待核 },
  every: { title: '定期清理间隔', unit: '个月', usual: 12, least: 1, most: 60, note: `每年清理：${待核}` },
} as const satisfies Readonly<Record<string, SettingSpec>>

type Set = Pick<ActContext, 'parameters'>

export const setting = settingsOf('normative-document', settings)

/** 暂行、试行 documents are for a shorter time. */
const isTrial = (title: string): boolean => /暂行|试行/.test(title)

/** The last day on which a document that begins on a day may be in force. */
export const lastDayOf = (title: string, from: Day, set: Set): Day =>
  addDays(addMonths(from, setting(isTrial(title) ? 'trial' : 'valid', set)), -1)

/** By when it is assessed, ahead of its end; never before it has begun. */
export function assessmentDay(validUntil: Day, from: Day, set: Set): Day {
  const day = addMonths(validUntil, -setting('ahead', set))
  return day > from ? day : from
}

/** By when it is looked at again after a day. */
export const cleanUpDay = (after: Day, set: Set): Day => addMonths(after, setting('every', set))
