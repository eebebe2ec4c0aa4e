import type { SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'

export const settings = {
  reviewAfter: {
    title: '学法资料发布后多久复核',
    unit: '个月',
    usual: 12,
    least: 1,
    most: 36,
    note: '没有全国统一规定，本区参数',
  },
} as const satisfies Readonly<Record<string, SettingSpec>>

export const setting = settingsOf('study', settings)
