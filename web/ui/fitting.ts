/** One line of a picker. */
export interface Option {
  readonly id: string
  readonly label: string
  /** Second line: the unit of a post, the number of a matter. */
  readonly hint?: string
}

export interface Searchable extends Option {
  /** Names people use for it: short name, full name, aliases. */
  readonly names: readonly string[]
}

/** Lines a picker shows at most; more words narrow it. */
const SHOWN = 40

/**
 * Options that fit what was typed, those whose name begins with it first; every word must be in some name.
 *
 *     fitting(units, '住建')   // → 区住建局, 区住建局质监站 …
 */
export function fitting(options: readonly Searchable[], words: string): readonly Option[] {
  const parts = words.trim().split(/\s+/).filter(Boolean)
  const [first] = parts
  if (first === undefined) return options.slice(0, SHOWN)
  const fits = options.filter((o) => parts.every((part) => o.names.some((name) => name.includes(part))))
  const rank = (o: Searchable): number => (o.names.some((name) => name.startsWith(first)) ? 0 : 1)
  return fits.toSorted((a, b) => rank(a) - rank(b)).slice(0, SHOWN)
}
