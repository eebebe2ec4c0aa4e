import { afterAll, beforeAll, expect, test } from 'vitest'
import { StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import type { StoreContext } from './context.ts'
import { changesSince, liveFromNow } from './live.ts'
import { deliver, post } from './outbox.ts'

let db: TestDatabase
let context: StoreContext
const clock = new StillClock('2026-03-02T01:00:00.000Z')

beforeAll(async () => {
  db = await freshDatabase('outbox')
  await seedDistrict(db)
  context = testContext(db, clock)
})
afterAll(() => db.close())

test('a message is sent once, a failing one again later, a repeated key not at all', async () => {
  expect(await post(context, { channel: 'sms', dedupeKey: 'a', body: { n: 1 } })).toBe(true)
  expect(await post(context, { channel: 'sms', dedupeKey: 'a', body: { n: 2 } })).toBe(false)
  let fails = true
  const sent: unknown[] = []
  const sms = async ({ body }: { body: unknown }): Promise<void> => {
    if (fails) throw new Error('网关没有应答')
    sent.push(body)
  }
  expect(await deliver(context, { sms })).toEqual({ sent: 0, failed: 1 })
  expect(await deliver(context, { sms })).toEqual({ sent: 0, failed: 0 })
  fails = false
  clock.at = '2026-03-02T01:00:10.000Z'
  const both = await Promise.all([deliver(context, { sms }), deliver(context, { sms })])
  expect(both.map((d) => d.sent).reduce((a, b) => a + b)).toBe(1)
  expect(sent).toEqual([{ n: 1 }])
  clock.at = '2026-03-02T02:00:00.000Z'
  expect(await deliver(context, { sms })).toEqual({ sent: 0, failed: 0 })
})

test('every process sees every act once, also those that commit late and those the log takes up in between', async () => {
  const id = await anErrand(context)
  let [one, two] = [await liveFromNow(context), await liveFromNow(context)]
  const seen: string[][] = [[], []]
  const poll = async (): Promise<void> => {
    const [a, b] = await Promise.all([changesSince(context, one), changesSince(context, two)])
    seen[0]?.push(...a.changes.map((c) => c.kind))
    seen[1]?.push(...b.changes.map((c) => c.kind))
    ;[one, two] = [a.cursor, b.cursor]
  }
  await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
  await poll()
  await poll()
  // What the sequencer does: the pending act gets its index, and others are taken up before anyone has polled.
  await doing(context, 'report', actorOf('u1'), { progress: '半' }, { matter: id })
  await db.query(
    `with gone as (delete from journal_pending where tenant_id = 't1' returning act_id)
     insert into journal_leaf select 't1', row_number() over (order by j.seq) - 1, j.act_id, j.leaf_hash
     from gone join journal j on j.tenant_id = 't1' and j.act_id = gone.act_id`,
  )
  await poll()
  await doing(context, 'block', actorOf('u1'), { why: '缺地' }, { matter: id })
  await poll()
  await poll()
  const all = ['errand.sign', 'errand.report', 'errand.block']
  expect(seen).toEqual([all, all])
  expect(one.announced.size).toBe(1)
})
