import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Random } from '#demo/random.ts'
import { addMs } from '#kernel/time.ts'
import { confirmClock } from '#store/clock-watch.ts'
import type { StoreContext } from '#store/context.ts'
import { placeFor } from '#store/embedded/place.ts'
import { processesIn } from '#store/embedded/process.ts'
import type { Embedded } from '#store/embedded/start.ts'
import type { Log } from '#store/log-key.ts'
import { sequence } from '#store/sequencer.ts'
import { NotesTail, type Told, readNotes } from '../notes.ts'
import { type Ground, TENANT, clockFile, environmentOf, layGround } from './ground.ts'
import { Balancer } from './balancer.ts'
import type { PeopleOrder, Tells } from './people.ts'
import { ServiceProcess } from './process.ts'

/** Whom a kill meets. */
export type Victim = 'app' | 'worker' | 'backend' | 'server'
export const VICTIMS: readonly Victim[] = ['app', 'worker', 'backend', 'server']

export interface FireOptions {
  readonly seed: string
  readonly apps: number
  readonly workers: number
  /** Stories lived at a time. */
  readonly people: number
  /** People come through a balancer, which asks each app whether it may be given requests. */
  readonly balanced?: boolean
}

const PEOPLE = fileURLToPath(new URL('./people.ts', import.meta.url))
/** Longer than a process needs to see that the clock was set. */
const CLOCK_SEEN_MS = 150
/** How long anything may take to come back before the run is given up. */
const PATIENCE_MS = 300_000

/** The whole service on a database server of its own, with people who use it over HTTP, ready to have its processes killed. */
export class ServiceUnderFire {
  readonly context: StoreContext
  readonly log: Log
  readonly #ground: Ground
  readonly #balancer: Balancer | null
  #parts: readonly ServiceProcess[]
  readonly #people: ChildProcess
  readonly #confirming: NodeJS.Timeout
  /** What people are told from now on, read as it is written. */
  readonly answers: NotesTail
  #done = 0
  #asked = 0
  #retried = 0
  #still: (() => void) | null = null

  static async open(options: FireOptions): Promise<ServiceUnderFire> {
    const ground = await layGround()
    const env = environmentOf(ground)
    const parts = [
      ...Array.from({ length: options.workers }, () => new ServiceProcess('worker', env)),
      ...Array.from({ length: options.apps }, () => new ServiceProcess('app', env)),
    ]
    await Promise.all(parts.map((part) => part.start()))
    const balancer = options.balanced ? await Balancer.open(addressesOf(parts)) : null
    return new ServiceUnderFire(ground, parts, balancer, options)
  }

  constructor(
    ground: Ground,
    parts: readonly ServiceProcess[],
    balancer: Balancer | null,
    { seed, people }: FireOptions,
  ) {
    this.#ground = ground
    this.#balancer = balancer
    this.context = ground.context
    this.log = ground.log
    this.#parts = parts
    const order: PeopleOrder = {
      connection: ground.server.config,
      tenant: TENANT,
      addresses: balancer ? [balancer.address] : addressesOf(parts),
      notes: join(ground.dir, 'people.notes'),
      seed,
      many: people,
      ahead: ground.clock.aheadMs,
    }
    this.answers = new NotesTail(order.notes)
    this.#people = fork(PEOPLE, [JSON.stringify(order)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#people.on('message', (told: Tells) => this.#hear(told))
    // Somebody who looks at the clock whenever it is asked about, and finds it right.
    this.#confirming = setInterval(() => {
      confirmClock(this.context, 'watchman').catch(() => undefined)
    }, 300)
  }

  #hear(told: Tells): void {
    if ('still' in told) return this.#still?.()
    this.#done = told.done
    this.#asked = told.asked
    this.#retried = told.retried
  }

  /** Addresses of the apps, oldest first. */
  get addresses(): readonly string[] {
    return addressesOf(this.#parts)
  }

  /** Starts one app more and then stops the oldest one, as an upgrade does. @returns how the old one ended */
  async replaceApp(): Promise<number | string> {
    const oldest = this.#parts.find(({ role }) => role === 'app')
    if (!oldest || !this.#balancer) throw new Error('nothing to replace')
    const next = new ServiceProcess('app', environmentOf(this.#ground))
    await next.start()
    this.#balancer.add(next.address ?? '')
    this.#parts = [...this.#parts.filter((part) => part !== oldest), next]
    const code = await oldest.end('SIGTERM')
    this.#balancer.drop(oldest.address ?? '')
    return code
  }

  /** Acts that people were told are done. */
  get done(): number {
    return this.#done
  }

  /** Requests that people made. */
  get asked(): number {
    return this.#asked
  }

  /** Requests whose first answer never came, asked again under the same key. */
  get retried(): number {
    return this.#retried
  }

  /** Waits until people were told of so many acts more. */
  async until(more: number): Promise<void> {
    const goal = this.#done + more
    await this.#patiently(`${more} acts more`, async () => this.#done >= goal)
  }

  /** Kills once and brings back what nobody brings back by itself; returns when people are served again, by every process. */
  async kill(victim: Victim, random: Random): Promise<void> {
    if (victim === 'app' || victim === 'worker') {
      const part = random.pick(this.#parts.filter(({ role }) => role === victim))
      await part.end('SIGKILL')
      await part.start()
    } else {
      const { lost } = await this.#oneMoreSession()
      if (victim === 'backend') await this.#killBackend(random)
      else this.#killServer()
      await lost
      await this.#patiently('the database', () => this.#answers())
    }
    await this.until(this.#apps * 2)
  }

  get #apps(): number {
    return this.#parts.filter(({ role }) => role === 'app').length
  }

  /** A connection that does nothing: `lost` when the server resets them all, which is a moment after a backend was killed. */
  async #oneMoreSession(): Promise<{ readonly lost: Promise<void> }> {
    const client = new pg.Client(this.#ground.server.config)
    await client.connect()
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve())
      client.on('end', () => resolve())
    })
    return { lost }
  }

  async #killBackend(random: Random): Promise<void> {
    const { rows } = await this.#ground.db.query<{ pid: number; busy: boolean }>(
      `select pid, state <> 'idle' as busy from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name = 'luoshi'`,
    )
    const busy = rows.filter((row) => row.busy)
    process.kill(random.pick(busy.length > 0 ? busy : rows).pid, 'SIGKILL')
  }

  /** The postmaster and all its children at once: whoever supervises the server finds it gone and starts it again. */
  #killServer(): void {
    for (const pid of processesIn(placeFor(this.#ground.dir).cluster)) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended by itself between being listed and being killed.
      }
    }
  }

  async #answers(): Promise<boolean> {
    try {
      await this.#ground.db.query('select 1')
      return true
    } catch {
      return false
    }
  }

  async #patiently(what: string, come: () => Promise<boolean>): Promise<void> {
    const until = performance.now() + PATIENCE_MS
    while (!(await come())) {
      if (performance.now() > until) throw new Error(`${what} did not come: ${this.troubles().join('\n')}`)
      await pause(10)
    }
  }

  /** Lets people finish what they asked for, does something in the quiet, and lets them go on. */
  async inQuiet<T>(work: () => Promise<T>): Promise<T> {
    const still = new Promise<void>((resolve) => (this.#still = resolve))
    this.#people.send({ pause: true })
    await Promise.race([
      still,
      pause(PATIENCE_MS, undefined, { ref: false }).then(() => {
        throw new Error(`people never got their answers: ${this.troubles().join('\n')}`)
      }),
    ])
    this.#still = null
    const value = await work()
    this.#people.send({ resume: true, ahead: this.#ground.clock.aheadMs })
    return value
  }

  /** Lets time pass, in the quiet: every process has the same time when the next act comes, and every act done is in the log. */
  async pass(ms: number): Promise<void> {
    const { clock, db } = this.#ground
    await this.#patiently('an empty queue', async () => !(await this.#inHand()))
    clock.aheadMs += ms
    writeFileSync(clockFile(this.#ground.dir), String(clock.aheadMs))
    await pause(CLOCK_SEEN_MS)
    // People stay logged in through the night: a login takes longer than ten acts.
    const now = this.context.clock.now()
    await db.query('update session set seen_at = $2, expires_at = $3 where tenant_id = $1', [
      TENANT,
      now,
      addMs(now, 12 * 3_600_000),
    ])
  }

  /** Waits, in the quiet, until the service has dealt with all it has; what a dead process held is free after a minute. */
  async settle(): Promise<void> {
    await this.#patiently('rest', async () => {
      if (await this.#settled()) return true
      await pause(300)
      if (!(await this.#settled())) await this.pass(61_000)
      return false
    })
  }

  /** Whether a worker is about to do an act, or an act is not in the log yet. */
  async #inHand(): Promise<boolean> {
    const { rows } = await this.#ground.db.query<{ open: boolean }>(
      `select exists (select from sms_received where tenant_id = $1 and status = 'waiting' and next_at <= $2::timestamptz)
         or exists (select from duty where tenant_id = $1 and alarm_at <= $2::timestamptz and (next_try_at is null or next_try_at <= $2::timestamptz))
         or exists (select from journal_pending where tenant_id = $1) as open`,
      [TENANT, this.context.clock.now()],
    )
    if (rows[0]?.open === true) await sequence(this.context, this.log)
    return rows[0]?.open === true
  }

  async #settled(): Promise<boolean> {
    const { rows } = await this.#ground.db.query<{ open: boolean; leaves: number }>(
      `select exists (select from sms_received where tenant_id = $1 and status = 'waiting')
         or exists (select from outbox where tenant_id = $1 and sent_at is null)
         or exists (select from journal_pending where tenant_id = $1)
         or exists (select from duty where tenant_id = $1 and alarm_at <= $2::timestamptz) as open,
         (select count(*) from journal_leaf where tenant_id = $1) as leaves`,
      [TENANT, this.context.clock.now()],
    )
    const shown = Number(readFileSync(join(this.log.folder, 'checkpoint'), 'utf8').split('\n')[1])
    return rows[0]?.open === false && shown === rows[0].leaves
  }

  /** What people meant and were told, and what the gateway was given, with the keys its ids stand for. */
  async told(): Promise<readonly Told[]> {
    const { rows } = await this.#ground.db.query<{ id: string; key: string }>(
      'select id, dedupe_key as key from outbox where tenant_id = $1',
      [TENANT],
    )
    const keys = new Map(rows.map(({ id, key }) => [id, key]))
    const gateway = readNotes(join(this.#ground.dir, 'gateway.notes'))
    const delivered = gateway.delivered.map((id) => keys.get(id) ?? id)
    return [readNotes(join(this.#ground.dir, 'people.notes')), { ...gateway, delivered }]
  }

  /** What people and processes stumbled over; losing the database is no trouble here, being broken is. */
  troubles(): readonly string[] {
    return readNotes(join(this.#ground.dir, 'people.notes')).troubles.slice(0, 5)
  }

  /** Connection of the superuser, for looking at pages and indexes. */
  get admin(): Embedded['admin'] {
    return this.#ground.server.admin
  }

  async close(): Promise<void> {
    clearInterval(this.#confirming)
    this.#people.kill('SIGKILL')
    await Promise.all(this.#parts.map((part) => part.end('SIGTERM')))
    await this.#ground.db.close()
    await this.#balancer?.close()
    await this.#ground.gateway.close()
    await this.#ground.server.stop()
    rmSync(this.#ground.dir, { recursive: true, force: true })
  }
}

const addressesOf = (parts: readonly ServiceProcess[]): readonly string[] =>
  parts.flatMap(({ address }) => (address === null ? [] : [address]))
