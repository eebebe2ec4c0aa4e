import { expect, test } from 'vitest'
import { rhythmOf } from './rhythm.ts'

const met = (on: string, by: string | null = null, off = false) => ({ on, by, off })

test('days between meetings, those after their day, and the longest pause', () => {
  const meetings = [met('2026-01-05'), met('2026-01-19', '2026-01-19'), met('2026-02-04', '2026-02-02')]
  expect(rhythmOf(meetings)).toEqual({
    beats: [
      { gap: null, late: false },
      { gap: 14, late: false },
      { gap: 16, late: true },
    ],
    held: 3,
    late: 1,
    longest: 16,
  })
})

test('a meeting that was called off neither ends a pause nor is late itself', () => {
  const meetings = [met('2026-01-05'), met('2026-01-30', '2026-01-19', true), met('2026-02-02', '2026-01-19')]
  expect(rhythmOf(meetings)).toMatchObject({ held: 2, late: 1, longest: 28 })
})

test('no meeting has no rhythm', () => {
  expect(rhythmOf([])).toEqual({ beats: [], held: 0, late: 0, longest: null })
})
