import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { localSms } from '../adapters/sms/local.ts'
import type { InboundMapping } from '../adapters/sms/mapping.ts'
import { aliyunInbound } from '../adapters/sms/open.ts'
import { type TestServer, testServer } from '../testing.ts'
import { handleReceived } from './inbox.ts'
import { SECRET, signing, smsWith } from '#test/sms-gateway.ts'

const KEY = 'a-key-in-the-address'
const form: InboundMapping = {
  ...signing,
  auth: { kind: 'secret', header: 'X-Gateway-Secret', secret: SECRET },
  addresses: ['10.8.0.0/16', '192.0.2.7'],
  list: '',
  fields: { id: 'msgid', phone: 'mobile', text: 'content', sentAt: 'time' },
  answer: 'ok',
}
const timed: InboundMapping = {
  ...signing,
  auth: {
    kind: 'hmac',
    header: 'x-signature',
    secret: SECRET,
    algorithm: 'sm3',
    encoding: 'base64',
    timestamp: 'x-time',
  },
}

let server: TestServer
beforeAll(async () => {
  const inbound = new Map([
    ['mas', signing],
    ['form', form],
    ['timed', timed],
    ['aliyun', aliyunInbound(KEY, [])],
  ])
  server = await testServer('sms_inbound', { sms: smsWith({ inbound }) })
})
afterAll(() => server.close())
beforeEach(() => server.db.script('delete from sms_received'))

const kept = async (): Promise<readonly Record<string, unknown>[]> =>
  (
    await server.db.query(
      `select gateway, gateway_id as id, phone, text, sent_at as at, part_no as no from sms_received where tenant_id = 't1' order by gateway_id`,
    )
  ).rows

interface Sent {
  readonly gateway?: string
  readonly payload?: string | Buffer
  readonly headers?: Record<string, string>
  readonly from?: string
  readonly query?: string
}
const send = ({ gateway = 'mas', payload = '', headers = {}, from = '192.0.2.7', query = '' }: Sent) =>
  server.app.inject({
    method: 'POST',
    url: `/api/sms/inbound/${gateway}${query}`,
    payload,
    headers: { 'content-type': 'application/json', ...headers },
    remoteAddress: from,
  })

const batch = JSON.stringify({
  messages: [{ id: '1', from: '13700012345', text: '3 已办', at: '2026-03-02 08:59:00' }],
})
const hmac = (body: string, secret = SECRET): string =>
  createHmac('sha256', secret).update(body).digest('hex')

describe('a call that is not the gateway’s keeps nothing', () => {
  test.each<[string, Sent]>([
    ['no signature', { payload: batch }],
    ['the wrong secret', { payload: batch, headers: { 'x-signature': hmac(batch, 'another-secret-of-it') } }],
    [
      'another body under the signature',
      { payload: batch.replace('已办', '未办'), headers: { 'x-signature': hmac(batch) } },
    ],
    ['a signature cut short', { payload: batch, headers: { 'x-signature': hmac(batch).slice(0, 32) } }],
    ['an empty signature', { payload: batch, headers: { 'x-signature': '' } }],
    [
      'the signature of another gateway',
      { gateway: 'timed', payload: batch, headers: { 'x-signature': hmac(batch) } },
    ],
    [
      'the right secret from elsewhere',
      { gateway: 'form', payload: batch, headers: { 'x-gateway-secret': SECRET }, from: '198.51.100.1' },
    ],
    [
      'the wrong key in the address',
      { gateway: 'aliyun', payload: '[]', query: '?key=wrong-key-in-address' },
    ],
    ['the key given twice', { gateway: 'aliyun', payload: '[]', query: `?key=${KEY}&key=${KEY}` }],
  ])('%s', async (_, sent) => {
    const reply = await send(sent)
    expect(reply.json()).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    expect(await kept()).toEqual([])
  })

  test('a gateway that is not set up', async () => {
    for (const gateway of ['other', 'constructor', '__proto__', '%00', 'a'.repeat(300)]) {
      expect((await send({ gateway, payload: batch })).statusCode).toBe(404)
    }
  })

  test('a signed call of half an hour ago', async () => {
    const seconds = String(Date.parse('2026-03-02T01:00:00.000Z') / 1_000)
    const old = String(Number(seconds) - 1_800)
    const sign = (time: string): string =>
      createHmac('sm3', SECRET).update(`${time}.${batch}`).digest('base64')
    const call = (time: string, signature = sign(time)) =>
      send({ gateway: 'timed', payload: batch, headers: { 'x-time': time, 'x-signature': signature } })
    expect((await call(old)).statusCode).toBe(403)
    expect((await call(seconds, sign(old))).statusCode).toBe(403)
    expect((await call('soon')).statusCode).toBe(403)
    expect((await call(seconds)).statusCode).toBe(200)
    expect(await kept()).toHaveLength(1)
  })

  test('forging again and again is slowed down', async () => {
    const codes = []
    for (let n = 0; n < 40; n++) codes.push((await send({ payload: batch, from: '203.0.113.9' })).statusCode)
    expect(new Set(codes)).toEqual(new Set([403, 429]))
    expect(
      (await send({ payload: batch, headers: { 'x-signature': hmac(batch) }, from: '203.0.113.9' }))
        .statusCode,
    ).toBe(200)
  })
})

describe('what gateways hand in', () => {
  test('Aliyun’s array, numbers and all, is answered with a numeric code; a retry changes nothing', async () => {
    const payload = JSON.stringify([
      {
        phone_number: '13700012345',
        content: '3 已办',
        send_time: '2026-03-02 08:59:00',
        dest_code: '1069',
        sequence_id: 9_876_543_210,
      },
      {
        phone_number: '8613700012346',
        content: '１',
        send_time: '2026-03-02 08:59:30',
        dest_code: '1069',
        sequence_id: 9_876_543_211,
        sign_name: 'x',
      },
    ])
    for (let n = 0; n < 3; n++) {
      const reply = await send({ gateway: 'aliyun', payload, query: `?key=${KEY}` })
      expect(reply.json()).toEqual({ code: 0, msg: '接收成功' })
    }
    expect(await kept()).toEqual([
      {
        gateway: 'aliyun',
        id: '9876543210',
        phone: '13700012345',
        text: '3 已办',
        at: '2026-03-02T00:59:00.000Z',
        no: null,
      },
      {
        gateway: 'aliyun',
        id: '9876543211',
        phone: '13700012346',
        text: '１',
        at: '2026-03-02T00:59:30.000Z',
        no: null,
      },
    ])
  })

  test('a form, from an address of the list', async () => {
    const payload = new URLSearchParams({
      msgid: 'x 1',
      mobile: '+86 137 0001 2345',
      content: '2 缺地',
      time: '20260302085900',
    }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-gateway-secret': SECRET }
    for (const from of ['10.8.3.4', '192.0.2.7', '::ffff:10.8.0.1']) {
      const reply = await send({ gateway: 'form', payload, headers, from })
      expect(reply.body).toBe('"ok"')
    }
    expect(await kept()).toEqual([
      {
        gateway: 'form',
        id: 'x1',
        phone: '13700012345',
        text: '2 缺地',
        at: '2026-03-02T00:59:00.000Z',
        no: null,
      },
    ])
  })

  const signed = (body: unknown) => {
    const payload = JSON.stringify(body)
    return send({ payload, headers: { 'x-signature': hmac(payload) } })
  }

  test('without ids of its own, the same words at the same second are one message', async () => {
    const one = { from: '13700012345', text: '3 已办', at: '2026-03-02 08:59:00' }
    await signed({ messages: [one, one, { ...one, text: '3 已办结' }] })
    expect(await kept()).toHaveLength(2)
  })

  test.each([
    ['ISO with a zone', '2026-03-02T08:59:00+08:00', '2026-03-02T00:59:00.000Z'],
    ['seconds', 1_772_413_140, '2026-03-02T00:59:00.000Z'],
    ['milliseconds', '1772413140000', '2026-03-02T00:59:00.000Z'],
    ['a time to come', '2026-03-02 18:00:00', '2026-03-02T01:00:00.000Z'],
    ['nonsense', 'yesterday', '2026-03-02T01:00:00.000Z'],
    ['a year that is none', '0001-01-01 00:00:00', '2026-03-02T01:00:00.000Z'],
  ])('%s as its time', async (_, at, wanted) => {
    await signed({ messages: [{ id: 'm', from: '13700012345', text: '1', at }] })
    expect(await kept()).toMatchObject([{ at: wanted }])
  })

  test('what cannot be kept is left out or cut, and the rest is kept', async () => {
    const at = '2026-03-02 08:59:00'
    const reply = await signed({
      messages: [
        { id: 'a', from: '13700012345', text: `1 ${'长'.repeat(5_000)}`, at },
        { id: 'b', from: '13700012345', text: 'NUL \0 and \ud800', at },
        { id: 'c', from: 'nobody', text: '1', at },
        { id: 'd', from: '13700012345', at },
        { id: 'e', from: '13700012345', text: '1', at, ref: 'r', no: 9, of: 2 },
        { id: 'f', from: '13700012345', text: '1', at, ref: 'r', no: 1, of: 2 },
      ],
    })
    expect(reply.statusCode).toBe(200)
    const rows = await kept()
    expect(rows.map(({ id, no }) => [id, no])).toEqual([
      ['a', null],
      ['b', null],
      ['e', null],
      ['f', 1],
    ])
    expect([...String(rows[0]?.['text'])]).toHaveLength(2_000)
    expect(rows[1]?.['text']).toBe('NUL  and \ufffd')
    while ((await handleReceived(server.context)) > 0);
  })

  test.each([
    ['no JSON', 'messages=1'],
    ['a bare value', '7'],
    ['an array of texts', '{"messages":["1"]}'],
    ['nothing at all', ''],
    ['more than a thousand', JSON.stringify({ messages: Array.from({ length: 1_001 }, () => ({})) })],
  ])('%s is refused in words', async (_, payload) => {
    const reply = await send({ payload, headers: { 'x-signature': hmac(payload) } })
    expect(reply.json()).toMatchObject({ status: 400 })
    expect(reply.json().detail).toMatch(/\p{Script=Han}/u)
  })

  test('bytes that are not UTF-8, a body too large, another media type', async () => {
    const bytes = Buffer.from([0x22, 0xff, 0xfe, 0x22])
    const signature = createHmac('sha256', SECRET).update(bytes).digest('hex')
    expect((await send({ payload: bytes, headers: { 'x-signature': signature } })).statusCode).toBe(400)
    expect((await send({ payload: 'x'.repeat(1_100_000) })).statusCode).toBe(413)
    expect((await send({ payload: '<a/>', headers: { 'content-type': 'text/xml' } })).statusCode).toBe(415)
  })
})

describe('delivery reports', () => {
  const report = (payload: unknown, query = `?key=${KEY}`) =>
    server.app.inject({
      method: 'POST',
      url: `/api/sms/reports/aliyun${query}`,
      payload: JSON.stringify(payload),
      headers: { 'content-type': 'application/json' },
    })
  const statuses = async () =>
    (await server.db.query(`select id, status, detail from sms_sent where tenant_id = 't1' order by id`)).rows

  test('say which messages arrived; a failure after that, or of another’s message, changes nothing', async () => {
    await server.db.query(
      `insert into sms_sent (tenant_id, id, gateway, gateway_id, phone, text, status, sent_at)
       select 't1', i, case i when 'c' then 'mas' else 'aliyun' end, 'b-' || i, '13700012345', 'x', 'sent', now() from unnest(array['a', 'b', 'c']) i`,
    )
    const failed = { biz_id: 'b-b', success: false, err_msg: '用户关机' }
    const reply = await report([
      { biz_id: 'b-a', success: true, err_msg: '' },
      failed,
      { biz_id: 'b-c', success: true },
      {},
    ])
    expect(reply.json()).toEqual({ code: 0, msg: '接收成功' })
    await report([{ biz_id: 'b-a', success: false, err_msg: '超时' }])
    expect(await statuses()).toEqual([
      { id: 'a', status: 'delivered', detail: null },
      { id: 'b', status: 'failed', detail: '用户关机' },
      { id: 'c', status: 'sent', detail: null },
    ])
  })

  test('that are forged, unreadable, or of a gateway that gives none', async () => {
    expect((await report([], '?key=wrong')).statusCode).toBe(403)
    expect((await report('text')).statusCode).toBe(400)
    const payload = '[]'
    const headers = { 'content-type': 'application/json', 'x-signature': hmac(payload) }
    const none = await server.app.inject({ method: 'POST', url: '/api/sms/reports/mas', payload, headers })
    expect(none.statusCode).toBe(400)
  })
})

describe('the page of the gateway', () => {
  const get = (as: Awaited<ReturnType<TestServer['as']>>, query = '') =>
    as({ method: 'GET', url: `/api/sms${query}` })

  test('is for the office, the supervisors and the administrator', async () => {
    const codes = []
    for (const login of ['oclerk', 'dclerk', 'admin', 'eclerk', 'whead']) {
      codes.push((await get(await server.as(login))).statusCode)
    }
    expect(codes).toEqual([200, 200, 200, 403, 403])
  })

  test('lets nobody type for a phone where it is no demo', async () => {
    const office = await server.as('oclerk')
    const payload = { phone: '13700012345', text: '3 已办' }
    expect((await office({ method: 'POST', url: '/api/sms/typed', payload })).statusCode).toBe(404)
    expect((await get(office)).json()).toMatchObject({ typed: false, gateway: null })
    expect(await kept()).toEqual([])
  })

  test('in a demo a reply typed there comes in like any other', async () => {
    const demo = await testServer('sms_demo', {
      mode: 'demo',
      demo: true,
      sms: smsWith({ port: localSms, typed: true }),
    })
    try {
      const office = await demo.as('oclerk')
      const typed = {
        method: 'POST',
        url: '/api/sms/typed',
        payload: { phone: '13700012345', text: '您好' },
      } as const
      expect((await office(typed)).statusCode).toBe(200)
      expect((await (await demo.as('whead'))(typed)).statusCode).toBe(403)
      expect((await get(office, '?phone=13700012345')).json()).toMatchObject({
        gateway: 'local',
        typed: true,
        phones: [{ phone: '13700012345', name: null }],
        lines: [
          { direction: 'in', text: '您好', status: '未处理', detail: '号码不在名录里，或者账号已停用' },
        ],
      })
      expect((await office({ method: 'GET', url: '/api/me' })).json().screens).toContain('gateway')
    } finally {
      await demo.close()
    }
  })
})
