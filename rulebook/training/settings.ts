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

/** Hours a year by who learns. */
export const settings: Readonly<Record<Audience, SettingSpec>> = {
  officers: hours(
    '行政执法人员每人每年学时',
    60,
    '提升行政执法质量三年行动计划（国办发〔2023〕27号）有每年60学时的要求，未核对原文，本区参数',
  ),
  leaders: hours('领导干部每人每年学法学时', 24, '没有全国统一的学时，本区参数'),
  others: hours('其他工作人员每人每年学法学时', 24, '没有全国统一的学时，本区参数'),
}

export const setting = settingsOf('training', settings)
