import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { importableOf, titledColumn } from './declared.ts'
import { previewOf } from './preview.ts'

const into = importableOf(rulebook)
if (!into) throw new Error('no ledger takes a sheet in')

const heading = fc.constantFrom(
  ...into.columns.flatMap(({ title, synonyms = [] }) => [title, ...synonyms]),
  '序号',
  '行键（勿改）',
  '投资额',
)
const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '修桥',
      '教育局、各街道',
      '6月底前',
      '长期坚持',
      '合计',
      '一、民生',
      '无',
      '2026.6.30',
    ),
  },
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.toWellFormed().replaceAll('\u0000', '')),
  fc.double({ noNaN: true }),
  fc.integer({ min: 0, max: 80_000 }),
  fc.boolean(),
  fc.constant(null),
)
const grid = fc.tuple(
  fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 2 }),
  fc.array(heading, { minLength: 2, maxLength: 8 }),
  fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }),
)
const merge = fc.record({
  startRow: fc.nat(8),
  startCol: fc.nat(8),
  endRow: fc.nat(12),
  endCol: fc.nat(12),
})

test('whatever a sheet holds, it is read or refused in a sentence, and every fault says something', async () => {
  const seed = 20_261_122
  await fc.assert(
    fc.asyncProperty(grid, fc.array(merge, { maxLength: 3 }), async ([above, titles, below], merges) => {
      const rows = [...above, titles, ...below]
      const sane = merges.filter((m) => m.startRow <= m.endRow && m.startCol <= m.endCol)
      const read = await previewOf({
        kind: 'preview',
        bytes: await writeXlsx({ sheets: [{ name: '表', rows, merges: sane }] }),
        name: '台账.xlsx',
        form: into.form,
        columns: into.columns,
        titled: titledColumn(into)?.name,
        finals: [],
        units: [{ id: 'edu', name: '区教育局', shortNames: ['教育局'] }],
        posts: [],
        year: undefined,
        thisYear: 2026,
        as: {},
      })
      if (!read.ok) {
        expect(read.because).toMatch(/./)
        return
      }
      for (const row of read.preview.rows) {
        expect(row.faults.every(({ message }) => message.isWellFormed() && message !== '')).toBe(true)
        expect(JSON.stringify(row.values).length).toBeLessThan(100_000)
      }
    }),
    { seed, numRuns: 200 },
  )
}, 60_000)
