import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CertificateVerdict, verifyCertificate } from '#journal/certificate.mjs'
import { type Send, type TestServer, seal, testServer } from '../testing.ts'

let server: TestServer
const sends: Record<string, Send> = {}
let topic: string
let key: Uint8Array

const DAY = 86_400_000

async function act(who: string, id: string | null, name: string, form: object = {}): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

const open = (who: string, url: string) => (sends[who] as Send)({ method: 'GET', url })

/** A login does not last over days. */
async function logIn(): Promise<void> {
  for (const login of ['chief', 'deputy', 'admin', 'oclerk', 'eclerk']) sends[login] = await server.as(login)
}

/** An ordinary item of three members, from the idea to the decision. */
async function decide(): Promise<string> {
  const body = await act('oclerk', null, 'body.setUp', {
    name: '区政府专题会议',
    unit: 'gov',
    kind: 'special',
    chair: 'gov-head',
    recorder: 'office',
    series: '云政专纪',
    basis: '区人民政府工作规则',
    members: [
      { post: 'gov-deputy', order: 1 },
      { post: 'office-head', order: 2 },
      { post: 'gov-head', order: 3 },
    ],
    mode: 'head',
    quorum: 'half',
    cutoff: 1,
    papersDays: 1,
    minutesDays: 5,
    naming: 'named',
    collective: [{ kind: 'decision', measure: 'none', basis: '区人民政府工作规则' }],
  })
  await act('chief', body, 'body.establish')
  const item = await act('oclerk', null, 'topic.apply', {
    title: '调整公交线路',
    body,
    kind: 'other',
    summary: '群众反映强烈',
    legalUnit: 'office',
  })
  await act('oclerk', item, 'topic.submit')
  await act('admin', item, 'topic.approve')
  await act('oclerk', item, 'topic.settle')
  await act('oclerk', item, 'topic.deliver')
  await act('oclerk', item, 'topic.bank')
  await act('oclerk', body, 'body.convene', { heldOn: '2026-03-06', startsAt: '09:30', place: '会议室' })
  const { rows } = await server.db.query<{ id: string }>(`select id from matter where procedure = 'meeting'`)
  const meeting = rows[0]?.id ?? ''
  await act('oclerk', item, 'topic.place', { meeting })
  const agenda = [
    { order: 1, kind: 'topic', topic: item, title: '调整公交线路', minutes: 20, presenter: 'office' },
  ]
  await act('oclerk', meeting, 'meeting.planAgenda', { agenda })
  await act('chief', meeting, 'meeting.approveAgenda', { words: '同意' })
  await act('oclerk', meeting, 'meeting.sendNotice', { notice: '请准时参加', collectBack: false })
  server.later(4 * DAY)
  await logIn()
  for (const who of ['deputy', 'admin', 'chief']) {
    await act(who, meeting, 'meeting.readPapers')
    await act(who, meeting, 'meeting.signIn')
  }
  await act('chief', meeting, 'meeting.open')
  await act('oclerk', meeting, 'meeting.beginItem', { order: 1 })
  await act('oclerk', item, 'topic.present', { report: '拟调整三条线路' })
  await act('deputy', item, 'topic.speak', { stance: 'agree', words: '线路调整要先公示' })
  await act('admin', item, 'topic.speak', { stance: 'agree', words: '与地铁接驳要同步' })
  await act('chief', item, 'topic.chiefSpeak', { stance: 'agree', words: '按大家意见完善后实施' })
  await act('chief', item, 'topic.adopt', {
    outcome: 'passed',
    text: '同意调整三条公交线路',
    noTasks: '由交通部门按职责办理',
  })
  return item
}

beforeAll(async () => {
  server = await testServer('certificates')
  await logIn()
  topic = await decide()
  await seal(server)
  key = (await server.send({ method: 'GET', url: '/log/key' })).rawPayload
}, 60_000)
afterAll(() => server.close())

interface Steps {
  readonly decided: boolean
  readonly steps: { name: string; status: string; evidence: { by: string; title: string }[] }[]
  readonly issued: { code: string; by: string }[]
}

const issue = async (who: string): Promise<string> => {
  const reply = await (sends[who] as Send)({
    method: 'POST',
    url: `/api/matters/${topic}/certificates`,
    payload: {},
  })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json<{ code: string }>().code
}

test('every mandatory step stands with its evidence, for whoever may see the item', async () => {
  const { decided, steps } = (await open('deputy', `/api/matters/${topic}/steps`)).json<Steps>()
  expect(decided).toBe(true)
  const of = (name: string) => steps.find((step) => step.name === name)
  expect(of('views')?.evidence.map(({ by }) => by)).toEqual(['副区长 乙副区长', '区政府办公室 主任 丙主任'])
  expect(of('chiefLast')).toMatchObject({
    status: 'done',
    evidence: [{ by: '区长 甲区长', title: '末位表态' }],
  })
  expect(of('minutes')).toMatchObject({ status: 'waiting', evidence: [] })
  expect(steps.filter(({ status }) => status === 'missing')).toEqual([])
  expect((await open('eclerk', `/api/matters/${topic}/steps`)).statusCode).toBe(404)
})

describe('a certificate', () => {
  let code: string
  const file = async (): Promise<Uint8Array> =>
    (await server.send({ method: 'GET', url: `/api/certificates/${code}` })).rawPayload
  const good = (verdict: CertificateVerdict) => {
    if (!verdict.ok) throw new Error(verdict.because)
    return verdict
  }

  test('waits for its place in the log, and is then proven by the log’s key alone', async () => {
    code = await issue('deputy')
    const waiting = await server.send({ method: 'GET', url: `/api/certificates/${code}` })
    expect([waiting.statusCode, waiting.headers['retry-after']]).toEqual([409, '5'])
    await seal(server)
    const verdict = good(await verifyCertificate(await file(), key))
    expect(verdict.code).toBe(code)
    expect(verdict.certificate).toMatchObject({
      matter: { id: topic, title: '调整公交线路' },
      body: '区政府专题会议',
      on: '2026年3月6日',
      outcome: '通过',
      words: '同意调整三条公交线路',
      issuedBy: '区政府 副区长 乙副区长',
    })
    expect(verdict.proven).toBeGreaterThan(12)
    const { issued } = (await open('deputy', `/api/matters/${topic}/steps`)).json<Steps>()
    expect(issued).toMatchObject([{ code, by: '乙副区长' }])
  })

  test('still holds when the item and the log have gone on', async () => {
    await act('admin', topic, 'topic.supplement', { words: '公示期为七日' })
    await seal(server)
    good(await verifyCertificate(await file(), key))
  })

  test('as a .pdf bears the same, with Chinese faces in it', async () => {
    const paper = await open('oclerk', `/api/certificates/${code}/paper`)
    // Without a Chinese face on this machine the paper is refused in words.
    if (paper.statusCode === 409) return expect(paper.json<{ detail: string }>().detail).toContain('中文字体')
    expect([paper.statusCode, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
    const verdict = good(await verifyCertificate(paper.rawPayload, key))
    expect(verdict.code).toBe(code)
    expect(paper.rawPayload.toString('latin1')).toMatch(/FontFile/)
    const again = await open('oclerk', `/api/certificates/${code}/paper`)
    expect(again.rawPayload.equals(paper.rawPayload)).toBe(true)
  })

  test('is made of nothing that is not decided, and of nothing one may not see', async () => {
    const idea = await act('oclerk', null, 'topic.apply', {
      title: '新的议题',
      body: (await server.db.query<{ id: string }>(`select id from matter where procedure = 'body'`)).rows[0]
        ?.id,
      kind: 'other',
      summary: '设想',
      legalUnit: 'office',
    })
    const url = (id: string): string => `/api/matters/${id}/certificates`
    const early = await (sends['oclerk'] as Send)({ method: 'POST', url: url(idea), payload: {} })
    expect(early.statusCode).toBe(409)
    const stranger = await (sends['eclerk'] as Send)({ method: 'POST', url: url(topic), payload: {} })
    expect(stranger.statusCode).toBe(404)
    const unknown = await server.send({ method: 'GET', url: `/api/certificates/${'a'.repeat(43)}` })
    expect(unknown.statusCode).toBe(404)
  })

  test('issuing it stands in the trail under what it is of', async () => {
    const { rows } = await server.db.query<{ kind: string }>(
      `select kind from journal where kind = 'audit.certificate'`,
    )
    expect(rows).toHaveLength(1)
  })
})
