import { readFileSync, readdirSync } from 'node:fs'
import { Document, Packer, Paragraph } from 'docx'
import { UNITS } from '#demo/units.ts'
import { readInstruction } from '#reading/instruction.ts'
import { type DirectoryUnit, readTasks } from '#reading/read.ts'
import { fileText } from '#server/text/file-text.ts'
import { cpuWhile } from './cpu.ts'
import { median } from './figures.ts'

const DOCUMENTS = 300
/** A hundred pages of 600 characters. */
const HUNDRED_PAGES = 60_000
const ROUNDS = 5
/** CPU milliseconds. */
const GOAL = 200

/** Medians of rounds; CPU time of all threads of the process. */
export interface ReadingFigures {
  readonly documents: number
  readonly corpus: number
  readonly characters: number
  /** Microseconds a document. */
  readonly read: number
  /** Microseconds for the same text out of a .docx. */
  readonly unpacked: number
  /** Milliseconds for one text of a hundred pages. */
  readonly longRead: number
  readonly longUnpacked: number
  readonly instructions: number
  /** Instructions read in a millisecond. */
  readonly instructionsPerMs: number
}

const corpusFile = (path: string): string =>
  readFileSync(new URL(`../reading/${path}`, import.meta.url), 'utf8')

interface Note {
  readonly text: string
  readonly on?: string
  readonly date?: string
}

/** Reads 300 documents, one of a hundred pages, and leaders' notes, beside getting the same texts out of .docx files. */
export async function readingBench(): Promise<ReadingFigures> {
  const names = readdirSync(new URL('../reading/corpus/', import.meta.url)).filter((n) => n.endsWith('.txt'))
  const corpus = names.map((name) => corpusFile(`corpus/${name}`))
  const texts = Array.from({ length: DOCUMENTS }, (_, n) => corpus[n % corpus.length] ?? '')
  const long = longText(corpus)
  const notes = (JSON.parse(corpusFile('instructions.json')) as { items: readonly Note[] }).items
  const [files, longFile] = [await Promise.all(texts.map(docxOf)), await docxOf(long)]
  const rounds: Record<'read' | 'unpacked' | 'longRead' | 'longUnpacked' | 'notes', number>[] = []
  // The first round warms up and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    rounds.push({
      read: await cpuWhile(() => texts.forEach(read)),
      unpacked: await cpuWhile(() => unpackAll(files)),
      longRead: await cpuWhile(() => read(long)),
      longUnpacked: await cpuWhile(() => unpackAll([longFile])),
      notes: await cpuWhile(() => notes.forEach(({ text, ...on }) => readInstruction(text, on))),
    })
  }
  const middle = (of: keyof (typeof rounds)[number]): number =>
    median(rounds.slice(1).map((round) => round[of]))
  return {
    documents: DOCUMENTS,
    corpus: corpus.length,
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    read: middle('read') / DOCUMENTS,
    unpacked: middle('unpacked') / DOCUMENTS,
    longRead: middle('longRead') / 1_000,
    longUnpacked: middle('longUnpacked') / 1_000,
    instructions: notes.length,
    instructionsPerMs: (notes.length * 1_000) / middle('notes'),
  }
}

const directory: DirectoryUnit[] = UNITS.map(({ id, name, kind, shortName, aliases, domains }) => ({
  id,
  name,
  kind,
  shortNames: [shortName, ...aliases],
  domains: [...domains],
}))

const read = (text: string): unknown => readTasks(text, { directory, date: '2026-03-04' })

/** Documents of the corpus one after the other, again and again, cut at a hundred pages. */
function longText(corpus: readonly string[]): string {
  let text = ''
  for (let n = 0; text.length < HUNDRED_PAGES; n++) text += `${corpus[n % corpus.length]}\n`
  return text.slice(0, HUNDRED_PAGES)
}

async function docxOf(text: string): Promise<Uint8Array> {
  const children = text.split('\n').map((line) => new Paragraph(line))
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

async function unpackAll(files: readonly Uint8Array[]): Promise<void> {
  for (const bytes of files) {
    const text = await fileText('a.docx', bytes)
    if (!text.ok) throw new Error(text.because)
  }
}

export function readingSection(found: ReadingFigures): string {
  const times = (one: number, other: number): string => (one / other).toFixed(2)
  return `## Reading

${found.documents} documents of ${found.characters} characters together, out of a corpus of ${found.corpus}, with a directory of ${directory.length} units; one text of
100 pages (60,000 characters) put together of the same. CPU time; ratio: to getting the same text out of a .docx.

| | reading | out of .docx | ratio | goal |
|---|---|---|---|---|
| a document | ${found.read.toFixed(0)} µs | ${found.unpacked.toFixed(0)} µs | ${times(found.read, found.unpacked)} | |
| 100 pages | ${found.longRead.toFixed(0)} ms | ${found.longUnpacked.toFixed(0)} ms | ${times(found.longRead, found.longUnpacked)} | ≤ ${GOAL} ms |

Leaders' notes: ${found.instructionsPerMs.toFixed(1)} a millisecond (${found.instructions} of them).`
}

/** What this part missed of its goals. */
export const readingMissed = ({ longRead }: ReadingFigures): string[] =>
  longRead > GOAL ? [`Reading 100 pages takes ${longRead.toFixed(0)} ms of CPU.`] : []
