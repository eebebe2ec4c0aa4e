import { expect, test } from 'vitest'
import { petition } from '#test/second-procedure.ts'
import { smallDirectory, smallFacts } from '#test/small-district.ts'
import { dutyEffects, explainDue, termOf } from './duties.ts'
import { type Duty, type Holder, type Matter, blank } from './matter.ts'
import type { AnyRecord, Procedure } from './vocabulary.ts'

const { answer, ...others } = petition.duties
if (!answer) throw new Error('letters are answered')

/** Letters that a leader answers where the record names one, else the unit, else nobody in particular. */
const shared: Procedure = {
  ...petition,
  roles: {
    ...petition.roles,
    unit: { title: '承办单位', seat: { kind: 'staff', of: 'unit' }, person: 'inCharge' },
  },
  duties: {
    ...others,
    answer: {
      ...answer,
      shares: ({ leader, asked }) =>
        asked === 'gone' ? [] : [{ subject: 'letter', ...(asked === 'leader' ? { post: leader } : {}) }],
    },
  },
}

const AT = '2026-03-02T02:00:00.000Z'
const holder: Holder = { unit: 'leaders', post: 'leaders.deputy' }
const duty = (of: Partial<Duty>): Duty => ({
  no: 1,
  name: 'answer',
  holder,
  subject: 'letter',
  term: { kind: 'workdays', length: 5 },
  openedAt: AT,
  firstDueAt: '2026-03-09T16:00:00.000Z',
  dueAt: '2026-03-09T16:00:00.000Z',
  pauses: [],
  rung: 0,
  alarmAt: '2026-03-09T16:00:00.000Z',
  ...of,
})

/** Who owes after an act that changes the record so; null where the duty is left as it is. */
function owing(before: AnyRecord, record: AnyRecord, of: Partial<Duty> = {}): Holder | null {
  const matter: Matter = { ...blank('m', 'petition', 1), state: 'handed', record: before, duties: [duty(of)] }
  const after = { act: 'link', state: 'handed', record, closed: [] }
  const effects = dutyEffects(shared, matter, after, AT, { ...smallFacts, directory: smallDirectory })
  if (!effects.ok) throw new Error(effects.refusal.message)
  return effects.changed[0]?.holder ?? null
}

const LEADER = { asked: 'leader', leader: 'leaders.deputy', unit: 'water' }
const UNIT = { asked: 'unit', unit: 'water' }

test('a share goes to the post that the record now names for it', () => {
  expect(owing(LEADER, { ...LEADER, leader: 'leaders.head' })).toEqual({
    unit: 'leaders',
    post: 'leaders.head',
  })
})

test('a share without a name of its own goes with the seat, and with the person in charge', () => {
  expect(owing(UNIT, { ...UNIT, unit: 'finance' }, { holder: { unit: 'water' } })).toEqual({
    unit: 'finance',
  })
  expect(owing(UNIT, { ...UNIT, inCharge: 'water.clerk' }, { holder: { unit: 'water' } })).toEqual({
    unit: 'water',
    person: 'water.clerk',
  })
})

test.each<[string, AnyRecord, Partial<Duty>]>([
  ['what concerns it not', { ...LEADER, subject: '另题' }, {}],
  ['the share is gone', { ...LEADER, asked: 'gone' }, {}],
  ['it is another’s share', { ...LEADER, leader: 'leaders.head' }, { subject: 'other' }],
])('left as it is: %s', (_, record, of) => {
  expect(owing(LEADER, record, of)).toBeNull()
})

/** What an act opens where the term counts from an event of the record. */
function openedSince(record: AnyRecord) {
  const terms = { ...petition.terms, answerWithin: { kind: 'days', length: 15, since: 'servedOn' } as const }
  const matter: Matter = { ...blank('m', 'petition', 1), state: 'waiting' }
  const after = { act: 'instruct', state: 'handed', record: { unit: 'water', ...record }, closed: [] }
  return dutyEffects({ ...petition, terms }, matter, after, AT, { ...smallFacts, directory: smallDirectory })
}

test.each([
  ['a day', '2026-02-20', '2026-03-07T16:00:00.000Z'],
  ['a moment of that day', '2026-02-20 23:59', '2026-03-07T16:00:00.000Z'],
])('a term counts from %s the record names, not from the act that tells of it', (_, servedOn, due) => {
  const effects = openedSince({ servedOn })
  const [opened] = effects.ok ? effects.opened : []
  expect(opened).toMatchObject({ openedAt: AT, dueAt: due, term: { since: `=${servedOn}` } })
  expect(explainDue(opened as Duty, smallFacts.calendar).steps[0]).toBe('2026年2月20日为起始日，不计入')
})

test('a term that counts from an event nobody wrote down is a bug', () => {
  expect(() => openedSince({})).toThrow('names no day or moment in servedOn')
})

test('a term that a statute gives can be set shorter, never longer', () => {
  const terms = { ...petition.terms, answerWithin: { kind: 'days', length: 15, fixed: true } as const }
  const length = (own: number) =>
    termOf({ ...petition, terms }, 'answerWithin', { 'petition.answerWithin': own })
  expect(length(10)).toMatchObject({ length: 10 })
  expect(length(20)).toMatchObject({ length: 15 })
})
