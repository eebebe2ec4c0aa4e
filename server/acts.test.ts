import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Send, type TestServer, orderForm, testServer } from './testing.ts'

let server: TestServer
let clerk: Send
let head: Send
let stranger: Send

beforeAll(async () => {
  server = await testServer('acts')
  clerk = await server.as('dclerk')
  head = await server.as('ehead')
  stranger = await server.as('whead')
})
afterAll(() => server.close())

const setUp = (send: Send, form = orderForm(), key?: string) =>
  send({
    method: 'POST',
    url: '/api/matters/acts/supervised-task.setUp',
    payload: { form },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  })
const doing = (send: Send, id: string, act: string, form: object = {}, ver?: number) =>
  send({
    method: 'POST',
    url: `/api/matters/${id}/acts/supervised-task.${act}`,
    payload: { form, ...(ver === undefined ? {} : { ver }) },
  })

async function assigned(): Promise<string> {
  const { id } = (await setUp(clerk)).json()
  expect((await doing(clerk, id, 'assign')).statusCode).toBe(200)
  return id
}

describe('an act', () => {
  test('is done and answered with its receipt', async () => {
    const reply = await setUp(clerk)
    expect(reply.json()).toMatchObject({ ver: 1, state: 'setUp', receipt: { seq: 1, status: 'pending' } })
    expect(reply.json().number).toMatch(/^督〔2026〕\d+号$/)
  })

  test('sent twice with one key happens once; another request under that key is refused', async () => {
    const [first, second] = [
      await setUp(clerk, orderForm(), 'the-same-key-1'),
      await setUp(clerk, orderForm(), 'the-same-key-1'),
    ]
    expect(second.json()).toEqual(first.json())
    const other = await setUp(clerk, orderForm({ task: '别的任务' }), 'the-same-key-1')
    expect(other.json()).toMatchObject({ status: 409, code: 'KEY_REUSED' })
  })

  test.each(['toString', 'constructor', '__proto__', 'fly'])('of the name %s is not there', async (name) => {
    const id = await assigned()
    for (const act of [`supervised-task.${name}`, `${name}.setUp`]) {
      const one = await clerk({
        method: 'POST',
        url: `/api/matters/${id}/acts/${act}`,
        payload: { form: {} },
      })
      expect(one.statusCode).toBe(404)
      const payload = { act, forms: [orderForm()] }
      const many = await clerk({ method: 'POST', url: '/api/matters/batch', payload })
      expect(many.statusCode).toBe(404)
    }
  })

  test('keys of different people never meet', async () => {
    const deputy = await server.as('deputy')
    const [one, two] = [
      await setUp(clerk, orderForm(), 'shared-key-22'),
      await setUp(deputy, orderForm(), 'shared-key-22'),
    ]
    expect([one.statusCode, two.statusCode]).toEqual([200, 200])
    expect(one.json().id).not.toBe(two.json().id)
  })
})

describe('a refusal', () => {
  test('not one’s power: 403, with who may', async () => {
    const id = await assigned()
    const reply = await doing(clerk, id, 'signFor')
    expect(reply.json()).toMatchObject({ status: 403, code: 'NOT_YOURS' })
    expect(reply.json().refusals[0].remedy).toContain('牵头单位')
  })

  test('wrong state: 409', async () => {
    const id = await assigned()
    expect((await doing(clerk, id, 'assign')).json()).toMatchObject({ status: 409, code: 'WRONG_STATE' })
  })

  test('a form that is not whole: 422, a sentence at each field', async () => {
    const reply = await setUp(clerk, { task: '', lead: 'edu' })
    expect(reply.json()).toMatchObject({ status: 422, code: 'FORM_INVALID' })
    expect(Object.keys(reply.json().refusals[0].fields)).toEqual(
      expect.arrayContaining(['task', 'authority', 'arranger', 'due']),
    )
  })

  test('a gate: its own code, norm and basis', async () => {
    const reply = await setUp(clerk, orderForm({ lead: 'office' }))
    expect(reply.json()).toMatchObject({ status: 409, code: 'OFFICE_NOT_LEAD' })
    expect(reply.json().refusals[0]).toMatchObject({
      norm: 'C10',
      basis: expect.arrayContaining([expect.objectContaining({ title: '区人民政府工作规则' })]),
    })
  })

  test('a delegate beyond the delegation: 403', async () => {
    const id = await assigned()
    await head({
      method: 'POST',
      url: '/api/delegations',
      payload: {
        to: 'oclerk',
        from: '2026-03-02',
        until: '2026-03-10',
        acts: ['supervised-task.reportDone'],
        reason: '出差',
      },
    })
    const delegate = await server.as('oclerk')
    await delegate({
      method: 'POST',
      url: '/api/session/post',
      payload: { post: 'edu-head', as: 'delegate' },
    })
    const reply = await doing(delegate, id, 'signFor')
    expect(reply.json()).toMatchObject({ status: 403, code: 'DELEGATION_EXCEEDED' })
  })

  test('an act that the rulebook does not have, or one of another shape, is no address', async () => {
    const id = await assigned()
    for (const act of ['explode', 'constructor', '__proto__', 'setUp'])
      expect((await doing(clerk, id, act)).statusCode).toBe(404)
  })
})

describe('a stranger', () => {
  test('gets the same 404 for a matter that is not theirs as for one that is not there', async () => {
    const id = await assigned()
    for (const act of ['signFor', 'assign', 'cancel']) {
      const foreign = await doing(stranger, id, act, act === 'signFor' ? {} : undefined)
      const nowhere = await doing(stranger, '00000000-0000-4000-8000-000000000000', act)
      expect(foreign.statusCode, act).toBe(nowhere.statusCode)
      expect(foreign.body, act).toBe(nowhere.body)
    }
    expect((await doing(stranger, id, 'signFor')).statusCode).toBe(404)
    expect((await doing(head, id, 'signFor')).statusCode).toBe(200)
  })
})

describe('substituted ids', () => {
  test('every address that takes one answers a stranger as if nothing were there, to the byte', async () => {
    const made = (await setUp(clerk)).json()
    const view = (
      await clerk({ method: 'POST', url: '/api/views', payload: { name: '我的', query: '' } })
    ).json()
    const wish = { to: 'eclerk', from: '2026-03-02', until: '2026-03-10', acts: null, reason: '出差' }
    const delegation = (await head({ method: 'POST', url: '/api/delegations', payload: wish })).json()
    const addresses: ['GET' | 'DELETE', (id: string) => string, string][] = [
      ['GET', (id) => `/api/matters/${id}`, made.id],
      ['GET', (id) => `/api/matters/${id}/papers/slip`, made.id],
      ['GET', (id) => `/api/matters/${id}/papers/nothing`, made.id],
      ['GET', (id) => `/api/receipts/${id}`, made.receipt.act],
      ['DELETE', (id) => `/api/views/${id}`, view.id],
      ['DELETE', (id) => `/api/delegations/${id}`, delegation.id],
    ]
    for (const [method, url, id] of addresses) {
      const said = url('…')
      const foreign = await stranger({ method, url: url(id) })
      for (const other of [
        '00000000-0000-4000-8000-000000000000',
        `${id.slice(0, -1)}x`,
        'edu',
        "' or 1=1",
      ]) {
        const nowhere = await stranger({ method, url: url(encodeURIComponent(other)) })
        expect([nowhere.statusCode, nowhere.body], said).toEqual([foreign.statusCode, foreign.body])
        expect(Object.keys(nowhere.headers).toSorted(), said).toEqual(Object.keys(foreign.headers).toSorted())
      }
      expect(foreign.statusCode, said).toBe(404)
    }
  })

  test('lists, ledgers and search never show what is not theirs', async () => {
    const { id } = (await setUp(clerk, orderForm({ task: '只给教育局看的任务' }))).json()
    const q = encodeURIComponent('只给教育局')
    const urls = [
      '/api/matters',
      `/api/matters?q=${q}`,
      '/api/inbox?box=todo&scope=unit',
      '/api/inbox?box=toread',
      '/api/inbox?box=done',
      '/api/leader',
    ]
    for (const url of urls) expect((await stranger({ method: 'GET', url })).body, url).not.toContain(id)
    expect((await head({ method: 'GET', url: `/api/matters?q=${q}` })).body).toContain(id)
  })
})

test('two people at once: one act each, nothing lost', async () => {
  const id = await assigned()
  const other = await server.as('eclerk')
  const replies = await Promise.all([doing(head, id, 'signFor'), doing(other, id, 'signFor')])
  expect(replies.map((r) => r.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
})
