import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Archiver } from '#store/backup/archive.ts'
import { type Taken, type TakeOptions, takeBackup } from '#store/backup/take.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, openDb } from '#store/db.ts'
import type { Durability } from '#store/embedded/cluster.ts'
import { placeFor } from '#store/embedded/place.ts'
import { type Embedded, startEmbedded } from '#store/embedded/start.ts'
import { type Log, openLog } from '#store/log-key.ts'
import { migrate } from '#store/migrate.ts'
import { isSettled, startSequencer } from '#store/sequencer.ts'
import { actorOf, anErrand, doing, seedDistrict, testContext } from '../factories.ts'

/** An act that was confirmed: its matter and place, when it was asked for and when the answer was there. */
export interface Confirmed {
  readonly matter: string
  readonly seq: number
  readonly asked: string
  readonly answered: string
}

const realClock = { now: () => new Date().toISOString() }

/** A whole installation of its own for tests of backups: server, district, log, people at work. */
export class Site {
  readonly folder: string
  readonly dataDir: string
  readonly into: string
  readonly server: Embedded
  readonly db: Db
  readonly context: StoreContext
  readonly log: Log
  readonly confirmed: Confirmed[] = []
  /** What the supervisor of the server said. */
  readonly said: readonly string[]
  readonly #sequencer: { stop(): Promise<void> }
  #working: Promise<void>[] = []
  #stopped = false
  #restMs = 0

  private constructor(
    folder: string,
    server: Embedded,
    db: Db,
    context: StoreContext,
    log: Log,
    said: readonly string[],
  ) {
    this.said = said
    this.folder = folder
    this.dataDir = join(folder, 'data')
    this.into = join(folder, 'backups')
    this.server = server
    this.db = db
    this.context = context
    this.log = log
    this.#sequencer = startSequencer(context, log, { everyMs: 50 })
  }

  static async found(durability: Durability = 'scratch', within = tmpdir()): Promise<Site> {
    const folder = await mkdtemp(join(within, 'luoshi-site-'))
    // The server's account must be able to walk in, or the cluster would lie elsewhere and stay there.
    await chmod(folder, 0o755)
    const dataDir = join(folder, 'data')
    const said: string[] = []
    const server = await startEmbedded({ dir: dataDir, durability, log: (sentence) => said.push(sentence) })
    if (!server.ok) throw new Error(server.because)
    const db = openDb(server.config, { size: 8 })
    const migrated = await migrate(db)
    if (!migrated.ok) throw new Error(migrated.because)
    await seedDistrict(db)
    const context = testContext(db, realClock)
    const opened = await openLog(context, dataDir)
    if (!opened.ok) throw new Error(opened.because)
    await mkdir(join(dataDir, 'files', 'ab'), { recursive: true })
    await writeFile(join(dataDir, 'files', 'ab', 'cdef'), randomBytes(100_000))
    return new Site(folder, server, db, context, opened.log, said)
  }

  get pgdata(): string {
    return placeFor(this.dataDir).cluster
  }

  /** People who give errands and sign for them, until `rest`. */
  work(people = 2, restMs = 10): void {
    this.#restMs = restMs
    this.#stopped = false
    this.#working = Array.from({ length: people }, () => this.#workAway())
  }

  async #workAway(): Promise<void> {
    while (!this.#stopped) {
      const asked = realClock.now()
      const matter = await anErrand(this.context, { due: '2027-12-31' })
      this.confirmed.push({ matter, seq: 1, asked, answered: realClock.now() })
      const signing = realClock.now()
      const signed = await doing(this.context, 'sign', actorOf('u1'), {}, { matter })
      if (signed.kind !== 'done') throw new Error(JSON.stringify(signed))
      this.confirmed.push({ matter, seq: 2, asked: signing, answered: realClock.now() })
      await pause(this.#restMs)
    }
  }

  /** Ends the work; everything confirmed is then in the published log. */
  async rest(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#working)
    while (!(await isSettled(this.context, this.log))) await pause(20)
  }

  /** Lets people work until so many acts more are confirmed. */
  async until(more: number): Promise<void> {
    const wanted = this.confirmed.length + more
    while (this.confirmed.length < wanted) await pause(5)
  }

  backup(more: Partial<TakeOptions> = {}): Promise<Taken> {
    const { dataDir, into, pgdata, server } = this
    const cluster = { admin: server.admin, pgdata, passwordFile: join(placeFor(dataDir).home, 'password') }
    return takeBackup({
      dataDir,
      into,
      cluster,
      version: 'test',
      now: realClock.now,
      durability: 'scratch',
      ...more,
    })
  }

  /** An archiver that works when told to. */
  archiver(closeAfterMs = 60_000): Archiver {
    const { dataDir, into, pgdata, server } = this
    const onTrouble = (because: string): never => {
      throw new Error(because)
    }
    return new Archiver({
      dataDir,
      into,
      pgdata,
      admin: server.admin,
      now: realClock.now,
      closeAfterMs,
      onTrouble,
    })
  }

  async close(): Promise<void> {
    await this.rest()
    await this.#sequencer.stop()
    await this.db.close()
    await this.server.stop()
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** Acts in a restored database, as `matter seq`. */
export async function actsIn(db: Db): Promise<Set<string>> {
  const { rows } = await db.query<{ act: string }>(
    `select matter_id || ' ' || seq as act from journal where tenant_id = 't1'`,
  )
  return new Set(rows.map(({ act }) => act))
}

/** What a database at an instant must hold and must not: confirmed before it, asked for after it. */
export function wrongAt(confirmed: readonly Confirmed[], acts: ReadonlySet<string>, at: string): string[] {
  return confirmed.flatMap(({ matter, seq, asked, answered }) => {
    const there = acts.has(`${matter} ${seq}`)
    if (answered < at && !there) return [`${matter} ${seq}, confirmed ${answered}, is not there at ${at}`]
    if (asked > at && there) return [`${matter} ${seq}, asked for ${asked}, is there at ${at}`]
    return []
  })
}
