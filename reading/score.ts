import type { Deadline } from './types.ts'
import { normalise } from './text.ts'

/** What a gold file says of one item, and what of an item is scored. */
export interface Scored {
  text: string
  lead: readonly string[]
  cooperate: readonly string[]
  responsible: readonly string[]
  leaders: readonly string[]
  deadline: Deadline | null
}

export const FIELDS = ['item', 'lead', 'cooperate', 'responsible', 'leaders', 'deadline'] as const
export type Field = (typeof FIELDS)[number]

/** Hits, found and wanted: precision is hit / found, recall hit / wanted. */
export interface Count {
  hit: number
  found: number
  wanted: number
}
export type Counts = Record<Field, Count>

const bare = (text: string): string => normalise(text).replace(/[\s，。；、：.]/g, '')

function grams(text: string): Map<string, number> {
  const out = new Map<string, number>()
  for (let at = 0; at + 1 < text.length; at++)
    out.set(text.slice(at, at + 2), (out.get(text.slice(at, at + 2)) ?? 0) + 1)
  return out
}

/** Dice coefficient of character pairs, 0–1. */
export function likeness(a: string, b: string): number {
  const left = grams(bare(a))
  const right = grams(bare(b))
  let shared = 0
  let total = 0
  for (const [gram, count] of left) {
    shared += Math.min(count, right.get(gram) ?? 0)
    total += count
  }
  for (const count of right.values()) total += count
  return total === 0 ? 0 : (2 * shared) / total
}

const SAME = 0.75

function pairs(gold: readonly Scored[], got: readonly Scored[]): [Scored | null, Scored | null][] {
  const free = new Set(got)
  const out: [Scored | null, Scored | null][] = gold.map((wanted) => {
    let best: Scored | null = null
    let score = SAME
    for (const one of free) {
      const alike = likeness(wanted.text, one.text)
      if (alike >= score && (best === null || alike > score)) [best, score] = [one, alike]
    }
    if (best) free.delete(best)
    return [wanted, best]
  })
  for (const one of free) out.push([null, one])
  return out
}

const emptyCounts = (): Counts =>
  Object.fromEntries(FIELDS.map((field) => [field, { hit: 0, found: 0, wanted: 0 }])) as Counts

const key = (name: string): string => normalise(name).replaceAll(' ', '')
/** Key order in a gold file must not matter. */
const valueKey = (value: Deadline | null): string | null =>
  value === null
    ? null
    : typeof value === 'string'
      ? value
      : JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Counts one document, field by field, names by their normalised spelling. */
export function countDocument(gold: readonly Scored[], got: readonly Scored[]): Counts {
  const counts = emptyCounts()
  for (const [wanted, found] of pairs(gold, got)) {
    tally(counts.item, wanted ? ['item'] : [], found ? ['item'] : [])
    for (const field of ['lead', 'cooperate', 'responsible', 'leaders'] as const) {
      tally(counts[field], (wanted?.[field] ?? []).map(key), (found?.[field] ?? []).map(key))
    }
    const want = valueKey(wanted?.deadline ?? null)
    const have = valueKey(found?.deadline ?? null)
    tally(counts.deadline, want === null ? [] : [want], have === null ? [] : [have])
  }
  return counts
}

function tally(count: Count, wanted: readonly string[], found: readonly string[]): void {
  count.wanted += wanted.length
  count.found += found.length
  count.hit += found.filter((name) => wanted.includes(name)).length
}

/** F1 of a count; a document that has none of a field and invents none is perfect. */
export function f1({ hit, found, wanted }: Count): number {
  return found + wanted === 0 ? 1 : (2 * hit) / (found + wanted)
}

/** Sums counts over documents (micro) and averages their F1 (macro). */
export function summarise(
  documents: readonly Counts[],
): Record<Field, { precision: number; recall: number; micro: number; macro: number }> {
  const entries = FIELDS.map((field) => {
    const sum = { hit: 0, found: 0, wanted: 0 }
    for (const counts of documents) {
      sum.hit += counts[field].hit
      sum.found += counts[field].found
      sum.wanted += counts[field].wanted
    }
    // A document without the field says nothing about how well the field is read.
    const telling = documents.filter((counts) => counts[field].found + counts[field].wanted > 0)
    const macro =
      telling.reduce((total, counts) => total + f1(counts[field]), 0) / Math.max(1, telling.length)
    const ratio = (over: number): number => (over === 0 ? 1 : sum.hit / over)
    return [field, { precision: ratio(sum.found), recall: ratio(sum.wanted), micro: f1(sum), macro }] as const
  })
  return Object.fromEntries(entries) as Record<
    Field,
    { precision: number; recall: number; micro: number; macro: number }
  >
}
