import { expect, test } from 'vitest'
import type { AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import { type Case, type Usual, runCase } from './cases.ts'
import { smallDirectory } from './small-district.ts'
import { rulebook } from '#rulebook/index.ts'

/** Every paper that exists at the end of some story can be filled in, and says nothing of what is not there. */
export function papersHold(procedure: Procedure, usual: Usual, cases: readonly Case[]): void {
  const records = cases.map((one) => runCase(rulebook, procedure.id, usual, one).record)

  test.each(Object.keys(procedure.papers))('%s can be printed', (name) => {
    const texts = records.flatMap((record) => textOf(procedure, name, record) ?? [])
    expect(texts.length).toBeGreaterThan(0)
    for (const text of texts) expect(text).not.toMatch(/undefined|NaN|\[object/)
  })

  test('there is no paper of what has not happened', () => {
    const always = Object.entries(procedure.papers).filter(([, { provided }]) => provided === undefined)
    for (const [name, { provided }] of Object.entries(procedure.papers))
      if (provided) expect(provided({}), name).toBe(false)
    expect(always.length).toBeLessThanOrEqual(1)
  })
}

/** A paper as text, or null where the record does not have it. */
export function textOf(procedure: Procedure, name: string, record: AnyRecord): string | null {
  const paper = procedure.papers[name]
  if (!paper || paper.provided?.(record) === false) return null
  return JSON.stringify(
    paper.fill(
      {
        record,
        district: '云汀区',
        today: '2026-12-31',
        url: 'https://luoshi.example/matters/m1',
        unit: (id) => smallDirectory.unit(id ?? '')?.name ?? '',
        post: (id) => id ?? '',
        person: (id) => id ?? '',
        title: () => '',
        headOf: () => '',
        done: [],
      },
      '',
    ),
  )
}
