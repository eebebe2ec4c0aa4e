import { type Server, type Socket, connect, createServer } from 'node:net'
import { join } from 'node:path'
import type { Connection } from '../database.ts'

/** Which way bytes go: what we ask, or what the server answers. */
export type Way = 'asked' | 'answered'

/** What befalls a connection once so many bytes have gone one way. */
export interface Fault {
  readonly way: Way
  readonly after: number
  /** Both ends are told at once; nothing comes through any more and nobody is told; or everything is late. */
  readonly kind: 'cut' | 'silence' | { readonly lateMs: number }
}

const KEEPALIVE_MS = 1_000

/**
 * Stands between us and a PostgreSQL, passes everything on, and lets one fault happen when told to. Connections made after the
 * fault pass again.
 */
export class FaultyProxy {
  readonly #server: Server
  readonly #to: Connection
  readonly #pairs = new Set<readonly [Socket, Socket]>()
  #fault: Fault | undefined
  #gone: Record<Way, number> = { asked: 0, answered: 0 }
  #seen: Record<Way, Buffer[]> = { asked: [], answered: [] }
  /** Whether the last fault that was set has happened. */
  happened = false
  #closed = false

  private constructor(to: Connection) {
    this.#to = to
    this.#server = createServer((client) => this.#join(client))
  }

  static async before(to: Connection): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(to)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  /** The connection that leads through here. */
  get config(): Connection {
    const address = this.#server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return { ...this.#to, host: '127.0.0.1', port }
  }

  /** Counts from here; with a fault, lets it happen once. */
  arm(fault?: Fault): void {
    this.#fault = fault
    this.#gone = { asked: 0, answered: 0 }
    this.#seen = { asked: [], answered: [] }
    this.happened = false
  }

  /** Nobody is there from here on: what is connected is cut, and nothing new is let in, until it opens again. */
  refuse(): void {
    this.#closed = true
    this.#cutAll()
  }

  open(): void {
    this.#closed = false
  }

  #cutAll(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy()
  }

  /** Where messages of the protocol began and ended since counting: byte counts, the last one the whole. */
  boundaries(way: Way): number[] {
    const bytes = Buffer.concat(this.#seen[way])
    const ends = [0]
    for (let at = 0; at + 5 <= bytes.length;) {
      at += 1 + bytes.readInt32BE(at + 1)
      ends.push(at)
    }
    return ends
  }

  async close(): Promise<void> {
    this.#cutAll()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #join(client: Socket): void {
    if (this.#closed) {
      client.destroy()
      return
    }
    const server = connect(join(this.#to.host, `.s.PGSQL.${this.#to.port}`))
    const pair = [client, server] as const
    this.#pairs.add(pair)
    const end = (): void => {
      for (const socket of pair) socket.destroy()
      this.#pairs.delete(pair)
    }
    const state = { silent: false }
    // Nobody is told of an end behind a silence, until the server's keepalive finds out by itself; here that takes a second.
    const ended = (): void => {
      if (state.silent) setTimeout(end, KEEPALIVE_MS)
      else end()
    }
    for (const socket of pair) socket.on('error', ended).on('close', ended)
    client.on('data', (bytes: Buffer) => this.#pass('asked', bytes, server, state, end))
    server.on('data', (bytes: Buffer) => this.#pass('answered', bytes, client, state, end))
  }

  #pass(way: Way, bytes: Buffer, to: Socket, state: { silent: boolean }, end: () => void): void {
    if (state.silent) return
    const before = this.#gone[way]
    this.#gone[way] += bytes.length
    this.#seen[way].push(bytes)
    const fault = this.#fault
    if (fault?.way !== way || this.#gone[way] <= fault.after) {
      to.write(bytes)
      return
    }
    this.#fault = undefined
    this.happened = true
    if (typeof fault.kind === 'object') {
      setTimeout(() => to.write(bytes), fault.kind.lateMs)
      return
    }
    const last = bytes.subarray(0, fault.after - before)
    if (fault.kind === 'silence') {
      state.silent = true
      to.write(last)
    } else to.write(last, end)
  }
}
