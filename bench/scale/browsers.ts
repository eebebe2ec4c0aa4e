import { Agent, request } from 'node:http'
import type { Actor } from '#kernel/vocabulary.ts'
import type { Me } from '#server/contract/shapes.ts'

/** Who looks: a person in one of their posts. */
export type Who = Pick<Actor, 'person' | 'post' | 'as'>

/** Everybody who looks, each logged in by the demo's one click and in the post they look from, over kept connections. */
export class Browsers {
  readonly #port: number
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #cookies = new Map<string, Promise<string>>()

  constructor(port: number) {
    this.#port = port
  }

  /** Reads an address whole as somebody. */
  async get(who: Who, path: string): Promise<void> {
    const cookie = await this.enter(who)
    const { status, body } = await this.#send('GET', path, { cookie })
    if (status !== 200)
      throw new Error(`${path} as ${who.person} in ${who.post}: ${status} ${body.slice(0, 200)}`)
  }

  /** Logs somebody in unless they are; gives the cookie of their session. */
  enter(who: Who): Promise<string> {
    const key = `${who.person} ${who.post} ${who.as}`
    const known = this.#cookies.get(key) ?? this.#login(who)
    this.#cookies.set(key, known)
    return known
  }

  async #login({ person, post, as }: Who): Promise<string> {
    const entered = await this.#post('/api/demo-login', { person })
    const { posts } = JSON.parse(entered.body) as Me
    if (posts.some((one) => one.current && one.post === post && one.as === as)) return entered.cookie
    return (await this.#post('/api/session/post', { post, as }, entered.cookie)).cookie
  }

  async #post(path: string, sent: object, cookie?: string): Promise<{ body: string; cookie: string }> {
    const { status, ...answer } = await this.#send(
      'POST',
      path,
      cookie === undefined ? {} : { cookie },
      JSON.stringify(sent),
    )
    if (status !== 200)
      throw new Error(`${path} ${JSON.stringify(sent)}: ${status} ${answer.body.slice(0, 200)}`)
    return answer
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
