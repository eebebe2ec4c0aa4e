import { type IncomingMessage, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addMs } from '#kernel/time.ts'
import type { StoreContext } from '#store/context.ts'
import { deliver } from '#store/outbox.ts'
import { StillClock, actorOf, anErrand, doing, errand, seedDistrict, testContext } from '#test/factories.ts'
import { type TestDatabase, freshDatabase } from '#test/database.ts'
import { httpTodo } from '../adapters/todo/http.ts'
import { type Mapping, readMapping } from '../adapters/todo/mapping.ts'
import type { ExternalTodo } from '../adapters/todo/port.ts'
import { reconcileTodos, startTodos, syncAllTodos, syncTodos, todoDriver } from './todos.ts'

/** What the platform does with a request before it answers as it should. */
type Mood = 'fine' | 'fails' | 'refuses' | 'loses the answer' | 'is slow'

/** A platform as they come: POST with a code in the answer, GET for the list. */
class Platform {
  readonly held = new Map<string, Record<string, unknown>>()
  readonly requests: { path: string; body: Record<string, unknown>; token: string | undefined }[] = []
  /** Moods of the next requests, in order; fine when there is none. */
  moods: Mood[] = []
  readonly #server: Server = createServer((request, response) => {
    void this.#answer(request).then(({ status, body, drop }) => {
      if (drop) request.socket.destroy()
      else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  stop(): Promise<unknown> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown; drop?: boolean }> {
    const url = new URL(request.url ?? '', 'http://x')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>
    const mood = this.moods.shift() ?? 'fine'
    if (mood === 'fails') return { status: 503, body: {} }
    if (mood === 'refuses') return { status: 200, body: { code: 40001, message: '忙' } }
    if (mood === 'is slow') await pause(900)
    this.requests.push({ path: url.pathname, body, token: request.headers['x-token'] as string | undefined })
    if (url.pathname === '/list') {
      const page = Number(url.searchParams.get('page'))
      const rows = [...this.held.values()].slice((page - 1) * 2, page * 2)
      return { status: 200, body: { code: 0, data: { list: rows } } }
    }
    this.#take(url.pathname, body)
    return { status: 200, body: { code: 0 }, drop: mood === 'loses the answer' }
  }

  #take(path: string, body: Record<string, unknown>): void {
    const id = String(body['bizId'])
    if (path === '/push') this.held.set(id, body)
    if (path === '/done' && this.held.has(id)) this.held.set(id, { ...this.held.get(id), status: 1 })
    if (path === '/delete') this.held.delete(id)
  }

  /** Ids that stand open. */
  open(): string[] {
    return [...this.held.values()].filter((row) => row['status'] === 0).map((row) => String(row['bizId']))
  }
}

const mappingText = (url: string): string =>
  JSON.stringify({
    app: 'luoshi',
    headers: { 'x-token': '{env.LUOSHI_TODO_TOKEN}' },
    timeoutMs: 500,
    accepted: { path: 'code', is: [0, '0'] },
    words: { urgent: '特急', normal: '正常', open: 0, done: 1 },
    upsert: {
      method: 'POST',
      url: `${url}/push`,
      body: {
        appCode: '{app}',
        bizId: '{id}',
        title: '【{urgency}】{title}',
        pcUrl: '{url}',
        mobileUrl: '{mobileUrl}',
        receiver: '{phone}',
        due: '{dueTime}',
        dueMs: '{dueMs}',
        level: '{urgency}',
        status: '{state}',
      },
    },
    complete: { method: 'POST', url: `${url}/done`, body: { bizId: '{id}', status: '{state}' } },
    remove: { method: 'POST', url: `${url}/delete`, body: { bizId: '{id}' } },
    list: {
      method: 'GET',
      url: `${url}/list?app={app}&page={page}`,
      rows: 'data.list',
      id: 'bizId',
      open: { path: 'status', is: [0] },
    },
  })

const read = (text: string): Mapping => {
  const mapping = readMapping(text, { LUOSHI_TODO_TOKEN: 'secret' })
  if (typeof mapping === 'string') throw new Error(mapping)
  return mapping
}

let db: TestDatabase
let context: StoreContext
let clock: StillClock
let platform: Platform
let port: ExternalTodo

beforeEach(async () => {
  db = await freshDatabase('todos')
  await seedDistrict(db)
  await db.query(`update person set phone = '13800000001' where id = 'n-u1-a'`)
  clock = new StillClock('2026-03-02T01:00:00.000Z')
  const rulebook = {
    procedures: { errand: { ...errand, urgent: ({ title }: { title?: string }) => title === '特急' } },
    norms: {},
  }
  context = testContext(db, clock, rulebook)
  platform = new Platform()
  port = httpTodo(read(mappingText(await platform.start())))
})
afterEach(async () => {
  await platform.stop()
  await db.close()
})

const push = () => deliver(context, { todo: todoDriver(context, port, 'https://luoshi.example.cn') })

/** Delivers until nothing is waiting, letting the clock pass the backoff. */
async function pushAll(): Promise<void> {
  for (let round = 0; round < 30; round++) {
    await push()
    const { rows } = await db.query<{ n: number }>(
      `select count(*) n from outbox where channel = 'todo' and sent_at is null`,
    )
    if (rows[0]?.n === 0) return
    clock.at = addMs(clock.at, 3_700_000)
  }
  throw new Error('the outbox did not empty')
}

describe('an item', () => {
  test('is put there with link, receiver, due time and words of the platform, and done when the duty is met', async () => {
    const id = await anErrand(context, { title: '特急', due: '2026-03-31' })
    expect(await syncTodos(context, [id])).toBe(2)
    expect(await syncTodos(context, [id])).toBe(0)
    await pushAll()
    expect(platform.open()).toEqual(expect.arrayContaining([`${id}.1.n-u1-a`, `${id}.2.n-u1-a`]))
    expect(platform.held.get(`${id}.2.n-u1-a`)).toEqual({
      appCode: 'luoshi',
      bizId: `${id}.2.n-u1-a`,
      title: '【特急】办结：特急',
      pcUrl: `https://luoshi.example.cn/matters/${id}`,
      mobileUrl: `https://luoshi.example.cn/matters/${id}`,
      receiver: '13800000001',
      due: '2026-04-01 00:00:00',
      dueMs: Date.parse('2026-03-31T16:00:00.000Z'),
      level: '特急',
      status: 0,
    })
    expect(platform.requests[0]?.token).toBe('secret')
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await doing(context, 'finish', actorOf('u1'), { result: '好了' }, { matter: id })
    await syncTodos(context, [id])
    await pushAll()
    expect(platform.open()).toEqual([])
    expect([...platform.held.values()].map((row) => row['status'])).toEqual([1, 1])
  })

  test('leaves the list while it rests and comes back with its clock', async () => {
    const id = await anErrand(context, { due: '2026-03-31' })
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await doing(context, 'block', actorOf('u1'), { why: '缺地' }, { matter: id })
    await syncTodos(context, [id])
    await pushAll()
    expect(platform.open()).toEqual([`${id}.3.n-u0-a`])
    await doing(context, 'unblock', actorOf('u0'), {}, { matter: id })
    await syncTodos(context, [id])
    await pushAll()
    expect(platform.open()).toEqual([`${id}.2.n-u1-a`])
  })

  test('goes to whoever has the post now', async () => {
    const id = await anErrand(context, { due: '2026-03-31' })
    await syncTodos(context, [id])
    await pushAll()
    await db.query(`update appointment set to_on = '2026-03-01' where post_id = 'u1-a'`)
    clock.at = '2026-03-03T01:00:00.000Z'
    await syncAllTodos(context)
    await pushAll()
    expect(platform.open().toSorted()).toEqual([`${id}.1.n-u1-b`, `${id}.2.n-u1-b`])
  })
})

describe('a platform that', () => {
  test.each<Mood[]>([
    ['fails', 'fails', 'fails'],
    ['refuses', 'fine', 'refuses'],
    ['loses the answer', 'loses the answer'],
    ['is slow', 'is slow'],
  ])('%s … has everything in the end, each once', async (...moods) => {
    const id = await anErrand(context, { due: '2026-03-31' })
    await syncTodos(context, [id])
    platform.moods = moods
    await pushAll()
    expect(platform.open().toSorted()).toEqual([`${id}.1.n-u1-a`, `${id}.2.n-u1-a`])
    const { rows } = await db.query(`select from external_todo where pushed < version`)
    expect(rows).toEqual([])
  })

  test('takes an older push last never gets an item back that is done', async () => {
    const id = await anErrand(context, { due: '2026-03-31' })
    await syncTodos(context, [id])
    platform.moods = ['fails', 'fails']
    await push()
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await doing(context, 'finish', actorOf('u1'), { result: '好了' }, { matter: id })
    await syncTodos(context, [id])
    await push()
    clock.at = addMs(clock.at, 3_700_000)
    await Promise.all([push(), push()])
    await pushAll()
    expect(platform.open()).toEqual([])
    expect(platform.requests.filter(({ path }) => path === '/push')).toEqual([])
  })
})

describe('the nightly comparison', () => {
  test('puts back what was lost there, closes what was left open there, takes away what nobody knows', async () => {
    const ids = [
      await anErrand(context, { due: '2026-03-31' }),
      await anErrand(context, { due: '2026-04-30' }),
      await anErrand(context, { due: '2026-04-30' }),
    ] as const
    for (const matter of ids) await doing(context, 'sign', actorOf('u1'), {}, { matter })
    await syncAllTodos(context)
    await pushAll()
    await doing(context, 'finish', actorOf('u1'), { result: '好了' }, { matter: ids[1] })
    await syncTodos(context, [ids[1]])
    await pushAll()
    // Somebody emptied a row there, reopened another, and left one of ours from a test of theirs.
    platform.held.delete(`${ids[0]}.2.n-u1-a`)
    platform.held.set(`${ids[1]}.2.n-u1-a`, { bizId: `${ids[1]}.2.n-u1-a`, status: 0 })
    platform.held.set('旧编号', { bizId: '旧编号', status: 0 })
    // And one act went by unseen.
    await doing(context, 'block', actorOf('u1'), { why: '缺地' }, { matter: ids[2] })
    expect(await reconcileTodos(context, port)).toMatchObject({ changed: 2, missing: 1, stray: 2, again: 0 })
    await pushAll()
    expect(platform.open().toSorted()).toEqual([`${ids[0]}.2.n-u1-a`, `${ids[2]}.3.n-u0-a`].toSorted())
    expect(await reconcileTodos(context, port)).toEqual({ changed: 0, missing: 0, stray: 0, again: 0 })
  })

  test('runs once a night by itself, and acts are followed at once', async () => {
    const id = await anErrand(context, { due: '2026-03-31' })
    const runners = [1, 2].map(() => startTodos(context, port, { everyMs: 5 }))
    const todos = async (): Promise<number> =>
      (await db.query(`select from external_todo where state = 'open'`)).rows.length
    await expect.poll(todos).toBe(2)
    await doing(context, 'sign', actorOf('u1'), {}, { matter: id })
    await expect.poll(todos).toBe(1)
    const runs = async () =>
      (await db.query(`select day from daily_run where job = 'todo' order by day`)).rows
    await expect.poll(runs).toEqual([{ day: '2026-03-02' }])
    clock.at = '2026-03-02T18:59:00.000Z'
    await pause(50)
    expect(await runs()).toHaveLength(1)
    clock.at = '2026-03-02T19:00:00.000Z'
    await expect.poll(runs).toEqual([{ day: '2026-03-02' }, { day: '2026-03-03' }])
    await Promise.all(runners.map((runner) => runner.stop()))
  })
})

test('whatever happens in between, the platform ends as our own list', async () => {
  const seed = Date.now() % 2 ** 31
  console.log(`todos: seed ${seed}`)
  const steps = fc.array(
    fc.record({
      act: fc.constantFrom('give', 'sign', 'block', 'unblock', 'finish', 'push', 'sync'),
      which: fc.nat(4),
      mood: fc.constantFrom<Mood>('fine', 'fails', 'refuses', 'loses the answer'),
    }),
    { minLength: 5, maxLength: 25 },
  )
  await fc.assert(
    fc.asyncProperty(steps, async (lived) => {
      const ids: string[] = []
      for (const { act, which, mood } of lived) {
        platform.moods.push(mood)
        const matter = ids[which]
        if (act === 'give') ids.push(await anErrand(context, { due: '2027-03-31' }))
        else if (act === 'push') await push()
        else if (act === 'sync') await syncTodos(context, ids)
        else if (matter !== undefined) {
          const forms = { sign: {}, block: { why: '缺地' }, unblock: {}, finish: { result: '好了' } }
          const by = act === 'unblock' ? actorOf('u0') : actorOf('u1')
          await doing(context, act as keyof typeof forms, by, forms[act as keyof typeof forms], { matter })
        }
      }
      platform.moods = []
      await reconcileTodos(context, port)
      await pushAll()
      const { rows } = await db.query<{ id: string }>(
        `select matter_id || '.' || no || '.' || case unit_id when 'u0' then 'n-u0-a' else 'n-u1-a' end as id
         from duty where state = 'open'`,
      )
      expect(platform.open().toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
    }),
    { seed, numRuns: 10 },
  )
}, 120_000)

describe('the mapping file', () => {
  const faulty = (change: (mapping: Record<string, unknown>) => void): Mapping | string => {
    const mapping = JSON.parse(mappingText('http://h')) as Record<string, unknown>
    change(mapping)
    return readMapping(JSON.stringify(mapping), { LUOSHI_TODO_TOKEN: 'x' })
  }

  test('is refused with what is wrong', () => {
    expect(readMapping('{', {})).toMatch(/JSON/)
    expect(readMapping(mappingText('http://h'), {})).toMatch(/环境变量/)
    expect(faulty((m) => delete m['app'])).toMatch(/app/)
    expect(faulty((m) => (m['upsert'] = { method: 'POST', url: 'file:///etc/passwd' }))).toMatch(
      /upsert\.url/,
    )
    expect(faulty((m) => (m['surplus'] = 1))).toMatch(/不对/)
  })

  test('fills addresses so that nothing leaves its place', async () => {
    const mapping = read(mappingText('http://h'))
    const asked: string[] = []
    const fetched = globalThis.fetch
    globalThis.fetch = async (url) => (asked.push(url as string), new Response('{"code":0}'))
    try {
      const remove = { method: 'DELETE' as const, url: 'http://h/todo/{id}?app={app}' }
      const key = { id: '../x?y=1&z', person: 'p', phone: null, login: null, name: '' }
      await httpTodo({ ...mapping, remove }).remove(key)
    } finally {
      globalThis.fetch = fetched
    }
    expect(asked).toEqual(['http://h/todo/..%2Fx%3Fy%3D1%26z?app=luoshi'])
  })
})
