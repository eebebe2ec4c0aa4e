import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#store/db.ts'
import { GRANTS, READER_ROLE, grantOf } from '#store/fence/grants.ts'
import { type TestDatabase, freshDatabase } from '../database.ts'
import { ALL_TABLES, KEPT, type Verb, refusedTo } from './refused.ts'

let owner: TestDatabase
let app: Db
beforeAll(async () => {
  owner = await freshDatabase('privileges')
  app = owner.within('one')
})
afterAll(() => owner.close())

const refusedEverywhere = (tables: readonly string[]) =>
  Object.fromEntries(tables.map((table) => [table, '42501']))

// T24, T25: what is in the journal stays as it is.
test.each<Verb>(['update', 'delete'])('%s on the journal is refused', async (verb) => {
  expect(await refusedTo(app, verb)).toEqual(refusedEverywhere(KEPT))
})

// T26, and every other table.
test('truncate is refused everywhere', async () => {
  expect(await refusedTo(app, 'truncate', ALL_TABLES)).toEqual(refusedEverywhere(ALL_TABLES))
})

test('what a table is not given for is refused', async () => {
  for (const verb of ['update', 'delete'] as const) {
    const withheld = ALL_TABLES.filter((table) => !GRANTS[table]?.includes(verb))
    expect(withheld.length).toBeGreaterThan(5)
    expect(await refusedTo(app, verb, withheld)).toEqual(refusedEverywhere(withheld))
  }
})

test('whoever only reads writes nothing, and reads no secret of a login', async () => {
  const reader = owner.within('one', READER_ROLE)
  for (const verb of ['update', 'delete', 'truncate'] as const)
    expect(await refusedTo(reader, verb, ALL_TABLES)).toEqual(refusedEverywhere(ALL_TABLES))
  const open = ALL_TABLES.filter((table) => grantOf(READER_ROLE, table) === 'select')
  for (const table of ALL_TABLES) {
    const read = reader.query(`select count(*) from ${table}`).then(
      () => true,
      () => false,
    )
    expect(await read, table).toBe(open.includes(table))
  }
  expect(open).not.toContain('account')
  expect(open).not.toContain('session')
})
