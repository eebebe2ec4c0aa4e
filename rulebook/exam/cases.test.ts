import { expect, test } from 'vitest'
import { addDays } from '#kernel/time.ts'
import type { Hints } from '#demo/walk.ts'
import { apply } from '#kernel/apply.ts'
import { blank } from '#kernel/matter.ts'
import { actor, smallFacts } from '#test/small-district.ts'
import { casesHold } from '#test/cases.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { cases, usual } from './cases.ts'
import { exam } from './procedure.ts'

casesHold(rulebook, exam.id, usual, cases)

test('the pass mark is the tenant’s own', () => {
  let matter = blank('m1', exam.id, 1)
  const facts = { ...smallFacts, parameters: { 'exam.passMark': 80 } }
  for (const [at, who, act] of [
    ['2026-03-02', 'housing.clerk', 'enrol'],
    ['2026-03-05', 'justice.clerk', 'seat'],
    ['2026-03-23', 'justice.clerk', 'mark'],
  ] as const) {
    const attempt = { act, form: usual[act], actor: actor(who) }
    const outcome = apply(rulebook, matter, attempt, facts, `${at}T02:00:00.000Z`)
    if (outcome.kind === 'refused') throw new Error(outcome.refusals[0].message)
    matter = outcome.matter
  }
  expect(matter.record).toMatchObject({ marks: 72, passMark: 80, result: 'failed' })
})

test('no list, flag, search or assessment knows a result', () => {
  const told = new Set(['outcome', 'marks', 'passMark', 'result', 'markedOn', 'why', 'finding'])
  expect(exam.ledger.filter(({ from }) => told.has(from))).toEqual([])
  expect(exam.searched.filter((field) => told.has(field))).toEqual([])
  expect([exam.flags, exam.keeps, exam.party]).toEqual([undefined, undefined, undefined])
  for (const field of told) expect(exam.record[field]?.seenBy, field).toEqual(['candidate', 'examiner'])
})

const hints: Hints = {
  enrol: ({ actor: { person } }) => ({ person }),
  seat: ({ today, random }) => ({ on: addDays(today, random.between(1, 4)) }),
  mark: ({ random }) => ({ outcome: 'sat', marks: random.between(30, 100) }),
  settle: ({ random }) => ({ outcome: 'sat', marks: random.between(30, 100) }),
}

walksHold(rulebook, exam.id, { walks: 150, steps: 30, hints })
