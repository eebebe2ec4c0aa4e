import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayAt } from '#kernel/time.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { readTasks } from '#reading/read.ts'
import { rulebook } from '#rulebook/index.ts'
import { type Cabinet, openCabinet } from '#server/files/cabinet.ts'
import { verifyPassword } from '#server/identity/passwords.ts'
import { fileText } from '#server/text/file-text.ts'
import { audit } from '#store/audit.ts'
import type { StoreContext } from '#store/context.ts'
import { openLog } from '#store/log-key.ts'
import { newId } from '#store/new-id.ts'
import { sequence } from '#store/sequencer.ts'
import { findTenant } from '#store/tenants.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { inventDistrict } from './district.ts'
import { DEMO_SEED, DEMO_TENANT, ensureDemo, periodBefore } from './ensure.ts'
import { liveInMemory } from './lived.ts'
import { DEMO_PASSWORD, personasOf } from './personas.ts'

const NOW = '2026-11-22T02:00:00.000Z'
let db: TestDatabase
let folder: string
let cabinet: Cabinet

beforeAll(async () => {
  db = await freshDatabase('demo')
  folder = await mkdtemp(join(tmpdir(), 'luoshi-demo-'))
  cabinet = await openCabinet(folder)
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true })
})

const count = async (what: string): Promise<number> => {
  const { rows } = await db.query<{ n: number }>(`select count(*)::int as n from ${what}`)
  return rows[0]?.n ?? 0
}

describe('the period', () => {
  test('ends yesterday, and no later than the calendar reaches', () => {
    expect(periodBefore('2026-11-22')).toEqual({ from: '2025-11-24', to: '2026-11-21' })
    expect(periodBefore('2027-08-01').to).toBe('2026-12-18')
    expect(periodBefore('1970-01-02').from).toBe('2024-01-04')
  })
})

describe('the demo in a database', () => {
  test('that was cut short is cleared away and made anew', async () => {
    const stop = new AbortController()
    const onProgress = (share: number): void => {
      if (share > 0.1) stop.abort()
    }
    const cut = await ensureDemo(db, rulebook, { now: NOW, cabinet, signal: stop.signal, onProgress })
    expect(cut).toEqual({ created: false })
    const before = await count('journal')
    expect(before).toBeGreaterThan(100)

    const shares: number[] = []
    const made = await ensureDemo(db, rulebook, {
      now: NOW,
      cabinet,
      onProgress: (share) => shares.push(share),
    })
    expect(made).toEqual({ created: true })
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
    expect(await count('tenant')).toBe(1)
  }, 300_000)

  test('is the year that was lived in memory', async () => {
    const district = inventDistrict(DEMO_SEED, '2025-11-24', '2026-11-21')
    const { world } = liveInMemory({ seed: DEMO_SEED, district, calendar: shippedCalendar }, rulebook)
    const { rows } = await db.query<{ number: string; ver: number; state: string; duties: number }>(
      `select m.number, m.ver, m.state,
         (select count(*)::int from duty d where d.tenant_id = m.tenant_id and d.matter_id = m.id and d.state in ('open', 'paused')) duties
       from matter m`,
    )
    const stored = new Map(rows.map((row) => [row.number, row]))
    const lived = [...world.matters.values()].map(({ record, ver, state, duties }) => ({
      number: String(record['number']),
      ver,
      state,
      duties: duties.length,
    }))
    expect(lived.map(({ number }) => stored.get(number))).toEqual(lived)
    expect(await count('journal')).toBe(world.chronicle.length)
  })

  test('stands up to an audit: every leaf, and every matter by replay', async () => {
    const context: StoreContext = {
      db,
      tenant: DEMO_TENANT,
      rulebook,
      clock: { now: () => NOW },
      newId,
      newSalt: () => new Uint8Array(32),
    }
    const opened = await openLog(context, folder)
    if (!opened.ok) throw new Error(opened.because)
    const size = await count('journal')
    const pass = await sequence(context, opened.log, { most: size })
    expect(pass).toMatchObject({ ok: true, quarantined: 0, size })
    const { found, findings } = await audit(context, opened.log.verifier)
    expect(findings).toEqual([])
    expect(found).toBe(0)
  }, 60_000)

  test('keeps the originals of documents, readable, at the documents that name them', async () => {
    const { rows } = await db.query<{ name: string; sha256: Uint8Array; procedure: string }>(
      `select f.name, f.sha256, m.procedure from file f
       join matter_file mf on mf.tenant_id = f.tenant_id and mf.file_id = f.id
       join matter m on m.tenant_id = mf.tenant_id and m.id = mf.matter_id
       where m.procedure = 'incoming-document' and f.name <> '领导批示单.txt'`,
    )
    expect(rows.length).toBeGreaterThan(6)
    expect(new Set(rows.map(({ name }) => name.slice(name.lastIndexOf('.'))))).toEqual(
      new Set(['.txt', '.docx']),
    )
    for (const { name, sha256 } of rows) {
      const read = await fileText(name, await cabinet.read(sha256))
      expect(read.ok && readTasks(read.text, {}).items.length).toBeGreaterThan(0)
    }
  })

  test('was answered by short message in the last weeks, each message an act and confirmed', async () => {
    const acted = await count(`sms_received where status = 'acted'`)
    expect(acted).toBeGreaterThan(20)
    expect(await count('sms_received')).toBe(acted)
    expect(await count(`journal where convert_from(leaf, 'UTF8') like '%"via":"sms"%'`)).toBe(acted)
    expect(await count('sms_sent')).toBeGreaterThan(acted)
    expect(await count(`sms_sent where status <> 'sent'`)).toBe(0)
  })

  test('is left alone when it is there', async () => {
    const acts = await count('journal')
    expect(await ensureDemo(db, rulebook, { now: NOW, cabinet })).toEqual({ created: false })
    expect(await count('journal')).toBe(acts)
    expect(await findTenant(db, true)).toBe(DEMO_TENANT)
    expect(await findTenant(db, false)).toBeUndefined()
  })

  test('has sent its messages and counted its refusals; old news is read, the latest is not', async () => {
    expect(await count('outbox where sent_at is null')).toBe(0)
    expect(await count('refusal_tally')).toBeGreaterThan(50)
    expect(await count('opened')).toBeGreaterThan(1_000)
    expect(await count(`notice where kind = 'read' and at > '2026-11-14'`)).toBeGreaterThan(10)
  })

  test('lets the personas with a login in by the demo password', async () => {
    const district = inventDistrict(DEMO_SEED, '2025-11-24', '2026-11-21')
    const logins = personasOf(district, dayAt(NOW)).flatMap(({ login }) => login ?? [])
    const { rows } = await db.query<{ login: string; password: string }>(
      'select login, password from account order by login',
    )
    expect(rows.map(({ login }) => login)).toEqual(logins.toSorted())
    expect(await verifyPassword(rows[0]?.password ?? '', DEMO_PASSWORD)).toBe(true)
  })
})
