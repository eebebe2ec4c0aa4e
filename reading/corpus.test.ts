import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTasks } from './read.ts'
import { countDocument, FIELDS, type Scored, summarise } from './score.ts'

const folder = new URL('corpus/', import.meta.url)
const scoresFile = new URL('scores.json', folder)

interface Gold {
  date?: string
  items: Scored[]
}

const names = readdirSync(folder)
  .filter((name) => name.endsWith('.gold.json'))
  .sort()
const documents = names.map((name) => {
  const gold = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Gold
  const text = readFileSync(new URL(name.replace('.gold.json', '.txt'), folder), 'utf8')
  return { name, gold, reading: readTasks(text, gold.date ? { date: gold.date } : {}), text }
})

const rounded = (value: number): number => Math.floor(value * 1000) / 1000

test('reading the corpus gets no worse than the committed scores', () => {
  const scores = summarise(documents.map(({ gold, reading }) => countDocument(gold.items, reading.items)))
  const now = Object.fromEntries(
    FIELDS.map((field) => [
      field,
      { micro: rounded(scores[field].micro), macro: rounded(scores[field].macro) },
    ]),
  )
  const table = FIELDS.map((field) => {
    const { precision, recall, micro, macro } = scores[field]
    return `${field.padEnd(12)} P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 micro ${micro.toFixed(3)}  macro ${macro.toFixed(3)}`
  })
  console.log(`${documents.length} documents\n${table.join('\n')}`)
  // RATCHET=1 writes what was reached; the file is committed and only goes up.
  if (process.env['RATCHET'] === '1') writeFileSync(scoresFile, `${JSON.stringify(now, null, 2)}\n`)
  const kept = JSON.parse(readFileSync(scoresFile, 'utf8')) as typeof now
  for (const field of FIELDS) {
    expect(now[field]?.micro, `${field} micro`).toBeGreaterThanOrEqual(kept[field]?.micro ?? 0)
    expect(now[field]?.macro, `${field} macro`).toBeGreaterThanOrEqual(kept[field]?.macro ?? 0)
  }
})

test('the corpus has at least 40 documents, each with its text', () => {
  expect(documents.length).toBeGreaterThanOrEqual(40)
})

test('every item stands where its span says', () => {
  for (const { name, reading, text } of documents) {
    for (const item of reading.items) {
      expect(item.sentence, name).toBe(text.slice(item.span.from, item.span.to))
      expect(item.because.endsWith('。'), name).toBe(true)
      const start = item.text.slice(0, 4)
      expect(item.sentence.replace(/\s/g, ''), name).toContain(start.replace(/\s/g, '').slice(0, 3))
    }
  }
})
