import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMINISTRATIONS, type Administration } from '#store/administrators.ts'
import type { Operation } from '../contract/operation.ts'
import { operations } from '../contract/operations.ts'
import { type Send, type TestServer, fileBody, testServer } from '../testing.ts'

// The three administrators against every operation that any of them has: the table is made from the contract, so that a new
// operation is in it at once.

const LOGINS: Readonly<Record<Administration, string>> = {
  system: 'admin',
  security: 'security',
  audit: 'auditor',
}

let server: TestServer
const sends = new Map<string, Send>()
const send = (login: string): Send => sends.get(login) ?? (() => Promise.reject(new Error(login)))

beforeAll(async () => {
  server = await testServer('three', { three: true })
  for (const login of [...Object.values(LOGINS), 'ehead', 'chief', 'eclerk']) {
    sends.set(login, await server.as(login))
  }
})
afterAll(() => server.close())

const theirs = Object.values(operations)
  .flatMap((group): Operation[] => Object.values(group))
  .filter((operation) => typeof operation.permission !== 'string')

/** A request that gets past the permission and no further: an id that is nowhere, a body that says nothing. */
const request = ({ method, path, upload }: Operation): InjectOptions => ({
  method,
  url: path.replaceAll(/\{\w+\}/g, 'nowhere'),
  ...(method === 'GET' ? {} : upload ? fileBody('a.xlsx', 'x') : { payload: {} }),
})

describe('each of the three × every operation of the three', () => {
  const cells = theirs.flatMap((operation) =>
    [...ADMINISTRATIONS, null].map((who) => ({
      name: `${who ?? 'nobody of them'}: ${operation.method} ${operation.path}`,
      operation,
      login: who ? LOGINS[who] : 'ehead',
      may: who !== null && operation.permission.includes(who),
    })),
  )

  test('there are operations of each', () => {
    for (const one of ADMINISTRATIONS) expect(theirs.some((o) => o.permission.includes(one))).toBe(true)
  })

  test.each(cells)('$name', async ({ operation, login, may }) => {
    const reply = await send(login)(request(operation))
    expect(reply.statusCode).toBeLessThan(500)
    if (may) expect(reply.statusCode).not.toBe(403)
    else expect(reply.json()).toMatchObject({ status: 403, code: 'FORBIDDEN' })
  })
})

describe('nobody is two of the three', () => {
  const appoint = (login: string, payload: object) =>
    send(login)({ method: 'POST', url: '/api/appointments', payload })
  const of = (person: string, post: string, from = '2026-03-02', until: string | null = null) => ({
    person,
    post,
    as: 'acting',
    from,
    until,
  })

  test.each([
    ['security', of('admin', 'office-audit'), '同时是系统管理员和安全审计员'],
    ['security', of('auditor', 'office-head'), '同时是系统管理员和安全审计员'],
    ['security', of('security', 'office-audit'), '同时是安全管理员和安全审计员'],
    ['security', of('security', 'office-head', '2027-01-01', '2027-02-01'), '自2027年1月1日起'],
  ])('%s appoints %j', async (login, payload, said) => {
    const reply = await appoint(login, payload)
    expect(reply.json()).toMatchObject({ status: 409 })
    expect(reply.json().detail).toContain(said)
  })

  test.each([
    ['admin', of('ehead', 'office-security'), '由安全管理员办理'],
    ['admin', of('ehead', 'office-head'), '由安全管理员办理'],
    ['security', of('ehead', 'cons-head'), '由系统管理员办理'],
  ])('%s may not appoint %j', async (login, payload, said) => {
    const reply = await appoint(login, payload)
    expect(reply.json()).toMatchObject({ status: 403 })
    expect(reply.json().detail).toContain(said)
  })

  test('one after the other is no overlap', async () => {
    await server.db.query("update appointment set to_on = '2026-12-31' where person_id = 'auditor'")
    expect((await appoint('security', of('auditor', 'office-head', '2027-01-01'))).statusCode).toBe(200)
  })

  test('a post changed under somebody is an appointment too', async () => {
    const set = (post: string, administers: Administration | null) =>
      send('security')({
        method: 'PUT',
        url: `/api/administration/posts/${post}`,
        payload: { administers, reason: '分工调整' },
      })
    expect((await set('edu-head', 'audit')).statusCode).toBe(404)
    expect((await set('office-security', 'audit')).json().detail).toContain('没有人任安全管理员')
    expect((await set('office-head', null)).json().detail).toContain('没有人任系统管理员')
    expect((await set('office-clerk', 'security')).statusCode).toBe(200)
    const both = of('auditor', 'office-clerk', '2026-03-02', '2026-04-01')
    expect((await appoint('security', both)).json().detail).toContain('三员应当分设')
    expect((await set('office-clerk', null)).statusCode).toBe(200)
  })
})

describe('accounts of administrators', () => {
  const change = (login: string, person: string, action: string) =>
    send(login)({
      method: 'POST',
      url: `/api/accounts/${person}/reset`,
      payload: { action, reason: '本人申请' },
    })

  test.each([
    ['admin', 'security', 'reset', 403],
    ['admin', 'auditor', 'disable', 403],
    ['admin', 'eclerk', 'unlock', 403],
    ['security', 'eclerk', 'reset', 403],
    ['security', 'eclerk', 'disable', 403],
    ['security', 'eclerk', 'unlock', 200],
    ['security', 'security', 'reset', 409],
    ['security', 'security', 'disable', 409],
    ['security', 'admin', 'reset', 200],
    ['auditor', 'eclerk', 'unlock', 403],
  ])('%s: %s %s → %d', async (login, person, action, status) => {
    expect((await change(login, person, action)).statusCode).toBe(status)
    if (person === 'admin') await server.db.query('update account set must_change = false where true')
    if (person === 'admin') sends.set('admin', await again('admin'))
  })
})

/** Back in with the usual password, after a reset. */
async function again(login: string): Promise<Send> {
  await server.db.query(
    `update account set password = (select password from account where person_id = 'chief') where person_id = $1`,
    [login],
  )
  return server.as(login)
}

test('administering shows no matter', async () => {
  for (const login of Object.values(LOGINS)) {
    const list = await send(login)({ method: 'GET', url: '/api/matters?limit=1' })
    expect(list.json().rows ?? list.json().matters ?? []).toEqual([])
  }
})

test('a district with 系统管理员 alone works on, and is told whom it lacks', async () => {
  const old = await testServer('three_old')
  try {
    const admin = await old.as('admin')
    const url = '/api/administration/administrators'
    expect((await admin({ method: 'GET', url })).json()).toMatchObject({
      vacant: ['security', 'audit'],
      may: true,
    })
    const set = (post: string, administers: Administration) =>
      admin({
        method: 'PUT',
        url: `/api/administration/posts/${post}`,
        payload: { administers, reason: '设三员' },
      })
    expect((await set('office-clerk', 'security')).statusCode).toBe(200)
    // From now on there is one, and nobody stands in.
    expect((await admin({ method: 'GET', url })).json()).toMatchObject({ vacant: ['audit'], may: false })
    expect((await set('office-clerk', 'audit')).statusCode).toBe(403)
    const unlock = {
      method: 'POST',
      url: '/api/accounts/eclerk/reset',
      payload: { action: 'unlock' },
    } as const
    expect((await admin(unlock)).statusCode).toBe(403)
    expect((await (await old.as('oclerk'))(unlock)).statusCode).toBe(200)
  } finally {
    await old.close()
  }
})
