import type { ParameterRow } from '#store/administration.ts'
import { PARAMETERS, USUAL_AT, minutesOf } from './hours.ts'

/** What a district sets of its reminders, as the page of parameters shows it. */
export function reminderParameters(set: readonly ParameterRow[]) {
  const own = new Map(set.map((row) => [row.name, row]))
  const parameter = (
    name: string,
    title: string,
    unit: string,
    usual: number,
    most: number,
    note: string,
  ) => ({
    name,
    title,
    unit,
    usual,
    value: own.get(name)?.value ?? usual,
    note: own.get(name)?.reason ?? note,
    least: 0,
    most,
  })
  return [
    parameter(
      PARAMETERS.at,
      '提醒：每个工作日几点发出当日汇总（830即8:30）',
      '',
      USUAL_AT,
      1959,
      '每人每个工作日最多一条；20:00至次日8:00和休息日不发，特急除外',
    ),
    parameter(PARAMETERS.on, '提醒：是否对外发送（1发送，0不发送）', '', 1, 1, '不发送时，我的事照常完整'),
  ]
}

/** What is wrong with a value of one of these, or null. */
export function reminderFault(name: string, value: number): string | null {
  if (name === PARAMETERS.at && minutesOf(value) === null)
    return '请填8:00至19:59之间的时刻，写成 830、1405 这样'
  if (name === PARAMETERS.on && value !== 0 && value !== 1) return '请填1（发送）或者0（不发送）'
  return null
}
