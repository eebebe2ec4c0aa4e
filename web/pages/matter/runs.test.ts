import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../api/shapes.ts'
import { runsOf } from './runs.ts'

const clerk = { person: 'p1', name: '林禾', post: '科员', unit: '区水务局', as: 'holder' }
const entry = (seq: number, by: TimelineEntry['by']): TimelineEntry => ({
  seq,
  act: 'a',
  title: `第${seq}步`,
  at: '2026-03-02T01:00:00.000Z',
  by,
  channel: null,
  form: [],
  files: [],
  receipt: `r${seq}`,
})

const shape = (timeline: readonly TimelineEntry[]): readonly (number | number[])[] =>
  runsOf(timeline).map((run) => (run.kind === 'one' ? run.entry.seq : run.entries.map(({ seq }) => seq)))

test('what the system did between two acts of people is one run, in order', () => {
  const timeline = [
    entry(7, null),
    entry(6, clerk),
    entry(5, null),
    entry(4, null),
    entry(3, null),
    entry(2, clerk),
  ]
  expect(shape(timeline)).toEqual([7, 6, [5, 4, 3], 2])
  expect(shape([])).toEqual([])
  expect(shape([entry(2, null), entry(1, null)])).toEqual([[2, 1]])
})
