import type { SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'

/** What the law leaves to whoever issues the cards. */
export const settings = {
  examGood: {
    title: '资格考试合格成绩的有效期',
    unit: '个月',
    usual: 24,
    least: 1,
    most: 60,
    note: '没有全国统一规定，由发证机关确定，本区参数',
  },
  enteredBefore: {
    title: '执法证补录截止日（8位数字，如20260101）',
    unit: '年月日',
    usual: 20_260_101,
    least: 20_200_101,
    most: 20_991_231,
    note: '系统启用日；这一天以前发的证可以补录，以后发的凭考试，本区参数',
  },
} as const satisfies Readonly<Record<string, SettingSpec>>

export const setting = settingsOf('licence', settings)
