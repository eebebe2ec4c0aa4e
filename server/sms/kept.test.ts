import { afterAll, beforeAll, expect, test } from 'vitest'
import { handIn, received, setPhone, smsWith, texted, underway } from '#test/sms-gateway.ts'
import { handleReceived } from './inbox.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { deliver } from '#store/outbox.ts'
import { speakOfHidden } from '#store/sms-sight.ts'
import { setParameter } from '#store/administration.ts'
import type { MatterPage } from '../contract/shapes.ts'
import { smsDriver } from '../adapters/sms/driver.ts'
import { type Send, type TestServer, testServer } from '../testing.ts'
import { eraseOnce } from './retention.ts'

const PHONE = '13700012345'
const DAY_MS = 86_400_000

let server: TestServer
let supervisor: Send
let lead: Send
let office: Send
let matter: string

beforeAll(async () => {
  server = await testServer('smskept', { sms: smsWith() })
  supervisor = await server.as('dclerk')
  lead = await server.as('eclerk')
  office = await server.as('oclerk')
  await setPhone(server, 'eclerk', PHONE)
  matter = await underway(supervisor, lead)
  await texted(server, { id: 'act', from: PHONE, text: '2 缺用地指标' })
  await texted(server, { id: 'note', from: PHONE, text: '请问找谁协调' })
  await deliver(server.context, { sms: smsDriver(server.context, null, '云澜区') })
})
afterAll(() => server.close())

interface Gateway {
  lines: {
    id: string
    direction: string
    text: string
    note: { dealt: { by: string; at: string } | null } | null
  }[]
  openNotes: number
  deals: boolean
}
const gateway = async (query = ''): Promise<Gateway> =>
  (await office({ method: 'GET', url: `/api/sms${query}` })).json<Gateway>()
const deal = (send: Send, id: string) =>
  send({ method: 'POST', url: '/api/sms/notes/dealt', payload: { id } })
const notesFor = async (send: Send): Promise<MatterPage['notes']> =>
  (await send({ method: 'GET', url: `/api/matters/${matter}` })).json<MatterPage>().notes

test('what became no act waits to be dealt with; an act does not', async () => {
  const { lines, openNotes, deals } = await gateway('?notes=open')
  expect(lines.map(({ id, text, note }) => [id, text, note])).toEqual([
    ['mas/note', '请问找谁协调', { dealt: null }],
  ])
  expect([openNotes, deals]).toEqual([1, true])
  const act = (await gateway()).lines.find(({ id }) => id === 'mas/act')
  expect(act?.note).toBeNull()
  expect((await deal(office, 'mas/act')).statusCode).toBe(404)
  expect((await deal(office, 'mas/none')).statusCode).toBe(404)
  expect((await deal(office, 'nothing')).statusCode).toBe(404)
})

test('whoever only administers the system sees how messages fared, not what they say or to whom', async () => {
  await server.db.query(`update unit set functions = '["administration"]' where id = 'office'`)
  const admin = await server.as('admin')
  const reply = await admin({ method: 'GET', url: '/api/sms' })
  expect(reply.statusCode).toBe(200)
  expect(reply.json()).toMatchObject({ phones: [], lines: [], typed: false, deals: false })
  expect(reply.json<{ counts: object[] }>().counts).toContainEqual({
    direction: 'in',
    status: '已办理',
    n: 1,
  })
  for (const untold of [PHONE, '缺用地指标', '找谁协调', '辛科员']) expect(reply.body).not.toContain(untold)
  expect((await deal(admin, 'mas/note')).statusCode).toBe(403)
  await server.db.query(`update unit set functions = '["coordination","administration"]' where id = 'office'`)
  office = await server.as('oclerk')
})

test('who reads messages sees none of matters that are not theirs', async () => {
  const { context } = server
  const told = await speakOfHidden(context, reader(['coordination']), await ids())
  expect(told).toEqual(new Set())
  const kept = await speakOfHidden(context, reader([]), await ids())
  const texts = (await gateway()).lines.filter(({ id }) => kept.has(id)).map(({ text }) => text)
  expect(texts).toContain('2 缺用地指标')
  // What answers it names the matter too.
  expect(texts.length).toBeGreaterThan(1)
})

const reader = (functions: string[]): Actor => ({
  person: 'whead',
  post: 'east-head',
  unit: 'east',
  level: 'head',
  functions,
  as: 'holder',
})
const ids = async (): Promise<string[]> => (await gateway()).lines.map(({ id }) => id)

test('the office deals with it by one tap; who was first stands on the matter, whoever taps again', async () => {
  expect((await notesFor(lead))[0]).toMatchObject({ dealt: null, deals: false })
  expect((await notesFor(supervisor))[0]).toMatchObject({ id: 'mas/note', dealt: null, deals: true })
  expect((await deal(lead, 'mas/note')).statusCode).toBe(403)
  expect((await deal(office, 'mas/note')).statusCode).toBe(200)
  const first = (await notesFor(supervisor))[0]?.dealt
  expect(first).toMatchObject({ by: '丁科员' })
  server.later(60_000)
  expect((await deal(supervisor, 'mas/note')).statusCode).toBe(200)
  expect((await notesFor(lead))[0]?.dealt).toEqual(first)
  expect(await gateway('?notes=open')).toMatchObject({ lines: [], openNotes: 0 })
})

const texts = async (): Promise<string[]> => {
  const { rows } = await server.db.query<{ text: string }>(
    `select text from sms_received union all select text from sms_sent`,
  )
  return rows.map(({ text }) => text).filter((text) => text !== '')
}

test('words are kept for the days the district sets, and erased once a night; ids stay', async () => {
  const kept = (await texts()).length
  expect(kept).toBeGreaterThan(2)
  server.later(100 * DAY_MS)
  expect(await eraseOnce(server.context)).toBe(0)
  expect(await eraseOnce(server.context)).toBeNull()
  expect(await texts()).toHaveLength(kept)

  const { clock } = server.context
  await setParameter(server.context, {
    name: 'sms.keptDays',
    value: 90,
    reason: '最小必要',
    by: 'sys',
    at: clock.now(),
  })
  expect(await eraseOnce(server.context)).toBeNull()
  server.later(DAY_MS)
  expect(await eraseOnce(server.context)).toBe(kept)
  expect(await texts()).toEqual([])
  const { rows } = await server.db.query(`select from sms_received where intent is not null`)
  expect(rows).toEqual([])
  office = await server.as('oclerk')
  const { lines } = await gateway()
  expect(lines.length).toBe(kept)
  expect(new Set(lines.map(({ text }) => text))).toEqual(new Set(['（原文已按保存期限删除）']))

  // The gateway hands an old message in again: it is known by its id, and nothing happens.
  await handIn(server, [{ id: 'act', from: PHONE, text: '2 缺用地指标' }])
  await handleReceived(server.context)
  expect(await received(server, 'act')).toMatchObject({ status: 'acted', text: '' })
})

test('codes of what was closed before then are forgotten, others stay', async () => {
  const codes = async () => (await server.db.query('select from item_code')).rows.length
  const before = await codes()
  await server.db.query(
    `insert into item_code select d.tenant_id, 'eclerk', 'Z' || d.no, d.matter_id, d.no, now() from duty d
     where d.matter_id = $1 on conflict (tenant_id, person_id, matter_id, duty_no) do nothing`,
    [matter],
  )
  const { rows } = await server.db.query(`select from duty where closed_at is null and matter_id = $1`, [
    matter,
  ])
  server.later(100 * DAY_MS)
  await eraseOnce(server.context)
  expect(await codes()).toBe(rows.length)
  expect(before).toBeLessThanOrEqual(rows.length)
})
