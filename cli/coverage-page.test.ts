import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { lineOf, rulebookSources } from './coverage-page.ts'

const sources = rulebookSources(fileURLToPath(new URL('../', import.meta.url)))
const covered = Object.values(rulebook.procedures).filter(({ coverage }) => coverage !== undefined)

test.each(covered.map(({ id, coverage = [] }) => [id, coverage] as const))(
  'everything that the law of %s is mapped to has its line',
  (id, coverage) => {
    const named = new Set(coverage.flatMap(({ by = [] }) => by))
    expect([...named].filter((one) => lineOf(sources, id, one) === null)).toEqual([])
  },
)

test('what stands in no file has no line', () => {
  const [first] = covered
  expect(lineOf(sources, first?.id ?? '', 'power:noSuchPower')).toBeNull()
  expect(lineOf(sources, first?.id ?? '', 'gate:noSuchGate')).toBeNull()
  expect(lineOf(sources, first?.id ?? '', 'else:noSuchThing')).toBeNull()
})
