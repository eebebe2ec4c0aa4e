import type { SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'

/** What 590号令 says in words only: how many are many, how many are most. */
export const settings = {
  many: {
    title: '被征收人数量较多',
    unit: '户',
    usual: 50,
    least: 1,
    most: 10_000,
    note: '条例第十二条没有规定数目，本区参数',
  },
  majority: {
    title: '多数被征收人：超过',
    unit: '%',
    usual: 50,
    least: 1,
    most: 99,
    note: '条例第十一条没有规定比例，本区参数',
  },
  sumUpWithin: {
    title: '征求意见期满后公布意见和修改情况',
    unit: '日',
    usual: 15,
    least: 1,
    most: 90,
    note: '条例第十一条只要求及时，本区参数',
  },
  filesWithin: {
    title: '签约期限届满后各户签约或者作出补偿决定、公布分户情况',
    unit: '日',
    usual: 60,
    least: 1,
    most: 365,
    note: '条例第二十六条、第二十九条没有规定天数，本区参数',
  },
} as const satisfies Readonly<Record<string, SettingSpec>>

export const setting = settingsOf('house-expropriation', settings)
