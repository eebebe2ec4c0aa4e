import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type IncomingMessage, get } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RoomJson } from '#server/contract/operations/rooms.ts'
import { type Ground, environmentOf, layGround } from './service/ground.ts'
import { login } from './service/http.ts'
import { ServiceProcess } from './service/process.ts'

// The process of the service is killed while an item is in the room, and started again: the open pages come back by themselves.

const DAY = '2026-03-02'
const PEOPLE = ['leaders.head', 'leaders.deputy', 'leaders.clerk', 'office.clerk', 'office.head']

let ground: Ground
let service: ServiceProcess
const cookies = new Map<string, string>()

beforeAll(async () => {
  // A database server of its own: the service does not start on one that could lose what it was told.
  ground = await layGround()
  service = new ServiceProcess('app', environmentOf(ground))
  await service.start()
  for (const who of PEOPLE) cookies.set(who, await login(service.address ?? '', who))
})
afterAll(async () => {
  await service.end('SIGKILL')
  await ground.db.close()
  await ground.gateway.close()
  await ground.server.stop()
  rmSync(ground.dir, { recursive: true, force: true })
})

const url = (path: string): string => new URL(path, service.address ?? '').href
const headers = (who: string) => ({ cookie: cookies.get(who) ?? '' })

async function act(
  who: string,
  name: string,
  id: string | null,
  form: object = {},
  key: string = randomUUID(),
): Promise<string> {
  const reply = await fetch(url(`/api/matters${id === null ? '' : `/${id}`}/acts/${name}`), {
    method: 'POST',
    headers: { ...headers(who), 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ form }),
  })
  if (reply.status !== 200) throw new Error(`${name} by ${who}: ${await reply.text()}`)
  return ((await reply.json()) as { id: string }).id
}

const look = async (who: string, meeting: string): Promise<RoomJson> =>
  (await (await fetch(url(`/api/rooms/${meeting}`), { headers: headers(who) })).json()) as RoomJson

/** An open page of a room: it listens, seeks the line again when that goes down, and reads the whole room once it is back. */
class OpenPage {
  room: RoomJson | undefined
  /** How often the line was there. */
  lines = 0
  readonly #who: string
  readonly #meeting: string
  #closed = false
  #response: IncomingMessage | undefined

  constructor(who: string, meeting: string) {
    this.#who = who
    this.#meeting = meeting
    this.#seek()
  }

  #seek(): void {
    if (this.#closed) return
    const again = () => setTimeout(() => this.#seek(), 100)
    const request = get(
      url(`/api/events?room=${this.#meeting}`),
      { headers: headers(this.#who) },
      (response) => {
        this.#response = response
        this.lines++
        void look(this.#who, this.#meeting).then(
          (room) => this.#take(room),
          () => undefined,
        )
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            const data = /^event: room\ndata: (.*)$/s.exec(text.slice(0, end))?.[1]
            text = text.slice(end + 2)
            if (data !== undefined) this.#take(JSON.parse(data) as RoomJson)
          }
        })
        response.on('error', () => undefined)
        response.on('close', again)
      },
    )
    request.on('error', again)
  }

  #take(room: RoomJson): void {
    if (!this.room || room.now >= this.room.now) this.room = room
  }

  close(): void {
    this.#closed = true
    this.#response?.destroy()
  }
}

/** A meeting of three with one item in the room: reported, one view given, the second member speaking, the decision worded once. */
async function midItem(): Promise<{ meeting: string; topic: string }> {
  const members = ['leaders.deputy', 'leaders.clerk', 'leaders.head']
  const body = await act('office.clerk', 'body.setUp', null, {
    name: '排水工作专题会议',
    unit: 'leaders',
    kind: 'special',
    chair: 'leaders.head',
    recorder: 'office',
    series: '云政专纪',
    basis: '区人民政府工作规则',
    members: members.map((post, n) => ({ post, order: n + 1 })),
    mode: 'head',
    quorum: 'half',
    cutoff: 0,
    papersDays: 0,
    minutesDays: 5,
    naming: 'named',
    collective: [{ kind: 'fund', measure: 'sum', threshold: 500, basis: '集体决策事项清单' }],
  })
  await act('leaders.head', 'body.establish', body)
  await act('office.clerk', 'body.convene', body, { heldOn: DAY, startsAt: '10:30', place: '第二会议室' })
  const { rows } = await ground.db.query<{ id: string }>(`select id from matter where procedure = 'meeting'`)
  const meeting = rows[0]?.id ?? ''
  const asked = { title: '排水改造资金安排', body, kind: 'other', summary: '管网老化' }
  const topic = await act('office.clerk', 'topic.apply', null, asked)
  await act('office.clerk', 'topic.submit', topic)
  await act('office.head', 'topic.approve', topic)
  for (const name of ['settle', 'deliver', 'bank']) await act('office.clerk', `topic.${name}`, topic)
  await act('office.clerk', 'topic.place', topic, { meeting })
  const agenda = [
    { order: 1, kind: 'topic', topic, title: '排水改造资金安排', minutes: 15, presenter: 'office' },
  ]
  await act('office.clerk', 'meeting.planAgenda', meeting, { agenda })
  await act('leaders.head', 'meeting.approveAgenda', meeting)
  await act('office.clerk', 'meeting.sendNotice', meeting, { notice: '请提前入场。' })
  for (const who of members) {
    await act(who, 'meeting.readPapers', meeting)
    await act(who, 'meeting.signIn', meeting)
  }
  await act('leaders.head', 'meeting.open', meeting)
  await act('office.clerk', 'meeting.beginItem', meeting, { order: 1 })
  await act('office.clerk', 'topic.present', topic)
  await act('leaders.deputy', 'topic.speak', topic, { stance: 'changes', words: '分两年安排' })
  await act('office.clerk', 'meeting.giveFloor', meeting, { post: 'leaders.clerk' })
  await act('office.clerk', 'topic.word', topic, { text: '同意安排资金800万元', base: 0 })
  return { meeting, topic }
}

/** Pages are told at once; on a machine with other work that takes longer than the second an expectation waits by itself. */
const SOON = { timeout: 15_000 }

const said = ({ now: _now, ...room }: RoomJson) => room

test('the service dies in the middle of an item: the open pages return with everything said, and the recorder writes on', async () => {
  const { meeting, topic } = await midItem()
  const [chair, recorder] = ['leaders.head', 'office.clerk'].map((who) => new OpenPage(who, meeting)) as [
    OpenPage,
    OpenPage,
  ]
  const versions = () => [chair, recorder].map(({ room }) => room?.topic?.wording?.version)
  await expect.poll(versions, SOON).toEqual([1, 1])
  const before = [said(chair.room as RoomJson), said(recorder.room as RoomJson)]
  const lines = [chair.lines, recorder.lines]

  // The recorder's next words are on their way as it dies: whether they arrived nobody can say.
  const key = randomUUID()
  const second = { text: '同意分两年安排资金800万元', base: 1 }
  const onTheWay = act('office.clerk', 'topic.word', topic, second, key).then(
    () => true,
    () => false,
  )
  await service.end('SIGKILL')
  await onTheWay
  await expect(
    act('leaders.clerk', 'topic.speak', topic, { stance: 'agree', words: '同意' }),
  ).rejects.toThrow()
  await service.start()

  // By themselves, without logging in again.
  await expect.poll(() => chair.lines > (lines[0] ?? 0) && recorder.lines > (lines[1] ?? 0), SOON).toBe(true)
  // Sent again under its key the recorder's act has happened once.
  await act('office.clerk', 'topic.word', topic, second, key)
  await expect.poll(versions, SOON).toEqual([2, 2])
  for (const [n, page] of [chair, recorder].entries()) {
    const room = page.room as RoomJson
    const was = before[n] as Omit<RoomJson, 'now'>
    // Everything said, who is there and whose turn it is; the clocks of the item and of the floor run from where they began.
    expect(room.topic?.views).toEqual(was.topic?.views)
    expect(room.members).toEqual(was.members)
    expect(room.turns).toEqual(was.turns)
    expect([room.since, room.floor]).toEqual([was.since, was.floor])
    expect(room.since).not.toBeNull()
    expect(room.topic?.wording).toMatchObject({ words: second.text, before: '同意安排资金800万元' })
  }

  // And the room goes on: what is said now is on every page, the turn that ran through the restart is counted whole.
  await act('leaders.clerk', 'topic.speak', topic, { stance: 'agree', words: '资金来源可靠' })
  await act('office.clerk', 'meeting.endFloor', meeting)
  await act('leaders.head', 'topic.chiefSpeak', topic, { stance: 'agree', words: '综合大家意见' })
  await expect
    .poll(() => [chair, recorder].map(({ room }) => room?.topic?.chief?.words), SOON)
    .toEqual(['综合大家意见', '综合大家意见'])
  expect(chair.room?.turns).toMatchObject([{ post: 'leaders.clerk', order: 1 }])
  const spoke = chair.room?.turns[0]?.seconds ?? 0
  const from = Date.parse(before[0]?.floor?.from ?? '')
  expect(spoke).toBeGreaterThanOrEqual(1)
  expect(spoke).toBeLessThanOrEqual((Date.parse(chair.room?.now ?? '') - from) / 1000 + 1)
  chair.close()
  recorder.close()
}, 60_000)
