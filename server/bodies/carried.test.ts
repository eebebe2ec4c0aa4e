import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshFor } from '#journal/seal/fresh.ts'
import { type Send, type TestServer, testServer } from '../testing.ts'

let server: TestServer
const sends: Record<string, Send> = {}

async function act(who: string, id: string | null, name: string, form: object = {}): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

beforeAll(async () => {
  server = await testServer('carried')
  Object.assign(server.context, { sealKey: (await freshFor(1)).ephemeral[0] })
  for (const login of ['chief', 'admin', 'oclerk']) sends[login] = await server.as(login)
})
afterAll(() => server.close())

const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
  (await server.db.query(sql, values)).rows as T[]

const openedBy = async (field: string, id: string): Promise<string[]> =>
  (await rows<{ id: string }>(`select id from matter where record ->> '${field}' = $1 order by id`, id)).map(
    (row) => row.id,
  )

const duesOf = async (id: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await rows<{ name: string; day: string }>(
        `select name, to_char(due_at at time zone 'Asia/Shanghai' - interval '1 second', 'YYYY-MM-DD') as day
         from duty where matter_id = $1 and state = 'open'`,
        id,
      )
    ).map(({ name, day }) => [name, day]),
  )

/** A body, its meeting of 12 March with one topic on the agenda, and the topic's round of sealed opinions under way. */
async function called() {
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
    cutoff: 0,
    papersDays: 0,
    minutesDays: 5,
    every: 14,
    naming: 'named',
    collective: [{ kind: 'decision', measure: 'none', basis: '区人民政府工作规则' }],
  })
  await act('chief', body, 'body.establish')
  const held = { heldOn: '2026-03-12', startsAt: '09:30', place: '第一会议室' }
  await act('oclerk', body, 'body.convene', held)
  const [meeting = ''] = await openedBy('body', body)
  const asked = { title: '调整公交线路', body, kind: 'other', summary: '群众反映强烈', legalUnit: 'office' }
  const topic = await act('oclerk', null, 'topic.apply', asked)
  await act('oclerk', topic, 'topic.submit')
  await act('admin', topic, 'topic.approve')
  for (const name of ['settle', 'deliver', 'bank']) await act('oclerk', topic, `topic.${name}`)
  await act('oclerk', topic, 'topic.place', { meeting })
  await act('oclerk', topic, 'topic.collect', { level: 'standard' })
  const [round = ''] = await openedBy('topic', topic)
  await act('oclerk', round, 'opinions.begin')
  const agenda = [{ order: 1, kind: 'topic', topic, title: '调整公交线路', minutes: 20 }]
  await act('oclerk', meeting, 'meeting.planAgenda', { agenda })
  await act('chief', meeting, 'meeting.approveAgenda')
  return {
    body,
    meeting,
    topic,
    round,
    sheets: (await openedBy('round', round)).filter((id) => id !== topic),
  }
}

test('putting a meeting off moves every term that hangs on its day in one transaction; calling it off gives the term back', async () => {
  const { body, meeting, topic, round, sheets } = await called()
  expect(sheets.length).toBeGreaterThan(0)
  expect(await duesOf(topic)).toEqual({ present: '2026-03-12' })
  await act('chief', meeting, 'meeting.postpone', { heldOn: '2026-03-19', reason: '到会人数不足' })
  expect(await duesOf(topic)).toEqual({ present: '2026-03-19' })
  expect(await duesOf(round)).toEqual({ close: '2026-03-19' })
  for (const sheet of sheets) expect(await duesOf(sheet)).toEqual({ seal: '2026-03-18' })
  expect(await duesOf(body)).toMatchObject({ convene: '2026-04-02' })
  // One instant, by the one who put it off: each matter's own journal says why its term moved.
  const entries = await rows<{ kind: string; at: string; person_id: string }>(
    `select kind, at::text, person_id from journal where kind ~ '(postpone|follow|meetingMoved)$' order by kind`,
  )
  expect(entries.map(({ kind }) => kind)).toEqual([
    'body.meetingMoved',
    'meeting.postpone',
    ...sheets.map(() => 'opinion.follow'),
    'opinions.follow',
    'topic.follow',
  ])
  expect(new Set(entries.map(({ at, person_id }) => `${at} ${person_id}`)).size).toBe(1)

  await act('chief', meeting, 'meeting.cancel', { ending: '并入下次会议' })
  expect(await rows('select state from matter where id = $1', topic)).toEqual([{ state: 'banked' }])
  // None was held since the body began: it has to meet as if this one had not been called.
  const [first] = await rows<{ on: string }>(
    `select record -> 'changes' -> 0 ->> 'on' as on from matter where id = $1`,
    body,
  )
  const due = new Date(Date.parse(`${first?.on}T00:00:00Z`) + 14 * 86_400_000).toISOString().slice(0, 10)
  expect(await duesOf(body)).toMatchObject({ convene: due })
})
