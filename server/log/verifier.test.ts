import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyGrowth } from '#journal/verify.mjs'
import { act } from '#store/act.ts'
import { openLog } from '#store/log-key.ts'
import { sequence } from '#store/sequencer.ts'
import { type TestServer, testServer } from '../testing.ts'

let server: TestServer
let app: FastifyInstance

beforeAll(async () => {
  server = await testServer('verifier')
  app = server.app
})
afterAll(() => server.close())

const open = (path: string) => app.inject({ method: 'GET', url: path })

async function seal(): Promise<void> {
  const opened = await openLog(server.context, server.dataDir)
  if (!opened.ok) throw new Error(opened.because)
  server.later(1_000)
  expect(await sequence(server.context, opened.log)).toMatchObject({ ok: true })
}

/** A task that the supervision office lays on the education bureau. */
async function anAct(task: string): Promise<void> {
  const actor = {
    person: 'dclerk',
    post: 'dc-clerk',
    unit: 'dc',
    level: 'staff',
    functions: ['supervision'],
    as: 'holder',
  } as const
  const authority = {
    kind: 'plan',
    title: '年度重点任务分工方案',
    number: '云政办发〔2026〕3号',
    on: '2026-02-27',
  }
  const outcome = await act(server.context, {
    procedure: 'supervised-task',
    act: 'setUp',
    form: { task, authority, arranger: 'gov-deputy', lead: 'edu', due: '2026-06-30' },
    actor,
    key: task,
    channel: { via: 'web', auth: 'session' },
  })
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
}

test.each(['verify.mjs', 'sm2.mjs'])('%s is served to the byte, to everybody', async (name) => {
  const answer = await open(`/log/${name}`)
  expect(answer.rawPayload).toEqual(readFileSync(new URL(`../../journal/${name}`, import.meta.url)))
  expect(answer.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
  })
})

test('a growth between two signed sizes is told, and verifies with the checkpoints', async () => {
  for (const task of ['完成校舍加固', '疏浚河道']) {
    await anAct(task)
    await seal()
  }
  const { rows } = await server.db.query<{ size: number; text: string }>(
    'select size, text from checkpoint where size > 0 order by size',
  )
  const [older, newer] = [rows[0], rows.at(-1)]
  if (!older || !newer) throw new Error('nothing was signed')
  expect(older.size).toBeLessThan(newer.size)
  const told = await open(`/log/growth/${older.size}/${newer.size}`)
  expect(told.statusCode).toBe(200)
  const key = (await open('/log/key')).rawPayload
  const verdict = await verifyGrowth(Buffer.from(older.text), Buffer.from(told.body + newer.text), key)
  expect(verdict).toMatchObject({ ok: true, from: older.size, size: newer.size })
})

test.each(['0/1', '1/0', '01/2', '999998/999999', '1/x', '-1/2', '1e3/2'])(
  'growth/%s is not there',
  async (sizes) => {
    expect((await open(`/log/growth/${sizes}`)).statusCode).toBe(404)
  },
)
