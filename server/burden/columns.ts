import type { BurdenFigures } from '../contract/operations/burden.ts'

/** Columns in the order of the page. */
export const COLUMNS: readonly {
  readonly title: string
  readonly of: (figures: BurdenFigures) => number | null
}[] = [
  { title: '要求件数', of: ({ requests }) => requests },
  { title: '要求单位次', of: ({ recipients }) => recipients },
  { title: '填报项', of: ({ fields }) => fields },
  { title: '重复并案', of: ({ duplicates }) => duplicates },
  { title: '提醒条数', of: ({ messages }) => messages },
  { title: '人均每周提醒', of: ({ perPerson }) => perPerson },
  { title: '夜间和休息日提醒', of: ({ off }) => off },
  { title: '已答复件数', of: ({ answered }) => answered },
  { title: '答复工作日中位数', of: ({ median }) => median },
  { title: '不足1个工作日', of: ({ short }) => short },
]
