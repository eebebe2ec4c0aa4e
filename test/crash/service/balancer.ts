import { Agent, type IncomingMessage, type ServerResponse, createServer, get, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How often each app is asked whether it may be given requests. */
const ASK_EVERY_MS = 200

/** A small balancer: gives requests in turn to the apps that say they are ready, and tries nothing a second time. */
export class Balancer {
  readonly address: string
  readonly #agent = new Agent({ keepAlive: true })
  readonly #close: () => Promise<void>
  readonly #asking: NodeJS.Timeout
  readonly #apps = new Map<string, boolean>()
  #turn = 0

  static async open(apps: readonly string[]): Promise<Balancer> {
    const server = createServer((incoming, outgoing) => balancer.#pass(incoming, outgoing))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const balancer = new Balancer(`http://127.0.0.1:${port}`, apps, async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    return balancer
  }

  constructor(address: string, apps: readonly string[], close: () => Promise<void>) {
    this.address = address
    this.#close = close
    for (const app of apps) this.#apps.set(app, true)
    this.#asking = setInterval(() => this.#askAll(), ASK_EVERY_MS)
  }

  add(app: string): void {
    this.#apps.set(app, true)
  }

  drop(app: string): void {
    this.#apps.delete(app)
  }

  #askAll(): void {
    for (const app of this.#apps.keys()) {
      const asked = get(new URL('/readyz', app), (response) => {
        response.resume()
        if (this.#apps.has(app)) this.#apps.set(app, response.statusCode === 200)
      })
      asked.on('error', () => this.#apps.has(app) && this.#apps.set(app, false))
    }
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const ready = [...this.#apps].filter(([, is]) => is).map(([app]) => app)
    const app = ready[this.#turn++ % Math.max(1, ready.length)]
    if (app === undefined) return void outgoing.writeHead(502).end()
    const { method, headers, url = '/' } = incoming
    const onward = request(new URL(url, app), { agent: this.#agent, method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(outgoing)
      response.on('error', () => outgoing.destroy())
    })
    onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
    incoming.pipe(onward)
  }

  async close(): Promise<void> {
    clearInterval(this.#asking)
    this.#agent.destroy()
    await this.#close()
  }
}
