import { Agent, request } from 'node:http'

/** Everybody who looks, each logged in by the demo's one click, over kept connections. */
export class Browsers {
  readonly #port: number
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #cookies = new Map<string, Promise<string>>()

  constructor(port: number) {
    this.#port = port
  }

  /** Reads an address whole as somebody. */
  async get(person: string, path: string): Promise<void> {
    const cookie = await this.#cookieOf(person)
    const { status, body } = await this.#send('GET', path, { cookie })
    if (status !== 200) throw new Error(`${path}: ${status} ${body.slice(0, 200)}`)
  }

  #cookieOf(person: string): Promise<string> {
    const known = this.#cookies.get(person)
    if (known) return known
    const asked = this.#send('POST', '/api/demo-login', {}, JSON.stringify({ person })).then(
      ({ status, body, cookie }) => {
        if (status !== 200) throw new Error(`login of ${person}: ${status} ${body.slice(0, 200)}`)
        return cookie
      },
    )
    this.#cookies.set(person, asked)
    return asked
  }

  #send(
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<{ status: number; body: string; cookie: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          method,
          path,
          agent: this.#agent,
          headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        },
        (reply) => {
          const chunks: Buffer[] = []
          reply.on('data', (chunk: Buffer) => chunks.push(chunk))
          reply.on('end', () => {
            const cookie = (reply.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
            resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(chunks).toString(), cookie })
          })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }

  async close(): Promise<void> {
    this.#agent.destroy()
  }
}
