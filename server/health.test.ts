import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beatOf } from '#store/beat.ts'
import { confirmClock } from '#store/clock-watch.ts'
import { openLog } from '#store/log-key.ts'
import { post } from '#store/outbox.ts'
import { sequence } from '#store/sequencer.ts'
import { sweep } from '#store/sweep.ts'
import { createApp } from './app.ts'
import { type Metrics, createMetrics, serveMetrics } from './metrics.ts'
import { openServices } from './services.ts'
import { type TestServer, cookiesOf, orderForm, sendAs, testServer } from './testing.ts'

const ELSEWHERE = '203.0.113.7'
const TOKEN = 'a-token-for-the-tests'

let server: TestServer
let app: FastifyInstance
let metrics: Metrics
const logged: string[] = []

beforeAll(async () => {
  server = await testServer('health')
  const { context, dataDir } = server
  metrics = createMetrics(context)
  app = await createApp(
    await openServices({
      context,
      mode: 'production',
      dataDir,
      logs: (line) => logged.push(line),
      metrics,
      metricsToken: TOKEN,
    }),
  )
})
afterAll(async () => {
  await app.close()
  await server.close()
})

/** Whatever was read within the last second is kept. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_010))

const health = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  app.inject({ method: 'GET', url: '/healthz', headers, remoteAddress })

describe('/healthz', () => {
  test('says no more than ok to strangers, and everything to this machine and to administrators', async () => {
    const stranger = await health({}, ELSEWHERE)
    expect([stranger.statusCode, stranger.json()]).toEqual([200, { ok: true }])
    const viaProxy = await health({ 'x-forwarded-for': ELSEWHERE })
    expect(viaProxy.json()).toEqual({ ok: true })
    expect(stranger.headers['cache-control']).toBe('no-store')
    expect((await health()).json()).toMatchObject({ ok: true, troubles: [], pending: 0, hold: null })
    for (const [login, knows] of [
      ['eclerk', false],
      ['admin', true],
    ] as const) {
      const reply = await app.inject({
        method: 'POST',
        url: '/api/login',
        payload: { login, password: 'Correct-horse-7' },
      })
      const asked = await app.inject({
        method: 'GET',
        url: '/healthz',
        cookies: cookiesOf(reply),
        remoteAddress: ELSEWHERE,
      })
      expect('troubles' in asked.json()).toBe(knows)
    }
  })

  test('names what is amiss, each until it is mended', async () => {
    const { context, dataDir } = server
    const opened = await openLog(context, dataDir)
    if (!opened.ok) throw new Error(opened.because)
    const send = await sendAs(app, 'dclerk')
    const payload = { form: orderForm() }
    const made = await send({ method: 'POST', url: '/api/matters/acts/supervised-task.setUp', payload })
    const act = (name: string) =>
      send({ method: 'POST', url: `/api/matters/${made.json().id}/acts/${name}`, payload: { form: {} } })
    expect((await act('supervised-task.assign')).statusCode).toBe(200)
    await post(context, { channel: 'mail', dedupeKey: 'one', body: {} })
    await beatOf(context, 'sweep', 'w')()
    server.later(30 * 86_400_000)
    await context.db.query(
      `insert into clock_hold (tenant_id, since, because) values ('t1', $1, '时钟跳了')`,
      [context.clock.now()],
    )
    await aSecond()
    const amiss = await health()
    expect(amiss.statusCode).toBe(503)
    expect((await health({}, ELSEWHERE)).json()).toEqual({ ok: false })
    // Nothing of this is mended by a restart.
    expect((await app.inject({ method: 'GET', url: '/livez' })).json()).toEqual({ ok: true })
    const codes = (amiss.json().troubles as { code: string; says: string }[]).map((one) => one.code)
    expect(codes).toEqual(['CLOCK_HELD', 'SWEEP_LATE', 'OUTBOX_LATE', 'CHECKPOINT_LATE', 'SILENT_SWEEP'])
    for (const { says } of amiss.json().troubles) expect(says).toMatch(/\p{Script=Han}/u)

    await confirmClock(context, '值班人员')
    metrics.swept(await sweep(context, context.clock.now()))
    await sequence(context, opened.log)
    await context.db.query(`update outbox set sent_at = $1 where tenant_id = 't1'`, [context.clock.now()])
    await beatOf(context, 'sweep', 'w')()
    await aSecond()
    expect((await health()).json()).toMatchObject({ ok: true, troubles: [] })
  })
})

describe('/metrics', () => {
  const scrape = (authorization?: string) =>
    app.inject({ method: 'GET', url: '/metrics', headers: authorization ? { authorization } : {} })

  test.each([undefined, 'Bearer', 'Bearer wrong', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`])(
    'is closed to %s',
    async (authorization) => {
      const reply = await scrape(authorization)
      expect([reply.statusCode, reply.body]).toEqual([401, ''])
    },
  )

  test('counts requests by operation, acts by outcome, refusals by code and rungs by lateness', async () => {
    const send = await sendAs(app, 'dclerk')
    await send({
      method: 'POST',
      url: '/api/matters/acts/supervised-task.setUp',
      payload: { form: { ...orderForm(), due: '2020-01-01' } },
    })
    await app.inject({ method: 'GET', url: '/no/such/place?with=a-secret' })
    const { body, headers } = await scrape(`Bearer ${TOKEN}`)
    expect(headers['content-type']).toContain('version=0.0.4')
    expect(body).toMatch(
      /^luoshi_request_seconds_count\{operation="POST \/api\/matters\/\{id\}\/acts\/supervised-task\.assign",status="2xx"\} 1$/m,
    )
    expect(body).toMatch(/^luoshi_acts_total\{outcome="done"\} 2$/m)
    expect(body).toMatch(/^luoshi_acts_total\{outcome="refused"\} 1$/m)
    expect(body).toMatch(/^luoshi_refusals_total\{code="NOT_FOUND"\} 1$/m)
    expect(body).toMatch(/^luoshi_rung_late_seconds_count [1-9]/m)
    expect(body).toMatch(/^luoshi_journal_pending \d+$/m)
    expect(body).toMatch(/^luoshi_clock_held 0$/m)
    expect(body).toMatch(/^luoshi_database_up 1$/m)
    expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
    expect(body).toMatch(/^process_resident_memory_bytes /m)
    expect(body).not.toContain('secret')
  })

  test('is served on an address of its own without a token', async () => {
    const port = 20_000 + (process.pid % 20_000)
    const serving = await serveMetrics(metrics, { host: '127.0.0.1', port })
    try {
      const reply = await fetch(`http://127.0.0.1:${port}/metrics`)
      expect([reply.status, (await reply.text()).includes('luoshi_acts_total')]).toEqual([200, true])
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
    } finally {
      await serving.stop()
    }
  })

  test('without a token set there is no such address', async () => {
    expect((await server.send({ method: 'GET', url: '/metrics' })).statusCode).toBe(404)
  })
})

// A name or an address must not be able to write a second line, hide a part of the first, or drive a terminal.
const FORGED = [
  'a\nb',
  'a\r\n{"level":30,"msg":"forged"}',
  '\u001b[2J\u001b[31mred',
  '\u0007bell',
  '\u202egnp.exe',
  '\u2066isolate\u2069',
  'zero\u200bwidth\u200d',
  '\ufeffmark',
  '\u0085next line',
  '\u2028line\u2029paragraph',
  '"}\n{"level":50',
  'quote" and \\ back',
  '\u009b31m',
  '\u0000nul',
]

test.each(FORGED)('a log line cannot be forged with %j', async (text) => {
  logged.length = 0
  await app.inject({ method: 'POST', url: `/api/${encodeURIComponent(text)}`, payload: {} })
  await app.inject({
    method: 'POST',
    url: '/api/login',
    headers: { 'x-forwarded-for': encodeURIComponent(text), 'user-agent': encodeURIComponent(text) },
    payload: { login: text, password: text },
  })
  expect(logged).toHaveLength(2)
  for (const line of logged) {
    expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'request', tenant: 't1', pid: process.pid })
  }
})

test('a line names request, operation, answer and time, and nothing that was sent', async () => {
  const send = await sendAs(app, 'dclerk')
  logged.length = 0
  await send({
    method: 'POST',
    url: '/api/matters/acts/supervised-task.setUp?x=in-the-query',
    payload: { form: orderForm() },
  })
  expect(logged).toHaveLength(1)
  expect(JSON.parse(logged[0] ?? '')).toEqual({
    level: 30,
    time: expect.any(Number),
    pid: process.pid,
    tenant: 't1',
    reqId: expect.any(String),
    person: 'dclerk',
    post: 'dc-clerk',
    as: 'holder',
    req: {
      id: expect.any(String),
      method: 'POST',
      path: '/api/matters/acts/supervised-task.setUp',
      ip: '127.0.0.1',
    },
    operation: '/api/matters/acts/supervised-task.setUp',
    status: 422,
    ms: expect.any(Number),
    msg: 'request',
  })
})
