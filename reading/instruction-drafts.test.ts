import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draftsFor } from './instruction-drafts.ts'
import { readInstruction } from './instruction.ts'

interface Note {
  date: string
  on: string
  text: string
  label: string
}

const { items } = JSON.parse(readFileSync(new URL('instructions.json', import.meta.url), 'utf8')) as {
  items: Note[]
}
const empty = items.filter(({ label }) => label === 'empty')

const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** What must hold of any three drafts: read again they ask for something, by their day, and lack only what they say is to fill in. */
function check(text: string, options: Parameters<typeof draftsFor>[1]): void {
  const drafts = draftsFor(text, options)
  const days = [15, 7, 30]
  drafts.forEach((draft, at) => {
    const read = readInstruction(draft.text, { on: options.on ?? '', date: options.date })
    const where = `${draft.text} (${read.says})`
    expect(read.label, where).toBe('concrete')
    expect(read.when, where).toBe(plus(options.date, days[at] ?? 0))
    expect(
      read.missing.filter((one) => !draft.fills.includes(one)),
      where,
    ).toEqual([])
    expect(draft.fills, where).not.toContain('when')
    expect(read.who.report_to, where).toContain('批示领导')
  })
  expect(new Set(drafts.map((draft) => draft.text)).size).toBe(3)
}

test('there are empty notes to draft for', () => {
  expect(empty.length).toBeGreaterThanOrEqual(40)
})

test.each(empty.map((note) => [note.text, note.on, note] as const))('%s on %s', (text, on, note) => {
  check(text, { on, date: note.date })
})

describe('who is meant', () => {
  const on = '区水务局关于河道排口溯源情况的报告'
  const date = '2025-11-21'
  test('the presenter, when nobody else is known', () => {
    const [first, second, third] = draftsFor('阅。', { on, date })
    expect(first.text).toContain('请区水务局')
    expect(first.text).toContain('12月6日前')
    expect(first.fills).toEqual([])
    expect(readInstruction(second.text, { on, date }).who.responsible).toEqual(['区水务局'])
    expect(third.fills).toEqual(['who'])
    expect(readInstruction(third.text, { on, date }).who).toMatchObject({
      lead: ['区水务局'],
      supervise: ['督查室'],
    })
  })
  test('whom the note addresses comes before who presented the paper', () => {
    const [first, , third] = draftsFor('转城管局阅处。', { on, date })
    expect(first.text).toContain('请城管局')
    expect(readInstruction(third.text, { on, date }).who).toMatchObject({
      lead: ['城管局'],
      cooperate: ['区水务局'],
    })
  })
  test('units given come first, the others with them', () => {
    const undertakers = ['区住建局', '区财政局', '河东街道办事处']
    const read = readInstruction(draftsFor('阅。', { on, date, undertakers })[2].text, { on, date })
    expect(read.who.lead).toEqual(['区住建局'])
    expect(read.who.cooperate).toEqual(['区财政局', '河东街道办事处', '区水务局'])
  })
  test('nobody: the name is left to be put in', () => {
    const drafts = draftsFor('阅。', { on: '上级简报', date })
    expect(drafts.map(({ fills }) => fills)).toEqual([['who'], ['who'], ['who']])
  })
  test('a paper without a title leaves the matter open too', () => {
    expect(draftsFor('阅。', { on: '', date })[0].fills).toEqual(['who', 'what'])
  })
})

test('a day in the title is not the day of the draft', () => {
  check('阅。', { on: '区水务局关于2026年5月底前完成清淤的请示', date: '2025-11-21' })
})

test('a day in the next year says its year', () => {
  expect(draftsFor('阅。', { on: '某件', date: '2025-12-28' })[1].text).toContain('2026年1月4日前')
})

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))

test('of any unit and day the drafts are whole', () => {
  console.log(`seed ${seed}`)
  const unit = fc.constantFrom(
    '区发展和改革局',
    '区住房和城乡建设局',
    '区城市管理局（综合行政执法局）',
    '区市场监管局',
    '交警大队',
    '供电公司',
    '河东街道办事处',
    '青石镇人民政府',
    '区委组织部',
    '区文化和旅游局',
    '税务局',
    '区城投集团',
    '市生态环境局海棠分局',
  )
  const titled = fc.constantFrom(...items.map(({ on }) => on).filter((on) => on !== ''))
  const day = fc
    .date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(
      fc.constantFrom(...empty.map(({ text }) => text)),
      titled,
      day,
      fc.option(unit, { nil: undefined }),
      fc.uniqueArray(unit, { maxLength: 4 }),
      (text, on, date, presenter, undertakers) =>
        check(text, { on, date, undertakers, ...(presenter === undefined ? {} : { presenter }) }),
    ),
    { seed, numRuns: 300 },
  )
})
