import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import { rulebook } from '#rulebook/index.ts'
import { petition } from '#test/second-procedure.ts'
import type { PartyPage } from '../contract/operations/party.ts'
import { type Send, type TestServer, testServer } from '../testing.ts'
import { codeHash, newCode } from './code.ts'

// A letter whose writer sees what became of it, beside a procedure nobody outside sees anything of.

const letters = {
  ...petition,
  papers: {
    receipt: {
      title: '收信回执',
      fill: () => ({
        format: 'letter',
        issuer: '区政府办',
        title: '收信回执',
        body: [],
        signed: { by: '区政府办', on: '2026-03-02' },
      }),
    },
    minute: {
      title: '内部签报',
      fill: () => ({
        format: 'letter',
        issuer: '区政府办',
        title: '内部签报',
        body: [],
        signed: { by: '区政府办', on: '2026-03-02' },
      }),
    },
  },
  answerable: 'unit',
  party: {
    name: 'subject',
    sees: ['subject', 'answer'],
    acts: ['receive', 'instruct'],
    papers: ['receipt'],
    remedies: (_record: object, today: string) => [
      { title: '申请复查', words: '向上一级机关申请', until: addDays(today, 30), basis: petition.basis },
    ],
  },
} as unknown as Procedure

let server: TestServer
const sends: Record<string, Send> = {}
let letter: string

beforeAll(async () => {
  const tasks = rulebook.procedures['supervised-task'] as Procedure
  server = await testServer('party', {
    rulebook: { procedures: { 'supervised-task': tasks, petition: letters }, norms: rulebook.norms },
  })
  for (const login of ['oclerk', 'deputy', 'eclerk', 'whead']) sends[login] = await server.as(login)
  letter = await act('oclerk', null, 'petition.receive', {
    subject: '张某要求公布拆除依据',
    leader: 'gov-deputy',
  })
  await act('deputy', letter, 'petition.instruct', { words: '请办理并答复', unit: 'edu' })
})
afterAll(() => server.close())

async function act(who: string, id: string | null, name: string, form: object = {}): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

const give = (who: string) =>
  (sends[who] as Send)({
    method: 'POST',
    url: `/api/matters/${letter}/party`,
    payload: {},
    headers: { 'idempotency-key': randomUUID() },
  })

test('codes are long, never two alike, and read the same however they are typed', () => {
  const codes = new Set(Array.from({ length: 2_000 }, newCode))
  expect(codes.size).toBe(2_000)
  for (const code of codes) expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
  const [code = ''] = codes
  expect(codeHash(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toEqual(codeHash(code))
})

describe('a case and its party', () => {
  let code: string

  test('only the unit that answers for it gives the code, and nobody else learns that there is a case', async () => {
    expect((await give('oclerk')).statusCode).toBe(403)
    expect((await give('whead')).statusCode).toBe(404)
    const reply = await give('eclerk')
    expect(reply.statusCode).toBe(200)
    code = reply.json<{ code: string }>().code
    expect(reply.json<{ url: string }>().url).toContain(`/case?code=${code}`)
  })

  test('with it, and without a login, he sees his steps, papers and remedies and nothing else', async () => {
    const reply = await server.send({ method: 'GET', url: `/api/party/${code.toLowerCase()}` })
    expect(reply.statusCode).toBe(200)
    const page = reply.json<PartyPage>()
    expect(page).toMatchObject({
      party: '张某要求公布拆除依据',
      papers: [{ name: 'receipt', title: '收信回执' }],
    })
    expect(page.fields.map(({ name }) => name)).toEqual(['subject'])
    expect(page.steps.map(({ title }) => title)).toHaveLength(2)
    expect(page.remedies).toMatchObject([{ title: '申请复查', until: '至2026年4月1日' }])
    expect(reply.body).not.toMatch(/gov-deputy|科员|oclerk/)
  })

  test('his papers come as documents; those of the office do not come at all', async () => {
    const paper = (name: string) => server.send({ method: 'GET', url: `/api/party/${code}/papers/${name}` })
    expect((await paper('receipt')).headers['content-type']).toContain('wordprocessingml')
    expect((await paper('minute')).statusCode).toBe(404)
    expect((await paper('constructor')).statusCode).toBe(404)
  })

  test('a wrong code, and one that was replaced or taken back, opens nothing', async () => {
    const open = async (typed: string) =>
      (await server.send({ method: 'GET', url: `/api/party/${typed}` })).statusCode
    expect(await open(newCode())).toBe(404)
    const next = (await give('eclerk')).json<{ code: string }>().code
    expect([await open(code), await open(next)]).toEqual([404, 200])
    const taken = await (sends['eclerk'] as Send)({
      method: 'DELETE',
      url: `/api/matters/${letter}/party`,
      headers: { 'idempotency-key': randomUUID() },
    })
    expect(taken.statusCode).toBe(200)
    expect(await open(next)).toBe(404)
  })

  test('neither the table nor the trail holds a code; giving and taking it stand in the trail', async () => {
    const { rows } = await server.db.query<{ kind: string }>(
      `select kind from journal where kind like 'audit.partyCode%' order by seq`,
    )
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual([
      'audit.partyCode',
      'audit.partyCode',
      'audit.partyCodeOff',
    ])
    const bodies = await server.db.query<{ text: string }>('select b::text as text from journal_body b')
    expect(bodies.rows.some(({ text }) => text.includes(code))).toBe(false)
  })

  test('a matter without a party has no such page', async () => {
    const preview = (id: string) =>
      (sends['eclerk'] as Send)({ method: 'GET', url: `/api/matters/${id}/party` })
    expect((await preview(letter)).json()).toMatchObject({ since: null, gives: true })
    expect((await preview('nothing')).statusCode).toBe(404)
  })
})
