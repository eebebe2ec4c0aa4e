import { type Socket, connect } from 'node:net'
import { ASK, type BenchMatter, DENY, PASSWORD, RULER, inParallel, leadOf } from './district.ts'

interface Reply {
  readonly status: number
  readonly body: string
  readonly cookie: string | undefined
}

/**
 * One kept connection, one request at a time, written by hand: the client shares the two cores with the server it measures,
 * and Node's own client would cost as much as a third of the work. Reads answers with a content-length only, as ours have.
 */
class Connection {
  readonly #socket: Socket
  #read: Buffer = Buffer.alloc(0)
  #waiting: ((reply: Reply) => void) | undefined
  #broken: ((because: Error) => void) | undefined

  constructor(port: number) {
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true })
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk))
    this.#socket.on('error', (error) => this.#broken?.(error))
  }

  post(path: string, body: unknown, cookie = ''): Promise<Reply> {
    const text = JSON.stringify(body)
    return new Promise((resolve, reject) => {
      this.#waiting = resolve
      this.#broken = reject
      this.#socket.write(
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n` +
          `content-length: ${Buffer.byteLength(text)}\r\ncookie: ${cookie}\r\n\r\n${text}`,
      )
    })
  }

  #take(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk])
    const end = this.#read.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#read.toString('latin1', 0, end)
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
    if (this.#read.length < end + 4 + length) return
    const body = this.#read.toString('utf8', end + 4)
    this.#read = Buffer.alloc(0)
    const cookie = /^set-cookie: ([^;\r]+)/im.exec(head)?.[1]
    this.#waiting?.({ status: Number(head.slice(9, 12)), body, cookie })
  }

  close(): void {
    this.#socket.destroy()
  }
}

async function act(
  connection: Connection,
  matter: string,
  { act: name, form }: typeof ASK | typeof DENY,
  cookie: string | undefined,
): Promise<void> {
  const path = `/api/matters/${matter}/acts/supervised-task.${name}`
  const reply = await connection.post(path, { form }, cookie)
  if (reply.status !== 200) throw new Error(`${name}: ${reply.status} ${reply.body}`)
}

/** Does pairs of acts over HTTP for some seconds, each loop on matters no other one touches; gives how many acts were done. */
export async function httpActs(
  port: number,
  cookies: ReadonlyMap<string, string>,
  matters: readonly BenchMatter[],
  clients: number,
  seconds: number,
): Promise<number> {
  const until = performance.now() + seconds * 1_000
  let acts = 0
  await inParallel(clients, async (loop) => {
    const connection = new Connection(port)
    for (let n = loop; performance.now() < until; n = (n + clients) % matters.length) {
      const { id, lead } = matters[n] as BenchMatter
      await act(connection, id, ASK, cookies.get(lead))
      await act(connection, id, DENY, cookies.get(RULER))
      acts += 2
    }
    connection.close()
  })
  return acts
}

/** Session cookies of the supervision section and of every lead unit. */
export async function loginAll(port: number, units: number): Promise<Map<string, string>> {
  const connection = new Connection(port)
  const cookies = new Map<string, string>()
  for (const unit of [RULER, ...Array.from({ length: units }, (_, n) => leadOf(n))]) {
    const { status, body, cookie } = await connection.post('/api/login', {
      login: `p-${unit}-clerk`,
      password: PASSWORD,
    })
    if (status !== 200 || !cookie) throw new Error(`login of ${unit}: ${status} ${body}`)
    cookies.set(unit, cookie)
  }
  connection.close()
  return cookies
}
