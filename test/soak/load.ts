import { setTimeout as pause } from 'node:timers/promises'
import { ASK, DENY, PASSWORD, RULER, leadOf, type BenchMatter } from '../../bench/district.ts'

/** What the clients saw. */
export interface Seen {
  acts: number
  reads: number
  events: number
  /** Answers that should not have been, one line each; a few are kept. */
  errors: number
  readonly first: string[]
}

/** People at work: pairs of acts at a steady rate, pages read between them, pages left open, sessions left alone. */
export class Load {
  readonly seen: Seen = { acts: 0, reads: 0, events: 0, errors: 0, first: [] }
  readonly #origin: string
  readonly #cookies = new Map<string, string>()
  readonly #stop = new AbortController()
  readonly #running: Promise<void>[] = []

  constructor(origin: string) {
    this.#origin = origin
  }

  /** Logs everybody in, each in turn and several times: all but the last session of each are left alone. */
  async logIn(units: number, sessions: number): Promise<void> {
    const people = [RULER, ...Array.from({ length: units }, (_, n) => leadOf(n))]
    for (let round = 0; round < sessions; round++) {
      for (const unit of people) this.#cookies.set(unit, await this.#login(unit))
    }
  }

  async #login(unit: string): Promise<string> {
    for (let attempt = 0; attempt < 60; attempt++) {
      const reply = await fetch(`${this.#origin}/api/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: `p-${unit}-clerk`, password: PASSWORD }),
      })
      await reply.arrayBuffer()
      const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0])[0]
      if (reply.status === 200 && cookie) return cookie
      // Too many logins from one address in a short time: that is as it should be.
      if (reply.status !== 429) throw new Error(`login of ${unit}: ${reply.status}`)
      await pause(Number(reply.headers.get('retry-after') ?? 1) * 1_000)
    }
    throw new Error(`login of ${unit} was put off again and again`)
  }

  start(
    matters: readonly BenchMatter[],
    { actsPerSecond, listeners }: { actsPerSecond: number; listeners: number },
  ): void {
    const loops = Math.max(1, Math.ceil(actsPerSecond / 5))
    for (let loop = 0; loop < loops; loop++)
      this.#running.push(this.#work(matters, loop, loops, (loops * 2_000) / actsPerSecond))
    const people = [...this.#cookies.keys()]
    for (let n = 0; n < listeners; n++) this.#running.push(this.#listen(people[n % people.length] ?? RULER))
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#running)
  }

  /** One pair of acts and two pages every so often, each loop on matters of its own. */
  async #work(matters: readonly BenchMatter[], loop: number, loops: number, everyMs: number): Promise<void> {
    const own = matters.filter((_, n) => n % loops === loop)
    let next = performance.now() + (everyMs * loop) / loops
    for (let n = 0; !this.#stop.signal.aborted; n++) {
      const matter = own[n % own.length]
      if (!matter) return
      const { id, lead } = matter
      await this.#act(id, lead, ASK)
      await this.#read(RULER, `/api/matters/${id}`)
      await this.#act(id, RULER, DENY)
      await this.#read(lead, n % 2 === 0 ? '/api/inbox' : '/api/matters?procedure=supervised-task&limit=50')
      next += everyMs
      await pause(Math.max(0, next - performance.now()))
    }
  }

  async #act(matter: string, unit: string, { act, form }: typeof ASK | typeof DENY): Promise<void> {
    const path = `/api/matters/${matter}/acts/supervised-task.${act}`
    if (await this.#send(unit, path, { method: 'POST', body: JSON.stringify({ form }) })) this.seen.acts++
  }

  async #read(unit: string, path: string): Promise<void> {
    if (await this.#send(unit, path, { method: 'GET' })) this.seen.reads++
  }

  async #send(unit: string, path: string, init: RequestInit): Promise<boolean> {
    try {
      const reply = await fetch(`${this.#origin}${path}`, {
        ...init,
        headers: { cookie: this.#cookies.get(unit) ?? '', 'content-type': 'application/json' },
      })
      const text = await reply.text()
      if (reply.status === 200) return true
      this.#wrong(`${init.method} ${path}: ${reply.status} ${text.slice(0, 200)}`)
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#wrong(`${init.method} ${path}: ${String(error)}`)
    }
    return false
  }

  #wrong(line: string): void {
    this.seen.errors++
    if (this.seen.first.length < 20) this.seen.first.push(`${new Date().toISOString()} ${line}`)
  }

  /** A page left open; a stream the server ends is sought again, as a browser does. */
  async #listen(unit: string): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      try {
        const reply = await fetch(`${this.#origin}/api/events`, {
          headers: { cookie: this.#cookies.get(unit) ?? '', accept: 'text/event-stream' },
          signal,
        })
        if (reply.status !== 200 || !reply.body) {
          // A session nobody used for half an hour has ended: the person logs in again.
          await reply.arrayBuffer()
          if (reply.status === 401) this.#cookies.set(unit, await this.#login(unit))
          else this.#wrong(`events: ${reply.status}`)
        } else {
          for await (const chunk of reply.body)
            this.seen.events += Buffer.from(chunk).toString().split('\ndata:').length - 1
        }
      } catch (error) {
        if (!signal.aborted) this.#wrong(`events: ${String(error)}`)
      }
      if (!signal.aborted) await pause(3_000)
    }
  }
}
