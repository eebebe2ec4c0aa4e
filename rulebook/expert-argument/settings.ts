import { settingsOf } from '../settings.ts'

/** The district's own numbers. */
export const settings = {
  leastExperts: {
    title: '论证专家不少于',
    unit: '人',
    usual: 3,
    least: 1,
    most: 30,
    note: '本区参数，条例没有规定人数',
  },
} as const

export const setting = settingsOf('expert-argument', settings)
