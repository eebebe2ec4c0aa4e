import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { openDb } from '../db.ts'
import type { Db } from '../db.ts'
import { bound } from './bound.ts'
import { checkFence } from './check.ts'
import { raiseFence } from './raise.ts'

let owner: TestDatabase
let app: Db
beforeAll(async () => {
  owner = await freshDatabase('fence')
  app = openDb(bound({ ...owner.config, user: 'luoshi_app' }, 'one'), { size: 2 })
})
afterAll(async () => {
  await app.close()
  await owner.close()
})

test('a database of this version stands behind its fences', async () => {
  expect(await raiseFence(owner)).toEqual([])
  expect(await checkFence(app, 'one')).toEqual({ faults: [], warnings: [] })
})
