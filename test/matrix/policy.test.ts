import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apply } from '#kernel/apply.ts'
import { maySee, partiesOf } from '#kernel/seats.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import { smallDirectory, smallFacts } from '../small-district.ts'
import { recordFigure } from '../figures.ts'
import { type Cell, cellsOf, demanded, keyTried, keyOf } from './cells.ts'
import { type Expected, isPersonal } from './expected.ts'

// Role × act × relation at the policy layer: what the kernel decides, held against what the declarations say.

/** What the kernel makes of a cell, in the words of the expectation. */
function decided(procedure: Procedure, { sample, supposed, asking }: Cell): Expected {
  const { matter, form, at, act, before } = sample
  if (matter.ver > 0) {
    const kept = supposed ? partiesOf(procedure, matter, smallDirectory) : (before.at(-1)?.parties ?? [])
    if (!maySee(procedure, kept, asking.enteredBy ?? asking.actor)) return 'unseen'
  }
  const facts = { ...smallFacts, matters: sample.matters }
  const outcome = apply(rulebook, matter, { act, form, ...asking }, facts, at)
  if (outcome.kind === 'done') return 'may'
  const codes = outcome.refusals.map(({ code }) => code)
  // In the kernel's own order: the first decides what people are told.
  return codes.find(isPersonal) ?? 'may'
}

let [cells, checks, differences] = [0, 0, 0]
afterAll(() =>
  recordFigure({
    id: 's1-matrix-policy',
    part: 'security',
    title: 'Cells of role × act × relation × state that the kernel decides unlike the declarations say',
    value: differences,
    of: { n: cells, what: `cells, ${checks} people and moments in them` },
    command: 'npx vitest run test/matrix/policy.test.ts',
    note: 'The expected value of each cell is derived a second time, from the declarations, without the kernel’s seats and reasons.',
  }),
)

describe.each(Object.values(rulebook.procedures))('$title', (procedure) => {
  let all: readonly Cell[]
  beforeAll(async () => {
    all = await cellsOf(rulebook, procedure)
  }, 120_000)

  test('every cell comes out as declared', { timeout: 120_000 }, () => {
    const wrong = all
      .map((cell) => ({ cell, got: decided(procedure, cell) }))
      .filter(({ cell, got }) => got !== cell.expected)
      .map(({ cell, got }) => `${keyOf(cell)}, ${cell.asking.actor.post}: ${got} instead of ${cell.expected}`)
    differences += new Set(wrong).size
    checks += all.length
    expect([...new Set(wrong)]).toEqual([])
  })

  test('no cell that the declarations call for is missing', () => {
    const there = new Set(all.map(keyOf))
    cells += new Set(all.map(keyTried)).size
    expect(demanded(procedure).filter((key) => !there.has(key))).toEqual([])
  })

  test('whoever did an act in a story may do it, and does', () => {
    for (const sample of new Set(all.filter(({ supposed }) => !supposed).map((cell) => cell.sample))) {
      const { matter, act, form, by: actor, enteredBy, at, matters } = sample
      const attempt = { act, form, actor, ...(enteredBy ? { enteredBy } : {}) }
      expect(apply(rulebook, matter, attempt, { ...smallFacts, matters }, at).kind).toBe('done')
    }
  })
})

test('an act that no story does has no cells, and is missed', { timeout: 120_000 }, async () => {
  const [first] = Object.values(rulebook.procedures).toSorted(
    (a, b) => Object.keys(a.powers).length - Object.keys(b.powers).length,
  )
  const power = Object.values(first?.powers ?? {}).find(({ when }) => when !== 'nothing')
  if (!first || !power) throw new Error('there is no procedure')
  const more = { ...first, powers: { ...first.powers, unheardOf: power } }
  const book = { ...rulebook, procedures: { ...rulebook.procedures, [first.id]: more } }
  const there = new Set((await cellsOf(book, more)).map(keyOf))
  const missing = demanded(more).filter((key) => !there.has(key))
  expect(missing.length).toBeGreaterThan(10)
  expect(missing.every((key) => key.startsWith(`${first.id}.unheardOf `))).toBe(true)
})
