import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { httpSeal, readSealMapping } from './http.ts'
import { openSeal } from './open.ts'

const dir = mkdtempSync(join(tmpdir(), 'luoshi-seal-'))
const paper = {
  number: '云政办发〔2026〕5号',
  title: '通知',
  name: '公文5号.docx',
  bytes: Buffer.from('docx'),
}
let system: Server
let url = ''
const seen: { headers: Record<string, unknown>; body: string }[] = []

beforeAll(async () => {
  system = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      if (request.url === '/moved') return reply.writeHead(302, { location: '/ok' }).end()
      if (request.url === '/no') return reply.writeHead(403).end()
      if (request.url === '/page')
        return reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>请登录</p>')
      return reply.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.7 sealed')
    })
  })
  await new Promise<void>((resolve) => system.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(system.address() as AddressInfo).port}`
})
afterAll(() => {
  system.close()
  rmSync(dir, { recursive: true, force: true })
})

const at = (path: string, more: object = {}) => {
  const mapping = readSealMapping(JSON.stringify({ url: `${url}${path}`, ...more }), { SEAL_TOKEN: 's3' })
  if (typeof mapping === 'string') throw new Error(mapping)
  return httpSeal(mapping)
}

test('the paper goes out with its number, the sealed file comes back', async () => {
  const port = at('/ok', { headers: { Authorization: 'Bearer {env.SEAL_TOKEN}', 'X-Number': '{number}' } })
  expect(await port.seal(paper)).toEqual({
    kind: 'sealed',
    name: '公文5号（已用印）.pdf',
    bytes: Buffer.from('%PDF-1.7 sealed'),
  })
  expect(seen.at(-1)).toMatchObject({
    body: 'docx',
    headers: { authorization: 'Bearer s3', 'x-number': encodeURIComponent(paper.number) },
  })
})

test.each([
  ['/no', '403'],
  ['/page', '不是 PDF'],
  ['/moved', '没有答复'],
])('what is not a sealed paper is refused: %s', async (path, said) => {
  const outcome = await at(path).seal(paper)
  expect(outcome).toMatchObject({ kind: 'refused' })
  expect(outcome.kind === 'refused' && outcome.because).toContain(said)
})

test('without a system the paper is laid out to be sealed by hand', async () => {
  const port = await openSeal({}, dir)
  if (typeof port === 'string') throw new Error(port)
  expect(await port.seal(paper)).toEqual({ kind: 'kept', where: 'to-seal' })
  expect(readFileSync(join(dir, 'to-seal', paper.name), 'utf8')).toBe('docx')
})

test('a wrong setting is one sentence', async () => {
  const file = join(dir, 'mapping.json')
  expect(await openSeal({ LUOSHI_SEAL: join(dir, 'none.json') }, dir)).toContain('读不到')
  writeFileSync(file, '{')
  expect(await openSeal({ LUOSHI_SEAL: file }, dir)).toContain('不是正确的 JSON')
  writeFileSync(file, JSON.stringify({ url: 'ftp://x' }))
  expect(await openSeal({ LUOSHI_SEAL: file }, dir)).toContain('url')
  writeFileSync(file, JSON.stringify({ url: 'https://x', headers: { A: '{env.NONE}' } }))
  expect(await openSeal({ LUOSHI_SEAL: file }, dir)).toContain('环境变量没有设置')
})
