import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clamd, scannerFrom } from './scanner.ts'

/** What the scanner does with a question that came whole. */
type Answer = (socket: Socket, question: Buffer) => void

const says =
  (...parts: readonly string[]): Answer =>
  async (socket) => {
    for (const part of parts) {
      socket.write(part)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    socket.end()
  }

let server: Server
let answer: Answer
let open: Set<Socket>
let most: number
let asked: Buffer[]

beforeEach(async () => {
  open = new Set()
  most = 0
  asked = []
  server = createServer((socket) => {
    open.add(socket)
    most = Math.max(most, open.size)
    let question = Buffer.alloc(0)
    socket.on('data', (part) => {
      question = Buffer.concat([question, Buffer.from(part)])
      if (!isWhole(question)) return
      asked.push(question)
      answer(socket, question)
    })
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  for (const socket of open) socket.destroy()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

const COMMAND = 'zINSTREAM\0'

/** Goes from length to length, as clamd does. */
function contentOf(question: Buffer): Buffer | null {
  const pieces: Buffer[] = []
  for (let at = COMMAND.length; at + 4 <= question.length;) {
    const length = question.readUInt32BE(at)
    if (length === 0) return at + 4 === question.length ? Buffer.concat(pieces) : null
    pieces.push(question.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

const isWhole = (question: Buffer): boolean =>
  question.toString('latin1', 0, 6) === 'zPING\0' || contentOf(question) !== null

const scanner = (longestMs?: number) =>
  clamd({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, longestMs)
const FILE = Buffer.from('一份文件')

test('the whole file goes there in pieces with their lengths', async () => {
  answer = says('stream: OK\0')
  const long = Buffer.alloc(700_001, 'ab')
  expect(await scanner().scan(long)).toEqual({ kind: 'clean' })
  expect(asked[0]?.toString('latin1', 0, COMMAND.length)).toBe(COMMAND)
  expect(contentOf(asked[0] ?? FILE)?.equals(long)).toBe(true)
})

test.each<[string, Answer, object]>([
  ['a virus', says('stream: Eicar-Signature FOUND\0'), { kind: 'found', signature: 'Eicar-Signature' }],
  ['an answer in parts', says('stre', 'am: O', 'K', '\0'), { kind: 'clean' }],
  ['a file that is too long', says('INSTREAM size limit exceeded. ERROR\0'), { kind: 'tooLong' }],
  ['an error', says("stream: Can't allocate memory ERROR\0"), { kind: 'away' }],
  ['an OK without its end', says('stream: OK'), { kind: 'away' }],
  ['an OK with something behind it', says('stream: OK FOUND\0'), { kind: 'found', signature: 'OK' }],
  ['an OK of something else', says('stream: OK?\0'), { kind: 'away' }],
  ['another language', says('220 mail ready\r\n'), { kind: 'away' }],
  ['an answer without end', says('x'.repeat(5_000)), { kind: 'away' }],
  ['a connection that is cut', (socket) => socket.destroy(), { kind: 'away' }],
  ['one that is reset', (socket) => socket.resetAndDestroy(), { kind: 'away' }],
])('%s', async (_, given, verdict) => {
  answer = given
  expect(await scanner().scan(FILE)).toMatchObject(verdict)
})

test('one who hangs up at the first bytes of a long file is away', async () => {
  server.removeAllListeners('connection')
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('data', () => socket.resetAndDestroy())
  })
  expect(await scanner().scan(Buffer.alloc(20_000_000))).toMatchObject({ kind: 'away' })
})

test('silence ends in time, for those who wait in line as well', async () => {
  answer = () => {}
  const began = performance.now()
  const one = scanner(300)
  const verdicts = await Promise.all(Array.from({ length: 9 }, () => one.scan(FILE)))
  expect(verdicts.filter(({ kind }) => kind === 'away')).toHaveLength(9)
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('four at once, twenty in line, the next is told', async () => {
  answer = says('stream: OK\0')
  const one = scanner()
  const verdicts = await Promise.all(Array.from({ length: 26 }, () => one.scan(FILE)))
  expect(verdicts.filter(({ kind }) => kind === 'clean')).toHaveLength(24)
  expect(verdicts.slice(24)).toEqual(
    Array.from({ length: 2 }, () => ({ kind: 'away', because: 'too many wait in line' })),
  )
  expect(most).toBe(4)
})

test('nobody there', async () => {
  const nobody = clamd({ path: join(tmpdir(), 'no-such.sock') })
  expect(await nobody.scan(FILE)).toMatchObject({ kind: 'away' })
  expect(await nobody.answers()).toBe(false)
})

test('whether it answers, over a unix socket', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'luoshi-clamd-'))
  const path = join(dir, 'clamd.sock')
  await new Promise<void>((resolve) => server.close(() => server.listen(path, resolve)))
  answer = says('PONG\0')
  const found = scannerFrom({ LUOSHI_SCANNER: path })
  if (found === null || typeof found === 'string') throw new Error('no scanner')
  expect(await found.answers()).toBe(true)
  answer = says('stream: OK\0')
  expect(await found.answers()).toBe(false)
  expect(await found.scan(FILE)).toEqual({ kind: 'clean' })
  rmSync(dir, { recursive: true, force: true })
})

test('the setting: absent, an address, or one sentence', () => {
  expect(scannerFrom({})).toBe(null)
  expect(scannerFrom({ LUOSHI_SCANNER: '' })).toBe(null)
  for (const right of [
    'clamd://127.0.0.1:3310',
    'clamd://scan.example.gov.cn',
    'clamd://[::1]:3310',
    '/run/c.ctl',
  ])
    expect(scannerFrom({ LUOSHI_SCANNER: right }), right).toHaveProperty('scan')
  for (const wrong of [
    '127.0.0.1:3310',
    'http://h:1',
    'clamd://',
    'clamd://h:70000',
    'clamd://h:0',
    'clamd://h/x',
  ])
    expect(scannerFrom({ LUOSHI_SCANNER: wrong }), wrong).toContain('clamd://')
})
