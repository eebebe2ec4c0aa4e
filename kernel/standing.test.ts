import { expect, test } from 'vitest'
import { petition } from '#test/second-procedure.ts'
import { type Entry, type Matter, blank } from './matter.ts'
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
