import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTasks } from './read.ts'

const folder = new URL('corpus/', import.meta.url)
const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))

const WIDTHS: readonly (readonly [string, string])[] = [
  ['（', '('],
  ['）', ')'],
  ['：', ':'],
  ['，', ','],
  ['；', ';'],
  ['。', '.'],
  ['（', '〔'],
  ['）', ']'],
  ['1', '１'],
  ['、', '\n'],
  ['。', '\u3000'],
  ['区', '\t'],
  ['责', '责 '],
]

type Edit = { kind: 'cut' | 'drop' | 'swap' | 'break' | 'insert'; at: number; size: number; which: number }

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('cut', 'drop', 'swap', 'break', 'insert'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.nat({ max: 40 }),
  which: fc.nat(),
})

const NOISE = [
  '（',
  '）',
  '〔',
  '：',
  '\n\n',
  '\t',
  '1',
  '责任单位：',
  '牵头',
  '\ud83d',
  '月',
  '等',
  '\u0000',
  '|',
  ' | ',
  ' |\n',
  '序号\n任务\n责任单位\n',
  '会同',
]

function damaged(text: string, { kind, at, size, which }: Edit): string {
  const place = Math.floor(at * text.length)
  if (kind === 'cut') return text.slice(0, place)
  if (kind === 'drop') return text.slice(0, place) + text.slice(place + size)
  if (kind === 'break') return `${text.slice(0, place)}\n${text.slice(place)}`
  if (kind === 'insert') return text.slice(0, place) + (NOISE[which % NOISE.length] ?? '') + text.slice(place)
  const [from, to] = WIDTHS[which % WIDTHS.length] as readonly [string, string]
  return text.replaceAll(from, to)
}

function wellFormed(text: string): void {
  const { items } = readTasks(text)
  for (const item of items) {
    expect(item.span.from).toBeLessThan(item.span.to)
    expect(item.span.to).toBeLessThanOrEqual(text.length)
    expect(
      item.lead.length + item.cooperate.length + item.responsible.length + item.leaders.length,
    ).toBeGreaterThan(0)
    expect(item.confidence).toBeGreaterThan(0)
    expect(item.confidence).toBeLessThanOrEqual(1)
    for (const name of item.collective)
      expect([...item.lead, ...item.cooperate, ...item.responsible]).toContain(name)
  }
}

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))

test('a damaged document is read without a crash', () => {
  console.log(`seed ${seed}`)
  const property = fc.property(fc.constantFrom(...texts), fc.array(edit, { maxLength: 8 }), (text, edits) => {
    wellFormed(edits.reduce(damaged, text))
  })
  fc.assert(property, { seed, numRuns: 600 })
})

test('any text at all is read without a crash', () => {
  console.log(`seed ${seed}`)
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), wellFormed), { seed, numRuns: 150 })
})
