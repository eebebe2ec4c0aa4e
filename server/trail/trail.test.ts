import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '#store/audit.ts'
import { type Log, openLog } from '#store/log-key.ts'
import { receiptOf } from '#store/receipts.ts'
import { sequence } from '#store/sequencer.ts'
import { PASSWORD, type Send, type TestServer, testServer } from '../testing.ts'

let server: TestServer
let log: Log
let auditor: Send
let security: Send
let admin: Send
const folder = mkdtempSync(join(tmpdir(), 'luoshi-trail-'))

beforeAll(async () => {
  server = await testServer('trail', { three: true })
  const opened = await openLog(server.context, folder)
  if (!opened.ok) throw new Error(opened.because)
  log = opened.log
  admin = await server.as('admin')
  security = await server.as('security')
  auditor = await server.as('auditor')
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Entry {
  act: string
  kind: string
  name: string | null
  details: { title: string; text: string }[]
  index: number | null
}
const entries = async (query = ''): Promise<Entry[]> =>
  (await auditor({ method: 'GET', url: `/api/audit?limit=200${query}` })).json().entries
const latest = async (kind: string): Promise<Entry | undefined> => (await entries(`&kind=${kind}`))[0]
const textOf = (entry: Entry | undefined): string =>
  (entry?.details ?? []).map(({ title, text }) => `${title}：${text}`).join('；')

describe('what is administered stands in the trail, what is refused does not', () => {
  const post = (send: Send, url: string, payload: object) => send({ method: 'POST', url, payload })
  const put = (send: Send, url: string, payload: object) => send({ method: 'PUT', url, payload })
  const year = { source: '放假通知', off: { '2028-01-01': '元旦' }, makeup: {} }
  const acting = { person: 'chead', post: 'edu-head', as: 'acting', from: '2026-03-02', until: '2026-03-09' }
  const loan = { to: 'oclerk', from: '2026-03-02', until: '2026-03-05', acts: null, reason: '出差' }

  test.each<[kind: string, act: () => Promise<unknown>, said: string]>([
    ['audit.login', () => server.as('chief'), '来源地址：127.0.0.1'],
    [
      'audit.parameter',
      () => put(admin, '/api/parameters/reminder.on', { value: 0, reason: '试点' }),
      '新值：0',
    ],
    ['audit.calendar', () => put(admin, '/api/calendar/2028', year), '年份：2028'],
    ['audit.account', () => post(admin, '/api/accounts/ehead/reset', { action: 'reset' }), '对象：庚局长'],
    ['audit.account', () => post(security, '/api/accounts/whead/reset', { action: 'unlock' }), '办理：解锁'],
    ['audit.appointment', () => post(admin, '/api/appointments', acting), '对象：壬局长'],
    [
      'audit.administration',
      () => put(security, '/api/administration/posts/office-clerk', { administers: null, reason: '核对' }),
      '依据：核对',
    ],
    [
      'audit.delegation',
      async () => post(await server.as('dhead'), '/api/delegations', loan),
      '对象：丁科员',
    ],
    [
      'audit.loginFailed',
      () => post(server.send, '/api/login', { login: 'chead', password: 'x' }),
      '环节：密码',
    ],
    ['audit.refused', () => auditor({ method: 'GET', url: '/api/accounts' }), '内容：账号'],
    ['audit.logout', async () => post(await server.as('chief'), '/api/logout', {}), '来源地址'],
  ])('%s %#', async (kind, act, said) => {
    const before = await entries(`&kind=${kind}`)
    server.later(1_000)
    await act()
    const after = await entries(`&kind=${kind}`)
    expect(after).toHaveLength(before.length + 1)
    expect(textOf(after[0])).toContain(said)
  })

  test('nothing of a refused act', async () => {
    const before = await entries('&kind=audit.parameter')
    await put(admin, '/api/parameters/reminder.on', { value: 7, reason: 'x' })
    await put(security, '/api/parameters/reminder.on', { value: 1, reason: 'x' })
    expect(await entries('&kind=audit.parameter')).toHaveLength(before.length)
  })

  test('no password, and no name nobody has, is in it', async () => {
    await post(server.send, '/api/login', { login: 'Secret-typed-here-1', password: PASSWORD })
    const { rows } = await server.db.query<{ body: unknown }>('select body from journal_body')
    const all = JSON.stringify(rows)
    expect(all).not.toContain(PASSWORD)
    expect(all).not.toContain('Secret-typed-here-1')
    const failed = await entries('&kind=audit.loginFailed')
    expect(failed.filter((entry) => !textOf(entry).includes('对象'))).toHaveLength(1)
  })
})

test('if the entry cannot be written, nothing was done', async () => {
  const { newSalt } = server.context
  Object.assign(server.context, {
    newSalt: () => {
      throw new Error('no salt')
    },
  })
  const payload = { value: 1, reason: '不应生效' }
  const reply = await admin({ method: 'PUT', url: '/api/parameters/reminder.on', payload })
  Object.assign(server.context, { newSalt })
  expect(reply.statusCode).toBe(500)
  const { rows } = await server.db.query("select value from parameter where name = 'reminder.on'")
  expect(rows).toEqual([{ value: 0 }])
})

test('one person’s entries are all they did; pages follow each other without gap', async () => {
  const own = await entries('&person=admin')
  expect(own.length).toBeGreaterThan(3)
  expect(new Set(own.map((entry) => entry.name))).toEqual(new Set(['丙主任']))
  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const url: string = `/api/audit?limit=3${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`
    const page = (await auditor({ method: 'GET', url })).json()
    paged.push(...page.entries.map((entry: Entry) => entry.act))
    cursor = page.next
  }
  expect(paged).toEqual((await entries()).map((entry) => entry.act))
  expect(await entries('&from=2026-03-03')).toEqual([])
  expect((await auditor({ method: 'GET', url: '/api/audit?cursor=nonsense' })).statusCode).toBe(200)
})

test('is exported by 安全审计员 who has proved themselves, and that stands in it too', async () => {
  const sheet = await auditor({ method: 'GET', url: '/api/audit.xlsx' })
  expect(sheet.statusCode).toBe(200)
  const lines = await auditor({ method: 'GET', url: '/api/audit.jsonl?kind=audit.calendar' })
  const [line] = lines.body.trim().split('\n')
  expect(JSON.parse(line ?? '')).toMatchObject({
    kind: 'audit.calendar',
    person: 'admin',
    details: { year: '2028' },
  })
  expect(textOf(await latest('audit.export'))).toContain('审计记录')
  server.later(5 * 60_000)
  const stale = await auditor({ method: 'GET', url: '/api/audit.xlsx' })
  expect(stale.json()).toMatchObject({ status: 403, code: 'NOT_FRESH' })
})

describe('is in the log', () => {
  test('with a place and a proof of its own, and the whole database agrees with it', async () => {
    expect(await sequence(server.context, log)).toMatchObject({ ok: true, quarantined: 0 })
    const entry = await latest('audit.calendar')
    expect(entry?.index).not.toBeNull()
    expect(await receiptOf(server.context, log.folder, entry?.act ?? '')).toBeNull()
    const found = await audit(server.context, log.verifier, { folder: log.folder })
    expect(found).toMatchObject({ found: 0, matters: 0 })
    expect(found.leaves).toBe((await server.db.query('select from journal')).rowCount)
  })

  test.each([
    ["update journal set person_id = 'ehead' where act_id = $1", 'leaf'],
    ["update journal_body set body = jsonb_set(body, '{form,year}', '\"2030\"') where act_id = $1", 'leaf'],
    ['delete from journal where act_id = $1', 'act'],
  ])('%s is found', async (sql, check) => {
    const act = (await latest('audit.calendar'))?.act
    const undone = server.db.tx(async (tx) => {
      await tx.query(sql, [act])
      const db = {
        ...server.db,
        query: tx.query.bind(tx),
        tx: (work: (on: typeof tx) => unknown) => work(tx),
      }
      const pretend = { ...server.context, db: withoutIsolation(db as never) }
      const { findings } = await audit(pretend, log.verifier)
      expect(findings.map((finding) => finding.check)).toContain(check)
      throw new Error('taken back')
    })
    await expect(undone).rejects.toThrow('taken back')
  })
})

/** The audit asks for a snapshot of its own, which a transaction under way cannot have any more. */
function withoutIsolation(db: TestServer['db']): TestServer['db'] {
  const query: typeof db.query = (text, values) =>
    text.startsWith('set transaction') ? Promise.resolve({ rows: [], rowCount: 0 }) : db.query(text, values)
  return { ...db, query, tx: (work) => work({ ...db, query }) }
}
