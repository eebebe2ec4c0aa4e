import { expect, test } from 'vitest'
import { listNames } from '#kernel/lists.ts'
import { otherLists, powersOf } from './items.ts'

const powers = [...powersOf()].flatMap(([unit, lines]) => lines.map((line) => ({ unit, ...line })))

test('the invented district has a power list of at least 600 items, each with an article and a code of its own', () => {
  expect(powers.length).toBeGreaterThanOrEqual(600)
  expect(new Set(powers.map(({ unit }) => unit)).size).toBeGreaterThan(20)
  for (const { basis } of powers) expect(basis).toMatch(/^《[^》]+》第[\d一二三四五六七八九十]+条/)
  const codes = [...powers, ...otherLists().flatMap(({ lines }) => lines)].map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const { list } of otherLists()) expect(Object.keys(listNames)).toContain(list)
})
