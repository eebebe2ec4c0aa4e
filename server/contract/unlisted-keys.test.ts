import { expect, test } from 'vitest'
import { z } from 'zod'
import { unlistedKeys } from './unlisted-keys.ts'

const contract = z.object({
  id: z.string(),
  note: z.string().optional(),
  rows: z.array(z.object({ name: z.string() })),
  free: z.record(z.string(), z.unknown()),
})
const keys = (answer: unknown): string[] => unlistedKeys(answer, contract.parse(answer))

test('what the contract lists is said, what may be anything too', () => {
  expect(keys({ id: '1', note: undefined, rows: [{ name: 'a' }], free: { what: { ever: 1 } } })).toEqual([])
})

test('what it does not list is named by its place', () => {
  const answer = { id: '1', login: 'x', rows: [{ name: 'a' }, { name: 'b', phone: '139' }], free: {} }
  expect(keys(answer)).toEqual(['login', 'rows.1.phone'])
})

test('a key that only looks like one of ours is none', () => {
  const answer: unknown = JSON.parse('{"id":"1","rows":[],"free":{},"constructor":1}')
  expect(keys(answer)).toEqual(['constructor'])
})
