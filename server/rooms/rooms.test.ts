import { randomUUID } from 'node:crypto'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/vocabulary.ts'
import { addAppointments, putPeople, putPosts, putUnits } from '#store/directory.ts'
import { insertAccounts } from '#store/identity.ts'
import type { RoomJson } from '../contract/operations/rooms.ts'
import { hashPassword } from '../identity/passwords.ts'
import { readerFor } from '../matters/reader.ts'
import { PASSWORD, type Send, type TestServer, cookiesOf, testServer } from '../testing.ts'
import { lookingIn, roomFor } from './room-for.ts'
import { roomNow } from './room-now.ts'

// One meeting of a body of four from the call to the close, seen from every seat.

let server: TestServer
let port: number
const sends: Record<string, Send> = {}
const ids = { body: '', meeting: '', topic: '' }
const HELD = '2026-03-03'

beforeAll(async () => {
  server = await testServer('rooms')
  await inspector()
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  port = (server.app.server.address() as AddressInfo).port
  await logIn()
  await toTheDay()
  // A day later nobody is logged in any more.
  await logIn()
})
afterAll(() => server.close())

async function logIn(): Promise<void> {
  for (const login of ['chief', 'deputy', 'admin', 'ehead', 'chead', 'oclerk', 'whead', 'dclerk', 'iclerk'])
    sends[login] = await server.as(login)
}

async function inspector(): Promise<void> {
  const { db, tenant } = server.context
  const unit = {
    shortName: '纪委',
    aliases: [],
    kind: '纪检监察机关',
    domains: [],
    parent: null,
    leaderPost: null,
  }
  await putUnits(db, tenant, [
    {
      ...unit,
      id: 'disc',
      name: '区纪委监委',
      functions: ['discipline'],
      assignable: true,
      phone: null,
      sort: 9,
    },
  ])
  await putPosts(db, tenant, [
    { id: 'disc-clerk', unit: 'disc', title: '监督检查室干部', level: 'staff', sort: 1, administers: null },
  ])
  await putPeople(db, tenant, [{ id: 'iclerk', name: '寅监督员', phone: null }])
  await addAppointments(db, tenant, [
    { id: 'a-i', person: 'iclerk', post: 'disc-clerk', as: 'holder', from: '2024-01-01', until: null },
  ])
  const password = await hashPassword(PASSWORD, { memory: 64, passes: 1 })
  await insertAccounts(server.context, db, [
    { person: 'iclerk', login: 'iclerk', password, mustChange: false },
  ])
}

async function act(
  who: string,
  name: string,
  id: string | null,
  form: object = {},
  speaker?: { person: string; post: string },
): Promise<{ id: string }> {
  const reply = await tried(who, name, id, form, speaker)
  if (reply.statusCode !== 200) throw new Error(`${name} by ${who}: ${reply.body}`)
  return reply.json()
}

const tried = (
  who: string,
  name: string,
  id: string | null,
  form: object = {},
  speaker?: { person: string; post: string },
) =>
  (sends[who] as Send)({
    method: 'POST',
    url: id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`,
    payload: { form, ...(speaker ? { for: speaker } : {}) },
    headers: { 'idempotency-key': randomUUID() },
  })

async function toTheDay(): Promise<void> {
  const set = await act('oclerk', 'body.setUp', null, {
    name: '区政府常务会议',
    unit: 'gov',
    kind: 'special',
    chair: 'gov-head',
    recorder: 'office',
    series: '云政常纪',
    basis: '区人民政府工作规则',
    members: ['gov-deputy', 'edu-head', 'cons-head', 'gov-head'].map((post, n) => ({ post, order: n + 1 })),
    guests: ['east'],
    mode: 'head',
    quorum: 'half',
    cutoff: 0,
    papersDays: 0,
    minutesDays: 5,
    naming: 'named',
    collective: [{ kind: 'fund', measure: 'sum', threshold: 500, basis: '集体决策事项清单' }],
  })
  ids.body = set.id
  await act('chief', 'body.establish', ids.body)
  await act('oclerk', 'body.convene', ids.body, { heldOn: HELD, startsAt: '09:30', place: '第一会议室' })
  ids.meeting = (await matters('meeting'))[0] ?? ''
  const applied = await act('oclerk', 'topic.apply', null, {
    title: '东湖小学扩建资金安排',
    body: ids.body,
    kind: 'other',
    summary: '学位不足，拟安排资金。',
    concerned: ['edu'],
  })
  ids.topic = applied.id
  await act('oclerk', 'topic.submit', ids.topic)
  await act('admin', 'topic.approve', ids.topic)
  await act('ehead', 'topic.giveOpinion', ids.topic, { verdict: 'agree' })
  for (const [name, form] of [
    ['settle', {}],
    ['deliver', {}],
    ['bank', {}],
    ['place', { meeting: ids.meeting }],
  ] as const)
    await act('oclerk', `topic.${name}`, ids.topic, form)
  const agenda = [
    { order: 1, kind: 'study', title: '传达学习', minutes: 10 },
    {
      order: 2,
      kind: 'topic',
      topic: ids.topic,
      title: '东湖小学扩建资金安排',
      minutes: 20,
      presenter: 'office',
    },
  ]
  await act('oclerk', 'meeting.planAgenda', ids.meeting, { agenda })
  await act('chief', 'meeting.approveAgenda', ids.meeting)
  await act('oclerk', 'meeting.sendNotice', ids.meeting, { notice: '请提前入场。' })
  for (const who of ['chief', 'deputy', 'ehead', 'chead']) await act(who, 'meeting.readPapers', ids.meeting)
  server.later(24 * 3_600_000)
}

async function matters(procedure: string): Promise<string[]> {
  const reply = await (sends['oclerk'] as Send)({ method: 'GET', url: `/api/matters?procedure=${procedure}` })
  return reply.json<{ rows: { id: string }[] }>().rows.map(({ id }) => id)
}

async function look(who: string): Promise<RoomJson> {
  const reply = await (sends[who] as Send)({ method: 'GET', url: `/api/rooms/${ids.meeting}` })
  if (reply.statusCode !== 200) throw new Error(`${who}: ${reply.body}`)
  return reply.json()
}

const actIn = (room: RoomJson, name: string) => room.acts.find(({ act: one }) => one === name)

test('everybody has a seat; who has no business there finds no room, nor does anybody where there is none', async () => {
  const seats = await Promise.all(['chief', 'deputy', 'oclerk', 'iclerk', 'whead'].map(look))
  expect(seats.map(({ seat }) => seat)).toEqual(['chair', 'member', 'recorder', 'inspector', 'observer'])
  expect(seats[0]).toMatchObject({
    title: '区政府常务会议（第1次）',
    phase: 'before',
    heldOn: HELD,
    place: '第一会议室',
    quorum: { members: 4, present: 0, least: 3, reached: false },
    members: [
      {
        post: 'gov-deputy',
        title: '副区长',
        name: '乙副区长',
        presence: 'absent',
        chair: false,
        acting: false,
      },
      { post: 'edu-head' },
      { post: 'cons-head' },
      { post: 'gov-head', chair: true },
    ],
    agenda: [{ title: '传达学习', minutes: 10 }, { presenter: '区政府办公室' }],
    topic: null,
    steps: null,
  })
  expect(seats[4]?.acts.map(({ act: name }) => name)).toEqual(['sitIn'])
  for (const url of [`/api/rooms/${ids.meeting}`, '/api/rooms/none'])
    expect((await (sends['dclerk'] as Send)({ method: 'GET', url })).statusCode).toBe(404)
  const noRoom = await (sends['chief'] as Send)({ method: 'GET', url: `/api/rooms/${ids.topic}` })
  expect(noRoom.statusCode).toBe(404)
})

test('quorum, item, floor and views as they come; a guest sees who speaks and nothing of what is said', async () => {
  expect(actIn(await look('chief'), 'open')?.refusals.map(({ code }) => code)).toContain('QUORUM_MISSING')
  for (const who of ['chief', 'deputy', 'ehead']) await act(who, 'meeting.signIn', ids.meeting)
  const ready = await look('chief')
  expect(ready.quorum).toEqual({ members: 4, present: 3, least: 3, reached: true })
  expect(actIn(ready, 'open')).toMatchObject({ key: 'open', matter: ids.meeting, mine: true, refusals: [] })
  await act('chief', 'meeting.open', ids.meeting)
  await act('oclerk', 'meeting.beginItem', ids.meeting, { order: 1 })
  await act('oclerk', 'meeting.endItem', ids.meeting)
  await act('oclerk', 'meeting.beginItem', ids.meeting, { order: 2 })
  await act('oclerk', 'topic.present', ids.topic, { report: '学位缺口600个。' })
  await act('oclerk', 'meeting.giveFloor', ids.meeting, { post: 'gov-deputy' })
  server.later(90_000)
  await act('deputy', 'topic.speak', ids.topic, { stance: 'changes', words: '分两年安排' })
  await act('oclerk', 'meeting.giveFloor', ids.meeting, { unit: 'east' })

  const seen = await look('ehead')
  expect(seen).toMatchObject({
    phase: 'open',
    item: 2,
    floor: { unit: 'east', name: '东湖街道办事处' },
    turns: [{ post: 'gov-deputy', name: '乙副区长', order: 2, seconds: 90 }],
    topic: {
      id: ids.topic,
      report: '学位缺口600个。',
      due: [
        { post: 'gov-deputy', heard: true },
        { post: 'edu-head', name: '庚局长', heard: false },
      ],
      views: [{ post: 'gov-deputy', stance: '修改后同意', side: 'for', words: '分两年安排' }],
      chief: null,
    },
  })
  expect(Date.parse(seen.now) - Date.parse(seen.since ?? '')).toBeGreaterThanOrEqual(90_000)
  expect(actIn(seen, 'speak')).toMatchObject({ matter: ids.topic, key: 'view', refusals: [] })
  const guest = await look('whead')
  expect(guest.floor).toMatchObject({ unit: 'east' })
  expect(JSON.stringify(guest)).not.toContain('分两年安排')
  // Nothing of who was heard either.
  expect(guest.topic?.due ?? []).toEqual([])
})

test('the recorder may enter what is open to somebody, for those alone to whom it is', async () => {
  const { acts } = await look('oclerk')
  const of = (name: string) => acts.find(({ act: one }) => one === name)
  // The deputy has spoken, the member for building is not there, the chair comes last.
  expect(of('speak')).toMatchObject({ refusals: [], speakers: [{ person: 'ehead', post: 'edu-head' }] })
  expect(of('signIn')).toMatchObject({ refusals: [], speakers: [{ person: 'chead' }] })
  expect(of('leaveRoom')?.speakers?.map(({ person }) => person)).toEqual(['deputy', 'ehead', 'chief'])
  expect(of('chiefSpeak')?.refusals.map(({ code }) => code)).toEqual(['CHIEF_EARLY'])
  const speaker = { person: 'ehead', post: 'edu-head' }
  const refused = await tried('oclerk', 'topic.speak', ids.topic, { stance: 'agree', words: '' }, speaker)
  expect(refused.json()).toMatchObject({ code: 'FORM_INVALID' })
})

test('two who keep the record never write over each other', async () => {
  await act('oclerk', 'topic.word', ids.topic, { text: '同意安排资金800万元', base: 0 })
  const late = await tried('oclerk', 'topic.word', ids.topic, { text: '原则同意', base: 0 })
  expect(late.statusCode).toBe(409)
  expect(late.json()).toMatchObject({
    refusals: [{ code: 'WORDING_MOVED', message: expect.stringContaining('同意安排资金800万元') }],
  })
  await act('oclerk', 'topic.word', ids.topic, { text: '同意分两年安排资金800万元', base: 1 })
  expect((await look('chief')).topic?.wording).toMatchObject({
    version: 2,
    words: '同意分两年安排资金800万元',
    before: '同意安排资金800万元',
    by: '丁科员',
  })
})

test('the inspector sees each mandatory step with its evidence, and whose is missing', async () => {
  const { steps, acts } = await look('iclerk')
  expect(steps).toHaveLength(1)
  const of = (name: string) => steps?.[0]?.steps.find((one) => one.name === name)
  expect(steps?.[0]).toMatchObject({ order: 2, matter: ids.topic, title: '东湖小学扩建资金安排' })
  expect(of('quorate')).toMatchObject({
    status: 'done',
    norm: 'A1',
    evidence: [{ matter: ids.meeting, title: '宣布开会', by: '区长 甲区长' }],
  })
  expect(of('asked')).toMatchObject({ status: 'done', evidence: [{ title: '答复意见', matter: ids.topic }] })
  expect(of('read')?.evidence).toHaveLength(3)
  expect(of('views')).toMatchObject({ status: 'waiting', open: ['区教育局 局长 庚局长'] })
  expect(of('chiefLast')).toMatchObject({ status: 'waiting', evidence: [] })
  expect(of('legality')).toBeUndefined()
  // Live and read-only: nothing in the room is his to do.
  expect(acts.filter(({ refusals }) => refusals.length === 0).map(({ act: name }) => name)).toEqual([])
})

interface Heard {
  readonly rooms: RoomJson[]
  readonly text: () => string
  stop(): void
}

async function listen(login: string): Promise<Heard> {
  const payload = { login, password: PASSWORD }
  const reply = await server.send({ method: 'POST', url: '/api/login', payload })
  const cookie = Object.entries(cookiesOf(reply))
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  const path = `/api/events?room=${ids.meeting}`
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, headers: { cookie } }, (response) => {
      let text = ''
      const rooms: RoomJson[] = []
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        rooms.splice(0, rooms.length)
        for (const [, data] of text.matchAll(/event: room\ndata: (.*)\n\n/g))
          rooms.push(JSON.parse(data ?? ''))
      })
      resolve({ rooms, text: () => text, stop: () => request.destroy() })
    })
    request.on('error', reject)
  })
}

test('an act reaches every open page of the room with all that page shows, each by what its reader may see', async () => {
  const pages = await Promise.all(['chief', 'ehead', 'iclerk', 'whead', 'dclerk'].map(listen))
  await new Promise((done) => setTimeout(done, 400))
  await act('ehead', 'topic.speak', ids.topic, { stance: 'agree', words: '学位确实紧张' })
  const [chief, member, watching, guest, stranger] = pages as [Heard, Heard, Heard, Heard, Heard]
  await expect.poll(() => [chief, member, watching].map(({ rooms }) => rooms.length)).toEqual([1, 1, 1])
  // What is sent is what would be read.
  for (const [who, { rooms }] of [
    ['chief', chief],
    ['ehead', member],
    ['iclerk', watching],
  ] as const)
    expect({ ...rooms[0], now: '' }).toEqual({ ...(await look(who)), now: '' })
  expect(guest.text()).not.toContain('学位确实紧张')
  expect(stranger.text()).not.toContain('event: room')
  expect(actIn(chief.rooms[0] as RoomJson, 'chiefSpeak')?.refusals).toEqual([])
  for (const page of pages) page.stop()
})

test('a page says when reading it began: what happens meanwhile is newer than it', async () => {
  const { context } = server
  const [began, ended] = ['2026-03-03T02:00:00.000Z', '2026-03-03T02:00:05.000Z']
  let isRead = false
  const slow = {
    ...context,
    clock: { now: () => (isRead ? ended : began) },
    db: {
      ...context.db,
      query: <Row>(text: string, values?: readonly unknown[]) => {
        isRead = true
        return context.db.query<Row>(text, values)
      },
    },
  }
  const now = await roomNow(slow, ids.meeting)
  const inspecting: Actor = {
    person: 'iclerk',
    post: 'disc-clerk',
    unit: 'disc',
    level: 'staff',
    functions: ['discipline'],
    as: 'holder',
  }
  const reader = await readerFor(slow, inspecting)
  const looking = now && lookingIn(now, inspecting, reader)
  expect(reader.now).toBe(ended)
  expect(now && looking && (await roomFor(now, looking, reader)).now).toBe(began)
})

test('to the decision, the next item and the close', async () => {
  await act('chief', 'topic.chiefSpeak', ids.topic, { stance: 'agree', words: '综合大家意见' })
  const wording = (await look('chief')).topic?.wording?.words ?? ''
  await act('chief', 'topic.adopt', ids.topic, { outcome: 'passed', text: wording, noTasks: '另行部署' })
  expect((await look('deputy')).topic).toMatchObject({ outcome: { title: '通过', words: wording } })
  await act('oclerk', 'meeting.endItem', ids.meeting)
  await act('chief', 'meeting.close', ids.meeting)
  const over = await look('iclerk')
  expect(over).toMatchObject({ phase: 'over', topic: null, item: null, agenda: [{}, { outcome: '通过' }] })
  expect(over.steps?.[0]?.steps.filter(({ status }) => status !== 'done').map(({ name }) => name)).toEqual([
    'minutes',
  ])
})
