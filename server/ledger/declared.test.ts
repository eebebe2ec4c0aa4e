import { expect, test } from 'vitest'
import type { Procedure } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import { fieldAt } from '../matters/seen.ts'
import { filledBy, importableOf, titledColumn } from './declared.ts'
import { headingKey } from './headings.ts'

const procedures = Object.values(rulebook.procedures)

/** What a ledger declares that its procedure does not have. */
function faultsOf({ id, ledger, powers }: Procedure): string[] {
  const setsUp = Object.values(powers).find((power) => power.when === 'nothing')
  return ledger.flatMap(({ name, into, steps, edited, instead }) => {
    const of = (what: string): string => `${id}.${name}: ${what}`
    const lost = into !== undefined && fieldAt(setsUp?.form ?? {}, into) === undefined
    const stepless = steps !== undefined && setsUp?.form[steps]?.kind !== 'rows'
    const field = edited && powers[edited.act]?.form[edited.field]
    return [
      ...(lost ? [of(`fills no field ${into}`)] : []),
      ...(stepless ? [of(`has no rows ${steps}`)] : []),
      ...(edited && field?.kind !== 'text' ? [of('an edited cell must be a text of its act')] : []),
      ...(instead !== undefined && powers[instead] === undefined ? [of(`no act ${instead}`)] : []),
    ]
  })
}

test('what ledger columns say of forms and acts is there', () => {
  expect(procedures.flatMap(faultsOf)).toEqual([])
})

test('a heading stands in one column’s list only', () => {
  for (const { id, ledger } of procedures) {
    const keys = ledger.flatMap(({ title, synonyms = [] }) => [title, ...synonyms].map(headingKey))
    expect({ id, twice: keys.filter((key, at) => keys.indexOf(key) !== at) }).toEqual({ id, twice: [] })
  }
})

test('some ledger takes sheets in, and names the matter, who leads and by when', () => {
  const into = importableOf(rulebook)
  if (!into) throw new Error('no ledger takes a sheet in')
  expect(titledColumn(into)).toBeDefined()
  const kinds = into.columns.flatMap((column) => filledBy(into.form, column)?.kind ?? [])
  expect(kinds).toEqual(expect.arrayContaining(['text', 'unit', 'units', 'day', 'post']))
  expect(importableOf(rulebook, 'no such procedure')).toBeUndefined()
})
