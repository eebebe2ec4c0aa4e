import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERASED } from '#kernel/erase.ts'
import { PASSWORD, type Send, type TestServer, fileBody, orderForm, seal, testServer } from '../testing.ts'

const CANARY = '李某某住东湖街道某某小区三栋'
const why = { authority: '删除决定书〔2026〕1号', reason: '本人申请删除个人信息' }

let server: TestServer
let clerk: Send
let office: Send
let matter: string
let act: string

beforeAll(async () => {
  server = await testServer('erasing')
  clerk = await server.as('dclerk')
  office = await server.as('admin')
  const file = await clerk({ method: 'POST', url: '/api/files', ...fileBody('名单.txt', CANARY) })
  const form = orderForm({ task: `核实${CANARY}反映的问题` })
  const made = await clerk({
    method: 'POST',
    url: '/api/matters/acts/supervised-task.setUp',
    headers: { 'idempotency-key': randomUUID() },
    payload: { form: { ...form, authority: { ...(form['authority'] as object), file: [file.json().id] } } },
  })
  expect(made.statusCode, made.body).toBe(200)
  matter = made.json().id
  act = (await page(clerk)).timeline[0].receipt
  await seal(server)
})
afterAll(() => server.close())

const page = async (send: Send) => (await send({ method: 'GET', url: `/api/matters/${matter}` })).json()
const asked = (send: Send, id = act) =>
  send({
    method: 'POST',
    url: `/api/receipts/${id}/erasure`,
    headers: { 'idempotency-key': randomUUID() },
    payload: why,
  })
const contents = () =>
  readdirSync(join(server.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  )

describe('依法删除', () => {
  test('is offered to the head of the office alone, who has to prove to be it', async () => {
    expect([(await page(clerk)).erases, (await page(office)).erases]).toEqual([false, true])
    server.later(600_000)
    expect((await asked(office)).json()).toMatchObject({ code: 'NOT_FRESH' })
    for (const login of ['dhead', 'dclerk', 'ehead']) {
      const reply = await asked(await server.as(login))
      expect(reply.json(), login).toMatchObject({ code: 'NOT_YOURS' })
    }
    const stranger = await server.as('whead')
    const [hidden, absent] = [await asked(stranger), await asked(stranger, 'none')]
    expect([hidden.statusCode, hidden.body]).toEqual([404, absent.body])
    expect((await page(clerk)).title).toContain(CANARY)
  })

  test('takes the words from the page, the search and the disk, and says who did it and why', async () => {
    expect(contents()).toHaveLength(1)
    await office({ method: 'POST', url: '/api/session/fresh', payload: { password: PASSWORD } })
    const done = await asked(office)
    expect(done.statusCode, done.body).toBe(200)
    expect(done.json().receipt).toMatchObject({ matter, status: 'pending' })
    const seen = await page(clerk)
    expect(JSON.stringify(seen)).not.toContain(CANARY)
    expect(seen.title).toBe(ERASED)
    expect(seen.timeline[0]).toMatchObject({
      act: 'setUp',
      by: { person: 'dclerk' },
      erased: { ...why, by: expect.stringContaining('丙主任') },
    })
    expect(seen.timeline[1]).toMatchObject({ act: 'erase', title: '依法删除内容' })
    expect(seen.timeline[1].form.map((field: { text: string }) => field.text)).toEqual([
      why.authority,
      why.reason,
    ])
    const found = await clerk({ method: 'GET', url: `/api/matters?q=${encodeURIComponent('东湖街道某某')}` })
    expect(found.json().rows).toEqual([])
    expect(contents()).toEqual([])
    const receipt = (await clerk({ method: 'GET', url: `/api/receipts/${act}` })).json()
    expect(receipt.receipt.status).toBe('sealed')
  })
})
