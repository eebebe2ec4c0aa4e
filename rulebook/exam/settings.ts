import type { SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'

/** What the law leaves to whoever holds the exam. */
export const settings = {
  passMark: {
    title: '执法资格考试合格线',
    unit: '分',
    usual: 60,
    least: 1,
    most: 100,
    note: '行政处罚法第四十二条只要求具备执法资格，没有规定合格线；由组织考试的机关确定，本区参数',
  },
  recheckWithin: {
    title: '登记成绩后可以申请复核的期间',
    unit: '日',
    usual: 10,
    least: 1,
    most: 60,
    note: '没有全国统一规定，本区参数',
  },
} as const satisfies Readonly<Record<string, SettingSpec>>

export const setting = settingsOf('exam', settings)
