import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulebook } from '#rulebook/index.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { DEMO_TENANT, ensureDemo } from './ensure.ts'

const NOW = '2026-11-22T02:00:00.000Z'
let db: TestDatabase

beforeAll(async () => {
  db = await freshDatabase('demo')
})
afterAll(() => db.close())

test('one', async () => {
  const t = performance.now()
  const made = await ensureDemo(db, rulebook, { now: NOW })
  console.log('made', made, performance.now() - t, process.cpuUsage())
  expect(await ensureDemo(db, rulebook, { now: NOW })).toEqual({ created: false })
}, 120_000)
