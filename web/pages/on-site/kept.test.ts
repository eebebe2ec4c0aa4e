import { expect, test } from 'vitest'
import { leftInField } from '../../api/shelf.ts'
import { memoryShelf } from '../../api/testing-shelf.ts'
import { type KeptCase, SHAPE, type Start, beginCase, casesHere, keptCase } from './kept.ts'
import { confirm, handIn, waitingFor } from './outbox.ts'

const NOW = Date.parse('2026-03-05T13:40:00Z')
const HOUR_MS = 3_600_000
const kept = (id: string, hours: number): KeptCase =>
  ({ shape: SHAPE, person: 'officer', at: NOW - hours * HOUR_MS, ahead: 0, page: { id } }) as KeptCase

test('a case opened within the day is there without a network; an older one is gone, from the phone too', async () => {
  const { shelf, held } = memoryShelf()
  await shelf.change({ 'kept/case/m1': kept('m1', 23), 'kept/case/m2': kept('m2', 25), 'act/x/m2/1/k': {} })
  // So is what an earlier build kept in another shape.
  await shelf.change({ 'kept/case/m3': { ...kept('m3', 1), shape: undefined } })
  // One of which something waits here stays, however old.
  await shelf.change({ 'kept/case/m4': kept('m4', 30), 'act/officer/m4/000001/k': {} })
  expect((await keptCase('m1', NOW, shelf))?.page.id).toBe('m1')
  expect((await keptCase('m4', NOW, shelf))?.page.id).toBe('m4')
  expect(await keptCase('m2', NOW, shelf)).toBeUndefined()
  expect([...held.keys()].toSorted()).toEqual([
    'act/officer/m4/000001/k',
    'act/x/m2/1/k',
    'kept/case/m1',
    'kept/case/m4',
  ])
})

const start = {
  procedure: { id: 'penalty', title: '行政处罚' },
  ver: 0,
  acts: [{ act: 'open', may: '当场查处' }],
} as unknown as Start

test('a case begun on this phone stays while something of it is left, whatever its age, and is shown under its title once it is read', async () => {
  const { shelf, held } = memoryShelf()
  const now = (): number => Date.now() + 48 * HOUR_MS
  const matter = await beginCase(start, { person: 'officer', ahead: 0 }, shelf)
  const act = {
    person: 'officer',
    matter,
    procedure: 'penalty',
    act: 'open',
    may: '当场查处',
    form: {},
    values: {},
    taken: [],
    ver: 0,
    at: '2026-03-05 21:40',
    setsUp: true as const,
  }
  await confirm(shelf, act, { key: 'k1', unused: [] })
  const shown = async () =>
    (await casesHere('officer', now(), shelf)).map(({ id, title, waiting: n }) => [id, title, n])
  expect(await shown()).toEqual([[matter, '行政处罚：当场查处', 1]])
  expect(await casesHere('other', now(), shelf)).toEqual([])
  expect(await waitingFor(shelf, 'officer')).toEqual([matter])
  const wire = {
    upload: async () => ({ kind: 'unheard' as const }),
    act: async () => ({ kind: 'ok' as const, value: { id: 'm1', number: '1号', seq: 1 } }),
  }
  await handIn(shelf, wire, { person: 'officer', matter })
  const page = { ...start, id: 'm1', ver: 1, title: '占道经营' }
  await shelf.change({ 'kept/case/m1': { shape: SHAPE, person: 'officer', at: now(), ahead: 0, page } })
  expect(await shown()).toEqual([['m1', '占道经营', 0]])
  expect([...held.keys()].some((key) => key.startsWith('new/'))).toBe(false)
})

test('a case begun on this phone in which nothing is left is gone', async () => {
  const { shelf, held } = memoryShelf()
  await beginCase(start, { person: 'officer', ahead: 0 }, shelf)
  expect(await casesHere('officer', Date.now(), shelf)).toEqual([])
  const matter = await beginCase(start, { person: 'officer', ahead: 0 }, shelf)
  const form = { act: 'open', may: '当场查处', values: {}, taken: [] }
  await shelf.change({ [`draft/officer/${matter}/open`]: form })
  const later = Date.now() + 25 * HOUR_MS
  expect((await casesHere('officer', later, shelf)).map(({ begun }) => begun)).toEqual([1])
  await shelf.change({}, [`draft/officer/${matter}/open`])
  expect(await casesHere('officer', later, shelf)).toEqual([])
  expect([...held.keys()]).toEqual([])
})

test('what a person has not handed in is counted, and nobody else’s', async () => {
  const { shelf } = memoryShelf()
  const all = [
    'draft/officer/m1/list',
    'act/officer/m1/000001/k',
    'act/officer2/m1/000001/k',
    'done/officer/m1/k',
  ]
  await shelf.change(Object.fromEntries(all.map((key) => [key, { taken: [] }])))
  expect(await leftInField('officer', shelf)).toBe(2)
})
