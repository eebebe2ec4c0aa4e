import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Send, type TestServer, fileBody, testServer } from '../testing.ts'

let server: TestServer
const sends: Record<string, Send> = {}

beforeAll(async () => {
  server = await testServer('hidden-files')
  for (const login of ['oclerk', 'admin', 'deputy', 'ehead', 'whead']) sends[login] = await server.as(login)
})
afterAll(() => server.close())

const as = (login: string): Send => sends[login] as Send
const act = (login: string, url: string, form: object) =>
  as(login)({ method: 'POST', url, payload: { form }, headers: { 'idempotency-key': randomUUID() } })

async function upload(login: string, name: string): Promise<string> {
  const reply = await as(login)({ method: 'POST', url: '/api/files', ...fileBody(name, name, 'text/plain') })
  return reply.json<{ id: string }>().id
}

test('whoever only receives a document opens what was issued, not what it was made from', async () => {
  const [first, second] = [await upload('oclerk', '初稿.txt'), await upload('oclerk', '定稿.txt')]
  const form = {
    genre: 'circular',
    title: '关于做好汛期排水工作的通知',
    series: 'office',
    to: ['edu'],
    text: '现通知如下。',
    secrecy: 'none',
    attachments: [first],
  }
  const made = await act('oclerk', '/api/matters/acts/outgoing-document.draft', form)
  const { id } = made.json<{ id: string }>()
  const steps: [string, string, object][] = [
    ['oclerk', 'revise', { attachments: [second], reason: '换附件' }],
    ['oclerk', 'submit', {}],
    ['admin', 'approve', {}],
    ['admin', 'passCheck', {}],
    ['oclerk', 'sendToSign', { signer: 'gov-deputy' }],
    ['deputy', 'sign', { opinion: '发' }],
    ['oclerk', 'recheck', {}],
    ['oclerk', 'number', { code: '云政办发' }],
    ['oclerk', 'print', { printedCopies: 20 }],
    ['oclerk', 'seal', { seal: 'office', sealCopies: 20 }],
    ['oclerk', 'distribute', { sentTo: ['edu'] }],
  ]
  for (const [login, name, filled] of steps) {
    const reply = await act(login, `/api/matters/${id}/acts/outgoing-document.${name}`, filled)
    expect(reply.statusCode, `${name}: ${reply.body}`).toBe(200)
  }
  const opens = async (login: string, file: string) =>
    (await as(login)({ url: `/api/files/${file}` })).statusCode
  expect(await opens('ehead', second)).toBe(200)
  expect(await opens('ehead', first)).toBe(404)
  expect(await opens('oclerk', first)).toBe(200)
  expect(await opens('deputy', first)).toBe(200)
  expect(await opens('whead', second)).toBe(404)
  for (const url of [`/api/files/${first}/text`, `/api/files/${first}/preview`])
    expect((await as('ehead')({ url })).statusCode, url).toBe(404)
})
