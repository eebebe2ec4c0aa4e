import type { Gongwen } from '#kernel/gongwen.ts'
import { dayAt, inWords } from '#kernel/time.ts'
import type { Sheet } from '../workbook/workbook.ts'
import {
  type Circular,
  FIGURES,
  FIGURE_NAMES,
  type FigureName,
  type Line,
  type TableRow,
} from './circular.ts'
import type { Period } from './period.ts'

/** A circular with what it says of itself. */
export interface CircularIssue {
  readonly title: string
  readonly period: Period
  /** Up to when it tells: the end of the period, or now. */
  readonly until: string
  readonly ongoing: boolean
  /** `全部督办事项`, or what this reader may see. */
  readonly scope: string
  readonly erased: number
  readonly circular: Circular
}

const countIn = ({ totals }: Circular, name: FigureName): number =>
  totals.cells[FIGURE_NAMES.indexOf(name)] ?? 0

/** 总体情况, in the same words for the same figures. */
export function sentencesOf({ circular, period, until, ongoing, scope, erased }: CircularIssue): string[] {
  const n = (name: FigureName): number => countIn(circular, name)
  const closed = n('inTime') + n('late')
  const answered = circular.lines.letters.filter(
    ({ note }) => note.endsWith('回复') && !note.endsWith('尚未回复'),
  )
  const at = ongoing ? `截至${inWords(dayAt(until))}` : '期末'
  return [
    `${period.title}，${scope}中新交办${n('arranged')}件，办结销号${closed}件，其中按期${n('inTime')}件、逾期${n('late')}件；撤销、并案${n('otherwise')}件。`,
    `${at}在办${n('inHand')}件，其中已逾期${n('overdue')}件、卡住${n('stuck')}件。`,
    `到期既未办结也未报告${n('lapsed')}次，同意延期${n('extended')}次，发出督办单${n('letters')}份、已回复${answered.length}份，现场核查${n('checks')}次。`,
    '及时报告困难、申请延期的，不计入“不落实也不报告”。单位按名录顺序排列，不作排名。',
    ...(erased > 0 ? [`另有${erased}件的记录内容已依法删除，未计入。`] : []),
  ]
}

/** Lists told in full, with their headings, in the circular's order. */
const LISTS: readonly { readonly figure: FigureName; readonly heading: string; readonly none: string }[] = [
  { figure: 'stuck', heading: '卡住的事项和等谁协助', none: '没有卡住的事项。' },
  { figure: 'lapsed', heading: '不落实也不报告的事项', none: '没有到期既未办结也未报告的事项。' },
  { figure: 'overdue', heading: '在办中已逾期的事项', none: '没有已逾期的在办事项。' },
  { figure: 'letters', heading: '督办单', none: '没有发出督办单。' },
  { figure: 'inTime', heading: '按期办结销号的事项', none: '没有按期办结销号的事项。' },
]

/** The most lines of a list on paper; the workbook has all. */
const MOST_LINES = 30

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八']

const table = (first: string, rows: readonly TableRow[]): Gongwen['body'][number] => ({
  kind: 'table',
  columns: [
    { title: first, width: 8 },
    ...FIGURE_NAMES.map((name) => ({ title: FIGURES[name].short, width: 3 })),
  ],
  rows: rows.map(({ title, cells }) => [title, ...cells.map(String)]),
})

const list = (lines: readonly Line[]): Gongwen['body'] => [
  {
    kind: 'table',
    columns: [
      { title: '事项', width: 10 },
      { title: '单位', width: 6 },
      { title: '情况', width: 12 },
    ],
    rows: lines
      .slice(0, MOST_LINES)
      .map(({ title, number, unitName, note }) => [`${title}（${number}）`, unitName, note]),
  },
  ...(lines.length > MOST_LINES
    ? [{ kind: 'paragraph' as const, text: `其余${lines.length - MOST_LINES}件见附表。` }]
    : []),
]

/** 督查通报 as a paper: figures, tables by authority and by unit, then the lists. */
export function circularPaper(issue: CircularIssue, district: string, url: string): Gongwen {
  const { circular, period, until, ongoing } = issue
  const heading = (n: number, text: string) => ({
    kind: 'heading' as const,
    level: 1 as const,
    text: `${NUMERALS[n]}、${text}`,
  })
  return {
    format: 'document',
    issuer: `${district}人民政府督查室`,
    title: `${issue.title}\n（${period.title}）`,
    addressee: '各有关单位',
    body: [
      heading(0, '总体情况'),
      ...sentencesOf(issue).map((text) => ({ kind: 'paragraph' as const, text })),
      heading(1, '按交办依据'),
      table('依据', [...circular.bySource, circular.totals]),
      heading(2, '按承办单位'),
      table('单位', [...circular.byUnit, circular.totals]),
      ...LISTS.flatMap(({ figure, heading: text, none }, n) => [
        heading(3 + n, text),
        ...(circular.lines[figure].length > 0
          ? list(circular.lines[figure])
          : [{ kind: 'paragraph' as const, text: none }]),
      ]),
    ],
    signed: { by: `${district}人民政府督查室`, on: ongoing ? dayAt(until) : period.after, sealed: false },
    trace: { text: '每个数字都可以在系统中打开所计的事项', url },
  }
}

/** The circular as a workbook: both tables, and every line under every figure. */
export function circularSheets(issue: CircularIssue): Sheet[] {
  const { circular, period } = issue
  const columns = (first: string) => [
    { title: first, width: 24 },
    ...FIGURE_NAMES.map((name) => ({ title: FIGURES[name].title, width: 10 })),
  ]
  const rows = (all: readonly TableRow[]) => all.map(({ title, cells }) => [title, ...cells])
  return [
    {
      name: '按承办单位',
      columns: columns('单位'),
      rows: rows([...circular.byUnit, circular.totals]),
      landscape: true,
      notes: [[`${issue.title}（${period.title}）`], ...sentencesOf(issue).map((text) => [text])],
    },
    {
      name: '按交办依据',
      columns: columns('依据'),
      rows: rows([...circular.bySource, circular.totals]),
      landscape: true,
    },
    {
      name: '明细',
      columns: [
        { title: '项目', width: 14 },
        { title: '编号', width: 16 },
        { title: '事项', width: 40, wrap: true },
        { title: '单位', width: 20 },
        { title: '情况', width: 50, wrap: true },
      ],
      rows: FIGURE_NAMES.flatMap((name) =>
        circular.lines[name].map((line) => [
          FIGURES[name].title,
          line.number,
          line.title,
          line.unitName,
          line.note,
        ]),
      ),
      landscape: true,
    },
  ]
}
