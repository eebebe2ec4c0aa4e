import { afterAll, beforeAll, expect, test } from 'vitest'
import { limiter } from './limits.ts'
import { type TestServer, cookiesOf, fileBody, testServer } from './testing.ts'

let server: TestServer
beforeAll(async () => {
  const limits = { person: 20, address: 40, heavy: 3, district: 200 }
  server = await testServer('limits', { limiter: limiter(limits) })
})
afterAll(() => server.close())

const far = { remoteAddress: '203.0.113.9' }

test('one person too often waits a minute; others go on', async () => {
  const [busy, calm] = [await server.as('ehead'), await server.as('chead')]
  const replies = []
  for (let n = 0; n < 21; n++) replies.push(await busy({ method: 'GET', url: '/api/me' }))
  const last = replies.at(-1)
  expect(replies.filter((reply) => reply.statusCode === 200)).toHaveLength(20)
  expect(last?.json()).toMatchObject({ status: 429, code: 'TOO_MANY' })
  expect(last?.json().detail).toMatch(/请60秒后再试/)
  expect(last?.headers['retry-after']).toBe('60')
  expect((await calm({ method: 'GET', url: '/api/me' })).statusCode).toBe(200)
  server.later(60_000)
  expect((await busy({ method: 'GET', url: '/api/me' })).statusCode).toBe(200)
})

test('uploads and exports are fewer', async () => {
  const send = await server.as('oclerk')
  const codes = []
  for (let n = 0; n < 2; n++)
    codes.push((await send({ method: 'POST', url: '/api/files', ...fileBody('a.txt', 'x') })).statusCode)
  for (let n = 0; n < 2; n++)
    codes.push((await send({ method: 'GET', url: '/api/directory.xlsx' })).statusCode)
  expect(codes.map((code) => code === 429)).toEqual([false, false, false, true])
  expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(200)
  server.later(60_000)
})

test('an address is held back before anything is looked up, and the district as a whole', async () => {
  const from = (address: object) => server.send({ method: 'GET', url: '/api/welcome', ...address })
  for (let n = 0; n < 40; n++) expect((await from(far)).statusCode).toBe(200)
  expect((await from(far)).statusCode).toBe(429)
  expect((await from({ remoteAddress: '203.0.113.10' })).statusCode).toBe(200)
  for (let n = 0; n < 160; n++) await from({})
  expect((await from({})).json().detail).toContain('系统请求太多')
  server.later(60_000)
})

test('a cookie given to somebody before they log in is not theirs afterwards (fixation)', async () => {
  const planted = { luoshi: 'A'.repeat(43) }
  const reply = await server.send({
    method: 'POST',
    url: '/api/login',
    payload: { login: 'dhead', password: 'Correct-horse-7' },
    cookies: planted,
  })
  expect(cookiesOf(reply)['luoshi']).not.toBe(planted.luoshi)
  expect((await server.send({ method: 'GET', url: '/api/me', cookies: planted })).statusCode).toBe(401)
})

test('after logout, and after a change of post, an old cookie opens nothing', async () => {
  const login = () =>
    server.send({
      method: 'POST',
      url: '/api/login',
      payload: { login: 'dclerk', password: 'Correct-horse-7' },
    })
  const old = cookiesOf(await login())
  const payload = { post: 'dc-clerk', as: 'holder' }
  const moved = await server.send({ method: 'POST', url: '/api/session/post', payload, cookies: old })
  server.later(10_001)
  expect((await server.send({ method: 'GET', url: '/api/me', cookies: old })).statusCode).toBe(401)
  const now = cookiesOf(moved)
  expect((await server.send({ method: 'POST', url: '/api/logout', cookies: now })).statusCode).toBe(200)
  expect((await server.send({ method: 'GET', url: '/api/me', cookies: now })).statusCode).toBe(401)
})

test('a write from another site is refused whatever cookie rides along; behind TLS every cookie is a __Host- one', async () => {
  const reply = await server.send({
    method: 'POST',
    url: '/api/login',
    headers: { origin: 'https://evil.example' },
    payload: { login: 'dhead', password: 'Correct-horse-7' },
  })
  expect(reply.json()).toMatchObject({ status: 403, code: 'WRONG_ORIGIN' })
  const secure = await server.send({
    method: 'POST',
    url: '/api/login',
    headers: { 'x-forwarded-proto': 'https' },
    payload: { login: 'dhead', password: 'Correct-horse-7' },
  })
  for (const cookie of secure.cookies) {
    expect(cookie.name).toMatch(/^__Host-/)
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, path: '/', sameSite: 'Lax' })
    expect(cookie.domain).toBeUndefined()
  }
})
