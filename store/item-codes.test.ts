import { afterAll, beforeAll, expect, test } from 'vitest'
import { MONDAY, StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import type { StoreContext } from './context.ts'
import { CODE_SHAPE, MOST_CODES, codeAt, codesFor, itemKey } from './item-codes.ts'

let db: TestDatabase
let context: StoreContext
const clock = new StillClock(MONDAY)

beforeAll(async () => {
  db = await freshDatabase('codes')
  await seedDistrict(db)
  context = testContext(db, clock)
})
afterAll(() => db.close())

test('every code is of its shape and there is only one of it; neighbours differ in both characters', () => {
  const all = Array.from({ length: MOST_CODES }, (_, n) => codeAt(n))
  expect(new Set(all).size).toBe(MOST_CODES)
  const shape = new RegExp(`^${CODE_SHAPE}$`)
  expect(all.filter((code) => !shape.test(code))).toEqual([])
  expect(all[0]).toBe('A4')
  for (let n = 1; n < 102; n++) {
    const [one = '', other = ''] = [all[n - 1], all[n]]
    expect(one[0] === other[0] || one[1] === other[1]).toBe(false)
  }
})

test('an item keeps its code, whoever else asks at the same time', async () => {
  const matter = await anErrand(context)
  const items = [
    { matter, duty: 1 },
    { matter, duty: 2 },
  ]
  const asked = await Promise.all(Array.from({ length: 6 }, () => codesFor(context, 'n-u1-a', items)))
  const first = asked[0]
  expect(first?.size).toBe(2)
  for (const codes of asked) expect([...codes]).toEqual([...(first ?? [])])
  expect(new Set(first?.values()).size).toBe(2)
  // Codes are a person's own.
  const other = await codesFor(context, 'n-u1-b', [{ matter, duty: 2 }])
  expect(other.get(itemKey({ matter, duty: 2 }))).toBe(codeAt(0))
})

test('a code means another item only long after its duty was closed', async () => {
  const person = 'n-u2-a'
  const one = await anErrand(context, { lead: 'u2' })
  const item = { matter: one, duty: 1 }
  const code = (await codesFor(context, person, [item])).get(itemKey(item))
  await doing(context, 'sign', actorOf('u2'), {}, { matter: one })
  clock.at = '2026-04-02T01:00:00.000Z'
  const two = { matter: await anErrand(context, { lead: 'u2', due: '2026-12-01' }), duty: 1 }
  expect((await codesFor(context, person, [two])).get(itemKey(two))).not.toBe(code)
  clock.at = '2026-08-02T01:00:00.000Z'
  const three = { matter: await anErrand(context, { lead: 'u2', due: '2026-12-01' }), duty: 1 }
  expect((await codesFor(context, person, [three])).get(itemKey(three))).toBe(code)
})

test('asking for nothing, or twice for the same, is no trouble', async () => {
  expect((await codesFor(context, 'n-u1-a', [])).size).toBe(0)
  const item = { matter: await anErrand(context, { due: '2026-12-01' }), duty: 1 }
  expect((await codesFor(context, 'n-u1-a', [item, item])).size).toBe(1)
})
