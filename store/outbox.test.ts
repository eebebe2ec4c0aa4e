import { afterAll, beforeAll, expect, test } from 'vitest'
import { StillClock, actorOf, anErrand, doing, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import type { StoreContext } from './context.ts'
import { changesSince, liveFromNow } from './live.ts'
import { deliver, post, prune, stuckMessages, tryAgain } from './outbox.ts'

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

test('what went more than 30 days ago is taken away in batches; what has not gone stays', async () => {
  const sms = async (): Promise<void> => undefined
  clock.at = '2026-03-03T01:00:00.000Z'
  for (const key of ['p1', 'p2', 'p3']) await post(context, { channel: 'sms', dedupeKey: key, body: {} })
  await deliver(context, { sms })
  await post(context, { channel: 'fax', dedupeKey: 'never', body: {} })
  clock.at = '2026-03-20T01:00:00.000Z'
  await post(context, { channel: 'sms', dedupeKey: 'late', body: {} })
  await deliver(context, { sms })
  clock.at = '2026-04-02T01:00:00.000Z'
  expect(await prune(context, 2)).toBe(1)
  clock.at = '2026-04-02T01:00:01.000Z'
  expect([await prune(context, 2), await prune(context, 2), await prune(context, 2)]).toEqual([2, 1, 0])
  const keys = async (): Promise<string[]> => {
    const { rows } = await db.query<{ key: string }>(`select dedupe_key as key from outbox order by key`)
    return rows.map(({ key }) => key)
  }
  expect(await keys()).toEqual(['late', 'never'])

  // A short message whose words can still be read stays: its key says who may read them.
  await db.query(
    `insert into sms_sent (tenant_id, id, gateway, phone, text, status, sent_at)
     select tenant_id, id, 'mas', '137', '您有1件事', 'sent', sent_at from outbox where dedupe_key = 'late'`,
  )
  clock.at = '2026-05-02T01:00:00.000Z'
  expect([await prune(context), await keys()]).toEqual([0, ['late', 'never']])
  await db.query(`update sms_sent set text = '', erased_at = $1::timestamptz`, [clock.at])
  expect([await prune(context), await keys()]).toEqual([1, ['never']])
  clock.at = '2026-03-02T02:00:00.000Z'
})

test('a slow gateway and a second process send nothing twice', async () => {
  for (let n = 0; n < 30; n++) await post(context, { channel: 'slow', dedupeKey: `slow-${n}`, body: { n } })
  const sent: unknown[] = []
  const slow = async ({ body }: { body: unknown }): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    sent.push(body)
  }
  const all = await Promise.all([0, 1, 2].map(() => deliver(context, { slow }, 12)))
  expect(all.map((d) => d.sent).reduce((a, b) => a + b)).toBe(30)
  // Past the lease nothing is claimed again: each was marked when it was gone.
  clock.at = '2026-03-02T02:05:00.000Z'
  expect(await deliver(context, { slow })).toEqual({ sent: 0, failed: 0 })
  expect(sent).toHaveLength(30)
})

test('what nobody takes for days is given up, told to the administrator, and tried again on request', async () => {
  await post(context, { channel: 'mail', dedupeKey: 'poison', body: {} })
  const mail = async (): Promise<void> => {
    throw new Error('邮件服务器拒收')
  }
  await deliver(context, { mail })
  expect(await stuckMessages(context)).toEqual([
    { channel: 'mail', waiting: 1, given_up: 0, last_error: '邮件服务器拒收' },
  ])
  clock.at = '2026-03-06T02:00:00.000Z'
  expect(await deliver(context, { mail })).toEqual({ sent: 0, failed: 1 })
  clock.at = '2026-03-07T02:00:00.000Z'
  expect(await deliver(context, { mail })).toEqual({ sent: 0, failed: 0 })
  expect(await stuckMessages(context)).toMatchObject([{ waiting: 0, given_up: 1 }])
  expect(await tryAgain(context)).toBe(1)
  expect(await deliver(context, { mail: async () => undefined })).toEqual({ sent: 1, failed: 0 })
  expect(await stuckMessages(context)).toEqual([])
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
