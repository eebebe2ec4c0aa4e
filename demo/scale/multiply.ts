import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { emptyFrontier, type Frontier, append, encodeFrontier, frontierRoot } from '#journal/frontier.ts'
import { sha256 } from '#journal/node-crypto.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { Db } from '#store/db.ts'
import { type Plan, planCopies } from './copies.ts'
import { type Family, familiesOf } from './families.ts'
import { type Template, detach, readTemplate } from './tables.ts'
import type { Stretch, WorkerStart } from './worker.ts'

/** A district that gets copies of the template's matters. */
export interface Grown {
  readonly tenant: string
  readonly origin: string
  /** Matters it is to have of them, about. */
  readonly matters: number
}

export interface MultiplyOptions {
  /** The district that was lived; its acts wait for the log and no checkpoint has been signed. */
  readonly template: string
  readonly districts: readonly Grown[]
  readonly connection: pg.ClientConfig
  readonly workers: number
  /** Share done from 0 to 1, and what is being done. */
  readonly onProgress?: (share: number, what: string) => void
}

export interface Multiplied {
  readonly matters: number
  readonly entries: number
}

/** Acts written in one go by a worker: about 40 MB of rows. */
const STRETCH = 15_000

/**
 * Writes each district copies of the template's matters, with acts, leaves and everything that hangs on them, by COPY into tables
 * without keys and indexes, which are made again at the end. What is left to be done is the log: the leaves have their places and
 * `log_state` its frontier, and the sequencer signs and publishes.
 *
 * @throws when anything goes wrong; the database is then to be thrown away
 */
export async function multiply(db: Db, rulebook: Rulebook, options: MultiplyOptions): Promise<Multiplied> {
  const { onProgress = () => undefined, districts } = options
  const template = await readTemplate(db, options.template)
  const families = familiesOf(template, rulebook)
  const plans = districts.map(({ matters }) => planCopies(families, matters))
  const total = plans.reduce((sum, { entries }) => sum + entries, 0)
  const numbers = numbersApart(families)
  const remake = await detach(db)
  const crew = hire(options, template)
  let written = 0
  try {
    await Promise.all(crew.map(answer))
    for (const [n, district] of districts.entries()) {
      const plan = plans[n] as Plan
      const frontier = await writeDistrict(crew, families, plan, district, numbers, (entries) => {
        written += entries
        onProgress((written / total) * 0.6, '放大演示区：写入事项和日志')
      })
      await keepLog(db, district.tenant, frontier, (plan.copies + 1) * numbers)
    }
  } finally {
    await Promise.all(crew.map((worker) => worker.terminate()))
  }
  await remakeAll(db, remake, (share) => onProgress(0.6 + share * 0.4, '放大演示区：建立索引'))
  return { matters: plans.reduce((sum, plan) => sum + plan.matters, 0), entries: total }
}

/** Numbers of a series run so far in the template; copies keep that distance. */
function numbersApart(families: readonly Family[]): number {
  const found = families.flatMap(({ places }) =>
    places.flatMap((place) => (place.kind === 'number' ? [place.n] : [])),
  )
  return found.reduce((most, n) => Math.max(most, n), 0) + 1
}

function hire({ connection, workers }: MultiplyOptions, template: Template): Worker[] {
  const start: WorkerStart = { template, connection }
  const file = new URL('./worker.ts', import.meta.url)
  return Array.from({ length: workers }, () => new Worker(file, { workerData: start }))
}

interface Answer {
  readonly ready?: true
  readonly hashes?: Uint8Array
  readonly failed?: string
}

function answer(worker: Worker): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      worker.off('message', said)
      reject(error)
    }
    const said = (answered: Answer): void => {
      worker.off('error', failed)
      if (answered.failed === undefined) resolve(answered)
      else reject(new Error(answered.failed))
    }
    worker.once('error', failed)
    worker.once('message', said)
  })
}

/** Lets the crew write a district's stretches; gives the frontier of its log. */
async function writeDistrict(
  crew: readonly Worker[],
  families: readonly Family[],
  plan: Plan,
  district: Grown,
  numbers: number,
  onWritten: (entries: number) => void,
): Promise<Frontier> {
  const stretches = stretchesOf(families, plan, district, numbers)
  const done = new Map<number, Uint8Array>()
  let [next, appended, frontier] = [0, 0, emptyFrontier]
  const take = async (worker: Worker): Promise<void> => {
    for (let n = next++; n < stretches.length; n = next++) {
      const waiting = answer(worker)
      worker.postMessage(stretches[n])
      const { hashes = new Uint8Array() } = await waiting
      onWritten(hashes.length / 32)
      done.set(n, hashes)
      for (let ready = done.get(appended); ready; ready = done.get(appended)) {
        frontier = append(sha256, frontier, leavesIn(ready))
        done.delete(appended++)
      }
    }
  }
  await Promise.all(crew.map(take))
  return frontier
}

const leavesIn = (hashes: Uint8Array): Uint8Array[] =>
  Array.from({ length: hashes.length / 32 }, (_, n) => hashes.subarray(n * 32, n * 32 + 32))

function stretchesOf(families: readonly Family[], plan: Plan, district: Grown, numbers: number): Stretch[] {
  const stretches: { idx: number; copies: Stretch['copies'][number][] }[] = []
  let [idx, within] = [0, STRETCH]
  for (let copy = 0; copy < plan.copies; copy++) {
    const chosen = families.flatMap((_, n) => (plan.holds(n, copy) ? [n] : []))
    const entries = chosen.reduce((sum, n) => sum + (families[n]?.entries ?? 0), 0)
    if (within >= STRETCH) {
      stretches.push({ idx, copies: [] })
      within = 0
    }
    const target = { tenant: district.tenant, origin: district.origin, copy, numbers }
    stretches.at(-1)?.copies.push({ target, families: chosen })
    idx += entries
    within += entries
  }
  return stretches
}

/** The log as it stands before its first checkpoint; series go on after the last number given. */
async function keepLog(db: Db, tenant: string, frontier: Frontier, lastNumber: number): Promise<void> {
  await db.query(
    'insert into log_state (tenant_id, size, root, frontier, updated_at) values ($1, $2, $3, $4, now())',
    [tenant, frontier.size, frontierRoot(sha256, frontier), encodeFrontier(frontier)],
  )
  await db.query("update counter set n = n + $2::int where tenant_id = $1 and year <> '0000'", [
    tenant,
    lastNumber,
  ])
}

/** Keys and indexes again, then what the planner wants to know. */
async function remakeAll(
  db: Db,
  statements: readonly string[],
  onShare: (share: number) => void,
): Promise<void> {
  for (const [n, statement] of statements.entries()) {
    await db.script(
      `set statement_timeout = 0; set lock_timeout = 0; set maintenance_work_mem = '1GB'; ${statement}`,
    )
    onShare(n / statements.length)
  }
  await db.script('set statement_timeout = 0')
  await db.script('vacuum analyze')
  onShare(1)
}
