import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Verdict } from '../adapters/scanner.ts'
import { createApp } from '../app.ts'
import { type Metrics, createMetrics } from '../metrics.ts'
import { openServices } from '../services.ts'
import { type Send, type TestServer, fileBody, sendAs, testServer } from '../testing.ts'

let server: TestServer
let app: FastifyInstance
let metrics: Metrics
let clerk: Send
let admin: Send
let auditor: Send
let verdict: Verdict
let seen: string[]
let answers = true
const logged: string[] = []

beforeAll(async () => {
  server = await testServer('scan', { three: true })
  metrics = createMetrics(server.context)
  app = await createApp(
    await openServices({
      context: server.context,
      mode: 'production',
      dataDir: server.dataDir,
      logs: (line) => logged.push(line),
      metrics,
      scanner: {
        scan: async (bytes) => {
          seen.push(Buffer.from(bytes).toString())
          return verdict
        },
        answers: async () => answers,
      },
    }),
  )
  clerk = await sendAs(app, 'dclerk')
  admin = await sendAs(app, 'admin')
  auditor = await sendAs(app, 'auditor')
})
afterAll(async () => {
  await app.close()
  await server.close()
})
beforeEach(() => {
  seen = []
})

const SIGNATURE = 'Eicar-Signature'
const SHA256 = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'
const send = (who: Send, url: string, name = '来件.txt') =>
  who({ method: 'POST', url, ...fileBody(name, 'x') })
const files = async (): Promise<unknown[]> => (await server.db.query('select id from file')).rows
const folders = (): string[] => readdirSync(join(server.dataDir, 'files'), { recursive: true }).map(String)

/** Every way in; the last two keep nothing, but read what they are given. */
const WAYS: readonly [string, () => Send, string][] = [
  ['an attachment', () => clerk, '/api/files'],
  ['a document to be read', () => clerk, '/api/readings/file'],
  ['a ledger', () => clerk, '/api/ledger/imports'],
  ['a list', () => clerk, '/api/lists/read'],
  ['the directory', () => admin, '/api/directory/import'],
]

test.each(WAYS)('%s with a virus is refused by name, and nothing of it stays', async (_, who, url) => {
  verdict = { kind: 'found', signature: SIGNATURE }
  const [rows, lying] = [await files(), folders()]
  const reply = await send(who(), url)
  expect(reply.json()).toMatchObject({ status: 422, code: 'INFECTED' })
  expect(reply.json().detail).toMatch(/“来件\.txt”查出病毒（Eicar-Signature）.*换成干净的文件再上传/)
  expect(seen).toEqual(['x'])
  expect([await files(), folders()]).toEqual([rows, lying])
})

test.each(WAYS)('%s that the scanner gave no verdict on is refused for now', async (_, who, url) => {
  verdict = { kind: 'away', because: 'no answer' }
  const [rows, lying] = [await files(), folders()]
  const reply = await send(who(), url)
  expect(reply.json()).toMatchObject({ status: 502, code: 'SCANNER_AWAY' })
  expect(reply.json().detail).toMatch(/“来件\.txt”.*请稍后再传/)
  expect(reply.headers['retry-after']).toBe('30')
  expect([await files(), folders()]).toEqual([rows, lying])
  expect(logged.join('\n')).toContain('"because":"no answer"')
})

test('one that is too long for the scanner is refused as too large', async () => {
  verdict = { kind: 'tooLong' }
  expect((await send(clerk, '/api/files')).json()).toMatchObject({ status: 413, code: 'TOO_LARGE' })
})

test('a clean one is kept', async () => {
  verdict = { kind: 'clean' }
  expect((await send(clerk, '/api/files')).json()).toMatchObject({ name: '来件.txt' })
  expect(seen).toEqual(['x'])
})

test('what is refused by its structure is not shown to the scanner', async () => {
  expect((await send(clerk, '/api/files', '来件.pdf')).statusCode).toBe(415)
  expect(seen).toEqual([])
})

test('the auditor sees who brought what, by its hash; the metrics count it', async () => {
  verdict = { kind: 'found', signature: SIGNATURE }
  server.later(1_000)
  await send(clerk, '/api/files', '张三病历.txt')
  const [entry] = (await auditor({ method: 'GET', url: '/api/audit?kind=audit.infected' })).json().entries
  expect(entry).toMatchObject({ title: '文件带毒被拒', name: '己专员' })
  const told: { title: string; text: string }[] = entry.details
  expect(told).toContainEqual({ title: '病毒名称', text: SIGNATURE })
  expect(told).toContainEqual({ title: '文件哈希', text: SHA256 })
  expect(JSON.stringify(entry)).not.toContain('病历')
  const text = await metrics.text()
  expect(text).toMatch(/luoshi_refusals_total\{code="INFECTED"\} [1-9]/)
  expect(text).toMatch(/luoshi_refusals_total\{code="SCANNER_AWAY"\} [1-9]/)
})

test('a scanner that does not answer is a trouble of the service; none set up is none', async () => {
  const health = async (of: FastifyInstance) => {
    const reply = await of.inject({ method: 'GET', url: '/healthz' })
    return { status: reply.statusCode, ...reply.json() }
  }
  expect(await health(app)).toMatchObject({ status: 200, troubles: [], scanner: true })
  answers = false
  await new Promise((resolve) => setTimeout(resolve, 1_010))
  expect(await health(app)).toMatchObject({
    status: 503,
    troubles: [{ code: 'SCANNER_AWAY' }],
    scanner: false,
  })
  expect(await health(server.app)).toMatchObject({ status: 200, scanner: null })
})
