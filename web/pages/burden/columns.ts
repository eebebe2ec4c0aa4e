import type { BurdenFigures } from '../../../server/contract/operations/burden.ts'

export type Figures = BurdenFigures
export const figures = ['requests', 'answered', 'short', 'messages', 'off', 'duplicates'] as const
/** A list of rows behind numbers. */
export type Figure = (typeof figures)[number]

export interface Column {
  readonly title: string
  /** What it counts, in a sentence. */
  readonly means: string
  readonly of: (figures: Figures) => number | null
  /** The rows that the number opens. */
  readonly opens: Figure
}

/** The figures in the order of the page and of the sheet. */
export const columns: readonly Column[] = [
  {
    title: '要求件数',
    means: '本期立项、并要求其他单位办理或者答复的事项',
    of: ({ requests }) => requests,
    opens: 'requests',
  },
  {
    title: '要求单位次',
    means: '每件事项要求的其他单位数之和',
    of: ({ recipients }) => recipients,
    opens: 'requests',
  },
  {
    title: '填报项',
    means: '每项职责答复时表单要填的项数，按单位累计',
    of: ({ fields }) => fields,
    opens: 'requests',
  },
  {
    title: '重复并案',
    means: '查明与已有事项重复而并入的件数',
    of: ({ duplicates }) => duplicates,
    opens: 'duplicates',
  },
  {
    title: '提醒条数',
    means: '发出的每日汇总和特急提醒；一条里有几方的事项时各计一次，全区合计只计一次',
    of: ({ messages }) => messages,
    opens: 'messages',
  },
  {
    title: '人均每周提醒',
    means: '提醒条数除以收到的人数和周数，不足一周按一周',
    of: ({ perPerson }) => perPerson,
    opens: 'messages',
  },
  {
    title: '夜间和休息日提醒',
    means: '20:00至次日8:00、周末和节假日发出的；只有特急事项才会发生',
    of: ({ off }) => off,
    opens: 'off',
  },
  {
    title: '答复工作日中位数',
    means: '主要职责从提出到办结反馈的工作日，按已答复的件数算',
    of: ({ median }) => median,
    opens: 'answered',
  },
  {
    title: '不足1个工作日',
    means: '主要职责从提出到时限不足1个工作日的件数',
    of: ({ short }) => short,
    opens: 'short',
  },
]

/** A figure as it stands in the table; a median of nothing is a dash. */
export const shown = (n: number | null): string => (n === null ? '—' : String(n))

export const periods = { month: '本月', last: '上月', year: '本年' } as const
export const bys = { unit: '按发起单位', leader: '按交办领导' } as const

/** What the address says, or the usual. */
export interface Asked {
  readonly period: keyof typeof periods
  readonly by: keyof typeof bys
  readonly figure: Figure | null
  readonly issuer: string | undefined
}

const oneOf = <T extends string>(known: readonly T[], word: string | undefined): T | undefined =>
  known.find((one) => one === word)

export const askedOf = (search: {
  period?: string
  by?: string
  figure?: string
  issuer?: string
}): Asked => ({
  period: oneOf(['month', 'last', 'year'], search.period) ?? 'month',
  by: oneOf(['unit', 'leader'], search.by) ?? 'unit',
  figure: oneOf(figures, search.figure) ?? null,
  issuer: search.issuer,
})
