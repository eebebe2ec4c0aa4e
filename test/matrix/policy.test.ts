import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apply } from '#kernel/apply.ts'
import { maySee, partiesOf } from '#kernel/seats.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import { smallDirectory, smallFacts } from '../small-district.ts'
import { type Cell, cellsOf, demanded, keyOf } from './cells.ts'
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

let [cells, checks] = [0, 0]
afterAll(() => console.log(`matrix, policy: ${cells} cells of role × act × relation, ${checks} requests`))

describe.each(Object.values(rulebook.procedures))('$title', (procedure) => {
  let all: readonly Cell[]
  beforeAll(async () => {
    all = await cellsOf(rulebook, procedure)
  })

  test('every cell comes out as declared', () => {
    const wrong = all
      .map((cell) => ({ cell, got: decided(procedure, cell) }))
      .filter(({ cell, got }) => got !== cell.expected)
      .map(({ cell, got }) => `${keyOf(cell)}, ${cell.asking.actor.post}: ${got} instead of ${cell.expected}`)
    expect([...new Set(wrong)]).toEqual([])
    checks += all.length
  })

  test('no cell that the declarations call for is missing', () => {
    const there = new Set(all.map(keyOf))
    cells += there.size
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
