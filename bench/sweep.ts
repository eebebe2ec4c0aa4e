// `npm run bench:sweep -- [<data folder>]`: ten thousand terms run out at once in a district of any size. How long until they are
// found, and until every one has fired?
//
// The clock of this process stands still at the instant by which so many more alarms have rung; the rungs are the real ones of
// their matters, written as the service writes them and in nothing different from those of a day that comes. Every round, and every
// run, sets the clock to a later instant, so none meets what another left. The district stays whole, but its journal then runs ahead
// of the calendar: give it a folder that is kept for measuring. Without a folder it makes a district of its own and takes it away.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEMO_TENANT } from '#demo/ensure.ts'
import type { Instant } from '#kernel/time.ts'
import { rulebook } from '#rulebook/index.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { bound } from '#store/fence/bound.ts'
import { migrate } from '#store/migrate.ts'
import { newId } from '#store/new-id.ts'
import { newSalt } from '#store/new-salt.ts'
import { sweep } from '#store/sweep.ts'
import { recordFigure } from '#test/figures.ts'
import { cpuOf, cpuOfFamily, parentOf } from './cpu.ts'
import { median } from './figures.ts'

const DUE = Number(process.env['BENCH_DUE'] ?? 10_000)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)
const OWN_MATTERS = Number(process.env['BENCH_MATTERS'] ?? 20_000)
const TENANT = process.env['BENCH_TENANT'] ?? DEMO_TENANT
const LUOSHI = fileURLToPath(new URL('../bin/luoshi.mjs', import.meta.url))

/** One round: wall milliseconds, and CPU microseconds per rung by where they were spent. */
interface Round {
  readonly rungs: number
  readonly findingMs: number
  readonly totalMs: number
  readonly node: number
  readonly database: number
}

function ownDistrict(): string {
  const dir = mkdtempSync(join(tmpdir(), 'luoshi-sweep-'))
  note(`a district of ${OWN_MATTERS} matters`)
  const argv = [LUOSHI, 'demo', '--years', '1', '--scale', String(OWN_MATTERS)]
  execFileSync(process.execPath, argv, { env: { ...process.env, LUOSHI_DATA: dir }, stdio: 'ignore' })
  return dir
}

async function measure(dir: string): Promise<void> {
  const server = await startEmbedded({ dir })
  if (!server.ok) throw new Error(server.because)
  const db = openDb(bound(server.app, TENANT))
  const owner = openDb(server.config, { size: 4, statementTimeout: 0 })
  const admin = openDb(server.admin, { size: 1, statementTimeout: 0 })
  try {
    const migrated = await migrate(owner)
    if (!migrated.ok) throw new Error(migrated.because)
    const postmaster = await postmasterOf(db)
    const rounds: Round[] = []
    // The first round, of a tenth, warms both sides up and is not counted.
    for (let n = 0; n <= ROUNDS; n++) {
      await owner.script('analyze duty; analyze matter')
      await admin.script('checkpoint')
      const round = await sweepRound(db, postmaster, n === 0 ? Math.ceil(DUE / 10) : DUE)
      note(line(n, round))
      if (n > 0) rounds.push(round)
    }
    const { rows } = await db.query<{ n: number }>('select count(*) as n from matter where tenant_id = $1', [
      TENANT,
    ])
    report(rounds, rows[0]?.n ?? 0)
  } finally {
    await Promise.all([admin, owner, db].map((one) => one.close()))
    await server.stop()
  }
}

async function sweepRound(db: Db, postmaster: number, due: number): Promise<Round> {
  const at = await instantOf(db, due)
  const finding = { ms: 0 }
  const context: Omit<StoreContext, 'db'> = {
    tenant: TENANT,
    rulebook,
    clock: { now: () => at },
    newId,
    newSalt,
  }
  const before = { node: cpuOf(process.pid), database: cpuOfFamily(postmaster), at: performance.now() }
  let rungs = 0
  for (let more = true; more && rungs < due;) {
    const swept = await sweep({ ...context, db: timing(db, finding) }, at)
    if (swept.failed > 0) throw new Error(`${swept.failed} matters could not be swept`)
    rungs += swept.climbed
    more = swept.more
  }
  const totalMs = performance.now() - before.at
  return {
    rungs,
    findingMs: finding.ms,
    totalMs,
    node: (cpuOf(process.pid) - before.node) / rungs,
    database: (cpuOfFamily(postmaster) - before.database) / rungs,
  }
}

/** The instant by which so many alarms have rung. Terms end at midnight: a few more may ring with the last of them. */
async function instantOf(db: Db, due: number): Promise<Instant> {
  const { rows } = await db.query<{ at: Instant }>(
    `select alarm_at as at from duty where tenant_id = $1 and alarm_at is not null order by alarm_at offset $2 limit 1`,
    [TENANT, due - 1],
  )
  if (!rows[0]) throw new Error(`fewer than ${due} terms of this district are still to run out`)
  return rows[0].at
}

/** What a sweep asks first is what is due. */
const timing = (db: Db, spent: { ms: number }): Db => {
  let isFirst = true
  return {
    ...db,
    query: async <Row>(text: string, values?: readonly unknown[]) => {
      if (!isFirst) return db.query<Row>(text, values)
      isFirst = false
      const began = performance.now()
      const found = await db.query<Row>(text, values)
      spent.ms += performance.now() - began
      return found
    },
  }
}

async function postmasterOf(db: Db): Promise<number> {
  const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
  return parentOf(rows[0]?.pid ?? 0)
}

function report(rounds: readonly Round[], matters: number): void {
  const middle = (of: (round: Round) => number): number => median(rounds.map(of))
  const rungs = rounds.reduce((sum, round) => sum + round.rungs, 0)
  const perTenThousand = middle(({ totalMs, rungs: n }) => (totalMs / n) * 10_000)
  recordFigure({
    id: `s-sweep-${matters >= 1_000_000 ? 'million' : `${Math.round(matters / 1_000)}k`}`,
    part: 'speed',
    title: `Finding and firing ${DUE} terms that ran out at once among ${matters} matters (median of ${rounds.length} rounds)`,
    value: `${(perTenThousand / 1_000).toFixed(2)} s`,
    of: { n: rungs, what: 'rungs' },
    command: 'npm run bench:sweep -- <data folder>',
    note: `per 10,000; finding ${middle(({ findingMs }) => findingMs).toFixed(0)} ms of it; CPU per rung: Node ${middle(({ node }) => node).toFixed(0)} µs, PostgreSQL ${middle(({ database }) => database).toFixed(0)} µs`,
  })
}

const line = (n: number, { rungs, findingMs, totalMs, node, database }: Round): string =>
  `${n === 0 ? 'warming up' : `round ${n}`}: ${rungs} rungs in ${totalMs.toFixed(0)} ms, finding ${findingMs.toFixed(0)} ms; ` +
  `CPU per rung: Node ${node.toFixed(0)} µs, PostgreSQL ${database.toFixed(0)} µs; load ${loadavg()[0]?.toFixed(1)}`

function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

const given = process.argv[2]
const folder = given ?? ownDistrict()
try {
  await measure(folder)
} finally {
  if (given === undefined) rmSync(folder, { recursive: true, force: true })
}
