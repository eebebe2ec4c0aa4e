import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Called, callMeeting } from '#test/called-meeting.ts'
import { type TestServer, testServer } from '../testing.ts'

let server: TestServer
let called: Called

beforeAll(async () => {
  server = await testServer('carried')
  called = await callMeeting(server)
})
afterAll(() => server.close())

const duesOf = async (id: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await called.rows<{ name: string; day: string }>(
        `select name, to_char(due_at at time zone 'Asia/Shanghai' - interval '1 second', 'YYYY-MM-DD') as day
         from duty where matter_id = $1 and state = 'open'`,
        id,
      )
    ).map(({ name, day }) => [name, day]),
  )

test('putting a meeting off moves every term that hangs on its day in one transaction; calling it off gives the term back', async () => {
  const { body, meeting, topic, round, sheets, act, rows } = called
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
