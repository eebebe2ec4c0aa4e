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

function fitOf(text: string, column: Column, known?: ReadonlySet<string>): number {
  const look = lookOf(text, known)
  return FITS[look === 'text' && isProse(text) ? 'prose' : look][column] ?? UNFIT
}

const emptyCost = (columns: readonly Column[], from: number, to: number): number => {
  let sum = 0
  for (let at = from; at < to; at++) sum += EMPTY[columns[at] as Column] ?? EMPTY_ELSE
  return sum
}

/**
 * Puts the cells of one row, in order, under its columns, when some are missing (merged) or written on several
 * lines: the assignment that fits best as a whole. Yields a column index for each cell, never descending.
 */
export function alignCells(
  cells: readonly string[],
  columns: readonly Column[],
  known?: ReadonlySet<string>,
): number[] {
  const width = columns.length
  if (width === 0) return cells.map(() => 0)
  const best: number[][] = []
  const from: number[][] = []
  cells.forEach((cell, row) => {
    const fits = columns.map((column) => fitOf(cell, column, known))
    const scores: number[] = []
    const back: number[] = []
    for (let at = 0; at < width; at++) {
      let score = row === 0 ? -emptyCost(columns, 0, at) : Number.NEGATIVE_INFINITY
      let previous = -1
      for (let left = 0; row > 0 && left <= at; left++) {
        const cost =
          left === at ? (AGAIN[columns[at] as Column] ?? AGAIN_ELSE) : emptyCost(columns, left + 1, at)
        const reached = (best[row - 1]?.[left] ?? Number.NEGATIVE_INFINITY) - cost
        if (reached > score) [score, previous] = [reached, left]
      }
      scores.push(score + (fits[at] as number))
      back.push(previous)
    }
    best.push(scores)
    from.push(back)
  })
  return trace(best, from, columns)
}

function trace(best: readonly number[][], from: readonly number[][], columns: readonly Column[]): number[] {
  const out: number[] = []
  const last = best.length - 1
  if (last < 0) return out
  const ends = (best[last] as number[]).map((score, at) => score - emptyCost(columns, at + 1, columns.length))
  let at = ends.indexOf(Math.max(...ends))
  for (let row = last; row >= 0; row--) {
    out.unshift(at)
    at = from[row]?.[at] ?? 0
  }
  return out
}
