import { expect, test } from 'vitest'
import { leftInField } from '../../api/shelf.ts'
import { memoryShelf } from '../../api/testing-shelf.ts'
import { type KeptCase, keptCase } from './kept.ts'

const NOW = Date.parse('2026-03-05T13:40:00Z')
const HOUR_MS = 3_600_000
const kept = (id: string, hours: number): KeptCase =>
  ({ person: 'officer', at: NOW - hours * HOUR_MS, ahead: 0, page: { id } }) as KeptCase

test('a case opened within the day is there without a network; an older one is gone, from the phone too', async () => {
  const { shelf, held } = memoryShelf()
  await shelf.change({ 'kept/case/m1': kept('m1', 23), 'kept/case/m2': kept('m2', 25), 'act/x/m2/1/k': {} })
  expect((await keptCase('m1', NOW, shelf))?.page.id).toBe('m1')
  expect(await keptCase('m2', NOW, shelf)).toBeUndefined()
  expect([...held.keys()].toSorted()).toEqual(['act/x/m2/1/k', 'kept/case/m1'])
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
