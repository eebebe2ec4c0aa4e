import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { ActRequest } from '#store/act.ts'
import type { Incoming } from '#store/sms-received.ts'
import type { Outcome } from '../order.ts'

/** Password of every account of the district under fire. */
export const PASSWORD = 'Correct-horse-7'
/** Secret of the gateway that hands messages in. */
export const GATEWAY_SECRET = 'a-secret-of-the-gateway'

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly cookie: string | undefined
}

type Sent = { readonly address: string; readonly path: string; readonly headers: Record<string, string> }

/** One request with a JSON body; throws when no whole answer came. */
function send(agent: Agent, { address, path, headers }: Sent, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL(path, address),
      {
        agent,
        method: 'POST',
        timeout: 60_000,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('error', reject)
        response.on('close', () => {
          if (!response.complete) return reject(new Error('the answer broke off'))
          const cookie = response.headers['set-cookie']?.map((one) => one.split(';')[0]).join('; ')
          const json = response.headers['content-type']?.includes('json') === true
          resolve({ status: response.statusCode ?? 0, body: json ? JSON.parse(text) : text, cookie })
        })
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('no answer in a minute')))
    asked.on('error', reject)
    asked.end(body)
  })
}

/** A request that nobody can say the outcome of, to be sent again under the same key. */
export class Unknown extends Error {
  /** Whether the service itself says that it is broken. */
  readonly broken: boolean

  constructor(because: string, broken = false) {
    super(because)
    this.broken = broken
  }
}

/** Logs somebody in at one address. @returns their cookie */
export async function login(address: string, person: string): Promise<string> {
  const body = JSON.stringify({ login: person, password: PASSWORD })
  const answer = await send(new Agent(), { address, path: '/api/login', headers: {} }, body)
  if (answer.status !== 200 || answer.cookie === undefined) throw unknown(answer)
  return answer.cookie
}

/** People's browsers and the gateway, as the service sees them: it has several addresses, asked in turn. */
export class Browser {
  readonly #agent = new Agent({ keepAlive: true })
  readonly #cookies = new Map<string, Promise<string>>()
  #addresses: readonly string[]
  #turn = 0

  constructor(addresses: readonly string[]) {
    this.#addresses = addresses
  }

  /** Does an act over HTTP, once. @throws Unknown when the answer leaves it open whether it was done */
  async act({ procedure, act, form, actor, enteredBy, key, matter }: ActRequest): Promise<Outcome> {
    const login = (enteredBy ?? actor).person
    const path = `/api/matters/${matter === undefined ? '' : `${matter}/`}acts/${procedure}.${act}`
    const said = enteredBy ? { for: { person: actor.person, post: actor.post } } : {}
    const cookie = await this.#cookieOf(login)
    const answer = await this.#post(path, { form, ...said }, { cookie, 'idempotency-key': key })
    if (answer.status === 401) this.#cookies.delete(login)
    if (answer.status === 200) {
      const { receipt } = answer.body as {
        receipt: { act: string; matter: string; seq: number; leafHash: string }
      }
      const { act: id, matter: on, seq, leafHash: hash } = receipt
      return { kind: 'done', act: id, matter: on, seq, hash }
    }
    if ([400, 403, 409, 422].includes(answer.status)) return { kind: 'refused' }
    if (answer.status === 404) return { kind: 'not found' }
    throw unknown(answer)
  }

  /** Hands a short message in as its gateway does. */
  async handIn({ gateway, gatewayId, phone, text, sentAt }: Incoming): Promise<Outcome> {
    const body = { messages: [{ id: gatewayId, from: phone, text, at: sentAt }] }
    const signature = createHmac('sha256', GATEWAY_SECRET).update(JSON.stringify(body)).digest('hex')
    const answer = await this.#post(`/api/sms/inbound/${gateway}`, body, { 'x-signature': signature })
    if (answer.status !== 200) throw unknown(answer)
    return { kind: 'kept' }
  }

  async #cookieOf(login: string): Promise<string> {
    const known = this.#cookies.get(login)
    if (known) return known
    const entering = this.#enter(login)
    this.#cookies.set(login, entering)
    entering.catch(() => this.#cookies.delete(login))
    return entering
  }

  async #enter(login: string): Promise<string> {
    const answer = await this.#post('/api/login', { login, password: PASSWORD }, {})
    if (answer.status !== 200 || answer.cookie === undefined) throw unknown(answer)
    return answer.cookie
  }

  async #post(path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const address = this.#addresses[this.#turn++ % this.#addresses.length] ?? ''
    try {
      return await send(this.#agent, { address, path, headers }, JSON.stringify(body))
    } catch (error) {
      throw new Unknown(error instanceof Error ? error.message : String(error))
    }
  }
}

const unknown = ({ status, body }: Answer): Unknown =>
  new Unknown(`${status} ${JSON.stringify(body)}`, status === 500)
