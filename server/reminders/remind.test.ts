import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addMs, dayAt } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import type { StoreContext } from '#store/context.ts'
import { json } from '#store/db.ts'
import { type Driver, deliver } from '#store/outbox.ts'
import { setChannel } from '#store/person-channels.ts'
import { openDuties } from '#store/reminders.ts'
import { sweep } from '#store/sweep.ts'
import {
  StillClock,
  actorOf,
  anErrand,
  doing,
  errand,
  seedDistrict,
  smallRulebook,
  testContext,
} from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { isOffHours, isWorkday } from './hours.ts'
import { remindOfDay, remindOfSpecial } from './remind.ts'
import { withinHours } from './runner.ts'

/** Errands whose title begins with 特急 are so; they may be answered by short message. */
const rulebook: Rulebook = {
  ...smallRulebook,
  procedures: {
    errand: {
      ...errand,
      urgent: ({ title }) => String(title).startsWith('特急'),
      duties: {
        ...errand.duties,
        finishing: { ...errand.duties['finishing']!, replies: { done: { act: 'finish', words: 'result' } } },
      },
    },
  },
}

let db: TestDatabase
let context: StoreContext
let clock: StillClock
const NOWHERE = { url: null }

beforeEach(async () => {
  db = await freshDatabase('remind')
  await seedDistrict(db)
  await db.query(`update person set phone = '1380000' || lpad((abs(hashtext(id)) % 10000)::text, 4, '0')`)
  for (const [year, { off, makeup }] of Object.entries(shippedCalendar.years))
    await db.query(
      `insert into calendar_year (tenant_id, year, version, source, off, makeup, set_at) values ('t1', $1, '1', '通知', $2, $3, now())
       on conflict (tenant_id, year) do update set off = excluded.off, makeup = excluded.makeup`,
      [year, json(off), json(makeup)],
    )
  clock = new StillClock('')
  context = testContext(db, clock, rulebook)
})
afterEach(() => db.close())

/** Sets the district's clock. */
const on = (day: string, time: string): void => {
  clock.at = new Date(`${day}T${time}:00.000+08:00`).toISOString()
}

interface Sent {
  readonly person: string
  readonly kind: string
  readonly channel: string
  readonly off: boolean
  readonly stages: string
  readonly text: string
}

/** What went into the outbox so far, in order. */
async function sent(): Promise<Sent[]> {
  const { rows } = await db.query<Sent>(
    `select r.person_id person, r.kind, r.channel, r.off_hours as off, o.body ->> 'text' as text,
       (select string_agg(i.stage, ',' order by i.stage) from reminder_item i where i.tenant_id = r.tenant_id and i.reminder_id = r.id) as stages
     from reminder r join outbox o on o.tenant_id = r.tenant_id and o.dedupe_key = 'reminder/' || r.id
     order by r.at, r.person_id`,
  )
  return rows
}

describe('the digest', () => {
  test('has one message per person with what is new, and none for whoever has nothing', async () => {
    on('2026-03-02', '16:00')
    await anErrand(context, { due: '2026-03-31' })
    await anErrand(context, { due: '2026-03-20', title: '整治内涝点' })
    on('2026-03-03', '08:29')
    expect(await remindOfDay(context, NOWHERE)).toBe(0)
    on('2026-03-03', '08:30')
    expect(await remindOfDay(context, NOWHERE)).toBe(1)
    const [only, ...others] = await sent()
    expect(others).toEqual([])
    // The unit is told through its first clerk, not everybody in it.
    expect(only).toMatchObject({ person: 'n-u1-a', kind: 'digest', channel: 'sms', off: false })
    expect(only?.text).toMatch(/^您有4件事：.*新到·整治内涝点（3月20日止）/)
    expect(only?.text).toMatch(/[A-Z]\d 新到·修缮河堤（3月31日止）/)
    expect(only?.text).toMatch(/回复编码加1在办/)
  })

  test('goes out once a day with several processes, and says nothing twice', async () => {
    on('2026-03-02', '16:00')
    const id = await anErrand(context, { due: '2026-03-31' })
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    on('2026-03-03', '08:30')
    const processes = Array.from({ length: 5 }, () => remindOfDay(context, NOWHERE))
    expect((await Promise.all(processes)).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 1])
    on('2026-03-03', '15:00')
    const other = await anErrand(context, { due: '2026-04-30' })
    expect(await remindOfDay(context, NOWHERE)).toBe(0)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: other })
    on('2026-03-04', '09:00')
    expect(await remindOfDay(context, NOWHERE)).toBe(1)
    on('2026-03-05', '09:00')
    // Nothing moved: no reminder that the same things are still there.
    expect(await remindOfDay(context, NOWHERE)).toBe(0)
  })

  test('takes in the rungs of the ladder, and tells superiors only after the term', async () => {
    on('2026-03-02', '16:00')
    const id = await anErrand(context, { due: '2026-03-10' })
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    const told: string[] = []
    for (let day = 3; day <= 13; day++) {
      on(`2026-03-${String(day).padStart(2, '0')}`, '08:30')
      await sweep(context, clock.at)
      const before = (await sent()).length
      await remindOfDay(context, NOWHERE)
      for (const one of (await sent()).slice(before)) told.push(`${day} ${one.person} ${one.stages}`)
    }
    expect(told).toEqual([
      '3 n-u1-a arrived',
      // The reminder fell on a Saturday evening; Monday says it.
      '9 n-u1-a remind',
      '10 n-u1-a due',
      '11 n-u1-a lapse',
      '12 n-u1-head head',
    ])
  })

  test('before a holiday names what falls due in it; 调休 days are working days', async () => {
    on('2026-09-29', '16:00')
    const id = await anErrand(context, { due: '2026-10-05' })
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    on('2026-09-30', '08:30')
    await remindOfDay(context, NOWHERE)
    expect((await sent()).map((one) => one.stages)).toEqual(['due'])
    for (const day of ['2026-10-01', '2026-10-03', '2026-10-07']) {
      on(day, '09:00')
      await sweep(context, clock.at)
      expect(await remindOfDay(context, NOWHERE)).toBe(0)
    }
    on('2026-10-10', '09:00')
    await sweep(context, clock.at)
    expect(await remindOfDay(context, NOWHERE)).toBe(2)
  })

  test('rests while something is stuck, and is quiet where people want none', async () => {
    on('2026-03-02', '09:00')
    const id = await anErrand(context, { due: '2026-03-10' })
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await doing(context, 'block', actorOf('u1'), { why: '缺地' }, { matter: id })
    await setChannel(context, 'n-u0-a', 'none', null)
    on('2026-03-09', '09:00')
    await sweep(context, clock.at)
    expect(await remindOfDay(context, NOWHERE)).toBe(0)
  })

  test('goes by mail to whoever chose it, and then not by short message', async () => {
    on('2026-03-02', '09:00')
    await setChannel(context, 'n-u1-a', 'mail', 'jia@example.cn')
    const id = await anErrand(context, { due: '2026-03-10' })
    on('2026-03-03', '09:00')
    await remindOfDay(context, { url: 'https://luoshi.example.cn' })
    const [only, ...others] = await sent()
    expect(others).toEqual([])
    expect(only).toMatchObject({ channel: 'mail' })
    expect(only?.text).toContain(`https://luoshi.example.cn/matters/${id}`)
  })

  test('that a gateway held back until night is dropped, and stands in the next one', async () => {
    on('2026-03-02', '16:00')
    const id = await anErrand(context, { due: '2026-03-31' })
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    on('2026-03-03', '08:30')
    await remindOfDay(context, NOWHERE)
    let down = true
    const gateway: Driver = async () => {
      if (down) throw new Error('网关没有应答')
      delivered.push(clock.at)
    }
    const delivered: string[] = []
    const drivers = { sms: withinHours(context, gateway) }
    expect(await deliver(context, drivers)).toEqual({ sent: 0, failed: 1 })
    down = false
    on('2026-03-03', '21:00')
    await deliver(context, drivers)
    expect(delivered).toEqual([])
    on('2026-03-04', '08:30')
    expect(await remindOfDay(context, NOWHERE)).toBe(1)
    await deliver(context, drivers)
    expect(delivered).toEqual([clock.at])
  })
})

test('open duties come whole, whatever the batch', async () => {
  on('2026-03-02', '09:00')
  for (const lead of ['u1', 'u2', 'u1', 'u3', 'u1']) await anErrand(context, { lead, due: '2026-03-31' })
  const read = async (batch: number): Promise<string[]> => {
    const found: string[] = []
    for await (const rows of openDuties(context, batch))
      found.push(...rows.map(({ matter, no }) => `${matter}/${no}`))
    return found
  }
  const whole = await read(1_000)
  expect(new Set(whole).size).toBe(10)
  for (const batch of [1, 2, 3, 10]) expect(await read(batch)).toEqual(whole)
})

describe('特急', () => {
  const lookBack = (): string => addMs(clock.at, -3_600_000)

  test('breaks through night and holiday, once per matter and person, and is not told again in the digest', async () => {
    on('2026-10-03', '22:10')
    await anErrand(context, { title: '特急抢险', due: '2026-10-31' })
    await anErrand(context, { title: '平常的事', due: '2026-10-31' })
    const processes = Array.from({ length: 5 }, () => remindOfSpecial(context, lookBack(), NOWHERE))
    expect((await Promise.all(processes)).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 1])
    expect(await sent()).toMatchObject([{ person: 'n-u1-a', kind: 'special', off: true }])
    expect((await sent())[0]?.text).toContain('特急·新到·特急抢险')
    on('2026-10-05', '23:00')
    await sweep(context, clock.at)
    expect(await remindOfSpecial(context, '2026-10-01T00:00:00.000Z', NOWHERE)).toBe(0)
    on('2026-10-08', '08:30')
    await remindOfDay(context, NOWHERE)
    const digest = (await sent()).find((one) => one.kind === 'digest')
    expect(digest?.text).toContain('平常的事')
    expect(digest?.text).not.toContain('·特急抢险（10月31日止）')
  })

  test('passes the wrapper of the quiet hours', async () => {
    on('2026-10-03', '22:10')
    await anErrand(context, { title: '特急抢险', due: '2026-10-31' })
    await remindOfSpecial(context, lookBack(), NOWHERE)
    const texts: unknown[] = []
    const sms = withinHours(context, async ({ body }) => void texts.push(body))
    await deliver(context, { sms })
    expect(texts).toHaveLength(1)
  })

  test('is quiet where the district switched reminders off', async () => {
    on('2026-10-03', '22:10')
    await db.query(
      `insert into parameter (tenant_id, name, value, reason, set_at) values ('t1', 'reminder.on', 0, '试点前', now())`,
    )
    await anErrand(context, { title: '特急抢险', due: '2026-10-31' })
    expect(await remindOfSpecial(context, lookBack(), NOWHERE)).toBe(0)
  })
})

/** What may happen between two looks of the reminders. */
type Move =
  | { readonly kind: 'give'; readonly unit: number; readonly days: number; readonly special: boolean }
  | { readonly kind: 'sign' | 'block' | 'unblock' | 'finish'; readonly which: number }

const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    kind: fc.constant('give' as const),
    unit: fc.integer({ min: 1, max: 3 }),
    days: fc.integer({ min: 1, max: 20 }),
    special: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom('sign' as const, 'block' as const, 'unblock' as const, 'finish' as const),
    which: fc.nat(30),
  }),
)

test('over random days the budget is never exceeded', async () => {
  const seed = Date.now() % 2 ** 31
  console.log(`reminders: seed ${seed}`)
  const steps = fc.record({
    hours: fc.integer({ min: 1, max: 30 }),
    moves: fc.array(moves, { maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('2026-02-10', '2026-04-28', '2026-09-20'),
      fc.array(steps, { minLength: 20, maxLength: 40 }),
      async (start, lived) => {
        await db.script(
          "delete from reminder_item; delete from reminder; delete from daily_run; update duty set state = 'withdrawn', alarm_at = null",
        )
        await live(start, lived)
        await budgetHolds()
      },
    ),
    { seed, numRuns: 12 },
  )
}, 120_000)

async function live(
  start: string,
  lived: readonly { hours: number; moves: readonly Move[] }[],
): Promise<void> {
  const ids: string[] = []
  on(start, '06:00')
  for (const { hours, moves: made } of lived) {
    const since = clock.at
    clock.at = addMs(clock.at, hours * 3_600_000)
    await sweep(context, clock.at)
    for (const move of made) {
      if (move.kind === 'give') {
        const due = dayAt(addMs(clock.at, move.days * 86_400_000))
        ids.push(
          await anErrand(context, { lead: `u${move.unit}`, due, title: move.special ? '特急抢险' : '巡查' }),
        )
        continue
      }
      const matter = ids[move.which]
      const actor = move.kind === 'unblock' ? actorOf('u0') : actorOf(`u${1 + (move.which % 3)}`)
      const forms = { sign: {}, block: { why: '缺地' }, unblock: {}, finish: { result: '好了' } }
      if (matter !== undefined) await doing(context, move.kind, actor, forms[move.kind], { matter })
    }
    await Promise.all([
      remindOfSpecial(context, since, NOWHERE),
      remindOfDay(context, NOWHERE),
      remindOfDay(context, NOWHERE),
    ])
  }
}

async function budgetHolds(): Promise<void> {
  const { rows } = await db.query<{ person: string; day: string; kind: string; at: string; off: boolean }>(
    `select person_id person, day, kind, at, off_hours as off from reminder`,
  )
  const digests = rows.filter((row) => row.kind === 'digest')
  expect(new Set(digests.map(({ person, day }) => `${person} ${day}`)).size).toBe(digests.length)
  for (const { at, day, off } of digests) {
    expect(isOffHours(shippedCalendar, at)).toBe(false)
    expect(isWorkday(shippedCalendar, day)).toBe(true)
    expect(off).toBe(false)
  }
  const { rows: twice } = await db.query(
    `select i.person_id, i.matter_id from reminder_item i join reminder r on r.tenant_id = i.tenant_id and r.id = i.reminder_id
     where r.kind = 'special' group by 1, 2 having count(distinct r.id) > 1`,
  )
  expect(twice).toEqual([])
  const { rows: again } = await db.query(
    `select person_id, matter_id, duty_no, stage, due_at from reminder_item group by 1, 2, 3, 4, 5 having count(*) > 1`,
  )
  expect(again).toEqual([])
  const { rows: empty } = await db.query(
    `select id from reminder r where not exists (select from reminder_item i where i.tenant_id = r.tenant_id and i.reminder_id = r.id)`,
  )
  expect(empty).toEqual([])
}
