import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { MONDAY, StillClock, seedDistrict, testContext } from '#test/factories.ts'
import type { StoreContext } from './context.ts'
import { districtOf, forgetDistrict } from './facts.ts'

let db: TestDatabase
let context: StoreContext

beforeAll(async () => {
  db = await freshDatabase('facts')
  await seedDistrict(db)
  context = testContext(db.within('t1'), new StillClock(MONDAY))
})
afterAll(() => db.close())
afterEach(() => vi.restoreAllMocks())

/** Monotonic time stands at so many milliseconds. */
const at = (ms: number): unknown => vi.spyOn(performance, 'now').mockReturnValue(1_000_000 + ms)
const name = async (): Promise<string> => (await districtOf(context)).directory.unitName('u1')
const rename = (to: string): Promise<unknown> =>
  db.query(`update unit set name = $1, short_name = $1 where tenant_id = 't1' and id = 'u1'`, [to])
/** A copy that is read beside is in its place once this says another name. */
const until = async (other: string): Promise<void> => {
  while ((await name()) !== other) await new Promise((resolve) => setImmediate(resolve))
}

test('a copy in use is read anew beside whoever uses it, and none is used for longer than a second', async () => {
  at(0)
  await rename('甲局')
  expect(await name()).toBe('甲局')
  await rename('乙局')
  at(499)
  expect(await name()).toBe('甲局')
  at(500)
  expect(await name()).toBe('甲局')
  await until('乙局')
  await rename('丙局')
  at(1_500)
  expect(await name()).toBe('丙局')
})

test('what was forgotten while it was read does not come back', async () => {
  at(5_000)
  await rename('甲局')
  await name()
  at(5_600)
  await name()
  await rename('丁局')
  forgetDistrict(context)
  expect(await name()).toBe('丁局')
  for (let n = 0; n < 20; n++) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await name()).toBe('丁局')
  }
})

test('is read again only where something was written, whatever it was', async () => {
  let reads = 0
  const noting: StoreContext = {
    ...context,
    db: {
      ...context.db,
      query: (text, values) => {
        if (text.includes('with seat as')) reads++
        return context.db.query(text, values)
      },
    },
  }
  let ms = 100_000
  const read = async () => {
    at((ms += 2_000))
    return districtOf(noting)
  }
  const first = await read()
  const again = await read()
  expect(reads).toBe(1)
  expect(again.directory.unitName('u1')).toBe(first.directory.unitName('u1'))
  const writes = [
    `update person set name = name || '同志' where tenant_id = 't1' and id = (select min(person_id) from appointment)`,
    `delete from appointment where tenant_id = 't1' and id = (select max(id) from appointment)`,
    `insert into parameter (tenant_id, name, value, reason, set_at) values ('t1', 'supervision.silent', 21, '试行', now())`,
    `update calendar_year set version = version || '+' where tenant_id = 't1'`,
    `update post set title = title || '长' where tenant_id = 't1'`,
  ]
  for (const [n, write] of writes.entries()) {
    await db.query(write)
    await read()
    await read()
    expect(reads, write).toBe(n + 2)
  }
  expect((await read()).parameters['supervision.silent']).toBe(21)
})
