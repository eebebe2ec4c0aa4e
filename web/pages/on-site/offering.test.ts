import { expect, test } from 'vitest'
import type { Page, SpotAct } from './kept.ts'
import { beginsWith, offered, running, standingOf } from './offering.ts'

const closed = [{ code: 'WRONG_STATE', message: '还没有“当场查处”' }]
const act = (name: string, more: Partial<SpotAct> = {}): SpotAct =>
  ({ act: name, may: name, refusals: closed, stays: false, ...more }) as SpotAct
const begun = { ver: 0, acts: [act('open', { refusals: [] }), act('tell'), act('hear')] }
const names = (all: readonly SpotAct[]): readonly string[] => all.map((one) => one.act)

test('of a matter that is begun here the next act opens as the one before is confirmed', () => {
  const nothing = { waiting: [], done: [] }
  expect(names(offered(begun, nothing))).toEqual(['open'])
  expect(names(offered(begun, { ...nothing, waiting: [{ act: 'open' }] }))).toEqual(['tell'])
  expect(names(offered(begun, { ...nothing, waiting: [{ act: 'open' }, { act: 'tell' }] }))).toEqual(['hear'])
})

test('what was handed in is not offered again, also where the matter could not be read since', () => {
  const done = [{ act: 'open', seq: 1 }]
  expect(names(offered(begun, { waiting: [], done }))).toEqual(['tell'])
  const read = { ver: 1, acts: [act('tell', { refusals: [] }), act('hear')] }
  expect(names(offered(read, { waiting: [], done }))).toEqual(['tell'])
  expect(names(offered({ ...read, ver: 2 }, { waiting: [{ act: 'tell' }], done }))).toEqual(['hear'])
})

test('what stays open may be done again while it waits', () => {
  const page = { ver: 4, acts: [act('look', { refusals: [], stays: true }), act('end')] }
  expect(names(offered(page, { waiting: [{ act: 'look' }], done: [] }))).toEqual(['look', 'end'])
  const waiting = [{ act: 'look' }, { act: 'end' }]
  expect(names(offered(page, { waiting, done: [] }))).toEqual(['look'])
})

test('a step stands as this phone knows it', () => {
  const step = (acts: string[], status = 'waiting') => ({ acts, status }) as Page['steps'][number]
  const ahead = { waiting: [{ act: 'tell' }], done: [{ act: 'open', seq: 1 }] }
  expect(
    [step(['open']), step(['tell']), step(['hear']), step(['end'])].map((one) =>
      standingOf(one, ahead, [{ act: 'hear' }]),
    ),
  ).toEqual(['done', 'here', 'next', 'waiting'])
  expect(standingOf(step(['end'], 'missing'), ahead, [])).toBe('missing')
  expect(standingOf(step(['end'], 'done'), ahead, [])).toBe('done')
})

test('a form begins with what stands on record, and with what an act that waits said since', () => {
  const waiting = [
    { form: { law: '第五十三条', words: '当场' } },
    { form: { penalties: [{ amount: 200 }], law: '第五十四条' } },
  ]
  expect(
    beginsWith({ given: { law: '第五十条', place: '滨河路' }, shared: ['law', 'penalties'] }, waiting),
  ).toEqual({
    law: '第五十四条',
    place: '滨河路',
    penalties: [{ amount: 200 }],
  })
})

test('a term in hours runs from the moment on the spot, with or without a network, until it is discharged', () => {
  const [moment, hour] = [Date.parse('2026-03-05T13:40:00Z'), 3_600_000]
  const clocks = [
    { must: '补办批准', hours: 24, doneBy: ['confirm'] },
    { must: '当场交付', hours: 12, doneBy: ['deliver'] },
  ]
  const now = moment + 25 * hour
  const left = (...acts: string[]) =>
    running({ clocks }, moment, { waiting: acts.map((one) => ({ act: one })), now })
  expect(left('tell')).toEqual([
    { must: '补办批准', until: moment + 24 * hour, left: -hour },
    { must: '当场交付', until: moment + 12 * hour, left: -13 * hour },
  ])
  expect(left('tell', 'deliver').map(({ must }) => must)).toEqual(['补办批准'])
})
