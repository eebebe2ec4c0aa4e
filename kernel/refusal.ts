import type { Basis, NormId } from './vocabulary.ts'

/**
 * Why an act does not happen: a value, not an exception. `message` is a Chinese sentence with its numbers, `remedy` what would
 * change it. The same value disables the button and answers the request.
 */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly remedy?: string
  readonly norm?: NormId
  readonly basis?: readonly Basis[]
  /** Per-field sentences when the form is at fault. */
  readonly fields?: Readonly<Record<string, string>>
}

/**
 * The kernel's own refusals in order of precedence; a gate's refusals stand between NOT_YOURS and WRONG_STATE, so that a norm
 * explains a refusal before the bare state does. Gates about the actor (`about: 'actor'`) come before NOT_YOURS.
 */
export const KERNEL_REFUSALS = {
  ACT_UNKNOWN: '没有这项行为',
  FORM_INVALID: '填写的内容有误',
  DELEGATION_EXCEEDED: '超出委托范围',
  NOT_YOURS: '不是本岗位的职权',
  NOT_ENTERABLE: '不能由他人代录',
  WRONG_STATE: '事项当前状态下不能这样做',
  SEAT_EMPTY: '没有人承担由此产生的职责',
  NOTHING_TO_TAKE_BACK: '没有可以取回的行为',
  CALENDAR_UNKNOWN: '工作日历未录入',
  NOT_DUE: '期限未到',
  DUTY_CLOSED: '职责已经了结',
} as const

export type KernelRefusalCode = keyof typeof KERNEL_REFUSALS

export const refusal = (
  code: KernelRefusalCode,
  message: string,
  more: Omit<Refusal, 'code' | 'message'> = {},
): Refusal => ({
  code,
  message,
  ...more,
})

/** An act would make somebody owe something, and nobody sits in that seat: refused, for a duty never falls into an empty chair. */
export const seatEmpty = (must: string, role: string): Refusal =>
  refusal('SEAT_EMPTY', `“${must}”应由${role}承担，但名录里现在没有这个单位或岗位`, {
    remedy: `请管理员在名录里补齐${role}，或者先变更承担人`,
  })

/** A term cannot be counted because a year's holiday notice is not in the tenant's calendar. */
export const calendarUnknown = (year: string): Refusal =>
  refusal('CALENDAR_UNKNOWN', `${year}年的放假调休安排尚未录入，无法计算期限`, {
    remedy: `请系统管理员在“管理—工作日历”录入国务院办公厅${year}年放假通知后重试`,
  })
