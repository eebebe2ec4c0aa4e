import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCheckpoint } from '#journal/checkpoint.ts'
import { must } from '#journal/testing.ts'
import { verifyReceipt } from '#journal/verify.mjs'
import { act } from '#store/act.ts'
import { openLog } from '#store/log-key.ts'
import { sequence } from '#store/sequencer.ts'
import { type TestServer, sendAs, testServer } from '../testing.ts'

let server: TestServer
let app: FastifyInstance
let made: string

beforeAll(async () => {
  server = await testServer('log')
  app = server.app
  await server.db.script('delete from log_state')
  made = await anAct()
})
afterAll(() => server.close())

/** A task that the supervision office lays on the education bureau; gives the id of the act. */
async function anAct(): Promise<string> {
  const actor = {
    person: 'dclerk',
    post: 'dc-clerk',
    unit: 'dc',
    level: 'staff',
    functions: ['supervision'],
    as: 'holder',
  } as const
  const outcome = await act(server.context, {
    procedure: 'supervised-task',
    act: 'setUp',
    form: {
      task: '完成校舍加固',
      authority: {
        kind: 'plan',
        title: '年度重点任务分工方案',
        number: '云政办发〔2026〕3号',
        on: '2026-02-27',
      },
      arranger: 'gov-deputy',
      lead: 'edu',
      due: '2026-06-30',
    },
    actor,
    key: 'log-routes',
    channel: { via: 'web', auth: 'session' },
  })
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome.receipt.act
}

async function seal(): Promise<void> {
  const opened = await openLog(server.context, server.dataDir)
  if (!opened.ok) throw new Error(opened.because)
  server.later(1_000)
  expect(await sequence(server.context, opened.log)).toMatchObject({ ok: true })
}

const receiptFor = async (login: string, id = made) =>
  (await sendAs(app, login))({ method: 'GET', url: `/api/receipts/${id}` })
const open = (path: string) => app.inject({ method: 'GET', url: path })

describe('a receipt', () => {
  test('waits, then is sealed, and its proof verifies with the published key alone', async () => {
    const before = (await receiptFor('dclerk')).json()
    expect(before).toMatchObject({ receipt: { act: made, status: 'pending' }, proof: null })
    await seal()
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
    await seal()
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
    await seal()
    expect((await open(path)).statusCode).toBe(404)
  })
})
