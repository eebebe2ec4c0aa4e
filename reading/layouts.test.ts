import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTasks } from './read.ts'
import { countDocument, type Scored, summarise } from './score.ts'

const folder = new URL('corpus/', import.meta.url)

interface Gold {
  date?: string
  items: Scored[]
}

const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.gold.json'))
  .map((name) => ({
    gold: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Gold,
    text: readFileSync(new URL(name.replace('.gold.json', '.txt'), folder), 'utf8'),
  }))

const HALF: readonly (readonly [string, string])[] = [
  ['，', ','],
  ['：', ':'],
  ['；', ';'],
  ['（', '('],
  ['）', ')'],
]
const PAGE = 72

const halfWidth = (text: string): string =>
  HALF.reduce((words, [wide, narrow]) => words.replaceAll(wide, narrow), text)

const lines =
  (of: (line: string) => string[]) =>
  (text: string): string =>
    text.split('\n').flatMap(of).join('\n')

/** As a printed page breaks a line: at its edge, never before a closing mark. */
function wrapped(line: string): string[] {
  if (/[\t|]/.test(line)) return [line]
  const out: string[] = []
  let current = ''
  let width = 0
  for (const char of line) {
    const columns = char.charCodeAt(0) < 0x100 ? 1 : 2
    if (width + columns > PAGE && !/[，。；、）：]/.test(char)) {
      out.push(current)
      current = ''
      width = 0
    }
    current += char
    width += columns
  }
  return [...out, current]
}

const tabbed = (text: string): boolean => text.includes('\t')

/** What copying does to a paper's layout, for which papers, and how well its items must still be read. */
const LAYOUTS: readonly {
  name: string
  of: (text: string) => boolean
  lay: (text: string) => string
  item: number
  lead: number
  deadline: number
}[] = [
  {
    name: 'half-width marks, an empty line between paragraphs',
    of: () => true,
    lay: (text) => halfWidth(text).replaceAll('\n', '\n\n'),
    item: 0.995,
    lead: 0.99,
    deadline: 0.99,
  },
  {
    name: 'lines of a printed page',
    of: () => true,
    lay: lines(wrapped),
    item: 0.97,
    lead: 0.96,
    deadline: 0.96,
  },
  {
    name: 'bars between cells',
    of: tabbed,
    lay: lines((line) => [line.includes('\t') ? `${line.replaceAll('\t', ' | ')} |` : line]),
    item: 0.99,
    lead: 0.99,
    deadline: 0.99,
  },
  {
    name: 'one cell per line, empty ones lost',
    of: tabbed,
    lay: lines((line) => line.split('\t').filter((cell) => cell.trim() !== '')),
    item: 0.92,
    lead: 0.95,
    deadline: 0.88,
  },
  {
    name: 'line breaks lost',
    of: (text) => !/[\t|]/.test(text),
    lay: (text) => text.replaceAll('\n', ' '),
    item: 0.82,
    lead: 0.82,
    deadline: 0.8,
  },
]

test.each(LAYOUTS)('the corpus is still read with $name', ({ name, of, lay, item, lead, deadline }) => {
  const scores = summarise(
    documents
      .filter(({ text }) => of(text))
      .map(({ gold, text }) =>
        countDocument(gold.items, readTasks(lay(text), gold.date ? { date: gold.date } : {}).items),
      ),
  )
  const shown = [scores.item, scores.lead, scores.deadline].map(({ macro }) => macro.toFixed(3))
  console.log(`${name}: item ${shown[0]}, lead ${shown[1]}, deadline ${shown[2]} (macro F1)`)
  expect(scores.item.macro).toBeGreaterThanOrEqual(item)
  expect(scores.lead.macro).toBeGreaterThanOrEqual(lead)
  expect(scores.deadline.macro).toBeGreaterThanOrEqual(deadline)
})
