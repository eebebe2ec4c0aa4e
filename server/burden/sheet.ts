import type { StoreContext } from '#store/context.ts'
import type { IssuedBy } from '#store/queries/burden.ts'
import type { BurdenFigures } from '../contract/operations/burden.ts'
import type { Download } from '../contract/register.ts'
import { type Column, writeWorkbook } from '../workbook/workbook.ts'
import { COLUMNS } from './columns.ts'
import { PERIODS, type PeriodName } from './period.ts'
import { burdenReport, periodWords } from './report.ts'
import { XLSX } from '../contract/media.ts'

/** The report as the office files it: one row per issuer, the whole district last. */
export async function burdenSheet(
  context: StoreContext,
  period: PeriodName,
  by: IssuedBy,
): Promise<Download> {
  const report = await burdenReport(context, period, by)
  const cells = (figures: BurdenFigures) => COLUMNS.map(({ of }) => of(figures))
  const columns: Column[] = [
    { title: '序号', width: 6 },
    { title: by === 'unit' ? '发起单位' : '交办领导', width: 28, wrap: true },
    ...COLUMNS.map(({ title }) => ({ title, width: 11, wrap: true })),
  ]
  const body = await writeWorkbook([
    {
      name: '减负体检',
      landscape: true,
      columns,
      rows: [
        ...report.issuers.map(({ name, figures }, i) => [i + 1, name, ...cells(figures)]),
        ['', '全区', ...cells(report.total)],
      ],
      notes: notesOf(periodWords(report)),
    },
  ])
  const name = `减负体检（${PERIODS[period]}）${report.from}至${report.to}.xlsx`
  return { body, media: XLSX, name, size: body.length }
}

/** What each figure counts, in the words of the page. */
export const notesOf = (period: string): string[][] => [
  ['期间', period],
  ['对象', '只列提出要求的一方，没有领导名义的列其单位；办理、答复的单位和个人不列名、不排序'],
  ['要求件数', '本期立项、并要求其他单位办理或者答复的事项'],
  ['要求单位次', '每件事项要求的其他单位数之和'],
  ['填报项', '每项职责答复时表单要填的项数，按单位累计'],
  ['重复并案', '查明与已有事项重复而并入的件数'],
  ['提醒条数', '发出的汇总和特急提醒；一条里有几方的事项时各计一次，全区合计只计一次'],
  ['人均每周提醒', '提醒条数÷收到的人数÷周数（不足一周按一周）'],
  ['夜间和休息日提醒', '20:00至次日8:00、周末和节假日发出的，只有特急事项才会发生'],
  ['答复工作日中位数', '主要职责从提出到办结反馈的工作日'],
  ['不足1个工作日', '主要职责从提出到时限不足1个工作日'],
]
