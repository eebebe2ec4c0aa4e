import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyGrowth } from '#journal/verify.mjs'
import { type TestServer, aTask, seal, testServer } from '../testing.ts'

let server: TestServer
let app: FastifyInstance

beforeAll(async () => {
  server = await testServer('verifier')
  app = server.app
})
afterAll(() => server.close())

const open = (path: string) => app.inject({ method: 'GET', url: path })

test.each(['verify.mjs', 'sm2.mjs', 'certificate.mjs'])(
  '%s is served to the byte, to everybody',
  async (name) => {
    const answer = await open(`/log/${name}`)
    expect(answer.rawPayload).toEqual(readFileSync(new URL(`../../journal/${name}`, import.meta.url)))
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
    })
  },
)

test('a growth between two signed sizes is told, and verifies with the checkpoints', async () => {
  for (const task of ['完成校舍加固', '疏浚河道']) {
    await aTask(server, 'supervised-task', task)
    await seal(server)
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
