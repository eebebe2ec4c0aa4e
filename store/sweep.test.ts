import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import type { StoreContext } from './context.ts'
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
      `select post_id from notice where matter_id = $1 and kind = 'rung' order by seq`,
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
