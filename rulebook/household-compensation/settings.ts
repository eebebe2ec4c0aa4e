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
} as const satisfies Readonly<Record<string, SettingSpec>>

export const setting = settingsOf('household-compensation', settings)
