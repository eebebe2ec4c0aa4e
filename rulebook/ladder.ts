import type { Rung } from '#kernel/vocabulary.ts'

/**
 * 阶梯 in calendar days around the due instant, so that it never waits for a holiday notice. Before the term only who can act is
 * told; his superiors only after it (ux: a reminder is a last resort). Offsets are the office's habit, not law.
 */
export const standard: readonly Rung[] = [
  { name: 'remind', offset: -7, title: '临近提醒', tells: 'holder' },
  { name: 'yellow', offset: -3, title: '黄灯提醒', tells: 'holder' },
  { name: 'lapse', offset: 0, title: '到期未办', tells: 'holder' },
  { name: 'head', offset: 1, title: '提请单位主要负责人督促', tells: 'head' },
  { name: 'leader', offset: 3, title: '提请分管领导督促', tells: 'leader' },
  { name: 'list', offset: 5, title: '列入督查清单', tells: 'creditor' },
]

/** For terms of a few days: the lapse itself, then who can put it right. */
export const short: readonly Rung[] = standard.slice(2)
