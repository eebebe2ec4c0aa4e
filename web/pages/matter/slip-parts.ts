import type { MatterPage, Shown, TimelineEntry } from '../../api/shapes.ts'

export const isFile = (shown: Shown): boolean => shown.kind === 'files'

/** One field of an act in its box; `seen` names the fact that says the same, so that it is not said twice. */
export interface Given {
  readonly field: Shown
  readonly seen?: string
}

export interface Opinion {
  readonly entry: TimelineEntry
  readonly given: readonly Given[]
}

/** What people wrote by one kind of act. */
export interface Box {
  readonly title: string
  readonly opinions: Opinion[]
}

/** 办文单 in its two parts: facts on top, opinions in boxes; what both know of stands in one of them. */
export interface SlipParts {
  readonly facts: readonly Shown[]
  readonly boxes: readonly Box[]
}

/**
 * Splits a matter into facts and opinions. Words that an act put into the record stand in its box, with its signature; rows that an
 * act listed stand among the facts, where they say how they are by now, and its box points there.
 */
export function slipOf({ record, number, timeline }: MatterPage): SlipParts {
  const holding = timeline.slice(1).filter(holds)
  const said = new Set(holding.flatMap(({ form }) => form.filter(isText).map(({ text }) => text)))
  const facts = record.filter(
    (field) => field.text !== '' && field.text !== number && !isFile(field) && !isSaid(field, said),
  )
  return { facts, boxes: boxesOf(holding, facts.filter(isRows)) }
}

/** What was taken back is in the timeline; the slip shows what holds. */
const holds = ({ by, undone }: TimelineEntry): boolean => by !== null && !undone

const isText = ({ kind }: Shown): boolean => kind === 'text'
const isRows = ({ kind }: Shown): boolean => kind === 'rows'

/** A fact whose every word some opinion says as well; rows that lead to other matters say more than any opinion. */
function isSaid(field: Shown, said: ReadonlySet<string>): boolean {
  if (isText(field)) return said.has(field.text)
  if (!isRows(field) || field.parts?.some(({ matters, hidden }) => matters.length + hidden > 0)) return false
  const rows = rowsOf(field)
  return rows.length > 0 && rows.every((row) => areAmong(wordsIn(row), said))
}

const rowsOf = ({ raw }: Shown): readonly unknown[] => (Array.isArray(raw) ? raw : [])

/** The words in a value, without ids, days and choices, which are never written in Chinese. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}

const areAmong = (words: readonly string[], others: ReadonlySet<string>): boolean =>
  words.length > 0 && words.every((word) => others.has(word))

/** Opinion boxes by the kind of act, in the order each kind first happened. */
function boxesOf(holding: readonly TimelineEntry[], rows: readonly Shown[]): Box[] {
  const boxes = new Map<string, Box>()
  for (const entry of holding) {
    const given = entry.form
      .filter((field) => field.text !== '' && !isFile(field))
      .map((field): Given => {
        const seen = rows.find((fact) => lists(fact, field))
        return seen ? { field, seen: seen.title } : { field }
      })
    if (given.length === 0) continue
    const box = boxes.get(entry.act) ?? { title: entry.title, opinions: [] }
    box.opinions.push({ entry, given })
    boxes.set(entry.act, box)
  }
  return [...boxes.values()]
}

/** Whether a fact has a row for every row of a form: its words, and the titles of the matters it names, are all among the form’s. */
function lists(fact: Shown, field: Shown): boolean {
  const given = rowsOf(field)
  if (!isRows(field) || given.length === 0) return false
  const kept = rowsOf(fact).map((row, n) => [
    ...wordsIn(row),
    ...(fact.parts?.[n]?.matters.map(({ title }) => title) ?? []),
  ])
  return given.every((row) => {
    const words = new Set(wordsIn(row))
    return kept.some((one) => areAmong(one, words))
  })
}
