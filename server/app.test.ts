import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Send, type TestServer, orderForm, testServer } from './testing.ts'

let server: TestServer
let clerk: Send

const order = orderForm()

beforeAll(async () => {
  server = await testServer('app')
  clerk = await server.as('dclerk')
})
afterAll(() => server.close())

describe('bad input gets a clear refusal, never a 5xx', () => {
  const url = '/api/matters/acts/supervised-task.setUp'
  const json = { 'content-type': 'application/json' }
  test.each([
    ['broken JSON', { payload: '{"form":', headers: json }, 400, 'BAD_JSON'],
    [
      'bytes that are not UTF-8',
      { payload: Buffer.from([0x22, 0xff, 0xfe, 0x22]), headers: json },
      400,
      'BAD_JSON',
    ],
    ['__proto__ key', { payload: '{"form":{},"__proto__":{"admin":true}}', headers: json }, 400, 'BAD_JSON'],
    [
      'constructor.prototype',
      { payload: '{"constructor":{"prototype":{"a":1}}}', headers: json },
      400,
      'BAD_JSON',
    ],
    ['nothing at all', { payload: '', headers: json }, 422, 'FORM_INVALID'],
    ['a bare string', { payload: '"x"', headers: json }, 422, 'FORM_INVALID'],
    ['null', { payload: 'null', headers: json }, 422, 'FORM_INVALID'],
    ['an unknown field', { payload: { form: order, sneaky: 1 } }, 422, 'FORM_INVALID'],
    ['an unknown field in the form', { payload: { form: { ...order, sneaky: 1 } } }, 422, 'FORM_INVALID'],
    ['a lone surrogate', { payload: '{"form":{"task":"\\ud800"}}', headers: json }, 422, 'FORM_INVALID'],
    ['NUL', { payload: '{"form":{"task":"a\\u0000b"}}', headers: json }, 422, 'FORM_INVALID'],
    ['a lone surrogate as key', { payload: '{"form":{"\\udfff":1}}', headers: json }, 422, 'FORM_INVALID'],
    [
      'deep nesting',
      { payload: `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, headers: json },
      422,
      'FORM_INVALID',
    ],
    ['over-long text', { payload: { form: { ...order, task: '长'.repeat(100_000) } } }, 422, 'FORM_INVALID'],
    ['a day that is not', { payload: { form: { ...order, due: '2026-02-30' } } }, 422, 'FORM_INVALID'],
    ['the wrong type', { payload: { form: { ...order, lead: 7 } } }, 422, 'FORM_INVALID'],
    ['too large a body', { payload: { form: { task: 'x'.repeat(1_100_000) } } }, 413, 'TOO_LARGE'],
    ['another media type', { payload: '<a/>', headers: { 'content-type': 'text/xml' } }, 415, 'WRONG_MEDIA'],
    ['a bad key', { payload: { form: order }, headers: { 'idempotency-key': 'short' } }, 422, 'FORM_INVALID'],
  ])('%s', async (_, options, status, code) => {
    const reply = await clerk({ method: 'POST', url, ...options })
    expect(reply.json()).toMatchObject({ status, code })
    expect(reply.statusCode).toBe(status)
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(reply.json().detail).toMatch(/\p{Script=Han}/u)
  })

  test.each([
    ['GET', '/api/nowhere', 404],
    ['GET', '/api/files/%00', 404],
    ['GET', '/api/files/%ff', 404],
    ['GET', `/api/files/${'a'.repeat(300)}`, 404],
    ['GET', '/api/files/..%2f..%2fetc', 404],
    ['GET', '/api/me?unknown=1', 422],
    ['GET', '/api/accounts?limit=abc', 403],
    ['DELETE', '/api/me', 404],
  ] as const)('%s %s', async (method, url, status) => {
    const reply = await clerk({ method, url })
    expect(reply.json()).toMatchObject({ status })
    expect(reply.statusCode).toBe(status)
  })
})

describe('who may ask', () => {
  test('nobody without a login', async () => {
    const reply = await server.send({ method: 'GET', url: '/api/me' })
    expect(reply.json()).toMatchObject({ status: 401, code: 'NOT_LOGGED_IN' })
  })

  test('writes come from our own pages', async () => {
    const logout = (headers: Record<string, string>) => clerk({ method: 'POST', url: '/api/logout', headers })
    expect((await logout({ origin: 'http://evil.example' })).json()).toMatchObject({
      status: 403,
      code: 'WRONG_ORIGIN',
    })
    expect((await logout({ origin: 'null' })).statusCode).toBe(403)
    expect((await logout({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    const send = await server.as('dclerk')
    const own = await send({
      method: 'POST',
      url: '/api/logout',
      headers: { host: 'luoshi.example', origin: 'http://luoshi.example' },
    })
    expect(own.statusCode).toBe(200)
  })

  test('an administrator’s operation only for administrators', async () => {
    const reply = await clerk({ method: 'POST', url: '/api/appointments', payload: {} })
    expect(reply.json()).toMatchObject({ status: 403, code: 'FORBIDDEN' })
  })
})

describe('every answer', () => {
  test('carries the security headers', async () => {
    const { headers } = await server.send({ method: 'GET', url: '/api/welcome' })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    })
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).toContain("style-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
  })

  test('the page about the API keeps its styles in a sheet of its own', async () => {
    const page = await server.send({ method: 'GET', url: '/api/docs' })
    const [, path = ''] = /<link rel="stylesheet" href="([^"]+)">/.exec(page.body) ?? []
    const sheet = await server.send({ method: 'GET', url: path })
    expect([sheet.statusCode, sheet.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8'])
    expect(sheet.body).toContain('summary { cursor: pointer }')
  })
})
