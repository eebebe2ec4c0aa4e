import { settingsOf } from '../settings.ts'

/** Numbers of the regulation that a province may make stricter, and the district's own. */
export const settings = {
  leastDays: {
    title: '公开征求意见一般不少于',
    unit: '日',
    usual: 30,
    least: 30,
    most: 180,
    note: '重大行政决策程序暂行条例第十五条；本省规定更长的从其规定',
  },
  papersBefore: {
    title: '听证材料提前送达',
    unit: '日',
    usual: 7,
    least: 7,
    most: 30,
    note: '重大行政决策程序暂行条例第十七条；本省规定更长的从其规定',
  },
  sumUpDays: {
    title: '期满后归纳意见',
    unit: '日',
    usual: 15,
    least: 1,
    most: 90,
    note: '本区参数，条例没有规定天数',
  },
  againDays: {
    title: '退回后补充',
    unit: '日',
    usual: 7,
    least: 1,
    most: 30,
    note: '本区参数',
  },
} as const

export const setting = settingsOf('public-participation', settings)
