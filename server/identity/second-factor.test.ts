import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD, type Send, type TestServer, cookiesOf, testServer } from '../testing.ts'
import { codeAt, stepAt } from './totp.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer('second_factor', { three: true, secondFactor: true })
})
afterAll(() => server.close())

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const unbase32 = (text: string): Buffer => {
  const bits = [...text].map((c) => LETTERS.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The code a device would show now, or some steps on. */
const shows = (secret: string, steps = 0): string =>
  codeAt(unbase32(secret), stepAt(Date.parse(server.context.clock.now())) + steps)

const login = (name: string, cookies: Record<string, string> = {}) =>
  server.send({ method: 'POST', url: '/api/login', payload: { login: name, password: PASSWORD }, cookies })
const second = (code: string, cookies: Record<string, string>) =>
  server.send({ method: 'POST', url: '/api/login/second', payload: { code }, cookies })
const me = (cookies: Record<string, string>) => server.send({ method: 'GET', url: '/api/me', cookies })

/** Sets a device up; the secret it holds and the recovery codes. */
async function enrol(send: Send): Promise<{ secret: string; codes: string[] }> {
  const url = '/api/me/second-factor'
  const begun = (await send({ method: 'POST', url, payload: {} })).json()
  const wrong = await send({ method: 'PUT', url, payload: { code: '000000' } })
  expect(wrong.statusCode).toBe(422)
  const done = await send({ method: 'PUT', url, payload: { code: shows(begun.secret) } })
  expect(done.json().codes).toHaveLength(10)
  return { secret: begun.secret, codes: done.json().codes }
}

describe('an administrator', () => {
  let secret = ''
  let codes: string[] = []

  test('may do nothing before a second factor is set up, everybody else everything', async () => {
    const send = await server.as('admin')
    expect((await send({ method: 'GET', url: '/api/me' })).json()).toMatchObject({ mustEnrol: true })
    expect((await send({ method: 'GET', url: '/api/accounts' })).json()).toMatchObject({
      status: 403,
      code: 'SECOND_FACTOR_DUE',
    })
    const other = await server.as('ehead')
    expect((await other({ method: 'GET', url: '/api/directory' })).statusCode).toBe(200)
    const found = await enrol(send)
    ;({ secret, codes } = found)
    expect((await send({ method: 'GET', url: '/api/accounts' })).statusCode).toBe(200)
    expect((await send({ method: 'DELETE', url: '/api/me/second-factor' })).statusCode).toBe(409)
  })

  test('then needs a code at login; the password alone opens nothing', async () => {
    server.later(30_000)
    const first = await login('admin')
    expect(first.json()).toEqual({ second: true })
    expect(Object.keys(cookiesOf(first))).toEqual(['luoshi-step'])
    expect((await me(cookiesOf(first))).statusCode).toBe(401)
    const done = await second(shows(secret), cookiesOf(first))
    expect(done.statusCode).toBe(200)
    expect((await me(cookiesOf(done))).statusCode).toBe(200)
  })

  test('a code counts once, and so does a step', async () => {
    const [a, b] = [await login('admin'), await login('admin')]
    const code = shows(secret)
    // The one of the login before is spent.
    expect((await second(code, cookiesOf(a))).statusCode).toBe(401)
    server.later(30_000)
    const next = shows(secret)
    const replies = await Promise.all([second(next, cookiesOf(a)), second(next, cookiesOf(b))])
    expect(replies.map((reply) => reply.statusCode).toSorted((x, y) => x - y)).toEqual([200, 401])
    const won = replies[0]?.statusCode === 200 ? a : b
    server.later(30_000)
    expect((await second(shows(secret), cookiesOf(won))).statusCode).toBe(401)
  })

  test('a recovery code serves once in place of the device', async () => {
    const code = codes[0]?.toLowerCase() ?? ''
    expect((await second(code, cookiesOf(await login('admin')))).statusCode).toBe(200)
    expect((await second(code, cookiesOf(await login('admin')))).statusCode).toBe(401)
  })

  test('guessing codes locks the account, and a step serves five tries at most', async () => {
    server.later(3_700_000)
    const step = cookiesOf(await login('admin'))
    for (let n = 0; n < 5; n++) expect((await second('123456', step)).statusCode).toBe(401)
    server.later(30_000)
    expect((await second(shows(secret), step)).statusCode).toBe(401)
    expect((await login('admin')).statusCode).toBe(401)
    server.later(3_700_000)
  })

  test('a step runs out after five minutes', async () => {
    const step = cookiesOf(await login('admin'))
    server.later(5 * 60_000 + 1)
    expect((await second(shows(secret), step)).statusCode).toBe(401)
    server.later(3_700_000)
  })

  test('安全管理员 resets it with a reason; 系统管理员 may not', async () => {
    const security = await server.as('security')
    await enrol(security)
    const reset = (payload: object) =>
      security({
        method: 'POST',
        url: '/api/accounts/admin/reset',
        payload: { action: 'factor', ...payload },
      })
    expect((await reset({})).statusCode).toBe(422)
    expect((await reset({ reason: '手机遗失' })).statusCode).toBe(200)
    const done = await login('admin')
    expect(done.json()).toMatchObject({ mustEnrol: true })
  })
})

test('the secret is not in the database as it is, and opens for nobody else', async () => {
  const send = await server.as('eclerk')
  const { secret } = await enrol(send)
  const { rows } = await server.db.query<{ secret: Buffer }>(
    "select secret from second_factor where person_id = 'eclerk'",
  )
  expect(rows[0]?.secret.includes(unbase32(secret))).toBe(false)
  await server.db.query(
    "update second_factor set secret = (select secret from second_factor where person_id = 'security'), last_step = 0 where person_id = 'eclerk'",
  )
  const step = cookiesOf(await login('eclerk'))
  server.later(30_000)
  expect((await second(shows(secret), step)).statusCode).toBe(401)
  await server.db.query("delete from second_factor where person_id = 'eclerk'")
})

describe('proving anew', () => {
  test('is asked after five minutes for what needs it, by password, and lasts five minutes', async () => {
    const send = await server.as('dhead')
    const begin = () => send({ method: 'POST', url: '/api/me/second-factor', payload: {} })
    const prove = (payload: object) => send({ method: 'POST', url: '/api/session/fresh', payload })
    expect((await begin()).statusCode).toBe(200)
    server.later(5 * 60_000)
    expect((await begin()).json()).toMatchObject({ status: 403, code: 'NOT_FRESH' })
    expect((await prove({ password: 'wrong' })).statusCode).toBe(422)
    expect((await prove({})).statusCode).toBe(422)
    expect((await begin()).json()).toMatchObject({ code: 'NOT_FRESH' })
    expect((await prove({ password: PASSWORD })).statusCode).toBe(200)
    expect((await begin()).statusCode).toBe(200)
  })

  test('puts the session under a new token; the old one is soon of no use', async () => {
    const before = cookiesOf(await login('chief'))
    const prove = await server.send({
      method: 'POST',
      url: '/api/session/fresh',
      payload: { password: PASSWORD },
      cookies: before,
    })
    const after = cookiesOf(prove)
    expect(after['luoshi']).not.toBe(before['luoshi'])
    server.later(10_001)
    expect((await me(before)).statusCode).toBe(401)
    expect((await me(after)).statusCode).toBe(200)
  })
})

describe('one’s own sessions', () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'

  test('are listed by device and ended one by one or all others', async () => {
    const open = async () =>
      cookiesOf(
        await server.send({
          method: 'POST',
          url: '/api/login',
          payload: { login: 'chead', password: PASSWORD },
          headers: { 'user-agent': agent },
        }),
      )
    const [a, b, c] = [await open(), await open(), await open()]
    const url = '/api/me/sessions'
    const list = (await server.send({ method: 'GET', url, cookies: a })).json().sessions
    expect(list).toHaveLength(3)
    expect(list.filter((one: { current: boolean }) => one.current)).toHaveLength(1)
    expect(list[0]).toMatchObject({ device: 'Linux Chrome' })
    const ofB = (await server.send({ method: 'GET', url, cookies: b }))
      .json()
      .sessions.find((one: { current: boolean }) => one.current)
    // Somebody else's handle is not there.
    const stranger = await server.as('whead')
    expect((await stranger({ method: 'DELETE', url: `${url}/${ofB.handle}` })).statusCode).toBe(404)
    const ended = await server.send({ method: 'DELETE', url: `${url}/${ofB.handle}`, cookies: a })
    expect(ended.statusCode).toBe(200)
    expect((await me(b)).statusCode).toBe(401)
    expect((await server.send({ method: 'DELETE', url, cookies: a })).json()).toEqual({ ended: 1 })
    expect((await me(c)).statusCode).toBe(401)
    expect((await me(a)).statusCode).toBe(200)
  })

  test('are at most as many as the district says', async () => {
    const all = []
    for (let n = 0; n < 6; n++) {
      server.later(1_000)
      all.push(cookiesOf(await login('whead')))
    }
    const open = await Promise.all(all.map(async (cookies) => (await me(cookies)).statusCode))
    expect(open).toEqual([401, 200, 200, 200, 200, 200])
  })

  test('安全管理员 ends somebody’s and sees nothing of them', async () => {
    const cookies = cookiesOf(await login('eclerk'))
    // The device set up in an earlier test is of no matter here.
    await server.db.query("delete from second_factor where person_id = 'security'")
    const url = '/api/accounts/eclerk/reset'
    const send = await server.as('security')
    await enrol(send)
    expect((await send({ method: 'POST', url, payload: { action: 'leave' } })).json()).toEqual({
      login: 'eclerk',
      password: null,
    })
    expect((await me(cookies)).statusCode).toBe(401)
  })
})
