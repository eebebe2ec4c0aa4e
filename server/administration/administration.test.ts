import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { json } from '#store/db.ts'
import { PASSWORD, type Send, type TestServer, orderForm, sendAs, testServer } from '../testing.ts'
import { calendarFault } from './calendar.ts'

let server: TestServer
let admin: Send
let clerk: Send

beforeAll(async () => {
  server = await testServer('administration')
  admin = await server.as('admin')
  clerk = await server.as('eclerk')
})
afterAll(() => server.close())

describe('calendar', () => {
  const put = (year: string, payload: object) =>
    admin({ method: 'PUT', url: `/api/calendar/${year}`, payload })
  const notice = {
    source: '国办发明电〔2027〕1号',
    off: { '2028-01-03': '元旦' },
    makeup: { '2028-01-08': '调休' },
  }

  test('a year is set, a changed one gets the next version, the same one none', async () => {
    const versionOf = async (year: string) =>
      (
        await server.db.query<{ version: string }>('select version from calendar_year where year = $1', [
          year,
        ])
      ).rows[0]?.version
    expect((await put('2028', notice)).statusCode).toBe(200)
    expect(await versionOf('2028')).toBe('2028.1')
    await put('2028', notice)
    expect(await versionOf('2028')).toBe('2028.1')
    await put('2028', { ...notice, off: { ...notice.off, '2028-05-01': '劳动节' } })
    expect(await versionOf('2028')).toBe('2028.2')
    const { version, years } = (await clerk({ method: 'GET', url: '/api/calendar' })).json()
    expect(version).toContain('2028.2')
    expect(years.at(-1)).toMatchObject({ year: '2028', makeup: { '2028-01-08': '调休' } })
  })

  test('only administrators set it', async () => {
    expect((await clerk({ method: 'PUT', url: '/api/calendar/2028', payload: notice })).statusCode).toBe(403)
  })

  test.each([
    ['28', notice],
    ['2028', { ...notice, off: { '2027-01-03': '元旦' } }],
    ['2028', { ...notice, off: { '2028-01-08': '元旦' } }],
    ['2028', { ...notice, makeup: { '2028-01-05': '调休' } }],
    ['2028', { ...notice, off: { '2028-02-30': '没有的日子' } }],
    ['2028', { ...notice, off: {} }],
    ['2028', { ...notice, source: '' }],
  ])('%s %j is refused', async (year, payload) => expect((await put(year, payload)).statusCode).toBe(422))

  test('its faults are sentences', () => {
    expect(calendarFault('2028', { off: { '2028-01-03': '元旦' }, makeup: { '2028-01-05': '调休' } })).toBe(
      '2028-01-05不是周末，不需要写调休上班',
    )
  })

  test('a missing year is said, never guessed', async () => {
    await server.db.query("delete from calendar_year where year = '2026'")
    const send = await server.as('dclerk')
    // Another process may serve a directory of the last second.
    await new Promise((done) => setTimeout(done, 1100))
    const reply = await send({
      method: 'POST',
      url: '/api/matters/acts/supervised-task.setUp',
      payload: { form: orderForm() },
    })
    expect(reply.json()).toMatchObject({ status: 409, code: 'CALENDAR_UNKNOWN' })
    expect(reply.json().refusals[0].remedy).toContain('2026年放假通知')
    await put('2026', { source: '测试', off: { '2026-10-01': '国庆节' }, makeup: {} })
    const again = await send({
      method: 'POST',
      url: '/api/matters/acts/supervised-task.setUp',
      payload: { form: orderForm() },
    })
    expect(again.statusCode).toBe(200)
  })
})

describe('who administers', () => {
  const screens = async (send: Send) => (await send({ method: 'GET', url: '/api/me' })).json().screens
  const may = async (send: Send) => (await send({ method: 'GET', url: '/api/accounts' })).statusCode === 200

  test('the holder of the post does, a clerk of the same unit does not', async () => {
    expect([await may(admin), await screens(admin)]).toEqual([true, ['office', 'burden', 'admin']])
    const colleague = await server.as('oclerk')
    expect([await may(colleague), await screens(colleague)]).toEqual([false, ['office', 'burden']])
  })

  test.each([null, ['supervised-task.signFor']])('a delegate of the post never does: %j', async (acts) => {
    const wish = { to: 'ehead', from: '2026-03-02', until: '2026-03-10', acts, reason: '出差' }
    const given = (await admin({ method: 'POST', url: '/api/delegations', payload: wish })).json()
    const delegate = await server.as('ehead')
    const seat = { post: 'office-head', as: 'delegate' }
    const switched = await delegate({ method: 'POST', url: '/api/session/post', payload: seat })
    expect(switched.json().screens).toEqual(['office', 'burden'])
    expect(await may(delegate)).toBe(false)
    const reset = { method: 'POST', url: '/api/accounts/whead/reset', payload: { action: 'reset' } } as const
    expect((await delegate(reset)).json()).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    await admin({ method: 'DELETE', url: `/api/delegations/${given.id}` })
  })

  test('an acting holder does, while the unit has the function', async () => {
    const payload = { person: 'chead', post: 'office-head', as: 'acting', from: '2026-03-02', until: null }
    expect((await admin({ method: 'POST', url: '/api/appointments', payload })).statusCode).toBe(200)
    const acting = await server.as('chead')
    const seat = { post: 'office-head', as: 'acting' }
    await acting({ method: 'POST', url: '/api/session/post', payload: seat })
    expect(await may(acting)).toBe(true)
    const functions = (list: string[]) =>
      server.db.query("update unit set functions = $1 where id = 'office'", [json(list)])
    await functions(['coordination'])
    expect([await may(acting), await may(admin)]).toEqual([false, false])
    await functions(['coordination', 'administration'])
    expect(await may(acting)).toBe(true)
  })
})

describe('parameters', () => {
  const list = async () =>
    (await clerk({ method: 'GET', url: '/api/parameters' })).json().parameters as {
      name: string
      title: string
      usual: number
      value: number
      note: string | null
    }[]

  test('are the counted terms of the rulebook and the hours of reminders, in Chinese, and take effect at once', async () => {
    const found = await list()
    expect(found.map((p) => p.name)).toContain('supervised-task.signWithin')
    expect(found.map((p) => p.name)).toContain('reminder.at')
    for (const { title } of found) expect(title).toMatch(/^\p{Script=Han}+：.*\p{Script=Han}/u)
    const set = await admin({
      method: 'PUT',
      url: '/api/parameters/supervised-task.signWithin',
      payload: { value: 3, reason: '区政府规定' },
    })
    expect(set.statusCode).toBe(200)
    expect((await list()).find((p) => p.name === 'supervised-task.signWithin')).toMatchObject({
      usual: 1,
      value: 3,
      note: '区政府规定',
    })
  })

  test.each([
    ['supervised-task.byDue', { value: 3, reason: 'x' }, 404],
    ['nothing', { value: 3, reason: 'x' }, 404],
    ['supervised-task.signWithin', { value: 0, reason: 'x' }, 422],
    ['supervised-task.signWithin', { value: 1.5, reason: 'x' }, 422],
    ['supervised-task.signWithin', { value: 2, reason: '' }, 422],
    ['supervised-task.signWithin', { value: 366, reason: 'x' }, 422],
    ['reminder.at', { value: 1405, reason: 'x' }, 200],
    ['reminder.at', { value: 2000, reason: 'x' }, 422],
    ['reminder.at', { value: 875, reason: 'x' }, 422],
    ['reminder.on', { value: 0, reason: '试点前' }, 200],
    ['reminder.on', { value: 2, reason: 'x' }, 422],
  ])('%s %j', async (name, payload, status) => {
    expect((await admin({ method: 'PUT', url: `/api/parameters/${name}`, payload })).statusCode).toBe(status)
  })
})

describe('accounts', () => {
  const change = (person: string, payload: object) =>
    admin({ method: 'POST', url: `/api/accounts/${person}/reset`, payload })

  test('are listed page by page and found by name', async () => {
    const all: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const url: string = `/api/accounts?limit=3${cursor ? `&cursor=${cursor}` : ''}`
      const page = (await admin({ method: 'GET', url })).json()
      all.push(...page.accounts.map((a: { person: string }) => a.person))
      cursor = page.next
    }
    expect(all).toHaveLength(10)
    expect(new Set(all).size).toBe(10)
    const found = (
      await admin({ method: 'GET', url: `/api/accounts?q=${encodeURIComponent('庚局')}` })
    ).json()
    expect(found.accounts).toEqual([
      {
        person: 'ehead',
        name: '庚局长',
        login: 'ehead',
        unitName: '区教育局',
        state: 'active',
        offers: ['reset', 'disable', 'leave'],
      },
    ])
    expect((await clerk({ method: 'GET', url: '/api/accounts' })).statusCode).toBe(403)
  })

  test('a one-time password opens nothing but its own change', async () => {
    const { login, password } = (await change('whead', { action: 'reset' })).json()
    expect(password).toMatch(/^\w{4}-\w{4}-\w{4}$/)
    const send = await sendAs(server.app, login, password)
    expect((await send({ method: 'GET', url: '/api/me' })).json()).toMatchObject({ mustChange: true })
    expect((await send({ method: 'GET', url: '/api/directory' })).json()).toMatchObject({
      status: 403,
      code: 'PASSWORD_DUE',
    })
    expect(
      (
        await send({
          method: 'POST',
          url: '/api/password',
          payload: { current: password, next: 'My-own-words-9' },
        })
      ).statusCode,
    ).toBe(200)
    expect((await send({ method: 'GET', url: '/api/directory' })).statusCode).toBe(200)
  })

  test('unlocking ends the sessions and asks for a new password', async () => {
    const send = await server.as('dclerk')
    expect((await change('dclerk', { action: 'unlock' })).statusCode).toBe(200)
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(401)
    const again = await server.as('dclerk')
    expect((await again({ method: 'GET', url: '/api/me' })).json()).toMatchObject({ mustChange: true })
  })

  test('a leader’s password is reset with a written reason only', async () => {
    const refused = await change('chief', { action: 'reset', reason: ' ' })
    expect(refused.statusCode).toBe(422)
    expect(Object.keys(refused.json().refusals[0].fields)).toEqual(['reason'])
    await server.as('chief')
    expect((await change('chief', { action: 'disable' })).statusCode).toBe(200)
    expect((await change('chief', { action: 'open', login: 'chief' })).statusCode).toBe(422)
    const opened = await change('chief', { action: 'open', login: 'chief', reason: '本人书面申请' })
    expect(opened.json().password).toMatch(/-/)
    expect((await change('chief', { action: 'reset', reason: '本人书面申请' })).statusCode).toBe(200)
  })

  test('disabling ends the sessions at once; opening again gives a new password', async () => {
    const send = await server.as('oclerk')
    expect((await change('oclerk', { action: 'disable' })).statusCode).toBe(200)
    expect((await send({ method: 'GET', url: '/api/me' })).statusCode).toBe(401)
    await expect(sendAs(server.app, 'oclerk', PASSWORD)).rejects.toThrow('账号或密码不正确')
    const { password } = (await change('oclerk', { action: 'open', login: 'oclerk' })).json()
    await sendAs(server.app, 'oclerk', password)
  })

  test.each([
    ['nobody', { action: 'reset' }, 404],
    ['admin', { action: 'disable' }, 409],
    ['ehead', { action: 'open', login: 'other' }, 409],
    ['ehead', { action: 'open', login: 'X' }, 422],
    ['ehead', { action: 'promote' }, 422],
  ])('%s %j', async (person, payload, status) =>
    expect((await change(person, payload)).statusCode).toBe(status),
  )
})
