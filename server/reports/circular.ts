import { type Day, daysBetween, inWords } from '#kernel/time.ts'
import type { Snapshot } from '#store/snapshot.ts'
import { postText } from '../matters/texts.ts'
import type { TaskFacts, Waiting } from './task-facts.ts'

/** One line under a figure: the matter, and what about it the figure counts. */
export interface Line {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly unit: string
  readonly unitName: string
  readonly note: string
}

type Notes = (task: TaskFacts, directory: Snapshot) => readonly string[]

const words = (days: readonly Day[], tail: string): string[] => days.map((day) => `${inWords(day)}${tail}`)

const finished =
  (late: boolean): Notes =>
  (task) => {
    const { ended } = task
    if (!ended?.done || ended.late !== late) return []
    const reported =
      ended.reported === undefined ? '' : `${inWords(ended.reported)}反馈办结${earlier(task)}，`
    return [`${reported}${inWords(ended.on)}销号`]
  }

/** `（比时限提前3日）`, `（超过时限2日）`: a fact of its day, nothing more. */
function earlier({ due, ended }: TaskFacts): string {
  if (due === undefined || ended?.reported === undefined) return ''
  const days = daysBetween(ended.reported, due)
  return days > 0 ? `（比时限提前${days}日）` : days < 0 ? `（超过时限${-days}日）` : '（在时限当日）'
}

/** Who has to help, until when. */
export const waitingText = ({ unit, post, must, until }: Waiting, directory: Snapshot): string =>
  `${post === undefined ? directory.unitName(unit) : postText(post, directory)}（${must}，${inWords(until)}止）`

/** What a circular counts, in its order. Each number is the count of its lines, so that every number opens its rows. */
export const FIGURES = {
  arranged: { title: '本期交办', short: '交办', notes: ({ arranged }) => words(arranged, '交办') },
  inHand: {
    title: '期末在办',
    short: '在办',
    notes: ({ inHand, due }) => (inHand ? [due === undefined ? '在办' : `时限${inWords(due)}`] : []),
  },
  inTime: { title: '按期办结销号', short: '按期销号', notes: finished(false) },
  late: { title: '逾期办结销号', short: '逾期销号', notes: finished(true) },
  otherwise: {
    title: '撤销、并案',
    short: '撤并',
    notes: ({ ended }) => (ended && !ended.done ? [`${inWords(ended.on)}了结`] : []),
  },
  overdue: {
    title: '在办中已逾期',
    short: '逾期',
    notes: ({ overdue, due }) => (overdue && due !== undefined ? [`时限${inWords(due)}`] : []),
  },
  stuck: {
    title: '卡住的',
    short: '卡住',
    notes: ({ stuck }, directory) =>
      stuck
        ? [
            `${inWords(stuck.since)}起：${stuck.trouble}；等${stuck.waits.map((one) => waitingText(one, directory)).join('、')}`,
          ]
        : [],
  },
  lapsed: {
    title: '不落实也不报告',
    short: '不办不报',
    notes: ({ lapsed }) => words(lapsed, '时限届满，未办结也未报告'),
  },
  extended: { title: '同意延期', short: '延期', notes: ({ extended }) => words(extended, '同意延期') },
  letters: {
    title: '督办单',
    short: '督办单',
    notes: ({ letters }) =>
      letters.map(
        ({ what, on, answerBy, answered, withdrawn }) =>
          `${what}，${inWords(on)}发出，${
            withdrawn
              ? `${inWords(withdrawn)}撤回`
              : answered
                ? `${inWords(answered)}回复`
                : `回复期限${inWords(answerBy)}，尚未回复`
          }`,
      ),
  },
  checks: { title: '现场核查', short: '核查', notes: ({ checked }) => words(checked, '现场核查') },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly short: string; readonly notes: Notes }>
>

export type FigureName = keyof typeof FIGURES

export const FIGURE_NAMES = Object.keys(FIGURES) as readonly FigureName[]

export interface Narrowed {
  readonly unit?: string | undefined
  readonly source?: string | undefined
}

/** The lines a figure counts, of all matters or of one unit's, one source's; in the order of the matters. */
export const linesOf = (
  tasks: readonly TaskFacts[],
  figure: FigureName,
  directory: Snapshot,
  { unit, source }: Narrowed = {},
): Line[] =>
  tasks
    .filter((task) => (unit ?? task.unit) === task.unit && (source ?? task.source) === task.source)
    .flatMap((task) =>
      FIGURES[figure].notes(task, directory).map((note) => ({
        id: task.id,
        number: task.number,
        title: task.title,
        unit: task.unit,
        unitName: directory.unitName(task.unit),
        note,
      })),
    )

export interface TableRow {
  readonly key: string
  readonly title: string
  /** One number per figure, in their order. */
  readonly cells: readonly number[]
}

const rowOf = (
  tasks: readonly TaskFacts[],
  directory: Snapshot,
  key: string,
  title: string,
  narrowed: Narrowed,
): TableRow => ({
  key,
  title,
  cells: FIGURE_NAMES.map((name) => linesOf(tasks, name, directory, narrowed).length),
})

export interface Circular {
  readonly totals: TableRow
  readonly bySource: readonly TableRow[]
  /** Units in the order of the directory, those with nothing to tell left out. Never ranked. */
  readonly byUnit: readonly TableRow[]
  readonly lines: Readonly<Record<FigureName, readonly Line[]>>
}

/** The figures of a period. Pure: the same facts give the same circular. */
export function circularOf(
  tasks: readonly TaskFacts[],
  directory: Snapshot,
  sources: Readonly<Record<string, string>>,
): Circular {
  const units = directory.units().filter((unit) => tasks.some((task) => task.unit === unit.id))
  const rows = (all: readonly TableRow[]) => all.filter(({ cells }) => cells.some((n) => n > 0))
  return {
    totals: rowOf(tasks, directory, '', '合计', {}),
    bySource: rows(
      Object.entries(sources).map(([source, title]) => rowOf(tasks, directory, source, title, { source })),
    ),
    byUnit: rows(units.map(({ id, name }) => rowOf(tasks, directory, id, name, { unit: id }))),
    lines: Object.fromEntries(
      FIGURE_NAMES.map((name) => [name, linesOf(tasks, name, directory)]),
    ) as unknown as Circular['lines'],
  }
}
