import { headingKey as keyOf } from '#kernel/headings.ts'
import type { LedgerColumn } from '#kernel/vocabulary.ts'
import { type Grid, KEY_HEADING, NUMBER_HEADINGS, OWN_HEADINGS, seenOf } from './sheet-words.ts'

/** What becomes of one column of a sheet. */
export interface Use {
  /** Place from 0. */
  readonly at: number
  /** The heading as it stands, the lines of a heading of several rows joined. */
  readonly heading: string
  /** Name of the ledger column it was taken for. */
  readonly column: string | null
  /** fills: a field of the form; kept: its words join the text kept with the matter; ignored; key: our own row key. */
  readonly use: 'fills' | 'kept' | 'ignored' | 'key'
}

/** Where a sheet's table begins, and its columns. */
export interface Header {
  /** First and last row of the heading, from 0. */
  readonly from: number
  readonly to: number
  readonly columns: readonly Use[]
}

const DEEPEST_HEADER = 3
const SEARCHED_ROWS = 40
const SHORTEST_PART = 4

/** A heading of a sheet as it is compared. */
export const headingKey = (heading: string): string => keyOf(seenOf(heading))

/**
 * Finds the heading of a sheet: the rows, one to three of them, whose cells name most columns of the ledger. Undefined when
 * nothing names the matter and at least one more column.
 *
 *     headerOf(rows, columns, 'task')   // → { from: 1, to: 2, columns: [{ at: 0, heading: '序号', use: 'ignored', … }, …] }
 */
export function headerOf(
  rows: Grid,
  columns: readonly LedgerColumn[],
  needed: string | undefined,
): Header | undefined {
  let best: { header: Header; score: number } | undefined
  const names = new Names(columns)
  for (let from = 0; from < Math.min(rows.length, SEARCHED_ROWS); from++) {
    if (isBanner(rows[from] ?? [])) continue
    for (let to = from; to < Math.min(from + DEEPEST_HEADER, rows.length); to++) {
      const header = { from, to, columns: usesIn(rows.slice(from, to + 1), columns, names) }
      const found = new Set(header.columns.flatMap(({ column }) => column ?? []))
      const score = found.size
      const stands = score >= 2 && needed !== undefined && found.has(needed)
      if (stands && (best === undefined || score > best.score)) best = { header, score }
    }
  }
  return best?.header
}

/** One text across the row: a title above the table, merged or alone. */
const isBanner = (row: readonly (string | null)[]): boolean =>
  new Set(row.filter((cell) => cell !== null).map((cell) => cell.trim())).size < 2

function usesIn(rows: Grid, columns: readonly LedgerColumn[], names: Names): Use[] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const taken = new Set<string>()
  const headings = Array.from({ length: width }, (_, at) => linesAt(rows, at))
  const found = headings.map((lines) => names.exact(lines))
  for (const column of found) if (column) taken.add(column)
  // What a heading says in part counts only where no heading says it outright.
  const matched = headings.map((lines, at) => {
    const outright = found[at]
    if (outright !== undefined && found.indexOf(outright) === at) return outright
    const likely = outright === undefined ? names.likely(lines) : undefined
    if (likely === undefined || taken.has(likely)) return null
    taken.add(likely)
    return likely
  })
  return headings.map((lines, at) => {
    const column = matched[at] ?? null
    return { at, heading: seenOf(lines.join('')), column, use: useOf(lines.join(''), column, columns) }
  })
}

/** The texts of a column in the rows of the heading, from the top, each once: a merged cell stands in all of its rows. */
function linesAt(rows: Grid, at: number): string[] {
  const lines = rows.map((row) => (row[at] ?? '').trim()).filter((line) => line !== '')
  return lines.filter((line, i) => line !== lines[i - 1])
}

/** What is done with a heading unless a person says otherwise. */
export function useOf(heading: string, column: string | null, columns: readonly LedgerColumn[]): Use['use'] {
  const key = headingKey(heading)
  if (key === headingKey(KEY_HEADING)) return 'key'
  if (key === '' || NUMBER_HEADINGS.test(key) || OWN_HEADINGS.has(key)) return 'ignored'
  const declared = columns.find(({ name }) => name === column)
  if (declared?.into !== undefined) return 'fills'
  return declared?.from === 'state' ? 'ignored' : 'kept'
}

/** Headings by what they may be called. */
class Names {
  readonly #byKey = new Map<string, string>()
  readonly #longestFirst: readonly string[]

  constructor(columns: readonly LedgerColumn[]) {
    for (const { name, title } of columns) this.#byKey.set(headingKey(title), name)
    for (const { name, synonyms = [] } of columns) {
      for (const synonym of synonyms) {
        const key = headingKey(synonym)
        if (!this.#byKey.has(key)) this.#byKey.set(key, name)
      }
    }
    this.#longestFirst = [...this.#byKey.keys()]
      .filter((key) => key.length >= SHORTEST_PART)
      .sort((a, b) => b.length - a.length)
  }

  /** By the lowest line, which is the most precise, else by the lines joined. */
  exact(lines: readonly string[]): string | undefined {
    return this.#byKey.get(headingKey(lines.at(-1) ?? '')) ?? this.#byKey.get(headingKey(lines.join('')))
  }

  /** 区级牵头单位, 完成时限及要求: a heading that ends or begins with a known one. */
  likely(lines: readonly string[]): string | undefined {
    const key = headingKey(lines.at(-1) ?? '')
    if (key.length > 16) return undefined
    const part = this.#longestFirst.find((known) => key.endsWith(known) || key.startsWith(known))
    return part === undefined ? undefined : this.#byKey.get(part)
  }
}
