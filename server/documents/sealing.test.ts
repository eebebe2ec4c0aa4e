import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scanner } from '../adapters/scanner.ts'
import type { SealPort, ToSeal } from '../adapters/seal/port.ts'
import { type Send, type TestServer, testServer } from '../testing.ts'

let server: TestServer
const sends: Record<string, Send> = {}
const sealed: ToSeal[] = []
let answer: 'sealed' | 'kept' | 'program' | 'infected' = 'sealed'

const port: SealPort = {
  seal: async (paper) => {
    sealed.push(paper)
    if (answer === 'kept') return { kind: 'kept', where: 'to-seal' }
    const pdf = answer === 'infected' ? '%PDF-1.7\nVIRUS\n%%EOF' : '%PDF-1.7\n%%EOF'
    const bytes = Buffer.from(answer === 'program' ? 'MZ a program' : pdf)
    return { kind: 'sealed', name: '公文（已用印）.pdf', bytes }
  },
}

const scanner: Scanner = {
  scan: async (bytes) =>
    Buffer.from(bytes).includes('VIRUS') ? { kind: 'found', signature: 'V' } : { kind: 'clean' },
  answers: async () => true,
}

beforeAll(async () => {
  server = await testServer('sealing', { seal: port, scanner })
  for (const login of ['oclerk', 'admin', 'deputy', 'ehead']) sends[login] = await server.as(login)
})
afterAll(() => server.close())

const post = (login: string, url: string, payload: object = {}) =>
  (sends[login] as Send)({ method: 'POST', url, payload, headers: { 'idempotency-key': randomUUID() } })

test('nobody sends a paper to the seal who may not seal it now', async () => {
  const made = await post('oclerk', '/api/matters/acts/incoming-document.register', {
    form: { title: '关于某事的通知', sender: '市局', secrecy: 'none' },
  })
  const { id } = made.json<{ id: string }>()
  expect((await post('oclerk', `/api/matters/${id}/papers/slip/seal`)).statusCode).toBe(404)
  expect((await post('ehead', `/api/matters/${id}/papers/slip/seal`)).statusCode).toBe(404)
  expect(sealed).toEqual([])
})

/** A document of the office as far as the seal. */
async function printed(): Promise<string> {
  const form = {
    genre: 'circular',
    title: '关于做好汛期排水工作的通知',
    series: 'office',
    to: ['east'],
    text: '现通知如下。\n一、总体要求\n坚持预防为主。',
    secrecy: 'none',
    basis: '区政府防汛工作会议',
  }
  const made = await post('oclerk', '/api/matters/acts/outgoing-document.draft', { form })
  if (made.statusCode !== 200) throw new Error(made.body)
  const { id } = made.json<{ id: string }>()
  const steps: [string, string, object][] = [
    ['oclerk', 'submit', {}],
    ['admin', 'approve', {}],
    ['admin', 'passCheck', {}],
    ['oclerk', 'sendToSign', { signer: 'gov-deputy' }],
    ['deputy', 'sign', { opinion: '发' }],
    ['oclerk', 'recheck', {}],
    ['oclerk', 'number', { code: '云政办发' }],
    ['oclerk', 'print', { printedCopies: 20 }],
  ]
  for (const [login, act, filled] of steps) {
    const reply = await post(login, `/api/matters/${id}/acts/outgoing-document.${act}`, { form: filled })
    if (reply.statusCode !== 200) throw new Error(`${act}: ${reply.body}`)
  }
  return id
}

test('a printed document goes to the seal; what comes back is named by the act', async () => {
  const id = await printed()
  const url = `/api/matters/${id}/papers/document/seal`
  const reply = await post('oclerk', url)
  expect(reply.json()).toMatchObject({ file: { name: '公文（已用印）.pdf', preview: 'pdf' }, kept: null })
  expect(sealed.at(-1)?.name).toMatch(/\.docx$/)
  expect(
    Buffer.from(sealed.at(-1)?.bytes ?? [])
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')

  answer = 'kept'
  expect((await post('oclerk', url)).json()).toEqual({ file: null, kept: 'to-seal' })
  answer = 'program'
  expect((await post('oclerk', url)).statusCode).toBe(415)
  answer = 'infected'
  expect((await post('oclerk', url)).json()).toMatchObject({ code: 'INFECTED' })
  answer = 'sealed'

  const { file } = reply.json<{ file: { id: string } }>()
  const form = { seal: 'office', sealCopies: 20, sealedFile: [file.id] }
  const done = await post('oclerk', `/api/matters/${id}/acts/outgoing-document.seal`, { form })
  expect(done.statusCode).toBe(200)
  // Sealed once: the seal is not asked again.
  expect((await post('oclerk', url)).statusCode).toBe(409)
})
