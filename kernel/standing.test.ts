import { expect, test } from 'vitest'
import { errand } from '#test/factories.ts'
import { petition } from '#test/second-procedure.ts'
import { type Duty, type Entry, type Matter, blank } from './matter.ts'
import { NOWHERE, standing } from './standing.ts'
import type { Procedure } from './vocabulary.ts'

const lent: Procedure = {
  ...petition,
  flags: {
    handed: { title: '承办中', states: ['handed'] },
    read: { title: '传阅中', while: ({ readers = [] }) => readers.length > 0 },
    instructed: { title: '批示过', acts: ['instruct'] },
  },
}
const idle: Entry = {
  kind: 'petition.link',
  seq: 1,
  at: '2026-03-02T01:00:00.000Z',
  by: null,
  form: {},
  effects: { to: null, set: {}, opened: [], closed: [], changed: [] },
}

const flags = (matter: Partial<Matter>, before: string[] = [], kind = idle.kind): readonly string[] =>
  standing(
    lent,
    { ...blank('m', 'petition', 1), ...matter },
    { ...idle, kind },
    { ...NOWHERE, flags: before },
  ).flags

test('a flag of the record is borne while the record says so', () => {
  expect(flags({ state: 'waiting', record: { readers: ['p'] } })).toEqual(['read'])
  expect(flags({ state: 'waiting', record: { readers: [] } }, ['read'])).toEqual([])
})

test('what is closed is out no more, whatever its record kept', () => {
  expect(flags({ state: 'answered', record: { readers: ['p'] } }, ['read'])).toEqual([])
})

test('a flag of a state goes with it, that of an act stays', () => {
  expect(flags({ state: 'handed' }, [], 'petition.instruct')).toEqual(['handed', 'instructed'])
  expect(flags({ state: 'answered' }, ['handed', 'instructed'])).toEqual(['instructed'])
})

const owed = (more: Partial<Duty> = {}): Duty => ({
  no: 1,
  name: 'signing',
  holder: { unit: 'u1' },
  openedAt: '2026-03-01T01:00:00.000Z',
  dueAt: '2026-03-03T16:00:00.000Z',
  term: { kind: 'workdays', length: 1 },
  firstDueAt: '2026-03-03T16:00:00.000Z',
  pauses: [],
  rung: 0,
  alarmAt: null,
  ...more,
})

const given = (duties: Duty[]): Matter => ({
  ...blank('m', 'errand', 1),
  state: 'given',
  record: { lead: 'u1' },
  duties,
})

const by = (unit: string): NonNullable<Entry['by']> => ({ person: 'n', post: 'p', unit, as: 'holder' })
const since = (matter: Matter, entry: Partial<Entry>, before: string | null = null): string | null =>
  standing(errand, matter, { ...idle, kind: 'errand.report', ...entry }, { ...NOWHERE, silentFrom: before })
    .silentFrom

const EARLIER = '2026-02-20T01:00:00.000Z'

test('a unit is silent from when it began to owe, until it moves', () => {
  expect(since(given([owed()]), {})).toBe(idle.at)
  expect(since(given([owed()]), {}, EARLIER)).toBe(EARLIER)
  expect(since(given([owed()]), { by: by('u2') }, EARLIER)).toBe(EARLIER)
  expect(since(given([owed()]), { by: by('u1') }, EARLIER)).toBe(idle.at)
})

test('nobody is silent who owes nothing, whose clock rests, or to whom it came only now', () => {
  expect(since(given([]), {}, EARLIER)).toBe(null)
  expect(since(given([owed({ holder: { unit: 'u2' } })]), {}, EARLIER)).toBe(null)
  expect(since(given([owed({ pausedAt: EARLIER })]), {}, EARLIER)).toBe(null)
  expect(since({ ...given([owed()]), state: 'done' }, {}, EARLIER)).toBe(null)
  const named = { ...idle.effects, set: { lead: 'u1' } }
  expect(since(given([owed()]), { effects: named }, EARLIER)).toBe(idle.at)
})

test('late is a matter of which a duty besides the main one is past its term and runs', () => {
  const borne = (duty: Duty): readonly string[] => standing(errand, given([duty]), idle, NOWHERE).flags
  expect(borne(owed({ lapsedAt: EARLIER }))).toEqual(['late'])
  expect(borne(owed({ lapsedAt: EARLIER, pausedAt: EARLIER }))).toEqual([])
  expect(borne(owed({ name: 'finishing', lapsedAt: EARLIER }))).toEqual([])
  expect(borne(owed())).toEqual([])
})
