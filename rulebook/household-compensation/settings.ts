import type { SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'

/** What national texts leave open, or what could not be read in them. */
export const settings = {
  suitAfterReview: {
    title: '不服复议决定的起诉期限',
    unit: '日',
    usual: 15,
    least: 1,
    most: 180,
    note: '行政诉讼法第四十五条，未核对原文',
  },
  requestWithin: {
    title: '签约期限届满后报请补偿决定',
    unit: '日',
    usual: 15,
    least: 1,
    most: 180,
    note: '条例、实施条例没有规定天数，本区参数',
  },
  urgeWithin: {
    title: '搬迁期限届满后催告、责令交出土地',
    unit: '日',
    usual: 15,
    least: 1,
    most: 180,
    note: '条例、实施条例没有规定天数，本区参数',
  },
} as const satisfies Readonly<Record<string, SettingSpec>>

export const setting = settingsOf('household-compensation', settings)
