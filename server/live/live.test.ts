import { get } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD, type TestServer, cookiesOf, orderForm, testServer } from '../testing.ts'

let server: TestServer
let port: number

beforeAll(async () => {
  server = await testServer('live')
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  port = (server.app.server.address() as AddressInfo).port
})
afterAll(() => server.close())

async function listen(login: string) {
  const reply = await server.send({
    method: 'POST',
    url: '/api/login',
    payload: { login, password: PASSWORD },
  })
  const cookie = Object.entries(cookiesOf(reply))
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  return { cookie, stream: await open(cookie) }
}

type Stream = {
  status: number
  type: string
  text(): string
  ended: Promise<void>
  until(found: (text: string) => boolean): Promise<string>
  stop(): void
}

function open(cookie: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: '/api/events', headers: { cookie } }, (response) => {
      let text = ''
      const waiting = new Set<() => void>()
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        for (const check of waiting) check()
      })
      resolve({
        status: response.statusCode ?? 0,
        type: String(response.headers['content-type']),
        text: () => text,
        ended: new Promise((done) => response.on('close', () => done())),
        until: (found) =>
          new Promise((done) => {
            const check = (): void => {
              if (!found(text)) return
              waiting.delete(check)
              done(text)
            }
            waiting.add(check)
            check()
          }),
        stop: () => request.destroy(),
      })
    })
    request.on('error', reject)
  })
}

test('tells of matters a person may see, with the notices of their post, and of no others', async () => {
  const [lead, stranger] = [await listen('ehead'), await listen('whead')]
  expect(lead.stream).toMatchObject({ status: 200, type: 'text/event-stream; charset=utf-8' })
  // Both are listening once the first poll has set the cursor.
  await new Promise((done) => setTimeout(done, 1500))
  const clerk = await server.as('dclerk')
  const made = await clerk({
    method: 'POST',
    url: '/api/matters/acts/supervised-task.setUp',
    payload: { form: orderForm() },
  })
  expect(made.json()).toMatchObject({ ver: 1 })
  const { id } = made.json()
  const text = await lead.stream.until((t) => t.includes(id))
  expect(text).toContain(`event: matter\ndata: {"type":"matter","id":"${id}","ver":1}`)
  await new Promise((done) => setTimeout(done, 1200))
  expect(stranger.stream.text()).toBe('retry: 3000\n\n')
  lead.stream.stop()
  stranger.stream.stop()
})

test('nobody is notified of what they did themselves; their colleagues are', async () => {
  const [clerk, head] = [await listen('dclerk'), await listen('dhead')]
  await new Promise((done) => setTimeout(done, 1500))
  const made = await (
    await server.as('dclerk')
  )({
    method: 'POST',
    url: '/api/matters/acts/supervised-task.setUp',
    payload: { form: orderForm() },
  })
  const { id } = made.json()
  const told = await head.stream.until((t) => t.includes('event: notice'))
  expect(told).toContain(`data: {"type":"notice","matter":"${id}"`)
  const own = await clerk.stream.until((t) => t.includes(id))
  expect(own).toContain(`event: matter\ndata: {"type":"matter","id":"${id}","ver":1}`)
  // Both are told in the same round, so what has not come by now does not come.
  expect(own).not.toContain('event: notice')
  clerk.stream.stop()
  head.stream.stop()
})

test('needs a login, and ends with it before anything more is told', async () => {
  expect((await open('luoshi=none')).status).toBe(401)
  const { cookie, stream } = await listen('ehead')
  await new Promise((done) => setTimeout(done, 1500))
  await server.send({ method: 'POST', url: '/api/logout', headers: { cookie } })
  const clerk = await server.as('dclerk')
  await clerk({
    method: 'POST',
    url: '/api/matters/acts/supervised-task.setUp',
    payload: { form: orderForm() },
  })
  await stream.ended
  expect(stream.text()).toMatch(/^retry: 3000\n\nretry: \d{4}\n\n$/)
})

test('one login opens only so many', async () => {
  const { cookie, stream } = await listen('eclerk')
  const more = await Promise.all(Array.from({ length: 8 }, () => open(cookie)))
  expect(more.map((s) => s.status).toSorted((a, b) => a - b)).toEqual([
    200, 200, 200, 200, 200, 200, 200, 429,
  ])
  for (const s of [stream, ...more]) s.stop()
})

test('a page left before its stream began leaves nothing behind', async () => {
  const { cookie, stream } = await listen('chief')
  stream.stop()
  await stream.ended
  // More pages than one login may have open, each left at once.
  for (let page = 0; page < 10; page++) {
    const socket = connect(port, '127.0.0.1')
    // Left after the request was read and before the login has been looked up.
    const begun = new Promise<void>((read) => server.app.server.once('request', () => read()))
    socket.write(`GET /api/events HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\n\r\n`)
    await begun
    socket.destroy()
  }
  await new Promise((done) => setTimeout(done, 500))
  const last = await open(cookie)
  expect(last.status).toBe(200)
  last.stop()
})
