import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import type { StoreContext } from '#store/context.ts'
import { deliver, post } from '#store/outbox.ts'
import { aliyunSms, laidOver } from './aliyun.ts'
import { signed, smsDriver } from './driver.ts'
import { httpSms } from './http.ts'
import { localSms } from './local.ts'
import { type SmsMapping, readMapping } from './mapping.ts'
import { type SmsService, openSms } from './open.ts'
import type { SmsPort } from './port.ts'

/** A gateway on this machine that keeps what it was asked and answers as it is told. */
interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}
let gateway: Server
let asked: Asked[] = []
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: '{}' }
let url: string

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      asked.push({ method, url: path, headers, body })
      response
        .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
        .end(answer.body)
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => gateway.close(resolve)))
beforeEach(() => {
  asked = []
  answer = { status: 200, body: '{"status":"0","data":{"msgId":77}}' }
})

const mapping = (send: Record<string, unknown> = {}, env: Record<string, string> = {}): SmsMapping => {
  const text = JSON.stringify({
    gateway: 'mas',
    send: {
      url: `${url}/send`,
      headers: { authorization: 'Bearer {env.MAS_TOKEN}' },
      body: { mobile: '{phone}', content: '{text}', extra: { ids: ['{id}'], count: 1 } },
      success: { path: 'status', is: ['0', 0] },
      id: 'data.msgId',
      ...send,
    },
  })
  const read = readMapping(text, { MAS_TOKEN: 't-1', ...env })
  if (!read.ok) throw new Error(read.because)
  return read.mapping
}

const sms = { id: 'o1', phone: '13700012345', text: '【云澜区政府办】A4“{phone}”&=2\n"' }

describe('a gateway that speaks HTTP', () => {
  test('is sent JSON as the mapping says; its id of the message is kept', async () => {
    expect(await httpSms(mapping()).send(sms)).toEqual({ gatewayId: '77' })
    const [one] = asked
    expect(one).toMatchObject({ method: 'POST', url: '/send', headers: { authorization: 'Bearer t-1' } })
    expect(JSON.parse(one?.body ?? '')).toEqual({
      mobile: sms.phone,
      content: sms.text,
      extra: { ids: ['o1'], count: 1 },
    })
  })

  test('is sent a form, or an address, where the mapping says so', async () => {
    const form = {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: { to: '{phone}', text: '{text}' },
    }
    await httpSms(mapping(form)).send(sms)
    await httpSms(mapping({ method: 'GET', headers: {}, body: { to: '{phone}', text: '{text}' } })).send(sms)
    const sent = [new URLSearchParams(asked[0]?.body), new URL(asked[1]?.url ?? '', url).searchParams]
    for (const fields of sent) expect(Object.fromEntries(fields)).toEqual({ to: sms.phone, text: sms.text })
  })

  test.each([
    ['an error', { status: 500, body: 'oops' }, /500/],
    ['what does not mean success', { status: 200, body: '{"status":"9"}' }, /没有受理/],
    ['no JSON', { status: 200, body: 'OK' }, /没有受理/],
    ['a redirect', { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }, /./],
  ])('that answers with %s has not taken the message', async (_, said, wanted) => {
    answer = said
    await expect(httpSms(mapping()).send(sms)).rejects.toThrow(wanted)
  })

  test('that is not there, or says nothing in time, has not taken it either', async () => {
    await expect(httpSms(mapping({ url: 'http://127.0.0.1:1/' })).send(sms)).rejects.toThrow()
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`
    await expect(httpSms(mapping({ url: address, timeoutSeconds: 1 })).send(sms)).rejects.toThrow(/timeout/i)
    silent.closeAllConnections()
    silent.close()
  })
})

describe('Aliyun', () => {
  const options = {
    accessKeyId: 'k',
    accessKeySecret: 's',
    sign: '云澜区政府办',
    template: 'SMS_1',
    variables: ['a', 'b'],
    longest: 5,
    endpoint: 'dysmsapi.aliyuncs.com',
  }

  test('the text is laid over the variables of the template; too long a one ends with an ellipsis', () => {
    expect(laidOver('一二三四五六七', options)).toEqual({ a: '一二三四五', b: '六七' })
    expect(laidOver('一二', options)).toEqual({ a: '一二', b: ' ' })
    expect(laidOver('一二三四五六七八九十百', options)).toEqual({ a: '一二三四五', b: '六七八九…' })
  })

  test('is asked with signature, template and number; anything but OK is a failure', async () => {
    const requests: unknown[] = []
    let code = 'OK'
    const port = aliyunSms(options, async () => ({
      sendSms: async (request) => {
        requests.push(request)
        return { code, message: '说明', bizId: 'b1' }
      },
    }))
    expect(await port.send({ ...sms, text: '缺地' })).toEqual({ gatewayId: 'b1' })
    expect(requests[0]).toEqual({
      phoneNumbers: sms.phone,
      signName: '云澜区政府办',
      templateCode: 'SMS_1',
      templateParam: '{"a":"缺地","b":" "}',
      outId: 'o1',
    })
    code = 'isv.BUSINESS_LIMIT_CONTROL'
    await expect(port.send(sms)).rejects.toThrow('阿里云没有受理短信：isv.BUSINESS_LIMIT_CONTROL 说明')
  })

  test('its own library is loaded with the first message and speaks to the endpoint', async () => {
    const port = aliyunSms({ ...options, endpoint: '127.0.0.1:1' })
    await expect(port.send(sms)).rejects.toThrow(/127\.0\.0\.1:1/)
  })
})

describe('settings', () => {
  const open = (env: Record<string, string>, demo = false, files: Record<string, string> = {}) =>
    openSms({
      env,
      demo,
      district: '云澜区',
      readFile: async (path) => {
        const text = files[path]
        if (text === undefined) throw new Error('no such file')
        return text
      },
    })
  const opened = async (...given: Parameters<typeof open>): Promise<SmsService> => {
    const found = await open(...given)
    if (!found.ok) throw new Error(found.because)
    return found.sms
  }
  const whole = {
    gateway: 'mas',
    send: { url: 'https://sms.example/send' },
    inbound: {
      auth: { kind: 'hmac', header: 'x-signature', secret: '{env.MAS_SECRET}' },
      fields: { id: 'id', phone: 'from', text: 'text', sentAt: 'at' },
    },
  }

  test('unasked a demo has the local gateway, and everybody else none', async () => {
    expect(await opened({}, true)).toMatchObject({
      port: { gateway: 'local' },
      typed: true,
      sign: '云澜区政府办',
    })
    expect(await opened({})).toMatchObject({ port: null, typed: false })
    expect(await opened({ LUOSHI_SMS: 'local' })).toMatchObject({ port: { gateway: 'local' }, typed: false })
    expect(await opened({ LUOSHI_SMS: 'none', LUOSHI_SMS_SIGN: '云澜督查' }, true)).toMatchObject({
      port: null,
      sign: '云澜督查',
    })
  })

  test('Aliyun needs its keys; without a secret nothing comes in', async () => {
    const keys = {
      LUOSHI_SMS: 'aliyun',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'k',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's',
      LUOSHI_SMS_TEMPLATE: 'SMS_1',
    }
    expect(await open({ LUOSHI_SMS: 'aliyun' })).toMatchObject({
      ok: false,
      because: expect.stringContaining('LUOSHI_SMS_TEMPLATE'),
    })
    expect((await opened(keys)).inbound.size).toBe(0)
    expect(
      (await opened({ ...keys, LUOSHI_SMS_INBOUND_SECRET: 'a-secret-long-enough' })).inbound.has('aliyun'),
    ).toBe(true)
    expect(await open({ ...keys, LUOSHI_SMS_INBOUND_SECRET: 'short' })).toMatchObject({ ok: false })
  })

  test('a mapping file opens its gateway both ways', async () => {
    const files = { '/etc/sms.json': JSON.stringify(whole) }
    const sms = await opened(
      { LUOSHI_SMS: '/etc/sms.json', MAS_SECRET: 'a-secret-long-enough' },
      false,
      files,
    )
    expect(sms).toMatchObject({ port: { gateway: 'mas', signs: true }, typed: false })
    expect(sms.inbound.get('mas')).toMatchObject({
      zone: 480,
      addresses: [],
      auth: { algorithm: 'sha256', secret: 'a-secret-long-enough' },
    })
  })

  test.each([
    ['a file that is not there', '', /读不出来/],
    ['no JSON', '{', /不是正确的 JSON/],
    ['a variable that is not set', JSON.stringify(whole), /MAS_SECRET/],
    ['a secret too short', JSON.stringify(whole).replace('{env.MAS_SECRET}', 'short'), /密钥至少16个字符/],
    ['a name that is none', JSON.stringify({ ...whole, gateway: 'A B', inbound: undefined }), /gateway/],
    ['an unknown key', JSON.stringify({ ...whole, inbound: undefined, more: 1 }), /对照文件/],
  ])('%s is said in words', async (_, text, wanted) => {
    const found = await open(
      { LUOSHI_SMS: '/etc/sms.json' },
      false,
      text === '' ? {} : { '/etc/sms.json': text },
    )
    expect(found).toMatchObject({ ok: false, because: expect.stringMatching(wanted) })
  })
})

describe('the driver', () => {
  let db: TestDatabase
  let context: StoreContext
  beforeAll(async () => {
    db = await freshDatabase('sms_driver')
    await seedDistrict(db)
    context = testContext(db)
  })
  afterAll(() => db.close())
  beforeEach(() => db.script('delete from sms_sent; delete from outbox'))

  const sent = async () =>
    (
      await db.query(
        `select gateway, gateway_id as gid, phone, person_id as person, text, status, detail from sms_sent where tenant_id = 't1'`,
      )
    ).rows
  const driven = (port: SmsPort | null) => deliver(context, { sms: smsDriver(context, port, '云澜区政府办') })
  const posted = (body: unknown, dedupeKey = 'k') => post(context, { channel: 'sms', dedupeKey, body })

  test('signs once, sends, keeps what was sent', async () => {
    await posted({ person: 'n-u1-a', phone: '+86 137-0001-2345', text: '您有1件事' })
    await posted({ person: null, phone: '13700012346', text: '【云澜区政府办】您有1件事' }, 'k2')
    expect(await driven(localSms)).toEqual({ sent: 2, failed: 0 })
    const text = '【云澜区政府办】您有1件事'
    const rows = await sent()
    expect(rows).toHaveLength(2)
    expect(rows).toContainEqual({
      gateway: 'local',
      gid: expect.any(String),
      phone: '13700012345',
      person: 'n-u1-a',
      text,
      status: 'sent',
      detail: null,
    })
    expect(rows).toContainEqual(expect.objectContaining({ phone: '13700012346', text, person: null }))
    expect(signed(text, '云澜区政府办')).toBe(text)
  })

  test('what the gateway does not take is tried again', async () => {
    await posted({ person: null, phone: '13700012345', text: '一' })
    answer = { status: 500, body: '' }
    expect(await driven(httpSms(mapping()))).toEqual({ sent: 0, failed: 1 })
    expect(await sent()).toEqual([])
  })

  test('no mobile number is not sent to; without a gateway messages are kept, not piled up', async () => {
    await posted({ person: null, phone: '0571-88880000', text: '一' })
    await driven(localSms)
    expect(await sent()).toMatchObject([{ status: 'failed', detail: '不是手机号码' }])
    await posted({ person: null, phone: '13700012345', text: '二' }, 'k3')
    expect(await driven(null)).toEqual({ sent: 1, failed: 0 })
    expect(await sent()).toContainEqual(expect.objectContaining({ gateway: 'none', status: 'kept' }))
  })
})
