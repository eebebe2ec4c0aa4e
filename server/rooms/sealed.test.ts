import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { envelopeText, sealOpinion } from '#journal/seal/envelope.ts'
import { freshFor } from '#journal/seal/fresh.ts'
import { type Called, callMeeting } from '#test/called-meeting.ts'
import type { RoomJson } from '../contract/operations/rooms.ts'
import { PASSWORD, type TestServer, cookiesOf, testServer } from '../testing.ts'

let server: TestServer
let called: Called

beforeAll(async () => {
  server = await testServer('room_sealed')
  called = await callMeeting(server)
  await server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => server.close())

/** The pages that a reader of the room is sent, and how often. */
async function listen(login: string): Promise<{ readonly rooms: RoomJson[]; stop(): void }> {
  const payload = { login, password: PASSWORD }
  const reply = await server.send({ method: 'POST', url: '/api/login', payload })
  const cookie = Object.entries(cookiesOf(reply))
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  const { port } = server.app.server.address() as AddressInfo
  const path = `/api/events?room=${called.meeting}`
  const rooms: RoomJson[] = []
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, headers: { cookie } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        const found = [...text.matchAll(/event: room\ndata: (.*)\n\n/g)]
        rooms.splice(0, rooms.length, ...found.map(([, data]) => JSON.parse(data ?? '') as RoomJson))
      })
      resolve({ rooms, stop: () => request.destroy() })
    })
    request.on('error', reject)
  })
}

interface Sheet {
  readonly sheet: {
    readonly act: string
    readonly context: Record<string, unknown>
    readonly keepers: readonly { slot: string; side: 'insp' | 'proc'; key: string }[]
  }
}

/** Seals an opinion as the member's page does. */
async function seals(who: string, words: string): Promise<void> {
  const { id } = await sheetOf(who)
  const { sheet } = await called.read<Sheet>(who, `/api/sealing/${id}`)
  const sealed = await sealOpinion(
    sheet.context as never,
    { stance: 'agree', words },
    sheet.keepers as never,
    await freshFor(sheet.keepers.length),
  )
  if (!sealed.ok) throw new Error(sealed.because)
  await called.act(who, id, 'opinion.seal', { sealed: envelopeText(sealed.value) })
}

const sheetOf = async (who: string): Promise<{ id: string }> => {
  const { rows } = await called.read<{ rows: { id: string }[] }>(who, '/api/matters?procedure=opinion')
  return rows[0] ?? { id: '' }
}

const lineOf = ({ agenda }: RoomJson) => agenda[0]?.sealed

test('x of n is live in the room for those who may see the item, tells nobody whose, and not that somebody sealed anew', async () => {
  const look = (who: string) => called.read<RoomJson>(who, `/api/rooms/${called.meeting}`)
  expect(lineOf(await look('chief'))).toEqual({ state: '正在征集', in: 0, of: 2 })
  expect(lineOf(await look('oclerk'))).toEqual({ state: '正在征集', in: 0, of: 2 })
  expect(lineOf(await look('chead'))).toBeUndefined()
  const [chair, recorder, observer] = await Promise.all(['chief', 'oclerk', 'chead'].map(listen))
  await new Promise((done) => setTimeout(done, 400))

  await seals('deputy', '同意')
  await expect
    .poll(() => [chair, recorder].map((page) => page?.rooms.at(-1)?.agenda[0]?.sealed?.in))
    .toEqual([1, 1])
  // Sealed anew, the number is the same: no page hears of it. The next number does come.
  await seals('deputy', '同意，建议分期')
  await seals('admin', '同意')
  await expect.poll(() => chair?.rooms.at(-1)?.agenda[0]?.sealed?.in).toBe(2)
  expect(chair?.rooms.map((room) => lineOf(room)?.in)).toEqual([1, 2])
  // Who may not see the item gets no event at all.
  expect(observer?.rooms).toEqual([])
  // Nothing of the pages says whose: but for the number they are what they were.
  const [first, second] = chair?.rooms ?? []
  const plain = (room: RoomJson | undefined) => ({ ...room, now: '', agenda: [] })
  expect(plain(second)).toEqual(plain(first))
  const text = JSON.stringify(chair?.rooms)
  for (const sheet of called.sheets) expect(text).not.toContain(sheet)

  await called.act('oclerk', called.round, 'opinions.close')
  await expect.poll(() => lineOf(chair?.rooms.at(-1) as RoomJson)?.state).toBe('已经截止，待开启')
  for (const page of [chair, recorder, observer]) page?.stop()
})
