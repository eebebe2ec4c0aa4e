import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '../database.ts'
import { CrashDistrict } from './district.ts'
import { families } from './families.ts'

// A checker that finds nothing proves nothing until it has been seen to find something: each promise is broken by hand here.

let db: TestDatabase
let district: CrashDistrict
beforeAll(async () => {
  db = await freshDatabase('crash_check')
  district = await CrashDistrict.found(db, 't1')
  for (const family of await families(district)) {
    await district.do(await family.prepare(district))
    district.pass(150_000)
  }
})
afterAll(async () => {
  district.close()
  await db.close()
})

const wrong = async (): Promise<string> => (await district.settle()).wrong.join('\n')

test('what nobody broke is right', async () => {
  expect(await wrong()).toBe('')
})

/** What somebody with the run of the tables could do, what is found of it, and how it is put back. */
const BREACHES: readonly (readonly [name: string, breach: string, found: RegExp, back: string])[] = [
  [
    'an acknowledged act that is not there',
    `update journal set idem_key = 'lost' || idem_key where idem_key = (select min(idem_key) from journal where idem_key like 'req/%')`,
    /is lost/,
    `update journal set idem_key = substr(idem_key, 5) where idem_key like 'lost%'`,
  ],
  [
    'an act that nobody asked for',
    `update journal set idem_key = 'req/ghost/' || idem_key where idem_key = (select max(idem_key) from journal where idem_key like 'put/%')`,
    /nobody meant act ghost/,
    `update journal set idem_key = substr(idem_key, 11) where idem_key like 'req/ghost/%'`,
  ],
  [
    'an acknowledged act with another hash',
    `update journal set leaf_hash = sha256(leaf_hash) || '' where idem_key = (select min(idem_key) from journal where idem_key like 'req/%')`,
    /is another now/,
    `update journal j set leaf_hash = l.leaf_hash from journal_leaf l where l.tenant_id = j.tenant_id and l.act_id = j.act_id`,
  ],
  [
    'a matter opened by half',
    // The last of several acts by which a matter was opened; where one act was all, nothing of it would be left to be half.
    `update journal set idem_key = 'half/' || idem_key where idem_key = (select max(idem_key) from journal where idem_key like 'of/%'
       and matter_id in (select matter_id from journal where idem_key like 'of/%' group by matter_id having count(*) > 1))`,
    /opened by half|have gaps/,
    `update journal set idem_key = substr(idem_key, 6) where idem_key like 'half/%'`,
  ],
  [
    'an opening act without what it opened',
    `update journal set idem_key = 'gone/' || idem_key where idem_key like 'of/%'`,
    /names matters that nobody opened/,
    `update journal set idem_key = substr(idem_key, 6) where idem_key like 'gone/%'`,
  ],
  [
    'a number that was drawn and lost',
    `update counter set n = n + 1`,
    /series .* counts/,
    `update counter set n = n - 1`,
  ],
  [
    'a number given twice',
    `update journal_body set body = jsonb_set(body, '{effects,set,number}', to_jsonb(replace(body #>> '{effects,set,number}', '〕1号', '〕2号')))
     where body #>> '{effects,set,number}' like '%〕1号'`,
    /gap or a double/,
    `update journal_body b set body = jsonb_set(b.body, '{effects,set,number}', to_jsonb(m.number)) from journal j, matter m
     where j.tenant_id = b.tenant_id and j.act_id = b.act_id and m.tenant_id = j.tenant_id and m.id = j.matter_id
       and b.body #>> '{effects,set,number}' like '%〕2号'`,
  ],
  [
    'a matter that is not what its entries make of it',
    `update matter set record = record || '{"stray":1}'`,
    /is not what its entries make of it/,
    `update matter set record = record - 'stray'`,
  ],
  [
    'a duty that no entry opened',
    `update duty set body = body || '{"stray":1}' where state = 'open'`,
    /what is owed on/,
    `update duty set body = body - 'stray'`,
  ],
  [
    'a rung climbed before its time',
    `update journal set at = at - interval '400 days' where idem_key like 'rung/%'`,
    /was climbed at/,
    `update journal set at = at + interval '400 days' where idem_key like 'rung/%'`,
  ],
  [
    'a short message that waits for ever',
    `update sms_received set status = 'part'`,
    /is part/,
    `update sms_received set status = 'acted'`,
  ],
  [
    'an effect that no gateway saw',
    `insert into outbox (tenant_id, id, channel, dedupe_key, body, created_at, next_at, sent_at) values ('t1', 'x', 'sms', 'x', '{}', now(), now(), now())`,
    /x never went out/,
    `delete from outbox where id = 'x'`,
  ],
  [
    'a reminder of which no message was made',
    `update outbox set dedupe_key = 'lost/' || dedupe_key where dedupe_key like 'reminder/%'`,
    /reminders never came into the outbox/,
    `update outbox set dedupe_key = substr(dedupe_key, 6) where dedupe_key like 'lost/%'`,
  ],
]

describe('finds', () => {
  test.each(BREACHES)('%s', async (_, breach, found, back) => {
    const { rowCount } = await db.query(breach)
    expect(rowCount).toBeGreaterThan(0)
    const seen = await wrong()
    await db.query(back)
    expect(seen).toMatch(found)
    expect(await wrong()).toBe('')
  })
})
