import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Driver, Message } from '#store/outbox.ts'
import { isMailAddress, mailSettings, smtpMail } from './mail.ts'

interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
}

let server: SMTPServer
let received: Received[]
/** What the server answers to the next letters instead of taking them. */
let refusals: string[]
let driver: Driver & { close(): void }

beforeEach(async () => {
  received = []
  refusals = []
  server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      done(username === 'luoshi' && password === 'p@ss' ? null : new Error('no'), { user: username }),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const refusal = refusals.shift()
        if (refusal !== undefined) return done(new Error(refusal))
        received.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  driver = smtpMail({
    url: `smtp://luoshi:p%40ss@127.0.0.1:${port}`,
    from: '区政府办 <noreply@example.gov.cn>',
  })
})
afterEach(async () => {
  driver.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

const letter = (body: object): Message => ({
  id: 'm-1',
  channel: 'mail',
  dedupeKey: 'reminder/r-1',
  body: { person: 'p1', to: 'jia@example.cn', subject: '您有2件事要办（3月3日）', text: '一、二', ...body },
  createdAt: '2026-03-03T00:30:00.000Z',
})

test('a letter arrives in plain text, with one link and nothing that tells it was opened', async () => {
  await driver(letter({ text: '1. 修缮河堤\n   https://luoshi.example.cn/matters/m1\n' }))
  const [only] = received
  expect(only).toMatchObject({ from: 'noreply@example.gov.cn', to: ['jia@example.cn'] })
  const [head = '', body = ''] = only?.raw.split('\r\n\r\n') ?? []
  expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m)
  expect(head).toMatch(/^Message-ID: <m-1@example\.gov\.cn>$/m)
  expect(head).toMatch(/^Subject: =\?UTF-8\?/m)
  expect(head).toMatch(/^Auto-Submitted: auto-generated$/m)
  expect(Buffer.from(body, 'base64').toString()).toContain('https://luoshi.example.cn/matters/m1')
  expect(only?.raw).not.toMatch(/text\/html|<img|multipart/i)
})

test('what would put a line of its own into the header is refused and never reaches the server', async () => {
  const faults: object[] = [
    { to: 'jia@example.cn\r\nBcc: all@example.cn' },
    { to: 'jia@example.cn, yi@example.cn' },
    { to: '甲 <jia@example.cn>' },
    { to: '' },
    { subject: '待办\r\nBcc: all@example.cn' },
    { subject: '待办\nX: y' },
    { subject: '长'.repeat(201) },
    { text: undefined },
  ]
  for (const fault of faults) await expect(driver(letter(fault))).rejects.toThrow(/邮件|收件/)
  expect(received).toEqual([])
})

test('a letter the server refuses is an error, to be tried again', async () => {
  refusals.push('452 4.2.2 mailbox full')
  await expect(driver(letter({}))).rejects.toThrow('mailbox full')
  await driver(letter({}))
  expect(received).toHaveLength(1)
})

test('lines that begin with a dot or with From arrive as they are', async () => {
  const text = '.\n.. 两点\nFrom 甲\n'
  await driver(letter({ text }))
  const [, body = ''] = received[0]?.raw.split('\r\n\r\n') ?? []
  expect(Buffer.from(body, 'base64').toString().replaceAll('\r\n', '\n').trim()).toBe(text.trim())
})

test('settings: both or neither, and readable', () => {
  expect(mailSettings({})).toBe(null)
  expect(mailSettings({ LUOSHI_SMTP_URL: '', LUOSHI_MAIL_FROM: '' })).toBe(null)
  expect(mailSettings({ LUOSHI_SMTP_URL: 'smtp://h' })).toMatch(/一起设置/)
  expect(mailSettings({ LUOSHI_SMTP_URL: 'http://h', LUOSHI_MAIL_FROM: 'a@b.cn' })).toMatch(/SMTP_URL/)
  expect(mailSettings({ LUOSHI_SMTP_URL: 'smtp://h', LUOSHI_MAIL_FROM: 'a@b.cn\nBcc: c@d.cn' })).toMatch(
    /MAIL_FROM/,
  )
  expect(mailSettings({ LUOSHI_SMTP_URL: 'smtp://h', LUOSHI_MAIL_FROM: '区府办 <a@b.cn>' })).toEqual({
    url: 'smtp://h',
    from: '区府办 <a@b.cn>',
  })
})

test('one plain address', () => {
  expect(['a@b.cn', '张三@例子.中国', 'a.b+c@d-e.example'].every(isMailAddress)).toBe(true)
  const wrong = [
    '',
    'a',
    'a@b',
    'a@b.cn,c@d.cn',
    'a b@c.cn',
    'a@b.cn\n',
    '<a@b.cn>',
    `${'a'.repeat(65)}@b.cn`,
    'a@.cn',
  ]
  expect(wrong.filter(isMailAddress)).toEqual([])
})
