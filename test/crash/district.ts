import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Instant, addMs } from '#kernel/time.ts'
import { rulebook } from '#rulebook/index.ts'
import type { StoreContext } from '#store/context.ts'
import { type Log, openLog } from '#store/log-key.ts'
import { sweep } from '#store/sweep.ts'
import { COMPILED } from '../compiled.ts'
import type { TestDatabase } from '../database.ts'
import { seedSmallTenant } from '../small-tenant.ts'
import { type Checked, check } from './check.ts'
import { type Bench, askAgain, doDeed } from './deeds.ts'
import { readNotes } from './notes.ts'
import type { Deed, Order, Outcome } from './order.ts'

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))
/** Where the time of a district begins. */
const START = '2026-03-02T02:00:00.000Z'

/** How a process ended: killed, or by itself with what it printed. */
export interface Ended {
  readonly killed: boolean
  readonly out: string
  readonly err: string
}

/** One district whose processes die, one after the other or side by side. */
export class CrashDistrict {
  readonly context: StoreContext
  readonly #db: TestDatabase
  readonly #dataDir: string
  readonly #log: Log
  readonly #notes = new Set<string>()
  #at: Instant = START

  static async found(db: TestDatabase, tenant: string): Promise<CrashDistrict> {
    await seedSmallTenant(db, tenant, START)
    const dataDir = mkdtempSync(join(tmpdir(), 'luoshi-crash-'))
    const ids = { newId: () => randomUUID(), newSalt: () => randomBytes(32) }
    const context: StoreContext = { db, tenant, rulebook, clock: { now: () => START }, ...ids }
    const opened = await openLog(context, dataDir)
    if (!opened.ok) throw new Error(opened.because)
    return new CrashDistrict(db, context, dataDir, opened.log)
  }

  constructor(db: TestDatabase, context: StoreContext, dataDir: string, log: Log) {
    this.context = { ...context, clock: { now: () => this.#at } }
    this.#db = db
    this.#dataDir = dataDir
    this.#log = log
  }

  get now(): Instant {
    return this.#at
  }

  /** Lets time pass for the processes started from now on. */
  pass(ms: number): void {
    this.#at = addMs(this.#at, ms)
  }

  passTo(at: Instant): void {
    this.#at = at
  }

  /** Does something in a process that nobody kills. */
  async do(deed: Deed): Promise<Outcome | undefined> {
    return doDeed(this.#bench(this.#notesOf('unharmed')), deed)
  }

  /** Starts a process in a place: what is asked there and not answered is asked again by the next one. */
  start(
    place: string,
    course: Order['course'],
  ): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const notes = this.#notesOf(place)
    const { tenant } = this.context
    const order: Order = {
      connection: this.#db.config,
      tenant,
      dataDir: this.#dataDir,
      notes,
      at: this.#at,
      course,
    }
    const env = { ...process.env, NODE_COMPILE_CACHE: COMPILED }
    const child = spawn(process.execPath, [WORKER, JSON.stringify(order)], { env })
    return { child, ended: endOf(child) }
  }

  #notesOf(place: string): string {
    const notes = join(this.#dataDir, `${place}.notes`)
    this.#notes.add(notes)
    return notes
  }

  /** What a last process, which nobody kills, puts right; then everything is looked at. */
  async settle(): Promise<Checked & { readonly troubles: readonly string[] }> {
    for (const notes of this.#notes) await askAgain(this.#bench(notes))
    const last = this.#notesOf('last')
    for (let round = 0; round < 60; round++) {
      // Whatever a dead process had in hand is free again after a minute, and a failed delivery is tried within the hour.
      this.pass(61_000)
      await doDeed(this.#bench(last), { kind: 'handle' })
      await doDeed(this.#bench(last), { kind: 'deliver' })
      await doDeed(this.#bench(last), { kind: 'sequence' })
      if (await this.#settled()) break
    }
    while ((await sweep(this.context, this.#at)).climbed > 0);
    // A log is not sealed twice at one time.
    this.pass(1)
    await doDeed(this.#bench(last), { kind: 'sequence' })
    const told = [...this.#notes].map(readNotes)
    const checked = await check(this.context, this.#log, told)
    return { ...checked, troubles: told.flatMap(({ troubles }) => troubles) }
  }

  #bench(notes: string): Bench {
    return { context: this.context, log: this.#log, notes, points: { reach: () => undefined } }
  }

  async #settled(): Promise<boolean> {
    const { db, tenant } = this.context
    const { rows } = await db.query<{ open: boolean }>(
      `select exists (select from sms_received where tenant_id = $1 and status = 'waiting')
         or exists (select from outbox where tenant_id = $1 and sent_at is null)
         or exists (select from journal_pending where tenant_id = $1) as open`,
      [tenant],
    )
    return rows[0]?.open === false
  }

  close(): void {
    rmSync(this.#dataDir, { recursive: true, force: true })
  }
}

function endOf(child: ChildProcess): Promise<Ended> {
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, signal) => resolve({ killed: signal === 'SIGKILL', out, err }))
  })
}
