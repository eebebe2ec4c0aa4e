// `npm run bench`: one run, ratios measured side by side on one server. Nothing here is a test; nothing here fails by being slow.
import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, getPriority, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Db, openDb } from '#store/db.ts'
import { type Embedded, startEmbedded } from '#store/embedded/start.ts'
import { migrate } from '#store/migrate.ts'
import { HEAP_FLAGS, MALLOC } from '../bin/lean.mjs'
import { pathActs, settle } from './acts.ts'
import { cpuOf, cpuOfEnded, cpuOfFamily, parentOf, residentOf } from './cpu.ts'
import { type BenchMatter, benchContext, benchDistrict } from './district.ts'
import { type Cost, inTurns } from './figures.ts'
import { httpActs, loginAll } from './http.ts'
import { kernelBench } from './kernel.ts'
import { ledgerBench } from './ledger.ts'
import { openingBench } from './opening.ts'
import { type Peer, pgbench, pgbenchVersion, preparePeer } from './pgbench.ts'
import { readingBench } from './reading.ts'
import { type Measured, resultsPage } from './results.ts'
import { smsBench } from './sms.ts'

const MATTERS = Number(process.env['BENCH_MATTERS'] ?? 3_000)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7)
const ROWS = Number(process.env['BENCH_ROWS'] ?? 10_000)
/** Rounds of the parts after the acts. */
const FEW = Math.min(3, ROUNDS)
const CLIENTS = [1, 8, 32]
const LEADS = 57

const version = pgbenchVersion()
if (version === undefined) throw new Error('pgbench is not here; on Debian it comes with postgresql-contrib')
const dir = mkdtempSync(join(tmpdir(), 'luoshi-bench-'))
const server = await startEmbedded({ dir: join(dir, 'pg') })
if (!server.ok) throw new Error(server.because)
const db = openDb(server.config, { size: 10 })
try {
  const page = resultsPage(await measure(db, server, version))
  console.log(`\n${page}`)
  writeFileSync(new URL('RESULTS.md', import.meta.url), page)
} finally {
  await db.close()
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}

async function measure(on: Db, { config }: Embedded, pgbenchIs: string): Promise<Measured> {
  const migrated = await migrate(on)
  if (!migrated.ok) throw new Error(migrated.because)
  const load = [loadavg()[0] ?? 0]
  note('kernel')
  const kernel = kernelBench()
  note('reading')
  const reading = await readingBench()
  note(`two districts of ${MATTERS} matters`)
  const matters = await benchDistrict(benchContext(on, 'path'), MATTERS)
  const served = await benchDistrict(benchContext(on, 'http'), MATTERS)
  await pathActs(benchContext(on, 'path'), matters, 8, 2)
  const peer = await preparePeer(on, 'path', matters[0] as BenchMatter)
  await on.script('analyze')
  const child = fork(new URL('server.ts', import.meta.url), [dir], {
    execArgv: [...HEAP_FLAGS],
    env: { ...process.env, ...MALLOC, NODE_ENV: 'production', BENCH_DB: JSON.stringify(config) },
  })
  try {
    const port = await told<number>(child)
    const started = residentOf(child.pid ?? 0).now
    const cookies = await loginAll(port, LEADS)
    const idle = residentOf(child.pid ?? 0).now
    const postmaster = await postmasterOf(on)
    const sides: Sides = {
      peer: (clients) => peerCost(postmaster, config, peer, clients),
      path: (clients) => pathCost(postmaster, on, matters, clients),
      http: (clients) => httpCost(postmaster, child.pid ?? 0, { port, cookies, served }, clients),
    }
    const acts = []
    for (const clients of CLIENTS) acts.push({ clients, rounds: await roundsOf(on, sides, clients) })
    const highest = residentOf(child.pid ?? 0).highest
    const memory = { started, idle, highest }
    const rest = await afterActs(on, postmaster, matters)
    load.push(loadavg()[0] ?? 0)
    return { machine: machine(pgbenchIs, load), kernel, reading, acts, ...rest, memory }
  } finally {
    child.kill()
  }
}

/** What is measured in this process against the commit path or a library, after the acts. */
async function afterActs(
  on: Db,
  postmaster: number,
  matters: readonly BenchMatter[],
): Promise<Pick<Measured, 'opening' | 'sms' | 'ledger'>> {
  const path = benchContext(on, 'path')
  const cost = (work: () => Promise<number>) => ownCost(postmaster, work)
  note('an act that opens tasks')
  const opening = await openingBench(path, FEW, cost)
  note('replies by short message')
  const sms = await smsBench(path, matters, FEW, cost, () => pathCost(postmaster, on, matters, 8))
  note(`a ledger of ${ROWS} rows`)
  const ledger = benchContext(on, 'ledger')
  await benchDistrict(ledger, Math.ceil(ROWS / 20))
  return { opening, sms, ledger: await ledgerBench(ledger, ROWS, FEW) }
}

type Side = (clients: number) => Promise<Cost>
interface Sides {
  readonly peer: Side
  readonly path: Side
  readonly http: Side
}

/** Rounds in which all three take their turn, so that a slow stretch of the machine falls on all; the order turns as well. */
async function roundsOf(on: Db, sides: Sides, clients: number): Promise<Record<keyof Sides, Cost>[]> {
  const rounds: Record<keyof Sides, Cost>[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const http = async (): Promise<Cost> => {
      const cost = await sides.http(clients)
      await settle(on)
      return cost
    }
    const found = await inTurns(
      { peer: () => sides.peer(clients), path: () => sides.path(clients), http },
      round,
    )
    rounds.push(found)
    const rates = [found.peer, found.path, found.http].map(({ rate }) => rate.toFixed(0))
    note(`${clients} clients, round ${round + 1} of ${ROUNDS}: ${rates.join(' / ')}`)
  }
  return rounds
}

async function peerCost(
  postmaster: number,
  config: Embedded['config'],
  peer: Peer,
  clients: number,
): Promise<Cost> {
  const before = { database: cpuOfFamily(postmaster), ended: cpuOfEnded() }
  const rate = await pgbench(config, peer, clients, SECONDS)
  const acts = rate * SECONDS
  return {
    rate,
    database: (cpuOfFamily(postmaster) - before.database) / acts,
    program: (cpuOfEnded() - before.ended) / acts,
  }
}

function pathCost(
  postmaster: number,
  on: Db,
  matters: readonly BenchMatter[],
  clients: number,
): Promise<Cost> {
  return ownCost(postmaster, () => pathActs(benchContext(on, 'path'), matters, clients, SECONDS))
}

/** Cost of work in this process, which gives how many it did. */
async function ownCost(postmaster: number, work: () => Promise<number>): Promise<Cost> {
  const before = { database: cpuOfFamily(postmaster), program: cpuOf(process.pid), at: performance.now() }
  const acts = await work()
  return {
    rate: (acts * 1_000) / (performance.now() - before.at),
    database: (cpuOfFamily(postmaster) - before.database) / acts,
    program: (cpuOf(process.pid) - before.program) / acts,
  }
}

async function httpCost(
  postmaster: number,
  pid: number,
  to: { port: number; cookies: ReadonlyMap<string, string>; served: readonly BenchMatter[] },
  clients: number,
): Promise<Cost> {
  const cpu = () => ({ database: cpuOfFamily(postmaster), program: cpuOf(pid), client: cpuOf(process.pid) })
  const [before, start] = [cpu(), performance.now()]
  const acts = await httpActs(to.port, to.cookies, to.served, clients, SECONDS)
  const [after, took] = [cpu(), performance.now() - start]
  return {
    rate: (acts * 1_000) / took,
    database: (after.database - before.database) / acts,
    program: (after.program - before.program) / acts,
    client: (after.client - before.client) / acts,
  }
}

async function postmasterOf(on: Db): Promise<number> {
  const { rows } = await on.query<{ pid: number }>('select pg_backend_pid() as pid')
  return parentOf(rows[0]?.pid ?? 0)
}

function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as T))
  })
}

function machine(pgbenchIs: string, load: readonly number[]): Measured['machine'] {
  return {
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    on: new Date().toISOString().slice(0, 10),
    cores: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memory: totalmem(),
    pgbench: pgbenchIs,
    load,
    nice: getPriority(),
    rounds: ROUNDS,
    seconds: SECONDS,
    matters: MATTERS,
  }
}

function note(text: string): void {
  process.stderr.write(`${text}\n`)
}
