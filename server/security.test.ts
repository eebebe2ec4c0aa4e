import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from './testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer('security')
})
afterAll(() => server.close())

test.each(['TRACE', 'OPTIONS', 'PATCH', 'HEAD'])(
  'methods nobody declared are refused: %s',
  async (method) => {
    for (const url of ['/api/me', '/api/files/x', '/healthz']) {
      const reply = await server.send({ method: method as 'GET', url })
      expect(reply.statusCode, `${method} ${url}`).toBeGreaterThanOrEqual(400)
      expect(reply.headers['content-security-policy'], `${method} ${url}`).toContain("default-src 'self'")
    }
  },
)

test('no answer lets another origin read it', async () => {
  const reply = await server.send({
    method: 'GET',
    url: '/api/me',
    headers: { origin: 'https://elsewhere.example' },
  })
  expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
})
