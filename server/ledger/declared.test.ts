import { expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { filledBy, importableOf, titledColumn } from './declared.ts'

test('some ledger takes sheets in, and names the matter, who leads and by when', () => {
  const into = importableOf(rulebook)
  if (!into) throw new Error('no ledger takes a sheet in')
  expect(titledColumn(into)).toBeDefined()
  const kinds = into.columns.flatMap((column) => filledBy(into.form, column)?.kind ?? [])
  expect(kinds).toEqual(expect.arrayContaining(['text', 'unit', 'units', 'day', 'post']))
  expect(importableOf(rulebook, 'no such procedure')).toBeUndefined()
})
