import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { seedDistrict } from '#test/factories.ts'
import { audited, compare } from './compare.ts'
import type { DutyName } from './model.ts'
import { liveUntil } from './random-life.ts'
import { ACTS, Life, type Step } from './steps.ts'
import { World } from './world.ts'

const BEGAN = Date.parse('2026-03-02T01:00:00.000Z')
const SEED = Number(process.env['TIME_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

let db: TestDatabase

beforeAll(async () => {
  db = await freshDatabase('time')
  await seedDistrict(db)
})
afterAll(() => db.close())

/** A life on empty tables: what an earlier one left would be found again. */
async function newLife(began = BEGAN): Promise<Life> {
  await db.script(
    `truncate matter, duty, party, notice, late, journal, journal_body, journal_pending, search_doc, search_word, counter, clock_hold, calendar_year cascade`,
  )
  return new Life(new World(db, began))
}

async function mustAgree(life: Life): Promise<void> {
  const verdict = await compare(db, 't1', life.fires)
  expect(verdict).toEqual({
    rungs: life.fires.length,
    early: 0,
    missed: 0,
    double: 0,
    disordered: 0,
    examples: [],
  })
  expect(await audited(db, 't1')).toEqual([])
  const { armed, fired, cancelled, superseded } = life.model.fates
  expect(armed).toBeGreaterThanOrEqual(fired + cancelled + superseded)
}

const days = fc.array(fc.nat(365), { maxLength: 20 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.integer({ min: 1, max: 5 * 86_400_000 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('toNext' as const), off: fc.constantFrom(-1, 0, 1) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      orders: fc.array(
        fc.record({
          due: fc.integer({ min: -1, max: 20 }),
          points: fc.array(fc.integer({ min: -2, max: 20 }), { maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      acts: fc.array(
        fc.record({
          name: fc.constantFrom(...ACTS),
          pick: fc.nat(9),
          days: fc.integer({ min: -5, max: 15 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('race' as const), sweepers: fc.integer({ min: 1, max: 2 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('sweep' as const), sweepers: fc.integer({ min: 1, max: 2 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('setClock' as const),
      wrong: fc.constantFrom(1_000, -1_000, 60_000, -60_000, 86_400_000, -86_400_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'mendClock' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'confirmClock' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('publish' as const), ahead: fc.nat(1), days }) },
)

test(`what the model says must fire has fired, once, at its sweep (seed ${SEED})`, async () => {
  // On a busy machine fewer lives are lived; at least one is.
  const enough = performance.now() + 6_000
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      if (performance.now() > enough) return
      const life = await newLife()
      await life.perform({ do: 'publish', ahead: 0, days: [] })
      for (const one of steps) await life.perform(one)
      await life.settle()
      await mustAgree(life)
    }),
    { seed: SEED, numRuns: 14 },
  )
}, 120_000)

test('a month lived at random, with outages, clock steps and late notices', async () => {
  // A clock that jumps far ahead leaves little of a month: as many months as it takes for something to have fired.
  let fired = 0
  for (let month = 0; fired <= 20; month++) {
    const life = await newLife()
    await liveUntil(life, seeded(`short-${SEED}-${month}`), BEGAN + 30 * 86_400_000, {
      orders: 2,
      underway: 20,
      points: 4,
    })
    fired += life.fires.length
    await mustAgree(life)
  }
}, 120_000)

describe('boundaries', () => {
  /** A matter given in the morning of a day, due some days later, with the year's days off and days worked. */
  async function given(text: string, due: number, notice: readonly string[] = []): Promise<Life> {
    const life = await newLife(noon(text))
    const days = notice.map((one) => dayNo(one) - dayNo(`${one.slice(0, 4)}-01-01`))
    await life.perform({ do: 'publish', ahead: 0, days })
    await life.perform({ do: 'publish', ahead: 1, days: [] })
    await life.perform({ do: 'give', orders: [{ due, points: [] }] })
    return life
  }

  /** Sweeps a millisecond before an instant, when the rung must not have fired, and at it, when it must. */
  async function firesAt(life: Life, duty: DutyName, rung: string, at: string): Promise<void> {
    const instant = Date.parse(at)
    const fired = () =>
      life.fires.filter((fire) => fire.name === duty && fire.rung === rung).map((fire) => fire.at)
    life.world.truth = instant - 1
    await life.perform({ do: 'sweep', sweepers: 1 })
    expect(fired()).toEqual([])
    life.world.truth = instant
    await life.perform({ do: 'sweep', sweepers: 2 })
    expect(fired()).toEqual([instant])
    await mustAgree(life)
  }

  const dayNo = (text: string): number => Date.parse(text) / 86_400_000
  const noon = (text: string): number => Date.parse(`${text}T04:00:00.000Z`)

  // 24:00 in the district is 16:00 UTC.
  test.each([
    ['the end of a month', '2026-03-27', 4, '2026-03-31T16:00:00.000Z'],
    ['the end of a year', '2027-12-27', 4, '2027-12-31T16:00:00.000Z'],
    ['29 February', '2028-02-25', 4, '2028-02-29T16:00:00.000Z'],
    ['28 February of a common year', '2027-02-24', 4, '2027-02-28T16:00:00.000Z'],
    ['the first day of a year', '2026-12-28', 4, '2027-01-01T16:00:00.000Z'],
    ['the day it was given', '2026-03-27', 0, '2026-03-27T16:00:00.000Z'],
  ])('%s: nothing a millisecond before 24:00, the lapse at 24:00', async (_, on, due, at) => {
    await firesAt(await given(on, due), 'finishing', 'lapse', at)
  })

  // Five working days from a Thursday, the notices written out as they are: the days counted are listed beside each.
  test.each([
    // 13, 16, 17, 18, 19 March.
    ['an ordinary week', '2026-03-12', [], '2026-03-19T16:00:00.000Z'],
    // 13 February; off 15–23; worked on Saturday 14 and Saturday 28: 13, 14, 24, 25, 26.
    [
      'Spring Festival with a Saturday worked before it',
      '2026-02-12',
      [14, 16, 17, 18, 19, 20, 23, 28].map((day) => `2026-02-${day}`),
      '2026-02-26T16:00:00.000Z',
    ],
    // Given on Thursday 19 in the holiday itself: 24, 25, 26, 27 and Saturday 28, worked.
    [
      'given within the holiday, ended on a Saturday worked',
      '2026-02-19',
      [14, 16, 17, 18, 19, 20, 23, 28].map((day) => `2026-02-${day}`),
      '2026-02-28T16:00:00.000Z',
    ],
  ])('%s: five working days', async (_, on, notice, at) => {
    await firesAt(await given(on, 60, notice), 'replying', 'lapse', at)
  })

  test('a term in hours runs to the millisecond', async () => {
    await firesAt(await given('2026-03-12', 60), 'acking', 'lapse', '2026-03-13T04:00:00.000Z')
  })

  test('met in the last millisecond of its day it does not lapse; met at 24:00 it has', async () => {
    for (const [late, lapses] of [
      [-1, 0],
      [0, 1],
    ] as const) {
      const life = await given('2026-03-12', 60)
      life.world.truth = Date.parse('2026-03-13T04:00:00.000Z') + late
      const act: Step = { do: 'act', acts: [{ name: 'ack', pick: 0, days: 0 }] }
      const sweep: Step = { do: 'sweep', sweepers: 2 }
      for (const one of late < 0 ? [act, sweep] : [sweep, act]) await life.perform(one)
      life.world.truth += 1
      await life.perform(sweep)
      expect(life.fires.filter((fire) => fire.name === 'acking')).toHaveLength(lapses)
      await mustAgree(life)
    }
  })

  test('due in the past when it is armed: fires at the next sweep, reminders passed over', async () => {
    const life = await given('2026-03-12', -1)
    await life.perform({ do: 'sweep', sweepers: 3 })
    expect(life.fires.map(({ name, rung }) => `${name}.${rung}`)).toEqual(['finishing.lapse'])
    await mustAgree(life)
  })

  test('a rest that ended before it began, because the clock was set back, takes nothing', async () => {
    const life = await given('2026-03-12', 10)
    const act = (name: 'suspend' | 'resume'): Step => ({ do: 'act', acts: [{ name, pick: 0, days: 0 }] })
    await life.perform({ do: 'setClock', wrong: 86_400_000 })
    await life.perform(act('suspend'))
    await life.perform({ do: 'mendClock' })
    await life.perform(act('resume'))
    await firesAt(life, 'acking', 'lapse', '2026-03-13T04:00:00.000Z')
  })

  test('set anew to a day it had before, after that day lapsed: it lapses again, and nothing is stuck', async () => {
    const life = await given('2026-03-12', 4)
    const redate = (days: number): Step => ({ do: 'act', acts: [{ name: 'redate', pick: 0, days }] })
    await firesAt(life, 'finishing', 'lapse', '2026-03-16T16:00:00.000Z')
    await life.perform(redate(20))
    await life.perform(redate(-1))
    await life.perform({ do: 'sweep', sweepers: 1 })
    expect(life.fires.filter(({ name, rung }) => `${name}.${rung}` === 'finishing.lapse')).toHaveLength(2)
    await mustAgree(life)
  })
})
