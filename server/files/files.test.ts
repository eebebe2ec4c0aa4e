import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disposition } from '../contract/register.ts'
import { type Send, type TestServer, fileBody, orderForm, testServer } from '../testing.ts'
import { openCabinet } from './cabinet.ts'
import { fileName } from './upload.ts'

let server: TestServer
let clerk: Send
let head: Send
let stranger: Send

beforeAll(async () => {
  server = await testServer('files')
  clerk = await server.as('dclerk')
  head = await server.as('ehead')
  stranger = await server.as('whead')
})
afterAll(() => server.close())

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
const upload = (send: Send, name: string, bytes: Uint8Array | string) =>
  send({ method: 'POST', url: '/api/files', ...fileBody(name, bytes) })

describe('upload', () => {
  test('keeps a file under its hash and says what it is', async () => {
    const reply = await upload(clerk, '现场照片和说明.pdf', PDF)
    expect(reply.json()).toMatchObject({
      name: '现场照片和说明.pdf',
      size: PDF.length,
      media: 'application/pdf',
      preview: 'pdf',
    })
    await upload(clerk, '另一份.pdf', PDF)
    const { rows } = await server.db.query<{ n: number }>('select count(distinct id) as n from file')
    expect(rows[0]?.n).toBe(2)
    const stored = readdirSync(join(server.dataDir, 'files')).filter((name) => name !== 'arriving')
    expect(stored).toHaveLength(1)
    expect(readdirSync(join(server.dataDir, 'files', 'arriving'))).toEqual([])
  })

  test.each([
    ['a page that runs script', 'x.txt', '<!doctype html><script>1</script>', 415],
    ['a picture by name only', 'x.png', 'not a picture', 415],
    ['nothing', 'x.txt', '', 415],
  ])('%s is refused and leaves nothing', async (_, name, bytes, status) => {
    const reply = await upload(clerk, name, bytes)
    expect(reply.statusCode).toBe(status)
    expect(readdirSync(join(server.dataDir, 'files', 'arriving'))).toEqual([])
  })

  test('past 50 MB it is cut off', async () => {
    const reply = await upload(clerk, 'big.txt', Buffer.alloc(50 * 1024 * 1024 + 1, 0x61))
    expect(reply.json()).toMatchObject({ status: 413, code: 'TOO_LARGE' })
    expect(readdirSync(join(server.dataDir, 'files', 'arriving'))).toEqual([])
  })

  test.each([
    ['JSON', { payload: {} }, 415],
    [
      'no file',
      { payload: '--x--\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      422,
    ],
    ['no boundary', { payload: 'x', headers: { 'content-type': 'multipart/form-data' } }, 400],
    [
      'half a body',
      {
        payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      },
      400,
    ],
  ])('%s is a clear refusal', async (_, options, status) => {
    const reply = await clerk({ method: 'POST', url: '/api/files', ...options })
    expect(reply.json()).toMatchObject({ status })
    expect(readdirSync(join(server.dataDir, 'files', 'arriving'))).toEqual([])
  })
})

describe('who may open a file', () => {
  test('its uploader, until an act names it; then whoever may see the matter; for all others it does not exist', async () => {
    const { id } = (await upload(clerk, '依据.pdf', PDF)).json()
    const open = (send: Send, of = id) => send({ method: 'GET', url: `/api/files/${of}` })
    expect((await open(clerk)).rawPayload.equals(PDF)).toBe(true)
    expect((await open(head)).statusCode).toBe(404)

    const form = orderForm()
    const authority = { ...(form['authority'] as object), file: [id] }
    const made = await clerk({
      method: 'POST',
      url: '/api/matters/acts/supervised-task.setUp',
      payload: { form: { ...form, authority } },
    })
    expect(made.statusCode).toBe(200)
    expect((await open(head)).statusCode).toBe(200)

    const [foreign, nowhere] = [await open(stranger), await open(stranger, 'no-such-file')]
    expect(foreign.statusCode).toBe(404)
    expect(foreign.body).toBe(nowhere.body)
    for (const path of ['preview', 'text']) {
      expect((await stranger({ method: 'GET', url: `/api/files/${id}/${path}` })).body).toBe(nowhere.body)
    }
  })

  test('nobody can hang somebody else’s file on a matter', async () => {
    const { id } = (await upload(stranger, '别人的.pdf', PDF)).json()
    const form = orderForm()
    const authority = { ...(form['authority'] as object), file: [id] }
    const reply = await clerk({
      method: 'POST',
      url: '/api/matters/acts/supervised-task.setUp',
      payload: { form: { ...form, authority } },
    })
    expect(reply.json()).toMatchObject({ status: 422, code: 'FORM_INVALID' })
  })
})

describe('serving', () => {
  test('is sandboxed, never sniffed, and named for people', async () => {
    const { id } = (await upload(clerk, '情况 ‘报告’；附件.pdf', PDF)).json()
    const { headers } = await clerk({ method: 'GET', url: `/api/files/${id}` })
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    expect(headers['content-security-policy']).toMatch(/^sandbox;/)
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''%E6%83%85/,
    )
    const preview = await clerk({ method: 'GET', url: `/api/files/${id}/preview` })
    expect(preview.headers['content-disposition']).toMatch(/^inline/)
  })

  test('previews pictures and PDF only, and reads text out of text', async () => {
    const { id } = (await upload(clerk, '说明.txt', '一、按期完成。\n')).json()
    expect((await clerk({ method: 'GET', url: `/api/files/${id}/preview` })).statusCode).toBe(415)
    expect((await clerk({ method: 'GET', url: `/api/files/${id}/text` })).json()).toEqual({
      text: '一、按期完成。\n',
    })
  })

  test.each([
    'a\r\nset-cookie: x=1.pdf',
    '"quoted".pdf',
    '../../etc/passwd',
    '\u202egnp.exe',
    'x'.repeat(400),
    '100%;.pdf',
    '\ud800.pdf',
    '',
  ])('no name breaks the header: %j', (name) => {
    const header = disposition({ name })
    expect(header).toMatch(/^attachment; filename="[ !#-[\]-~]*"; filename\*=UTF-8''[A-Za-z0-9%._!~-]+$/)
    expect(decodeURIComponent(header.split("''")[1] ?? '%')).not.toMatch(/[\r\n\u202e/]/)
  })

  test.each([
    ['C:\\fakepath\\报告.docx', '报告.docx'],
    ['../../a.txt', 'a.txt'],
    ['a\u202eb\u0000.txt', 'ab.txt'],
    ['', '未命名'],
    [`${'长'.repeat(200)}.docx`, `${'长'.repeat(115)}.docx`],
  ])('the name kept of %j', (given, kept) => expect(fileName(given)).toBe(kept))
})

test('a stream that breaks leaves nothing behind', async () => {
  const cabinet = await openCabinet(server.dataDir)
  const broken = new Readable({
    read() {
      this.push('abc')
      this.destroy(new Error('connection lost'))
    },
  })
  await expect(cabinet.take(broken)).rejects.toThrow('connection lost')
  expect(readdirSync(join(server.dataDir, 'files', 'arriving'))).toEqual([])
})
