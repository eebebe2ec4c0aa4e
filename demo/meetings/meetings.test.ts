import { describe, expect, test } from 'vitest'
import { type Told, matterFieldsOf, stepsOf } from '#kernel/steps.ts'
import { daysBetween } from '#kernel/time.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { rulebook } from '#rulebook/index.ts'
import { inventDistrict } from '../district.ts'
import { liveInMemory } from '../lived.ts'

const district = inventDistrict('yunting', '2025-11-24', '2026-11-21')
const { world } = liveInMemory({ seed: 'yunting', district, calendar: shippedCalendar }, rulebook)
const matters = [...world.matters.values()]
const bodies = matters.filter(({ procedure }) => procedure === 'body')
const of = (body: string | undefined) =>
  matters.filter(({ procedure, record }) => procedure === 'meeting' && record['body'] === body)

/** A step before a decision, by what each of them keeps: what it belongs to, which draft it is about. */
const isStep = (record: Readonly<Record<string, unknown>>): boolean =>
  ['parent', 'version', 'legalUnit', 'members'].every((field) => field in record)

describe('bodies and their meetings in a year', () => {
  const standing = bodies.find(({ record }) => record['kind'] === 'standing')
  const meetings = of(standing?.id).toSorted((a, b) =>
    String(a.record['heldOn']).localeCompare(String(b.record['heldOn'])),
  )

  test('the executive meeting sits some 25 times, at most 14 days after the last but for once', () => {
    expect(meetings.length).toBeGreaterThanOrEqual(24)
    const days = meetings.map(({ record }) => String(record['firstOn']))
    const late = days.slice(1).filter((day, n) => daysBetween(days[n] ?? day, day) > 14)
    expect(late.length).toBeLessThanOrEqual(3)
    expect(standing?.record['version']).toBe(2)
  })

  test('its minutes are numbered without a gap', () => {
    const numbers = new Set(meetings.map(({ record }) => record['minutesNumber']))
    const inYear = [...numbers].filter((number) => String(number).includes('〔2026〕')).length
    expect(inYear).toBeGreaterThan(18)
    for (let n = 1; n <= inYear; n++) expect(numbers).toContain(`云政常纪〔2026〕${n}号`)
  })

  test('bureaus have bodies of their own, and meet by the same rules', () => {
    const teams = bodies.filter(({ record, state }) => record['kind'] === 'team' && state === 'active')
    expect(teams.length).toBeGreaterThanOrEqual(2)
    for (const { id } of teams)
      expect(of(id).filter(({ state }) => state === 'done').length).toBeGreaterThan(6)
  })

  test('what major items need before the meeting are matters of their own, some in every state they know', () => {
    const steps = Object.values(rulebook.procedures).filter(({ record }) => isStep(record))
    expect(steps).toHaveLength(5)
    for (const { id, states } of steps) {
      const found = new Set(
        matters.filter(({ procedure }) => procedure === id).map(({ state }) => state ?? ''),
      )
      expect(
        [...found].toSorted((a, b) => String(a).localeCompare(String(b))),
        id,
      ).toEqual(Object.keys(states).toSorted())
    }
    const major = matters.filter(
      ({ procedure, state, record: { class: weight, kind, urgentOn, related } }) =>
        procedure === 'topic' &&
        state === 'adopted' &&
        weight === 'major' &&
        kind !== 'personnel' &&
        [urgentOn, related].every((one) => one === undefined),
    )
    expect(major.length).toBeGreaterThan(2)
    for (const { record } of major)
      expect(world.matters.get(String(record['research']))?.state, String(record['title'])).toBe('closed')
  })

  test('what was decided has every mandatory step, the evidence where it was done', () => {
    const told = ({ id, record }: Pick<Told, 'id' | 'record'>): Told => ({
      id,
      record,
      entries: world.chronicle.flatMap(({ matter, entry }) => (matter === id ? [entry] : [])),
    })
    const decided = matters.flatMap((matter) => {
      const procedure = rulebook.procedures[matter.procedure]
      const isOver = procedure?.states[matter.state ?? '']?.final === true && 'decidedOn' in matter.record
      return procedure?.steps && isOver ? [{ matter, procedure }] : []
    })
    const elsewhere = new Set<string>()
    for (const { matter, procedure } of decided) {
      const named = matterFieldsOf(procedure).flatMap(
        (field) => world.matters.get(String(matter.record[field])) ?? [],
      )
      const beside = Object.fromEntries(
        named.map((other) => {
          const facts = { procedure: other.procedure, state: other.state ?? '', final: true, title: '' }
          return [other.id, { ...facts, ...told(other) }]
        }),
      )
      const found = stepsOf(rulebook, procedure, told(matter), beside)
      const missing = found.filter(({ status }) => status === 'missing').map(({ name }) => name)
      expect(missing, String(matter.record['title'])).toEqual([])
      for (const { evidence } of found)
        for (const { kind } of evidence) elsewhere.add(kind.slice(0, kind.indexOf('.')))
    }
    expect(decided.length).toBeGreaterThan(15)
    expect(elsewhere.size).toBeGreaterThan(6)
  })

  test('people run into the norms', () => {
    const codes = new Set([...world.refusals.keys()].map((key) => key.split(' ')[1]))
    const met = [
      'COMPOSITION_DEPARTS',
      'QUORUM_MISSING',
      'LEAVE_UNREASONED',
      'ITEM_OUT_OF_ORDER',
      'PAPERS_LATE',
      'CHECKER_DRAFTED',
      'MEETING_STANDING',
      'MEETING_LATE',
      'PARTICIPATION_SHORT',
      'EXPERT_INTERESTED',
      'STAKEHOLDERS_UNHEARD',
    ]
    expect(met.filter((code) => !codes.has(code))).toEqual([])
  })
})
