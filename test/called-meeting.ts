import { randomUUID } from 'node:crypto'
import { freshFor } from '#journal/seal/fresh.ts'
import type { Send, TestServer } from '#server/testing.ts'

/** A meeting of a body of three in the test district, with one topic on its agenda and sealed opinions being gathered on it. */
export interface Called {
  readonly body: string
  readonly meeting: string
  readonly topic: string
  readonly round: string
  readonly sheets: readonly string[]
  readonly act: Act
  readonly read: <T>(who: string, url: string) => Promise<T>
  readonly rows: <T>(sql: string, ...values: unknown[]) => Promise<T[]>
}

type Act = (who: string, id: string | null, name: string, form?: object) => Promise<string>

/** Calls it over HTTP, for 12 March 2026, by the logins `chief`, `admin` and `oclerk`; the clock stands at 2 March. */
export async function callMeeting(server: TestServer, heldOn = '2026-03-12'): Promise<Called> {
  Object.assign(server.context, { sealKey: (await freshFor(1)).ephemeral[0] })
  const sends = new Map<string, Promise<Send>>()
  const as = (login: string): Promise<Send> => {
    const known = sends.get(login) ?? server.as(login)
    sends.set(login, known)
    return known
  }
  const act: Act = async (who, id, name, form = {}) => {
    const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
    const headers = { 'idempotency-key': randomUUID() }
    const reply = await (await as(who))({ method: 'POST', url, payload: { form }, headers })
    if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
    return reply.json<{ id: string }>().id
  }
  const read = async <T>(who: string, url: string): Promise<T> => {
    const reply = await (await as(who))({ method: 'GET', url })
    if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.body}`)
    return reply.json<T>()
  }
  const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await server.db.query(sql, values)).rows as T[]
  const naming = async (field: string, id: string, procedure: string): Promise<string[]> =>
    (
      await rows<{ id: string }>(
        `select id from matter where record ->> '${field}' = $1 and procedure = $2 order by id`,
        id,
        procedure,
      )
    ).map((row) => row.id)
  const body = await act('oclerk', null, 'body.setUp', BODY)
  await act('chief', body, 'body.establish')
  await act('oclerk', body, 'body.convene', { heldOn, startsAt: '09:30', place: '第一会议室' })
  const [meeting = ''] = await naming('body', body, 'meeting')
  const asked = { title: '调整公交线路', body, kind: 'other', summary: '群众反映强烈', legalUnit: 'office' }
  const topic = await act('oclerk', null, 'topic.apply', asked)
  await act('oclerk', topic, 'topic.submit')
  await act('admin', topic, 'topic.approve')
  for (const name of ['settle', 'deliver', 'bank']) await act('oclerk', topic, `topic.${name}`)
  await act('oclerk', topic, 'topic.place', { meeting })
  await act('oclerk', topic, 'topic.collect', { level: 'standard' })
  const [round = ''] = await naming('topic', topic, 'opinions')
  await act('oclerk', round, 'opinions.begin')
  const agenda = [{ order: 1, kind: 'topic', topic, title: '调整公交线路', minutes: 20 }]
  await act('oclerk', meeting, 'meeting.planAgenda', { agenda })
  await act('chief', meeting, 'meeting.approveAgenda')
  const sheets = await naming('round', round, 'opinion')
  return { body, meeting, topic, round, sheets, act, read, rows }
}

const BODY = {
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
  observers: ['cons'],
  mode: 'head',
  quorum: 'half',
  cutoff: 0,
  papersDays: 0,
  minutesDays: 5,
  every: 14,
  naming: 'named',
  collective: [{ kind: 'decision', measure: 'none', basis: '区人民政府工作规则' }],
}
