import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Instruction, readInstruction } from './instruction.ts'

/** One invented note with what it says. */
interface Gold extends Pick<Instruction, 'label' | 'kind' | 'who' | 'when' | 'implied_who'> {
  date: string
  on: string
  text: string
  asks: boolean
  mentions?: string
}

const { items } = JSON.parse(readFileSync(new URL('instructions.json', import.meta.url), 'utf8')) as {
  items: Gold[]
}

test('there are at least 80 notes to read', () => {
  expect(items.length).toBeGreaterThanOrEqual(80)
})

test.each(items.map((item) => [item.text, item] as const))('%s', (text, gold) => {
  const read = readInstruction(text, { on: gold.on, date: gold.date })
  const { label, kind, who, when, implied_who } = read
  expect({ label, kind, who, when, implied_who }).toEqual({
    label: gold.label,
    kind: gold.kind,
    who: gold.who,
    when: gold.when,
    implied_who: gold.implied_who,
  })
  expect(read.what !== null).toBe(gold.asks)
  if (gold.mentions !== undefined) expect(read.what).toContain(gold.mentions)
  expect(read.says).toMatch(/^[^\n]+。$/)
})

test.each([
  ['区教育局牵头，区住建局配合，提出扩建方案并报我。', '提出扩建方案'],
  ['请水务局负责，各街道配合，6月底前完成清淤。', '完成清淤'],
  ['请志明同志牵头，住建局、城管局参加，一个月内拿出整改方案。', '拿出整改方案'],
  ['同意。请发改局牵头落实用地指标。', '落实用地指标'],
  ['住建局、财政局研究提出意见，报区政府常务会。', '研究提出意见'],
  ['请工信局逐条回应，月底前反馈企业。', '逐条回应，反馈企业'],
])('what is to be done names no roles and nobody to tell: %s', (text, what) => {
  expect(readInstruction(text, { date: '2025-03-03' }).what).toBe(what)
})

describe('what is missing is named', () => {
  const says = (text: string, on = ''): string => readInstruction(text, { on, date: '2025-03-03' }).says

  test('in an empty note, everything', () => {
    expect(says('阅。')).toBe('只表示看过，请写明由谁办、办什么、何时办完。')
  })
  test('without a unit, the presenter of the paper is suggested', () => {
    expect(says('逐条整改，月底前销号。', '区住建局关于工地检查情况的报告')).toContain('可能指呈文的区住建局')
  })
  test('without a day, the day', () => {
    expect(says('请住建局拿出方案。')).toBe('没有写明时限，请补上办结日期。')
  })
  test('in a whole one, nothing', () => {
    expect(says('请住建局一周内拿出方案。')).toBe('由谁办、办什么、何时办完都已写明。')
  })
  test('days of work are counted without holidays, and that is said', () => {
    expect(says('请住建局3个工作日内拿出方案。')).toContain('没有扣除节假日')
  })
})

test('without a day of its own a note keeps relative words', () => {
  expect(readInstruction('请住建局10日内拿出方案。').when).toEqual({ relative: '10日内' })
})

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))

test('any note at all is read without a crash', () => {
  console.log(`seed ${seed}`)
  const words = fc.array(fc.constantFrom(...items.flatMap(({ text }) => text.split(/(?<=[，。；])/))), {
    maxLength: 6,
  })
  const any = fc.oneof(
    words.map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )
  fc.assert(
    fc.property(any, (text) => {
      const { label, what, missing } = readInstruction(text, { date: '2025-03-03' })
      expect(what === null).toBe(label === 'empty')
      expect(missing.includes('what')).toBe(label === 'empty')
    }),
    { seed, numRuns: 400 },
  )
})
