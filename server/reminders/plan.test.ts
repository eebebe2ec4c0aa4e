import { describe, expect, test } from 'vitest'
import { smallRulebook } from '#test/factories.ts'
import { addDaysTo } from '#kernel/time.ts'
import {
  MOST_ITEMS,
  type OpenDuty,
  type Planning,
  type Seats,
  type Told,
  gathered,
  planDigests,
  planSpecials,
  receivers,
} from './plan.ts'

type Sitting = ReturnType<Seats['holders']>[number]
const sits = (person: string, as: Sitting['as'] = 'holder'): Sitting => ({ person, as })

/** Posts of two units; the leader's post holds the portfolio of both. */
const POSTS: Record<string, { unit: string; level: 'head' | 'deputy' | 'staff'; holders: Sitting[] }> = {
  'a-head': { unit: 'a', level: 'head', holders: [sits('甲')] },
  'a-1': { unit: 'a', level: 'staff', holders: [] },
  'a-2': { unit: 'a', level: 'staff', holders: [sits('乙')] },
  'b-head': { unit: 'b', level: 'head', holders: [sits('丙'), sits('丁', 'acting')] },
  'gov-1': { unit: 'gov', level: 'deputy', holders: [sits('戊')] },
}
const seats: Seats = {
  unit: (id) => (id === 'gov' ? {} : { headPost: `${id}-head`, leaderPost: 'gov-1' }),
  unitOfPost: (post) => POSTS[post]?.unit,
  worksIn: (person, unit) =>
    Object.values(POSTS).some((post) => post.unit === unit && post.holders.some((h) => h.person === person)),
  postsOf: (unit) => Object.values(POSTS).filter((post) => post.unit === unit),
  holders: (post) => POSTS[post]?.holders ?? [],
}

const duty = (more: Partial<OpenDuty> = {}): OpenDuty => ({
  matter: 'm1',
  no: 2,
  procedure: 'errand',
  name: 'finishing',
  number: '1号',
  title: '修缮河堤',
  what: null,
  holder: { unit: 'a' },
  creditor: { unit: 'b' },
  dueAt: '2026-03-31T16:00:00.000Z',
  lapsed: false,
  rung: 0,
  urgent: false,
  ...more,
})
const planning = (duties: OpenDuty[], told: Told[] = []): Planning => ({
  rulebook: smallRulebook,
  seats,
  calendar: { version: '', years: {} },
  duties,
  told,
  now: '2026-03-02T00:30:00.000Z',
})
const told = (stage: Told['stage'], more: Partial<Told> = {}): Told => ({
  person: '乙',
  matter: 'm1',
  no: 2,
  stage,
  dueAt: '2026-03-31T16:00:00.000Z',
  ...more,
})
const said = (duties: OpenDuty[], before: Told[] = []): string[] =>
  planDigests(planning(duties, before)).map(
    ({ person, items }) => `${person} ${items.map(({ stage }) => stage).join(',')}`,
  )

describe('who is told', () => {
  const receiver = receivers(seats)
  test.each([
    [{ unit: 'a', post: 'a-2', person: '甲' }, '甲'],
    // Whoever has left the unit is told nothing any more.
    [{ unit: 'a', person: '丙' }, '乙'],
    [{ unit: 'a' }, '乙'],
    [{ unit: 'a', post: 'a-1' }, '乙'],
    [{ unit: 'b', post: 'b-head' }, '丁'],
    [{ unit: 'b' }, '丁'],
    [{ unit: 'c' }, undefined],
  ])('%j', (holder, person) => expect(receiver(holder)).toBe(person))
})

describe('what is told', () => {
  test('a duty once when it arrives, again at each rung, and never the same twice', () => {
    expect(said([duty()])).toEqual(['乙 arrived'])
    expect(said([duty()], [told('arrived')])).toEqual([])
    expect(said([duty({ rung: 1 })], [told('arrived')])).toEqual(['乙 remind'])
    expect(said([duty({ rung: 1 })], [told('remind')])).toEqual([])
    expect(said([duty({ rung: 2, lapsed: true })], [told('remind')])).toEqual(['乙 lapse'])
  })

  test('after an extension the rungs of the new term, but not the arrival', () => {
    const later = { dueAt: '2026-04-30T16:00:00.000Z' }
    expect(said([duty(later)], [told('remind')])).toEqual([])
    expect(said([duty({ ...later, rung: 1 })], [told('remind')])).toEqual(['乙 remind'])
  })

  test('what falls due before the next working day, over a weekend too', () => {
    expect(said([duty({ dueAt: '2026-03-02T16:00:00.000Z' })], [told('arrived')])).toEqual(['乙 due'])
    expect(said([duty({ dueAt: '2026-03-03T16:00:00.000Z' })], [told('arrived')])).toEqual([])
    const friday = {
      ...planning([duty({ dueAt: '2026-03-08T16:00:00.000Z' })], [told('arrived')]),
      now: '2026-03-06T00:30:00.000Z',
    }
    expect(planDigests(friday).map(({ items }) => items[0]?.stage)).toEqual(['due'])
  })

  test('the head hears of a lapse only when the ladder says so', () => {
    expect(said([duty({ rung: 2, lapsed: true })], [told('lapse')])).toEqual([])
    expect(said([duty({ rung: 3, lapsed: true })], [told('lapse')])).toEqual(['甲 head'])
  })

  test('one line per duty for a person in two seats, the most pressing first', () => {
    const own = duty({ holder: { unit: 'b', post: 'b-head' }, rung: 3, lapsed: true })
    const other = duty({ matter: 'm2', holder: { unit: 'b' } })
    expect(said([other, own])).toEqual(['丁 lapse,arrived'])
  })
})

describe('特急', () => {
  const specials = (duties: OpenDuty[], before: Told[] = []): string[] =>
    planSpecials(planning(duties, before)).map(({ person }) => person)

  test('is told once per matter and person, to whoever owes it alone', () => {
    expect(specials([duty({ urgent: true })])).toEqual(['乙'])
    // Filing away is due in half a year: nobody is called at night for it.
    expect(specials([duty({ urgent: true, dueAt: '2026-08-31T16:00:00.000Z' })])).toEqual([])
    expect(specials([duty()])).toEqual([])
    expect(specials([duty({ urgent: true, no: 3 })], [told('arrived')])).toEqual([])
    expect(specials([duty({ urgent: true, rung: 3, lapsed: true })], [told('lapse')])).toEqual([])
  })
})

test('nobody is told more than a morning holds: the most pressing come first, the others on the next days', () => {
  const many = Array.from({ length: MOST_ITEMS + 50 }, (_, n) =>
    duty({ matter: `m${String(n).padStart(4, '0')}`, dueAt: addDaysTo('2026-03-31T16:00:00.000Z', n) }),
  )
  const [first, ...others] = gathered(many.toReversed().map((one) => planDigests(planning([one]))))
  expect(others).toEqual([])
  expect(first?.items.map((item) => item.duty.matter)).toEqual(
    many.slice(0, MOST_ITEMS).map(({ matter }) => matter),
  )
})
