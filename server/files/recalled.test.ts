import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Called, callMeeting } from '#test/called-meeting.ts'
import { type TestServer, fileBody, testServer } from '../testing.ts'

let server: TestServer
let called: Called

beforeAll(async () => {
  server = await testServer('recalled-files')
  called = await callMeeting(server, '2026-03-02')
})
afterAll(() => server.close())

async function upload(name: string): Promise<string> {
  const send = await server.as('oclerk')
  const reply = await send({ method: 'POST', url: '/api/files', ...fileBody(name, name, 'text/plain') })
  return reply.json<{ id: string }>().id
}

const opens = async (login: string, file: string): Promise<number> =>
  (await (await server.as(login))({ url: `/api/files/${file}` })).statusCode

const shown = async (login: string): Promise<string> =>
  (await (await server.as(login))({ url: `/api/matters/${called.meeting}` })).body

test('papers of a meeting are read by right until they are called back; then the office alone has them', async () => {
  const { act, meeting, topic } = called
  const [papers, restricted] = [await upload('会议材料.txt'), await upload('限成员阅看.txt')]
  const notice = { notice: '请准时参加', papers: [papers], restricted: [restricted], collectBack: true }
  await act('oclerk', meeting, 'meeting.sendNotice', notice)
  expect([await opens('deputy', papers), await opens('deputy', restricted)]).toEqual([200, 200])
  // Who only looks on reads neither, and is not told that they are there.
  expect([await opens('chead', papers), await opens('chead', restricted)]).toEqual([404, 404])
  expect(await shown('chead')).toContain('请准时参加')
  expect(await shown('chead')).not.toContain('会议材料.txt')
  expect(await shown('deputy')).toContain('会议材料.txt')
  for (const who of ['deputy', 'admin', 'chief'])
    for (const name of ['readPapers', 'signIn']) await act(who, meeting, `meeting.${name}`)
  await act('chief', meeting, 'meeting.open')
  await act('oclerk', meeting, 'meeting.beginItem', { order: 1 })
  await act('oclerk', topic, 'topic.takeOff', { reason: '会议时间不足' })
  await act('oclerk', meeting, 'meeting.endItem')
  await act('chief', meeting, 'meeting.close')
  await act('oclerk', meeting, 'meeting.collectPapers', { recalled: '全部收回' })
  for (const file of [papers, restricted]) {
    expect(await opens('deputy', file)).toBe(404)
    expect(await opens('chief', file)).toBe(404)
    expect(await opens('oclerk', file)).toBe(200)
  }
  const page = await shown('deputy')
  expect(page).toContain('全部收回')
  expect(page).not.toContain('会议材料.txt')
  expect(page).not.toContain('限成员阅看.txt')
})
