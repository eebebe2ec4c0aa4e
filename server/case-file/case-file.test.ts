import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Send, type TestServer, fileBody, orderForm, seal, testServer } from '../testing.ts'

let server: TestServer
const sends: Record<string, Send> = {}
let task: string
const folder = mkdtempSync(join(tmpdir(), 'luoshi-case-'))

async function act(who: string, id: string | null, name: string, form: object = {}): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

async function caseFile(who: string): Promise<JSZip> {
  const reply = await (sends[who] as Send)({ method: 'GET', url: `/api/matters/${task}/case-file` })
  expect(reply.statusCode).toBe(200)
  expect(reply.headers['content-type']).toBe('application/zip')
  return JSZip.loadAsync(reply.rawPayload)
}

/** The words of each page without their blanks, and the names of what is attached. */
async function pagesOf(bytes: Uint8Array): Promise<{ text: string; attached: readonly string[] }[]> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS }).promise
  const attached = [...((await pdf.getAttachments()) ?? new Map()).keys()].map(String)
  const pages = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent()
    const text = items.map((item) => ('str' in item ? item.str : '')).join('')
    pages.push({ text: text.replaceAll(/\s/g, ''), attached })
  }
  return pages
}

beforeAll(async () => {
  server = await testServer('case-file')
  for (const login of ['dclerk', 'eclerk', 'whead']) sends[login] = await server.as(login)
  const upload = await (sends['eclerk'] as Send)({
    method: 'POST',
    url: '/api/files',
    ...fileBody('现场/照片.txt', '现场情况', 'text/plain'),
  })
  const { id } = upload.json<{ id: string }>()
  task = await act('dclerk', null, 'supervised-task.setUp', orderForm())
  await act('dclerk', task, 'supervised-task.assign')
  await act('eclerk', task, 'supervised-task.signFor')
  await act('eclerk', task, 'supervised-task.reportProgress', { progress: '已完成一半', attached: [id] })
  await seal(server)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await server.close()
})

test('holds index, course, papers and proofs, each listed with the hash it has', async () => {
  const zip = await caseFile('dclerk')
  const manifest = JSON.parse((await zip.file('目录.json')?.async('string')) ?? '') as {
    pieces: { path: string; sha256: string }[]
  }
  expect(manifest.pieces.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      '00卷宗目录.docx',
      '01办理经过.docx',
      '文书/01督办单.docx',
      '存证/01.tlog-proof',
    ]),
  )
  for (const { path, sha256 } of manifest.pieces) {
    const bytes = await zip.file(path)?.async('uint8array')
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
      path,
    ).toBe(sha256)
  }
  const course = await zip.file('01办理经过.docx')?.async('nodebuffer')
  const { value } = await mammoth.extractRawText({ buffer: course as Buffer })
  expect(value).toContain('签收')
  expect(value).toContain('已完成一半')
})

test('its proofs hold by the verifier that lies in it, without the service', async () => {
  const zip = await caseFile('dclerk')
  const key = await server.send({ method: 'GET', url: '/log/key' })
  const write = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
  const verifier = write('verify.mjs', (await zip.file('verify.mjs')?.async('uint8array')) ?? '')
  const proof = write('one.tlog-proof', (await zip.file('存证/02.tlog-proof')?.async('uint8array')) ?? '')
  const out = spawnSync(process.execPath, [verifier, write('key', key.rawPayload), proof], {
    encoding: 'utf8',
  })
  expect(out).toMatchObject({ status: 0, stdout: expect.stringMatching(/supervised-task\.assign/) })
})

test('is also one .pdf: an index with page numbers, every paper, the words of attachments, the proofs attached', async () => {
  const reply = await (sends['dclerk'] as Send)({ method: 'GET', url: `/api/matters/${task}/case-file.pdf` })
  // Without a Chinese face on this machine it is refused in words.
  if (reply.statusCode === 409) return expect(reply.json<{ detail: string }>().detail).toContain('中文字体')
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/pdf'])
  const pages = await pagesOf(reply.rawPayload)
  expect(pages[0]?.text).toContain(`共${pages.length}页`)
  const index = pages[1]?.text ?? ''
  expect(index).toContain('卷内目录')
  expect(index).toMatch(/督办单\d/)
  expect(pages.filter(({ text }) => text.includes('签收')).length).toBeGreaterThan(0)
  expect(index).toContain(`照片.txt${pages.findIndex(({ text }) => text.includes('现场情况')) + 1}`)
  expect(pages.at(-1)?.text).toContain('怎样核验')
  expect(pages[0]?.attached).toEqual(expect.arrayContaining(['01.tlog-proof', 'index.json']))
  const { rows } = await server.db.query<{ text: string }>('select b::text as text from journal_body b')
  const hash = createHash('sha256').update(reply.rawPayload).digest('hex')
  expect(rows.some(({ text }) => text.includes(hash))).toBe(true)
})

test('that it left stands in the trail with the hash of its list; a stranger gets none', async () => {
  const zip = await caseFile('eclerk')
  const manifest = createHash('sha256')
    .update((await zip.file('目录.json')?.async('uint8array')) ?? '')
    .digest('hex')
  const { rows } = await server.db.query<{ text: string }>('select b::text as text from journal_body b')
  expect(rows.some(({ text }) => text.includes(manifest))).toBe(true)
  const strange = await (sends['whead'] as Send)({ method: 'GET', url: `/api/matters/${task}/case-file` })
  expect(strange.statusCode).toBe(404)
})
