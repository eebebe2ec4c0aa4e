import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD, type TestServer, cookiesOf, sendAs, testServer } from '../testing.ts'

let server: TestServer

beforeAll(async () => {
  server = await testServer('identity')
})
afterAll(() => server.close())

const login = (name: string, password = PASSWORD) =>
  server.send({ method: 'POST', url: '/api/login', payload: { login: name, password } })

describe('login', () => {
  test('opens a session in the first seat and says who it is', async () => {
    const reply = await login('ehead')
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toMatchObject({
      person: { id: 'ehead', name: '庚局长' },
      posts: [{ post: 'edu-head', unitName: '区教育局', as: 'holder', current: true }],
      district: '云澜区',
      demo: false,
      mustChange: false,
    })
    const [cookie] = reply.cookies
    expect(cookie).toMatchObject({ name: 'luoshi', httpOnly: true, sameSite: 'Lax', path: '/' })
    const again = await server.send({ method: 'GET', url: '/api/me', cookies: cookiesOf(reply) })
    expect(again.json()).toEqual(reply.json())
  })

  test('behind TLS the cookie is a __Host- one', async () => {
    const reply = await server.send({
      method: 'POST',
      url: '/api/login',
      headers: { 'x-forwarded-proto': 'https' },
      payload: { login: 'ehead', password: PASSWORD },
    })
    expect(reply.cookies[0]).toMatchObject({ name: '__Host-luoshi', secure: true })
  })

  test('answers alike for a login nobody has and a wrong password', async () => {
    const [unknown, wrong] = [await login('nobody-here', 'x'), await login('chead', 'x')]
    expect(unknown.statusCode).toBe(401)
    expect(wrong.body).toBe(unknown.body)
    expect(unknown.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  })

  test('a new login ends the session it was made from', async () => {
    const first = await login('eclerk')
    const second = await server.send({
      method: 'POST',
      url: '/api/login',
      payload: { login: 'eclerk', password: PASSWORD },
      cookies: cookiesOf(first),
    })
    expect(cookiesOf(second)).not.toEqual(cookiesOf(first))
    expect((await server.send({ method: 'GET', url: '/api/me', cookies: cookiesOf(first) })).statusCode).toBe(
      401,
    )
  })

  test('locks after five failures, longer each time, and the right password opens nothing meanwhile', async () => {
    for (let n = 0; n < 5; n++) expect((await login('whead', 'wrong')).statusCode).toBe(401)
    expect((await login('whead')).statusCode).toBe(401)
    server.later(61_000)
    expect((await login('whead', 'wrong')).statusCode).toBe(401)
    server.later(61_000)
    expect((await login('whead')).statusCode).toBe(401)
    server.later(61_000)
    expect((await login('whead')).statusCode).toBe(200)
  })

  test('guesses sent at once count one by one', async () => {
    server.later(61_000)
    const replies = await Promise.all(Array.from({ length: 12 }, () => login('chead', 'wrong')))
    expect(replies.every((r) => r.statusCode === 401)).toBe(true)
    const { rows } = await server.db.query("select failures from account where person_id = 'chead'")
    expect(rows).toEqual([{ failures: 5 }])
    server.later(3_700_000)
  })

  test('too many tries from one address wait', async () => {
    const replies = []
    for (let n = 0; n < 61; n++) replies.push(await login('', ''))
    expect(replies.at(-1)?.statusCode).toBe(422)
    const tries = []
    for (let n = 0; n < 61; n++) tries.push(await login('nobody-here', 'x'))
    expect(tries.at(-1)?.statusCode).toBe(429)
    expect(Number(tries.at(-1)?.headers['retry-after'])).toBeGreaterThan(0)
    server.later(61_000)
  }, 120_000)
})

describe('sessions', () => {
  test('end after half an hour without a request', async () => {
    const send = await server.as('dclerk')
    server.later(29 * 60_000)
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(200)
    server.later(29 * 60_000)
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(200)
    server.later(30 * 60_000 + 1)
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(401)
  })

  test.each([{ 'x-background': '1' }, { accept: 'text/event-stream' }])(
    'are not kept alive by what a page left open reads by itself: %j',
    async (headers) => {
      const send = await server.as('dclerk')
      for (let n = 0; n < 3; n++) {
        server.later(9 * 60_000)
        expect((await send({ method: 'GET', url: '/api/me', headers })).statusCode).toBe(200)
      }
      server.later(3 * 60_000 + 1)
      expect((await send({ method: 'GET', url: '/api/me', headers })).statusCode).toBe(401)
    },
  )

  test('are kept alive by every write, whatever it says of itself', async () => {
    const send = await server.as('dclerk')
    server.later(29 * 60_000)
    const payload = { post: 'dc-clerk', as: 'holder' }
    const headers = { 'x-background': '1' }
    await send({ method: 'POST', url: '/api/session/post', payload, headers })
    server.later(29 * 60_000)
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(200)
  })

  test('end twelve hours after login, however busy', async () => {
    const send = await server.as('dclerk')
    for (let n = 0; n < 28; n++) {
      server.later(25 * 60_000)
      await send({ method: 'GET', url: '/api/me' })
    }
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(200)
    server.later(21 * 60_000)
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(401)
  })

  test('end at logout, for good', async () => {
    const send = await server.as('dclerk')
    expect((await send({ method: 'POST', url: '/api/logout' })).statusCode).toBe(200)
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(401)
  })

  test('the table alone opens none', async () => {
    const { rows } = await server.db.query<{ id: string }>('select id from session limit 1')
    const reply = await server.send({ method: 'GET', url: '/api/me', cookies: { luoshi: rows[0]?.id ?? '' } })
    expect(reply.statusCode).toBe(401)
  })
})

describe('a seat that ends', () => {
  test('closes at once; what was meant for it is not done from another', async () => {
    const sql =
      "insert into delegation (tenant_id, id, post_id, from_person, to_person, from_on, to_on, reason, created_at) values ('t1', 'd9', 'edu-head', 'ehead', 'oclerk', '2026-03-01', '2026-12-31', '出差', '2026-03-01')"
    await server.db.query(sql)
    const send = await server.as('oclerk')
    const url = '/api/views'
    await send({ method: 'POST', url: '/api/session/post', payload: { post: 'edu-head', as: 'delegate' } })
    await server.db.query("update delegation set revoked_at = '2026-03-02' where id = 'd9'")
    const reply = await send({ method: 'POST', url, payload: { name: '本周', query: '' } })
    expect(reply.json()).toMatchObject({ status: 409, code: 'SEAT_CHANGED' })
    expect(reply.json().detail).toContain('区政府办公室科员')
    expect((await send({ method: 'POST', url, payload: { name: '本周', query: '' } })).statusCode).toBe(200)
  })

  test('the last one ends the session', async () => {
    const send = await server.as('oclerk')
    await server.db.query("update appointment set to_on = '2026-03-01' where person_id = 'oclerk'")
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(401)
  })
})

describe('passwords', () => {
  test('change ends the other sessions and keeps this one', async () => {
    const [here, there] = [await server.as('dhead'), await server.as('dhead')]
    const change = (payload: object) => here({ method: 'POST', url: '/api/password', payload })
    expect((await change({ current: 'wrong', next: 'Another-horse-8' })).json().refusals[0].fields).toEqual({
      current: '现用密码不正确',
    })
    expect((await change({ current: PASSWORD, next: 'short' })).json().detail).toContain('至少10个字符')
    expect((await change({ current: PASSWORD, next: 'dhead-is-my-Name' })).json().detail).toContain('账号')
    expect((await change({ current: PASSWORD, next: 'Another-horse-8' })).statusCode).toBe(200)
    expect((await here({ method: 'GET', url: '/api/me' })).statusCode).toBe(200)
    expect((await there({ method: 'GET', url: '/api/me' })).statusCode).toBe(401)
    expect((await login('dhead')).statusCode).toBe(401)
    await sendAs(server.app, 'dhead', 'Another-horse-8')
  })
})

describe('demo', () => {
  test('is closed in production, also where the process asks for it on a real district', async () => {
    const real = await testServer('demo_real', { mode: 'demo', demo: false })
    try {
      const reply = await real.send({ method: 'POST', url: '/api/demo-login', payload: { person: 'chief' } })
      expect(reply.statusCode).toBe(404)
      expect((await real.send({ method: 'GET', url: '/api/welcome' })).json()).toEqual({
        district: '云澜区',
        demo: false,
        oidc: false,
        personas: [],
      })
    } finally {
      await real.close()
    }
  })

  test('offers personas by group and lets anyone in as one', async () => {
    const demo = await testServer('demo', { mode: 'demo', demo: true })
    try {
      const { personas } = (await demo.send({ method: 'GET', url: '/api/welcome' })).json()
      expect(personas).toContainEqual({
        person: 'chief',
        name: '甲区长',
        title: '区长',
        unit: '区政府',
        group: '区领导',
      })
      const reply = await demo.send({ method: 'POST', url: '/api/demo-login', payload: { person: 'chief' } })
      expect(reply.json()).toMatchObject({
        person: { id: 'chief' },
        screens: ['leader', 'burden'],
        demo: true,
      })
      const nobody = await demo.send({
        method: 'POST',
        url: '/api/demo-login',
        payload: { person: 'nobody' },
      })
      expect(nobody.statusCode).toBe(404)
    } finally {
      await demo.close()
    }
  })
})
