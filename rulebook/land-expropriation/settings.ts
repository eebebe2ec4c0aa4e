import type { SettingSpec } from '#kernel/vocabulary.ts'
import { settingsOf } from '../settings.ts'

/** What the law leaves to the province, or says in words only. */
export const settings = {
  signed: {
    title: '申请征收前签订协议的比例',
    unit: '%',
    usual: 90,
    least: 1,
    most: 100,
    note: '土地管理法第四十七条只许个别确实难以达成协议的除外，比例由省规定，按本省规定设定',
  },
  majority: {
    title: '多数农村集体经济组织成员：超过',
    unit: '%',
    usual: 50,
    least: 1,
    most: 99,
    note: '实施条例第二十八条没有规定比例，本区参数',
  },
  settleWithin: {
    title: '方案公告期满后确定方案',
    unit: '日',
    usual: 15,
    least: 1,
    most: 90,
    note: '实施条例第二十九条没有规定天数，本区参数',
  },
} as const satisfies Readonly<Record<string, SettingSpec>>

export const setting = settingsOf('land-expropriation', settings)
