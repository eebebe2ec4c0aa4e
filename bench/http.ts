import { Agent, request } from 'node:http'
import { PASSWORD, inParallel, leadOf } from './district.ts'

interface Reply {
  readonly status: number
  readonly body: string
  readonly cookie: string | undefined
}

/** A client as light as Node offers: it shares the two cores with the server it measures. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #port: number
  constructor(port: number) {
    this.#port = port
  }

  send(method: string, path: string, body?: unknown, cookie?: string): Promise<Reply> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const headers = {
        ...(text === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        ...(cookie === undefined ? {} : { cookie }),
      }
      const call = request(
        { host: '127.0.0.1', port: this.#port, method, path, headers, agent: this.#agent },
        (reply) => {
          const chunks: Buffer[] = []
          reply.on('data', (chunk: Buffer) => chunks.push(chunk))
          reply.on('end', () =>
            resolve({
              status: reply.statusCode ?? 0,
              body: Buffer.concat(chunks).toString(),
              cookie: reply.headers['set-cookie']?.[0]?.split(';')[0],
            }),
          )
        },
      )
      call.on('error', reject)
      call.end(text)
    })
  }

  async login(person: string): Promise<string> {
    const reply = await this.send('POST', '/api/login', { login: person, password: PASSWORD })
    if (reply.status !== 200 || !reply.cookie)
      throw new Error(`login ${person}: ${reply.status} ${reply.body}`)
    return reply.cookie
  }

  close(): void {
    this.#agent.destroy()
  }
}

const post = async (
  client: Client,
  matter: string,
  act: string,
  form: unknown,
  cookie: string,
): Promise<void> => {
  const reply = await client.send(
    'POST',
    `/api/matters/${matter}/acts/supervised-task.${act}`,
    { form },
    cookie,
  )
  if (reply.status !== 200) throw new Error(`${act}: ${reply.status} ${reply.body}`)
}

/** Acts per second over HTTP: an extension asked for and denied, on matters no other loop touches. */
export async function httpRate(
  client: Client,
  cookies: ReadonlyMap<string, string>,
  matters: readonly { id: string; lead: string }[],
  clients: number,
  seconds: number,
): Promise<number> {
  const until = performance.now() + seconds * 1_000
  const start = performance.now()
  let acts = 0
  await inParallel(clients, async (loop) => {
    for (let n = loop; performance.now() < until; n = (n + clients) % matters.length) {
      const { id, lead } = matters[n] as { id: string; lead: string }
      await post(
        client,
        id,
        'applyExtension',
        { to: '2026-12-10', reason: '雨季影响' },
        cookies.get(lead) ?? '',
      )
      await post(client, id, 'denyExtension', { words: '应加快' }, cookies.get('u2') ?? '')
      acts += 2
    }
  })
  return (acts * 1_000) / (performance.now() - start)
}

/** Session cookies of the supervision section and of every lead unit. */
export async function loginAll(client: Client, units: number): Promise<Map<string, string>> {
  const cookies = new Map([['u2', await client.login('p-u2-clerk')]])
  for (let n = 0; n < units; n++) cookies.set(leadOf(n), await client.login(`p-${leadOf(n)}-clerk`))
  return cookies
}
