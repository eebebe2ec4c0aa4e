import { type Day, addDays, addMonths } from '#kernel/time.ts'
import type { SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'
import type { Audience } from './record.ts'

const hours = (title: string, usual: number, note: string): SettingSpec => ({
  title,
  unit: '学时',
  usual,
  least: 1,
  most: 400,
  note,
})

/** Hours a year by who learns, and until which month everybody has sat the exam of the year. */
export const settings: Readonly<Record<Audience | 'examMonth', SettingSpec>> = {
  officers: hours(
    '行政执法人员每人每年学时',
    60,
    '提升行政执法质量三年行动计划（国办发〔2023〕27号）有每年60学时的要求，未核对原文，本区参数',
  ),
  leaders: hours('领导干部每人每年学法学时', 24, '没有全国统一的学时，本区参数'),
  others: hours('其他工作人员每人每年学法学时', 24, '没有全国统一的学时，本区参数'),
  examMonth: {
    title: '年度学法考试在几月底前',
    unit: '月',
    usual: 11,
    least: 1,
    most: 12,
    note: '没有全国统一的日期，本区参数；计划里可以另定',
  },
}

export const setting = settingsOf('training', settings)

/** The last day for the exam of a year where the plan names none; a plan that is made later than that has until the year ends. */
export function examDay(year: number, context: Parameters<typeof setting>[1] & { readonly today: Day }): Day {
  const month = String(setting('examMonth', context)).padStart(2, '0')
  const last = addDays(addMonths(`${year}-${month}-01`, 1), -1)
  return last > context.today ? last : `${year}-12-31`
}
