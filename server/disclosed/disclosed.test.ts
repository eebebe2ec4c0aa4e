import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Called, callMeeting } from '#test/called-meeting.ts'
import { type TestServer, testServer } from '../testing.ts'

let server: TestServer
let called: Called

beforeAll(async () => {
  server = await testServer('disclosed')
  called = await callMeeting(server, '2026-03-02')
})
afterAll(() => server.close())

interface Answer {
  readonly rows: readonly Readonly<Record<string, string>>[]
  readonly next: string | null
}

/** As anybody reads it, without an account. */
const read = async (query = ''): Promise<Answer> =>
  (await server.send({ method: 'GET', url: `/api/disclosed${query}` })).json<Answer>()

const WORDS = '会议听取了公交线路调整情况汇报。'

async function held({ act, meeting, topic }: Called): Promise<void> {
  await act('oclerk', meeting, 'meeting.sendNotice', { notice: '请准时参加' })
  for (const who of ['deputy', 'admin', 'chief'])
    for (const name of ['readPapers', 'signIn']) await act(who, meeting, `meeting.${name}`)
  await act('chief', meeting, 'meeting.open')
  await act('oclerk', meeting, 'meeting.beginItem', { order: 1 })
  await act('oclerk', topic, 'topic.takeOff', { reason: '会议时间不足' })
  await act('oclerk', meeting, 'meeting.endItem')
  await act('chief', meeting, 'meeting.close')
  await act('oclerk', meeting, 'meeting.draftMinutes', { minutesText: '会议内部讨论情况。' })
  await act('admin', meeting, 'meeting.checkMinutes')
  await act('chief', meeting, 'meeting.signMinutes')
  await act('oclerk', meeting, 'meeting.issueMinutes', { sentTo: ['office'] })
}

test('nothing of a meeting is open until it is published; then what was published, and nothing else of it', async () => {
  await held(called)
  expect((await read()).rows).toEqual([])
  await called.act('oclerk', called.meeting, 'meeting.publish', { published: WORDS })
  expect(await read()).toEqual({
    district: expect.any(String) as string,
    rows: [
      {
        kind: '会议',
        title: '区政府专题会议（第1次）',
        number: '云政专纪〔2026〕1号',
        unit: '区政府办公室',
        on: '2026-03-02',
        text: WORDS,
      },
    ],
    next: null,
  })
})

test('it is read page by page; a cursor of somebody’s making begins anew', async () => {
  expect(await read('?limit=1')).toMatchObject({ rows: [{ text: WORDS }], next: null })
  expect((await read('?limit=1&cursor=WzFd')).rows).toHaveLength(1)
  const after = Buffer.from(JSON.stringify(['2026-01-01T00:00:00.000Z', 'a'])).toString('base64url')
  expect((await read(`?cursor=${after}`)).rows).toEqual([])
})
