import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Send, type TestServer, testServer } from '../testing.ts'

let server: TestServer
const sends: Record<string, Send> = {}
let body: string

const DAY = 86_400_000

async function act(who: string, id: string | null, name: string, form: object = {}): Promise<string> {
  const url = id === null ? `/api/matters/acts/${name}` : `/api/matters/${id}/acts/${name}`
  const headers = { 'idempotency-key': randomUUID() }
  const reply = await (sends[who] as Send)({ method: 'POST', url, payload: { form }, headers })
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
  return reply.json<{ id: string }>().id
}

async function read<T>(who: string, url: string): Promise<T> {
  const reply = await (sends[who] as Send)({ method: 'GET', url })
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.body}`)
  return reply.json<T>()
}

/** A login does not last over days. */
async function logIn(): Promise<void> {
  for (const login of ['chief', 'deputy', 'oclerk', 'eclerk']) sends[login] = await server.as(login)
}

beforeAll(async () => {
  server = await testServer('bodies')
  await logIn()
  body = await act('oclerk', null, 'body.setUp', {
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
    every: 14,
    naming: 'named',
    collective: [
      { kind: 'decision', measure: 'none', basis: '区人民政府工作规则' },
      { kind: 'fund', measure: 'sum', threshold: 300, basis: '区人民政府工作规则' },
    ],
  })
  await act('chief', body, 'body.establish')
  const meeting = (heldOn: string) => ({ heldOn, startsAt: '09:30', place: '第一会议室' })
  await act('oclerk', body, 'body.convene', meeting('2026-03-12'))
  server.later(20 * DAY)
  await logIn()
  const late = { ...meeting('2026-03-30'), late: '参加市里会议' }
  await act('oclerk', body, 'body.convene', late)
  await act('oclerk', null, 'topic.apply', {
    title: '调整公交线路',
    body,
    kind: 'other',
    summary: '群众反映强烈',
    legalUnit: 'office',
  })
  server.later(3 * DAY)
  await logIn()
})
afterAll(() => server.close())

interface Page {
  readonly members: { post: string; title: string; holder: string; chair: boolean }[]
  readonly rhythm: {
    sittings: { meeting: string | null; on: string; gap: number | null; late: boolean }[]
    held: number
    late: number
    longest: number | null
  }
}

interface Lists {
  readonly rows: { title: string; days: number; must: string[] }[]
  readonly next: string | null
  readonly splits: { name: string; total: number; isJoined: boolean; items: { id: string; sum: number }[] }[]
}

const list = (who: string, name: 'waiting' | 'resolutions' | 'splits', query = ''): Promise<Lists> =>
  read<Lists>(who, `/api/bodies/${body}/${name}${query}`)

describe('the page of a body', () => {
  test('has its members, the rhythm of its meetings, and what waits for it since when', async () => {
    const page = await read<Page>('deputy', `/api/bodies/${body}`)
    expect(page.members).toEqual([
      { post: 'gov-deputy', title: '副区长', holder: '乙副区长', chair: false },
      { post: 'office-head', title: '区政府办公室 主任', holder: '丙主任', chair: false },
      { post: 'gov-head', title: '区长', holder: '甲区长', chair: true },
    ])
    expect(page.rhythm).toMatchObject({ held: 2, late: 1, longest: 18 })
    expect(page.rhythm.sittings.map(({ on, gap, late }) => [on, gap, late])).toEqual([
      ['2026-03-12', null, false],
      ['2026-03-30', 18, true],
    ])
    expect((await list('deputy', 'waiting')).rows).toMatchObject([
      { title: '调整公交线路', days: 3, must: ['完成议题材料'] },
    ])
    expect(await list('deputy', 'resolutions')).toEqual({ rows: [], next: null })
  })

  test('shows everybody when it sat, and only those who take part what it talks about', async () => {
    const page = await read<Page>('eclerk', `/api/bodies/${body}`)
    expect(page.rhythm).toMatchObject({ held: 2, late: 1 })
    expect(page.rhythm.sittings.map(({ meeting }) => meeting)).toEqual([null, null])
    expect((await list('eclerk', 'waiting')).rows).toEqual([])
  })

  test('tells members their own figures and nobody else any', async () => {
    interface Reasons {
      readonly own: { figures: { items: number } } | null
      readonly body: { items: number } | null
      readonly people: unknown
      readonly copies: unknown
    }
    const member = await read<Reasons>('deputy', `/api/bodies/${body}/reasons`)
    expect(member).toMatchObject({
      own: { figures: { items: 0 } },
      body: { items: 0 },
      people: null,
      copies: null,
    })
    const stranger = await read<Reasons>('eclerk', `/api/bodies/${body}/reasons`)
    expect(stranger).toMatchObject({ own: null, body: null, people: null, copies: null })
  })

  test('is no page of a matter that is no body', async () => {
    const reply = await (sends['deputy'] as Send)({ method: 'GET', url: '/api/bodies/none' })
    expect(reply.statusCode).toBe(404)
  })

  test('stands in the list, one’s own first', async () => {
    const { bodies } = await read<{ bodies: { id: string; mine: boolean; every: number; last: string }[] }>(
      'deputy',
      '/api/bodies',
    )
    expect(bodies).toMatchObject([{ id: body, mine: true, every: 14, last: '2026-03-30' }])
    const others = await read<{ bodies: { mine: boolean }[] }>('eclerk', '/api/bodies')
    expect(others.bodies).toMatchObject([{ mine: false }])
  })
})

describe('the calendar of a person’s meetings', () => {
  const subscribe = async (): Promise<string> => {
    const reply = await (sends['deputy'] as Send)({ method: 'POST', url: '/api/me/calendar', payload: {} })
    return new URL(reply.json<{ url: string }>().url).search
  }
  const open = (search: string) => server.send({ method: 'GET', url: `/api/calendar.ics${search}` })

  test('is read by its address alone, and tells when and where, not what about', async () => {
    const search = await subscribe()
    const { statusCode, headers, payload } = await open(search)
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toContain('text/calendar')
    expect(headers['cache-control']).toBe('private, no-store')
    const text = payload.replaceAll(/\r\n[ \t]/g, '')
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    expect(text).toContain('DTSTART:20260312T013000Z')
    expect(text).toContain('DTEND:20260312T033000Z')
    expect(text).toContain('LOCATION:第一会议室')
    expect(text).not.toContain('公交')
    // RFC 5545: no line longer than 75 octets, each ended by CRLF.
    expect(payload.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(payload.replaceAll('\r\n', '')).not.toContain('\n')
  })

  test('a new address takes the old one’s place, and none is left when it is dropped', async () => {
    const before = await subscribe()
    const now = await subscribe()
    expect((await open(before)).statusCode).toBe(404)
    expect((await open(now)).statusCode).toBe(200)
    expect((await read<{ since: string | null }>('deputy', '/api/me/calendar')).since).not.toBeNull()
    await (sends['deputy'] as Send)({ method: 'DELETE', url: '/api/me/calendar' })
    expect((await open(now)).statusCode).toBe(404)
    expect((await read<{ since: string | null }>('deputy', '/api/me/calendar')).since).toBeNull()
  })

  test('the database keeps no secret that opens it, and a disabled account reads nothing', async () => {
    const search = await subscribe()
    const key = new URLSearchParams(search).get('key') ?? ''
    const { rows } = await server.db.query('select f::text as row from calendar_feed f')
    expect(JSON.stringify(rows)).not.toContain(key)
    await server.db.query(`update account set disabled_at = now() where person_id = 'deputy'`)
    expect((await open(search)).statusCode).toBe(404)
    await server.db.query(`update account set disabled_at = null where person_id = 'deputy'`)
  })

  test('making and dropping it stand in the trail', async () => {
    const { rows } = await server.db.query<{ kind: string }>(
      `select kind from journal where kind like 'audit.calendarO%' order by at, act_id`,
    )
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['audit.calendarOn', 'audit.calendarOff']),
    )
  })
})

test('sums split over one payee are shown with their items until they are counted together', async () => {
  const apply = (title: string, sum: number): Promise<string> =>
    act('oclerk', null, 'topic.apply', {
      title,
      body,
      kind: 'fund',
      sum,
      payee: '某施工企业',
      summary: '维修',
      legalUnit: 'office',
    })
  const first = await apply('校舍维修（一）', 180)
  expect((await list('oclerk', 'splits')).splits).toEqual([])
  const second = await apply('校舍维修（二）', 190)
  const [found, ...others] = (await list('oclerk', 'splits')).splits
  expect(others).toEqual([])
  expect(found).toMatchObject({ name: '某施工企业', total: 370, isJoined: false })
  // Both of one day: which stands first says nothing.
  expect(new Map(found?.items.map(({ id, sum }) => [id, sum]))).toEqual(
    new Map([
      [first, 180],
      [second, 190],
    ]),
  )
  await act('oclerk', second, 'topic.joinSums', { related: [{ topic: first }] })
  expect((await list('oclerk', 'splits')).splits).toMatchObject([{ isJoined: true }])
})

test('its lists are read page by page, in one order, each line once', async () => {
  const whole = (await list('oclerk', 'waiting')).rows.map(({ title }) => title)
  // The two of one instant stand in an order that stays, whichever it is.
  expect(whole[0]).toBe('调整公交线路')
  expect(whole.slice(1).toSorted()).toEqual(['校舍维修（一）', '校舍维修（二）'])
  const found: string[] = []
  let next: string | null = null
  do {
    const page: Lists = await list('oclerk', 'waiting', `?limit=1${next === null ? '' : `&cursor=${next}`}`)
    expect(page.rows).toHaveLength(1)
    found.push(...page.rows.map(({ title }) => title))
    next = page.next
  } while (next !== null)
  expect(found).toEqual(whole)
  const none = await (sends['deputy'] as Send)({ method: 'GET', url: '/api/bodies/none/waiting' })
  expect(none.statusCode).toBe(404)
})
