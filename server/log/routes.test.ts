import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCheckpoint } from '#journal/checkpoint.ts'
import { must } from '#journal/testing.ts'
import { verifyReceipt } from '#journal/verify.mjs'
import { type TestServer, aTask, seal, sendAs, testServer } from '../testing.ts'

let server: TestServer
let app: FastifyInstance
let made: string

beforeAll(async () => {
  server = await testServer('log')
  app = server.app
  await server.db.script('delete from log_state')
  made = await aTask(server, 'supervised-task', '完成校舍加固')
})
afterAll(() => server.close())

const receiptFor = async (login: string, id = made) =>
  (await sendAs(app, login))({ method: 'GET', url: `/api/receipts/${id}` })
const open = (path: string) => app.inject({ method: 'GET', url: path })

describe('a receipt', () => {
  test('waits, then is sealed, and its proof verifies with the published key alone', async () => {
    const before = (await receiptFor('dclerk')).json()
    expect(before).toMatchObject({ receipt: { act: made, status: 'pending' }, proof: null })
    await seal(server)
    const after = (await receiptFor('dclerk')).json()
    expect(after.receipt).toEqual({ ...before.receipt, status: 'sealed' })
    expect(after.leaf).toBe(before.leaf)
    const key = (await open('/log/key')).rawPayload
    const verdict = await verifyReceipt(Buffer.from(after.proof), key)
    expect(verdict).toMatchObject({ ok: true, leaf: { act: made, actor: 'dclerk', for: 'dc' } })
  })

  test('is for those who may see the matter: others get the answer of one that is not there', async () => {
    expect((await receiptFor('eclerk')).statusCode).toBe(200)
    const [hidden, absent] = [await receiptFor('whead'), await receiptFor('whead', 'no-such-act')]
    expect([hidden.statusCode, absent.statusCode]).toEqual([404, 404])
    expect(hidden.body).toBe(absent.body)
    expect((await open(`/api/receipts/${made}`)).statusCode).toBe(401)
  })
})

describe('the public log', () => {
  test('shows checkpoint, key and tiles to everybody', async () => {
    await seal(server)
    const checkpoint = await open('/log/checkpoint')
    expect(checkpoint.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
    })
    const { size } = must(readCheckpoint(checkpoint.body))
    const tile = await open(`/log/tile/0/000.p/${size}`)
    expect(tile.rawPayload).toHaveLength(32 * size)
    expect(tile.headers['cache-control']).toContain('immutable')
  })

  test.each([
    '/log/tile/0/000.p/77',
    '/log/tile/0/000',
    '/log/tile/0/000.p',
    '/log/tile/entries/000',
    '/log/tile/0/0.p/1',
    '/log/tile/..%2f..%2f..%2fkeys%2ft1.log-key',
    '/log/keys/t1.log-key',
  ])('%s is not there', async (path) => {
    await seal(server)
    expect((await open(path)).statusCode).toBe(404)
  })
})
