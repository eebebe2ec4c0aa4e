import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from './app.ts'
import { openServices } from './services.ts'
import { type TestServer, sendAs, testServer } from './testing.ts'

let server: TestServer
let app: FastifyInstance
let dist: string
const logged: string[] = []

beforeAll(async () => {
  server = await testServer('web')
  dist = mkdtempSync(join(tmpdir(), 'luoshi-dist-'))
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>落实</title>')
  writeFileSync(join(dist, 'assets', 'index-abc123.js'), 'export {}')
  writeFileSync(join(dist, 'assets', 'index-abc123.js.gz'), gzipSync('export {}'))
  writeFileSync(join(dist, 'assets', 'on-site-worker.js'), 'const SHELL = []')
  const { context, dataDir } = server
  app = await createApp(
    await openServices({
      context,
      mode: 'production',
      dataDir,
      webDir: dist,
      logs: (line) => logged.push(line),
    }),
  )
})
afterAll(async () => {
  await app.close()
  await server.close()
  rmSync(dist, { recursive: true })
})

const page = (url: string, accept = 'text/html') => app.inject({ method: 'GET', url, headers: { accept } })

test('the page is asked for anew, hashed files are kept for a year', async () => {
  const home = await page('/')
  expect([home.statusCode, home.headers['cache-control']]).toEqual([200, 'no-cache'])
  expect(home.headers['content-security-policy']).toContain("default-src 'self'")
  expect((await page('/', '*/*')).statusCode).toBe(200)
  const script = await page('/assets/index-abc123.js', '*/*')
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(script.headers['content-type']).toContain('javascript')
})

test('the worker of the pages on the spot may look after them alone, and is asked for anew', async () => {
  const { headers } = await page('/assets/on-site-worker.js', '*/*')
  expect([headers['service-worker-allowed'], headers['cache-control']]).toEqual(['/on-site/', 'no-cache'])
  expect((await page('/assets/index-abc123.js', '*/*')).headers).not.toHaveProperty('service-worker-allowed')
})

test('a script comes packed to whoever takes it so', async () => {
  const get = (encoding: string) =>
    app.inject({ url: '/assets/index-abc123.js', headers: { 'accept-encoding': encoding } })
  const [packed, plain] = [await get('gzip, deflate'), await get('identity')]
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': plain.headers['content-type'],
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  })
  expect(gunzipSync(packed.rawPayload).toString()).toBe('export {}')
  expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, 'export {}'])
})

test('client routes get the page; unknown addresses of the API and of files get a problem', async () => {
  const route = await page('/matters/0198?tab=duties')
  expect(route.body).toContain('<title>落实</title>')
  for (const [url, accept] of [
    ['/api/nothing', 'text/html'],
    ['/assets/gone.js', 'text/html'],
    ['/matters/x', 'application/json'],
  ] as const) {
    const reply = await page(url, accept)
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'NOT_FOUND'])
  }
})

test.each([
  '/../package.json',
  '/..%2f..%2fetc/passwd',
  '/assets/..%2f..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/index.html%00.js',
])('nothing outside is served: %s', async (url) => {
  const reply = await page(url, '*/*')
  expect(reply.statusCode).toBeGreaterThanOrEqual(400)
  expect(reply.statusCode).toBeLessThan(500)
})

test('log lines are JSON, one each, without bodies, queries or what a terminal obeys', async () => {
  await app.inject({
    method: 'POST',
    url: '/api/login?x=secret',
    payload: { login: 'a\nb', password: 'secret' },
  })
  await app.inject({ method: 'POST', url: `/api/${encodeURIComponent('\u202e\u0007evil')}`, payload: {} })
  expect(logged.length).toBeGreaterThan(1)
  for (const line of logged) {
    expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(line).not.toContain('secret')
    expect(JSON.parse(line)).toHaveProperty('level')
  }
})

test('a line about a write says who, in which seat, what and how it went', async () => {
  const send = await sendAs(app, 'eclerk')
  logged.length = 0
  await send({ method: 'GET', url: '/api/me' })
  await send({ method: 'POST', url: '/api/views', payload: { name: '本周', query: '' } })
  expect(logged.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      person: 'eclerk',
      post: 'edu-clerk',
      as: 'holder',
      status: 200,
      req: expect.objectContaining({ method: 'POST', path: '/api/views', ip: '127.0.0.1' }),
    }),
  ])
})

test('the API explains itself', async () => {
  const [json, docs] = [await page('/api/openapi.json'), await page('/api/docs')]
  expect(json.json()).toMatchObject({ openapi: '3.1.0' })
  expect(docs.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(docs.body).toContain('督办事项：销号')
})
