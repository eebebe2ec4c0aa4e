/** A cell's range in a text; `row` when its line is a row of a table, not one cell on a line of its own. */
export interface Stretch {
  from: number
  to: number
  row: boolean
}

interface Span {
  from: number
  to: number
}

/**
 * The cells of a line that is a row of a table: set apart by tabs, or by bars with or without those at the edges
 * (`甲 | 乙 | 丙 |`). A line `甲 |` is a row where the lines around it are, such as a section's heading between rows;
 * elsewhere it is one cell on a line of its own. Null for a line of prose.
 */
export function cellsIn(
  text: string,
  line: Span,
  next: Span | undefined,
  above: { text: string; cells: readonly unknown[] | null } | null,
): Stretch[] | null {
  const content = text.slice(line.from, line.to)
  const bar = isPiped(content)
  if (!bar && content.trimStart().indexOf('\t') < 0) return null
  // Where the rows above have no bar at their left edge, one here stands behind an empty cell.
  const open = above?.cells !== null && above?.cells !== undefined && !above.text.startsWith('|')
  const edge = bar && content.startsWith('|') && !open ? 1 : 0
  const end = bar && content.endsWith('|') ? line.to - 1 : line.to
  const cells: Stretch[] = []
  let start = line.from + edge
  for (let i = start; i <= end; i++) {
    if (i < end && text[i] !== (bar ? '|' : '\t')) continue
    let from = start
    let to = i
    while (from < to && text[from] === ' ') from++
    while (to > from && text[to - 1] === ' ') to--
    cells.push({ from, to, row: true })
    start = i + 1
  }
  const alone = bar && edge === 0 && cells.length === 1
  const among =
    (above?.cells?.length ?? 0) > 1 || (next !== undefined && barsIn(text.slice(next.from, next.to)) > 1)
  return alone && !among ? cells.map((cell) => ({ ...cell, row: false })) : cells
}

const barsIn = (content: string): number => content.split('|').length - 1

/** Several bars, or one behind a cell; a single bar between words is no table. */
const isPiped = (content: string): boolean => barsIn(content) > 1 || /[^|]\|$/.test(content)
