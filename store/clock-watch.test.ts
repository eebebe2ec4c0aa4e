import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StillClock, anErrand, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { beatOf, lastBeats } from './beat.ts'
import { type MachineClocks, confirmClock, openHold, watchClock } from './clock-watch.ts'
import type { StoreContext } from './context.ts'
import { journalOf } from './journal.ts'
import { sweep } from './sweep.ts'

let db: TestDatabase
let context: StoreContext
let clock: StillClock

/** Clocks set by hand, the wall clock showing the database's time unless it is moved. */
class HandClocks implements MachineClocks {
  ran = 0
  moved = 0
  readonly #began = Date.now()

  wall(): number {
    return Date.now() + this.moved
  }

  monotonic(): number {
    return Date.now() - this.#began + this.ran
  }

  /** Time goes by on both clocks of the machine; the database's stands. */
  pass(ms: number): void {
    this.ran += ms
    this.moved += ms
  }
}

beforeEach(async () => {
  db = await freshDatabase('clockwatch')
  await seedDistrict(db)
  clock = new StillClock('2026-03-02T01:00:00.000Z')
  context = testContext(db, clock)
})
afterEach(() => db.close())

describe('a wall clock that jumps', () => {
  test.each([86_400_000, -86_400_000, 5_100, -5_100])(
    'by %i ms stops firing in every process until a person confirms',
    async (step) => {
      const id = await anErrand(context, { due: '2026-03-10' })
      const clocks = new HandClocks()
      const said: string[] = []
      const watch = watchClock(context, clocks, (because) => said.push(because))
      await watch.check()
      clocks.moved += step
      await watch.check()
      await watch.check()
      expect(said).toHaveLength(1)
      expect(said[0]).toMatch(new RegExp(`^本机时钟突然${step > 0 ? '快' : '慢'}了`))
      clock.at = '2026-03-12T00:00:00.000Z'
      expect(await sweep(testContext(db, clock), clock.at)).toMatchObject({ climbed: 0 })
      // Writing goes on.
      await anErrand(context, { due: '2026-03-20' })
      expect(await confirmClock(context, '值班人员')).toBe(1)
      expect(await sweep(context, clock.at)).toMatchObject({ climbed: 4, failed: 0 })
      expect((await journalOf(db, 't1', id)).filter((line) => line.by === null)).toHaveLength(4)
      // The clocks as confirmed are the measure from now on.
      await watch.check()
      await watch.check()
      expect(await openHold(context)).toBeUndefined()
      clocks.moved -= step
      await watch.check()
      expect((await openHold(context))?.because).toContain(step > 0 ? '慢' : '快')
    },
  )

  test('by less than five seconds, or that only runs on, stops nothing', async () => {
    const clocks = new HandClocks()
    const watch = watchClock(context, clocks)
    clocks.moved += 1_900
    await watch.check()
    clocks.moved -= 3_800
    await watch.check()
    expect(await openHold(context)).toBeUndefined()
  })

  test('back never takes back what has fired', async () => {
    const id = await anErrand(context, { due: '2026-03-10' })
    await sweep(context, '2026-03-12T00:00:00.000Z')
    for (const back of ['2026-03-09T00:00:00.000Z', '2026-03-12T00:00:00.000Z']) await sweep(context, back)
    const rungs = (await journalOf(db, 't1', id)).filter((line) => line.by === null)
    expect(rungs.map((line) => line.at)).toEqual(Array(4).fill('2026-03-12T00:00:00.000Z'))
  })
})

describe('a database whose clock differs', () => {
  test('stops firing; once confirmed, the same difference is accepted and a new one is not', async () => {
    const clocks = new HandClocks()
    clocks.moved = -3_600_000
    const watch = watchClock(context, clocks)
    await watch.check()
    expect((await openHold(context))?.because).toMatch(/^数据库的时钟比本机快3600\.\d秒/)
    await confirmClock(context, '值班人员')
    await watch.check()
    await watch.check()
    expect(await openHold(context)).toBeUndefined()
    clocks.pass(61_000)
    await watch.check()
    expect((await openHold(context))?.because).toMatch(/^数据库的时钟比本机快353\d\.\d秒/)
  })
})

test('a hold that could not be written holds all the same: the check fails, and with it the round', async () => {
  const clocks = new HandClocks()
  const failing = {
    ...context,
    db: {
      ...db,
      query: <Row>(text: string, values?: readonly unknown[]) =>
        text.includes('insert into clock_hold')
          ? Promise.reject(new Error('away'))
          : db.query<Row>(text, values),
    },
  }
  const watch = watchClock(failing, clocks)
  await watch.check()
  clocks.moved += 86_400_000
  await expect(watch.check()).rejects.toThrow('away')
  await expect(watch.check()).rejects.toThrow('away')
})

test('a beat is written at most every few seconds, and the newest of several processes counts', async () => {
  const [one, other] = [beatOf(context, 'sweep', 'a'), beatOf(context, 'sweep', 'b')]
  await one()
  clock.at = '2026-03-02T01:00:02.000Z'
  await one()
  expect((await lastBeats(context)).get('sweep')).toBe('2026-03-02T01:00:00.000Z')
  await other()
  expect(Object.fromEntries(await lastBeats(context))).toEqual({ sweep: '2026-03-02T01:00:02.000Z' })
})
