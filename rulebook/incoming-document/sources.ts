import type { Day } from '#kernel/time.ts'
import { type Instruction, holding } from './instructions.ts'
import type { DocumentRecord } from './record.ts'

/** Where the sentence of a task stands; `original` is as its arranger says: the rules cannot read a file. */
export type SentenceSource = 'instruction' | 'asks' | 'original' | 'typed'

/** Spaces, line ends and the full stop differ between a text and what was taken from it. */
const plainly = (text: string): string => text.replace(/\s+/g, '').replace(/[。；;.]+$/, '')

/** Fewer characters stand in any text. */
const SHORTEST = 6

const standsIn = (sentence: string, text: string): boolean => {
  const [part, whole] = [plainly(sentence), plainly(text)]
  return part === whole || ([...part].length >= SHORTEST && whole.includes(part))
}

const instructionWith = (record: DocumentRecord, sentence: string): Instruction | undefined =>
  holding(record).findLast(({ words }) => standsIn(sentence, words))

/** Where a task's sentence comes from; undefined where it can come from nowhere. */
export function sourceOf(record: DocumentRecord, sentence: string | undefined): SentenceSource | undefined {
  if (sentence === undefined) return 'typed'
  if (instructionWith(record, sentence)) return 'instruction'
  if (record.asks !== undefined && standsIn(sentence, record.asks)) return 'asks'
  return (record.original ?? []).length > 0 ? 'original' : undefined
}

const LONGEST = 2000

/**
 * Whose authority a task from this document carries: the leader's where his own words ask for it, or are cited for want of a
 * sentence; else the document's, its sentence marked as such.
 */
export function authorityOf(
  record: DocumentRecord,
  document: string,
  sentence: string | undefined,
  today: Day,
) {
  const given = sentence === undefined ? holding(record).at(-1) : instructionWith(record, sentence)
  const words = given ? (sentence ?? given.words) : marked(record, sentence)
  return {
    kind: given ? ('instruction' as const) : ('plan' as const),
    title: (record.title ?? '').slice(0, 200),
    ...(record.theirNumber ? { number: record.theirNumber } : {}),
    on: given?.on ?? record.dated ?? today,
    ...(words ? { sentence: words.slice(0, LONGEST) } : {}),
    document,
    ...(record.original && record.original.length > 0 ? { file: record.original } : {}),
  }
}

const marked = (record: DocumentRecord, sentence: string | undefined): string | undefined =>
  sentence && `（${sourceOf(record, sentence) === 'asks' ? '来文要求' : '来文原件'}）${sentence}`
