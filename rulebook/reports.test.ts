import { describe, expect, test } from 'vitest'
import { rulebook } from './index.ts'
import { reports } from './reports.ts'

describe.each(Object.entries(reports))('report on %s', (id, spec) => {
  const procedure = rulebook.procedures[id]

  test('names only what the procedure declares', () => {
    const acts = [...spec.arranged, ...spec.extended, ...spec.checks, ...spec.told]
    expect(acts.filter((act) => !procedure?.powers[act])).toEqual([])
    expect([...spec.closed, spec.stuck.state].filter((state) => !procedure?.states[state])).toEqual([])
    const fields = [
      spec.stuck.trouble,
      spec.letters.rows,
      spec.result,
      spec.planned,
      ...spec.asked,
      spec.source.from,
    ]
    expect(fields.filter((path) => !procedure?.record[String(path.split('.')[0])])).toEqual([])
    const duties = [spec.letters.duty, ...spec.stuck.duties]
    expect(duties.filter((duty) => !procedure?.duties[duty])).toEqual([])
  })

  test('there is one main duty, whose day says whether it was in time', () => {
    expect(Object.values(procedure?.duties ?? {}).filter((duty) => duty.main)).toHaveLength(1)
  })
})
