import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from './testing.ts'

const FORWARDED = [
  { 'x-forwarded-for': '10.1.2.3' },
  { forwarded: 'for=10.1.2.3' },
  { 'x-real-ip': '10.1.2.3' },
  { 'x-forwarded-host': 'luoshi.example' },
  { via: '1.1 proxy' },
]

describe('a demo that nobody asked for', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await testServer('demohere', { mode: 'demo', demo: true, hereOnly: true })
  })
  afterAll(() => server.close())

  test.each(FORWARDED)('refuses what came through a proxy: %j', async (headers) => {
    const reply = await server.send({ method: 'GET', url: '/api/welcome', headers })
    expect(reply.json()).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    expect(reply.json().detail).toContain('只供本机试用')
    const payload = { person: 'chief' }
    const entering = await server.send({ method: 'POST', url: '/api/demo-login', payload, headers })
    expect([entering.statusCode, entering.cookies]).toEqual([403, []])
  })

  test('answers on its own machine', async () => {
    expect((await server.send({ method: 'GET', url: '/api/welcome' })).json()).toMatchObject({ demo: true })
  })
})

test.each([
  ['a demo that was asked for', { mode: 'demo', demo: true }],
  ['a real district', { mode: 'demo', hereOnly: true }],
] as const)('%s may stand behind a proxy', async (_, options) => {
  const server = await testServer('demothere', options)
  for (const headers of FORWARDED) {
    expect((await server.send({ method: 'GET', url: '/api/welcome', headers })).statusCode).toBe(200)
  }
  await server.close()
})
