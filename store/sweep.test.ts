import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { within } from '#test/sealed-district.ts'
import { astrayInLists } from './audit-lists.ts'
import type { StoreContext } from './context.ts'
import type { Db } from './db.ts'
import { fillLate } from './fill-late.ts'
import { fillMoved } from './fill-moved.ts'
import { fillTold } from './fill-told.ts'
import { journalOf, rebuilt } from './journal.ts'
import { loadMatter } from './stored.ts'
import { startSweeper, sweep } from './sweep.ts'

let db: TestDatabase
let context: StoreContext
let clock: StillClock

beforeEach(async () => {
  db = await freshDatabase('sweep')
  await seedDistrict(db)
  clock = new StillClock('2026-03-02T01:00:00.000Z')
  context = testContext(db, clock)
})
afterEach(() => db.close())

const at = (now: string): Promise<unknown> => {
  clock.at = now
  return sweep(context, now)
}
const rungs = async (id: string): Promise<string[]> =>
  (await journalOf(db, 't1', id)).filter((line) => line.by === null).map((line) => `${line.kind} ${line.at}`)

describe('a ladder', () => {
  test('is climbed rung by rung, never early, each once', async () => {
    const id = await anErrand(context, { due: '2026-03-10' })
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    // Due at 24:00 of the 10th, 16:00 UTC; the reminder three days before.
    await at('2026-03-07T15:59:59.999Z')
    expect(await rungs(id)).toEqual([])
    await at('2026-03-07T16:00:00.000Z')
    await at('2026-03-08T00:00:00.000Z')
    expect(await rungs(id)).toEqual(['errand.finishing.remind 2026-03-07T16:00:00.000Z'])
    await at('2026-03-10T16:00:00.000Z')
    const stored = await loadMatter(db, 't1', id)
    expect(stored?.flags).toEqual(['lapsed'])
    expect(stored?.matter.duties[0]).toMatchObject({
      name: 'finishing',
      lapsedAt: '2026-03-10T16:00:00.000Z',
    })
    await at('2026-03-11T16:00:00.000Z')
    await at('2026-05-01T00:00:00.000Z')
    expect((await rungs(id)).map((line) => line.split(' ')[0])).toEqual([
      'errand.finishing.remind',
      'errand.finishing.lapse',
      'errand.finishing.head',
    ])
  })

  test('after an outage is climbed in order, and the journal still makes the matter', async () => {
    const id = await anErrand(context, { due: '2026-03-10' })
    await at('2026-06-01T00:00:00.000Z')
    expect((await rungs(id)).map((line) => line.split(' ')[0])).toEqual([
      'errand.signing.lapse',
      'errand.finishing.remind',
      'errand.finishing.lapse',
      'errand.finishing.head',
    ])
    const stored = await loadMatter(db, 't1', id)
    expect(stored && rebuilt(await journalOf(db, 't1', id), stored.matter)).toEqual(stored?.matter)
    const told = await db.query<{ post_id: string | null }>(
      `select post_id from notice where matter_id = $1 and text like '%止）——%' order by seq`,
      [id],
    )
    expect(told.rows.map((row) => row.post_id)).toEqual([null, null, null, 'u1-head'])
  })

  test('rests while the clock is paused', async () => {
    const id = await anErrand(context, { due: '2026-03-10' })
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await doing(context, 'block', actorOf('u1'), { why: '缺地' }, { matter: id })
    await at('2026-04-01T00:00:00.000Z')
    expect((await rungs(id)).map((line) => line.split(' ')[0])).toEqual(['errand.unblocking.lapse'])
  })
})

test('a term that runs out moves nothing and writes no index of its matter; what a person then does moves it', async () => {
  const id = await anErrand(context, { due: '2026-03-10' })
  const movedAt = async (): Promise<unknown> =>
    (await db.query(`select updated_at as at, flags, lapses from matter where id = $1`, [id])).rows[0]
  await db.tx(async (tx) => {
    await sweep({ ...context, db: within(db, tx) }, '2026-03-12T00:00:00.000Z')
    const { rows } = await tx.query(
      `select n_tup_upd::int as written, n_tup_hot_upd::int as beside from pg_stat_xact_user_tables where relname = 'matter'`,
    )
    expect(rows).toEqual([{ written: 1, beside: 1 }])
  })
  expect(await rungs(id)).toHaveLength(4)
  const [first] = await journalOf(db, 't1', id)
  expect(await movedAt()).toEqual({ at: first?.at, flags: [], lapses: ['lapsed', 'late'] })
  expect((await loadMatter(db, 't1', id))?.flags).toEqual(['lapsed', 'late'])
  const late = async (): Promise<unknown[]> =>
    (await db.query('select matter_id, closed, due_at from late')).rows
  const listed = await late()
  expect(listed).toEqual([{ matter_id: id, closed: false, due_at: '2026-03-10T16:00:00.000Z' }])
  await db.query(`delete from late`)
  await db.query(`update matter set flags = lapses, lapses = '{late}'`)
  expect(await astrayInLists(db, context, [id])).toEqual(new Set([id]))
  expect([await fillLate(db), await fillLate(db), await late()]).toEqual([1, 0, listed])
  expect(await astrayInLists(db, context, [id])).toEqual(new Set())
  expect(await movedAt()).toMatchObject({ flags: [], lapses: ['lapsed', 'late'] })
  clock.at = '2026-03-12T01:00:00.000Z'
  await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
  expect(await late()).toEqual([])
  expect(await movedAt()).toEqual({ at: clock.at, flags: [], lapses: ['lapsed'] })
})

test('what an earlier version took for a move is set right once', async () => {
  const id = await anErrand(context, { due: '2026-03-10' })
  await at('2026-03-12T00:00:00.000Z')
  const stands = async (): Promise<unknown> =>
    (
      await db.query(
        'select m.updated_at, m.flags, m.lapses, p.holder, p.moved_at from matter m join party p on p.matter_id = m.id order by 4',
      )
    ).rows
  const kept = await stands()
  await db.query(
    `update matter set updated_at = '2026-03-11T16:00:00Z', flags = lapses, lapses = '{}' where id = $1`,
    [id],
  )
  expect((await loadMatter(db, 't1', id))?.flags).toEqual(['lapsed', 'late'])
  expect(await fillMoved(db)).toBe(1)
  await db.query(`update matter set updated_at = '2026-03-11T16:00:00Z' where id = $1`, [id])
  expect(await fillMoved(db)).toBe(0)
  await db.query('update matter set lapses = flags, flags = $2, updated_at = opened_at where id = $1', [
    id,
    [],
  ])
  expect(await stands()).toEqual(kept)
})

test('told to whoever owes the duty it stands in 待办; told to others it is to be read', async () => {
  const id = await anErrand(context, { due: '2026-03-10' })
  await at('2026-03-12T00:00:00.000Z')
  const told = async (): Promise<unknown[]> =>
    (
      await db.query(
        `select kind, post_id from notice where matter_id = $1 and text like '%止）——%' order by seq`,
        [id],
      )
    ).rows
  const kept = await told()
  const duty = { kind: 'duty', post_id: null }
  expect(kept).toEqual([duty, duty, duty, { kind: 'read', post_id: 'u1-head' }])
  await db.query(`update notice set kind = 'rung' where matter_id = $1 and text like '%止）——%'`, [id])
  expect([await fillTold(db), await told()]).toEqual([4, kept])
})

test('what somebody moves meanwhile is read again, what somebody has in hand stays due', async () => {
  const moved = await anErrand(context, { due: '2026-03-10' })
  const held = await anErrand(context, { due: '2026-03-10' })
  clock.at = '2026-03-12T00:00:00.000Z'
  await db.tx(async (tx) => {
    await tx.query(`select from matter where id = $1 for no key update`, [held])
    let isMoved = false
    const late: Db = {
      ...db,
      query: async (text, values) => {
        if (!isMoved && text.includes('insert into journal')) {
          isMoved = true
          await doing(context, 'sign', actorOf('u1'), {}, { matter: moved })
        }
        return db.query(text, values)
      },
    }
    expect(await sweep({ ...context, db: late }, clock.at)).toMatchObject({ climbed: 3, failed: 0 })
  })
  expect((await rungs(moved)).map((line) => line.split(' ')[0])).toEqual([
    'errand.finishing.remind',
    'errand.finishing.lapse',
    'errand.finishing.head',
  ])
  expect(await rungs(held)).toEqual([])
  expect((await sweep(context, clock.at)).climbed).toBe(4)
})

test('two sweepers and people acting at once: each rung exactly once, nothing lost', async () => {
  const ids: string[] = []
  for (let i = 0; i < 30; i++) ids.push(await anErrand(context, { due: '2026-03-10' }))
  clock.at = '2026-03-12T00:00:00.000Z'
  const sweeps = Array.from({ length: 6 }, () => sweep(context, clock.at, { batch: 20 }))
  const people = ids.slice(0, 10).map((id) => doing(context, 'sign', actorOf('u1'), {}, { matter: id }))
  await Promise.all<unknown>([...sweeps, ...people])
  while ((await sweep(context, clock.at)).climbed > 0);
  for (const id of ids) {
    const kinds = (await rungs(id)).map((line) => line.split(' ')[0])
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(kinds.filter((kind) => kind?.startsWith('errand.finishing'))).toEqual([
      'errand.finishing.remind',
      'errand.finishing.lapse',
      'errand.finishing.head',
    ])
    const stored = await loadMatter(db, 't1', id)
    expect(stored && rebuilt(await journalOf(db, 't1', id), stored.matter)).toEqual(stored?.matter)
  }
})

test('a matter that cannot be swept does not hold its neighbours up, and is tried again later', async () => {
  const bad = await anErrand(context, { due: '2026-03-10' })
  const good = await anErrand(context, { due: '2026-03-10' })
  await db.query(`update duty set body = body || '{"name":"gone"}' where matter_id = $1 and no = 1`, [bad])
  clock.at = '2026-03-12T00:00:00.000Z'
  expect(await sweep(context, clock.at)).toMatchObject({ climbed: 4, failed: 1 })
  expect(await rungs(good)).toHaveLength(4)
  expect(await sweep(context, clock.at)).toMatchObject({ climbed: 0, failed: 0 })
  await db.query(`update duty set body = body || '{"name":"signing"}' where matter_id = $1 and no = 1`, [bad])
  expect(await sweep(context, '2026-03-12T00:00:02.000Z')).toMatchObject({ climbed: 4, failed: 0 })
})

test('the sweeper goes on by itself and stops when told', async () => {
  const id = await anErrand(context, { due: '2026-03-10' })
  clock.at = '2026-03-12T00:00:00.000Z'
  const sweeper = startSweeper(context, { everyMs: 5 })
  await expect.poll(() => rungs(id)).toHaveLength(4)
  await sweeper.stop()
})
