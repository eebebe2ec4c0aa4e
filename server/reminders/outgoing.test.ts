import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StoreContext } from '#store/context.ts'
import { deliver, post } from '#store/outbox.ts'
import { StillClock, anErrand, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { outgoing, outgoingSettings } from './outgoing.ts'
import { syncAllTodos } from './todos.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'luoshi-outgoing-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('settings', () => {
  test('without any, letters stay here and no other 待办 is kept', async () => {
    expect(await outgoingSettings({})).toEqual({ url: null, mail: null, todo: null })
    expect(await outgoingSettings({ LUOSHI_URL: '', LUOSHI_TODO: '' })).toEqual({
      url: null,
      mail: null,
      todo: null,
    })
  })

  test('the address loses its last slash and nothing else', async () => {
    expect(await outgoingSettings({ LUOSHI_URL: 'https://a.gov.cn/luoshi/' })).toMatchObject({
      url: 'https://a.gov.cn/luoshi',
    })
  })

  test.each([
    [{ LUOSHI_URL: 'a.gov.cn' }, /LUOSHI_URL/],
    [{ LUOSHI_URL: 'https://a.gov.cn/?x=1' }, /LUOSHI_URL/],
    [{ LUOSHI_SMTP_URL: 'smtp://h' }, /LUOSHI_MAIL_FROM/],
    [{ LUOSHI_TODO: '/no/such/file.json' }, /读不到/],
  ])('%j is refused with a sentence', async (env, said) => {
    expect(await outgoingSettings(env)).toMatch(said)
  })

  test('a mapping file needs the address under which an item opens', async () => {
    const file = join(folder, 'todo.json')
    const asked = { method: 'POST', url: 'http://h/x', body: { id: '{id}' } }
    writeFileSync(file, JSON.stringify({ app: 'a', upsert: asked, complete: asked, remove: asked }))
    expect(await outgoingSettings({ LUOSHI_TODO: file })).toMatch(/LUOSHI_URL/)
    expect(await outgoingSettings({ LUOSHI_TODO: file, LUOSHI_URL: 'https://a.gov.cn' })).toMatchObject({
      todo: { app: 'a' },
    })
    writeFileSync(file, '{"app":""}')
    expect(await outgoingSettings({ LUOSHI_TODO: file })).toMatch(/对接文件/)
  })
})

describe('where nothing is set up', () => {
  let db: TestDatabase
  let context: StoreContext
  beforeAll(async () => {
    db = await freshDatabase('outgoing')
    await seedDistrict(db)
    context = testContext(db, new StillClock('2026-03-02T01:00:00.000Z'))
  })
  afterAll(() => db.close())

  test('letters and items for another 待办 are kept where a person can read them; notices are not sent one by one', async () => {
    const sms: unknown[] = []
    const { drivers } = outgoing(
      context,
      { url: null, mail: null, todo: 'local' },
      { dataDir: folder, sms: async ({ body }) => void sms.push(body) },
    )
    await anErrand(context)
    expect((await db.query(`select from outbox`)).rows).toEqual([])
    await syncAllTodos(context)
    await post(context, { channel: 'mail', dedupeKey: 'm', body: { to: 'a@b.cn' } })
    await post(context, { channel: 'sms', dedupeKey: 's', body: { text: '验证码' } })
    expect(await deliver(context, drivers)).toMatchObject({ failed: 0 })
    expect(sms).toEqual([{ text: '验证码' }])
    const kept = readdirSync(join(folder, 'sent')).toSorted((a, b) => (a < b ? -1 : 1))
    expect(kept).toEqual(['2026-03-02.jsonl', 'todo-2026-03-02.jsonl'])
    const lines = readFileSync(join(folder, 'sent', 'todo-2026-03-02.jsonl'), 'utf8')
      .trim()
      .split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { title: string }).title).toSorted()).toEqual([
      '办结：修缮河堤',
      '签收：修缮河堤',
    ])
    const { rows } = await db.query(`select from outbox where sent_at is null`)
    expect(rows).toEqual([])
  })
})
