import { type Column, lookOf } from './columns.ts'

type Look = ReturnType<typeof lookOf>

/** How well a cell of some look fits a column; a long text is 'prose'. */
const FITS: Record<Look | 'prose', Partial<Record<Column, number>>> = {
  number: { ordinal: 4, other: 1, task: -1, category: -1, deadline: -2 },
  deadline: { deadline: 4, other: 0.5, task: -1, category: -2 },
  units: { lead: 3, cooperate: 3, responsible: 3, task: -0.5, category: 0, other: 0.5, leaders: -2 },
  people: { leaders: 4, other: 1, lead: -1, cooperate: -1, responsible: -1, category: -1, task: -2 },
  text: {
    task: 2,
    category: 1.4,
    other: 1,
    lead: -1,
    cooperate: -1,
    responsible: -1,
    deadline: -1,
    leaders: -2,
  },
  prose: { task: 2.5, category: -1, other: 1, lead: -3, cooperate: -3, responsible: -3 },
  blank: { other: 0.5, lead: 0.2, cooperate: 0.4, responsible: 0.2, leaders: 0.4, deadline: 0.4, task: -1 },
}
const UNFIT = -4

/** What it costs to leave a column empty: a lead is missing less often than companions. */
const EMPTY: Partial<Record<Column, number>> = { other: 0.3, category: 0.4, cooperate: 0.6, lead: 0.9 }
const EMPTY_ELSE = 0.7
/** What it costs to write a cell on one more line. */
const AGAIN: Partial<Record<Column, number>> = { cooperate: 0.5, responsible: 0.5, lead: 0.8, category: 1.5 }
const AGAIN_ELSE = 1

const isProse = (text: string): boolean => text.length > 24 || /[。；]$/.test(text)

/** How well a cell fits each column. `first`: the first cell of a row begins with its task, which may look like a unit (文化馆新馆). */
function fitsOf(
  text: string,
  columns: readonly Column[],
  first: boolean,
  known?: ReadonlySet<string>,
): number[] {
  const look = first ? 'text' : lookOf(text, known)
  const fits = FITS[look === 'text' && isProse(text) ? 'prose' : look]
  return columns.map((column) => fits[column] ?? UNFIT)
}

const emptyCost = (columns: readonly Column[], from: number, to: number): number => {
  let sum = 0
  for (let at = from; at < to; at++) sum += EMPTY[columns[at] as Column] ?? EMPTY_ELSE
  return sum
}

interface Step {
  score: number
  /** The column of the line before. */
  back: number
  /** True when this line starts a row. */
  starts: boolean
}

const WORST: Step = { score: Number.NEGATIVE_INFINITY, back: -1, starts: false }

/** The best way to a column from the lines above it. */
function stepTo(at: number, above: readonly Step[] | null, columns: readonly Column[], rows: boolean): Step {
  if (above === null) return { score: -emptyCost(columns, 0, at), back: -1, starts: true }
  let best = WORST
  for (let left = 0; left < columns.length; left++) {
    const { score } = above[left] as Step
    if (left <= at) {
      const again =
        left === at ? (AGAIN[columns[at] as Column] ?? AGAIN_ELSE) : emptyCost(columns, left + 1, at)
      if (score - again > best.score) best = { score: score - again, back: left, starts: false }
    }
    // A row begins in its first columns, up to the last that holds tasks, when cells before are merged.
    if (rows && at < left && beginsRow(columns, at)) {
      const anew = emptyCost(columns, left + 1, columns.length) + emptyCost(columns, 0, at)
      if (score - anew > best.score) best = { score: score - anew, back: left, starts: true }
    }
  }
  return best
}

const beginsRow = (columns: readonly Column[], at: number): boolean => at <= columns.lastIndexOf('task')

function align(
  cells: readonly string[],
  columns: readonly Column[],
  rows: boolean,
  known?: ReadonlySet<string>,
): { column: number; starts: boolean }[] {
  const steps: Step[][] = []
  const opens = columns[0] === 'task' || columns[0] === 'category'
  for (const cell of cells) {
    const above = steps.at(-1) ?? null
    const fits = fitsOf(cell, columns, opens && above === null, known)
    steps.push(
      fits.map((fit, at) => {
        const step = stepTo(at, above, columns, rows)
        return { ...step, score: step.score + fit }
      }),
    )
  }
  const ends = steps.at(-1)?.map(({ score }, at) => score - emptyCost(columns, at + 1, columns.length)) ?? []
  let at = ends.indexOf(Math.max(...ends))
  const out: { column: number; starts: boolean }[] = []
  for (const line of steps.toReversed()) {
    const step = line[at] ?? WORST
    out.unshift({ column: at, starts: step.starts })
    at = step.back
  }
  return out
}

/**
 * Puts the cells of one row, in order, under its columns, when some are missing (merged) or written on several
 * lines: the assignment that fits best as a whole. Yields a column index for each cell, never descending.
 */
export const alignCells = (
  cells: readonly string[],
  columns: readonly Column[],
  known?: ReadonlySet<string>,
): number[] => (columns.length === 0 ? [] : align(cells, columns, false, known).map(({ column }) => column))

/** Cuts the lines of a table without numbers into rows, as `alignCells` would read them: where each row starts. */
export const rowStarts = (
  cells: readonly string[],
  columns: readonly Column[],
  known?: ReadonlySet<string>,
): number[] => align(cells, columns, true, known).flatMap(({ starts }, at) => (starts ? [at] : []))
