// `npm run bench:scale -- <data folder> [<smaller data folder>]`: how long people wait in a district of a million matters, at the
// database and over HTTP. The folders are made by `luoshi demo --scale`; nothing here fails by being slow.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { runningServer } from '../cli/existing-database.ts'
import { DEMO_TENANT } from '#demo/ensure.ts'
import { rulebook } from '#rulebook/index.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, openDb } from '#store/db.ts'
import { bound } from '#store/fence/bound.ts'
import { APP_ROLE } from '#store/fence/grants.ts'
import { newId } from '#store/new-id.ts'
import { recordFigure } from '#test/figures.ts'
import { memoryNs } from './memory.ts'
import { type Cast, readCast } from './scale/cast.ts'
import { Browsers } from './scale/browsers.ts'
import { type AtDatabase, Noting, type OverHttp, atDatabase, overHttp } from './scale/measure.ts'
import { type Measured, scalePage } from './scale/page.ts'
import { SCREENS } from './scale/screens.ts'
import { serve } from './scale/service.ts'

const LOOKS = Number(process.env['BENCH_LOOKS'] ?? 100)
const TENANT = process.env['BENCH_TENANT'] ?? DEMO_TENANT
const ONLY = process.env['BENCH_ONLY']
const PORT = 8390
/** So many looks in a row that find the database at rest: five seconds. */
const IDLE_LOOKS = 20
const COMMAND = 'npm run bench:scale -- <data folder>'

async function measure(folder: string): Promise<Measured> {
  const service = await serve(folder, PORT, TENANT)
  const server = runningServer(folder)
  const db = openDb(bound({ ...server, user: APP_ROLE }, TENANT), { size: 4, name: 'bench' })
  try {
    const { matters, entries } = await sizesOf(db)
    note(`${folder}: ${matters} matters, ${entries} entries, load ${loadavg()[0]?.toFixed(1)}`)
    await settled(db)
    const context: StoreContext = {
      db,
      tenant: TENANT,
      rulebook,
      clock: { now: () => new Date().toISOString() },
      newId,
      newSalt: () => new Uint8Array(32),
    }
    const memory = memoryNs()
    const database = await databaseTimes(context, await readCast(db, TENANT, 'database'))
    const http = await httpTimes(await readCast(db, TENANT, 'http'))
    const { rows } = await db.query<{ shared_buffers: string }>('show shared_buffers')
    return {
      matters,
      entries,
      database,
      http,
      memory: [memory, memoryNs()],
      buffers: rows[0]?.shared_buffers ?? 'unknown',
    }
  } finally {
    await db.close()
    await service.stop()
  }
}

const chosen = SCREENS.filter(({ name }) => ONLY === undefined || new RegExp(ONLY).test(name))

async function databaseTimes(context: StoreContext, cast: Cast): Promise<AtDatabase[]> {
  if (process.env['BENCH_DATABASE'] === '0') return []
  const times: AtDatabase[] = []
  const noting = new Noting(context.db)
  for (const screen of chosen) {
    await atDatabase(context, noting, screen, cast, Math.ceil(LOOKS / 2))
    const found = await atDatabase(context, noting, screen, cast, LOOKS)
    times.push(found)
    note(line(screen.name, ms(found.statement), ms(found.whole), `${found.statements}`))
    if (found.statement.p95 > 10) note(`      ${found.dearest.trim().replaceAll(/\s+/g, ' ').slice(0, 300)}`)
  }
  return times
}

async function httpTimes(cast: Cast): Promise<OverHttp[]> {
  if (process.env['BENCH_HTTP'] === '0') return []
  const browsers = new Browsers(PORT)
  const times: OverHttp[] = []
  for (const screen of chosen)
    for (const clients of [1, 8]) {
      await overHttp(browsers, screen, cast, clients, Math.ceil(LOOKS / 2))
      const found = await overHttp(browsers, screen, cast, clients, LOOKS)
      times.push(found)
      note(line(screen.name, `${clients} at once`, ms(found.times)))
    }
  await browsers.close()
  return times
}

async function sizesOf(db: Db): Promise<{ matters: number; entries: number }> {
  const { rows } = await db.query<{ matters: number; entries: number }>(
    `select (select count(*) from matter where tenant_id = $1) as matters,
       (select coalesce(max(idx) + 1, 0) from journal_leaf where tenant_id = $1) as entries`,
    [TENANT],
  )
  return rows[0] ?? { matters: 0, entries: 0 }
}

/** Terms that ran out since the district was made are dealt with first, and the planner learns of it. */
async function settled(db: Db): Promise<void> {
  const due = async (): Promise<number> => {
    const { rows } = await db.query<{ n: number }>(
      `select count(*) as n from duty where tenant_id = $1 and alarm_at is not null and alarm_at <= now()`,
      [TENANT],
    )
    return rows[0]?.n ?? 0
  }
  for (let n = await due(); n > 0; n = await due()) {
    note(`${n} terms that ran out meanwhile are still to be dealt with`)
    await pause(5_000)
  }
  await idle(db)
}

const BUSY = `
select count(*) as n from pg_stat_activity
where datname = current_database() and backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()`

/** Waits until the service has caught up with what it does when it starts, such as reminders of the last hour. */
async function idle(db: Db): Promise<void> {
  for (let calm = 0; calm < IDLE_LOOKS;) {
    const { rows } = await db.query<{ n: number }>(BUSY)
    calm = Number(rows[0]?.n ?? 0) === 0 ? calm + 1 : 0
    await pause(250)
  }
}

function report(all: readonly Measured[]): void {
  for (const { matters, entries, database, http } of all) {
    const one = TENANT === DEMO_TENANT ? '' : ', one district of several in the database'
    const district = { n: matters, what: `matters, ${entries} entries${one}` }
    const worst = <Row>(rows: readonly Row[], of: (row: Row) => number): number => Math.max(...rows.map(of))
    const size = matters >= 1_000_000 ? 'million' : `${Math.round(matters / 1_000)}k`
    const name = one === '' ? size : `tenant-${size}`
    if (database.length > 0)
      recordFigure({
        id: `s-database-p95-${name}`,
        part: 'speed',
        title: `Slowest of ${database.length} screens, its dearest statement at the database, p95`,
        value: `${worst(database, ({ statement }) => statement.p95).toFixed(1)} ms`,
        of: district,
        command: COMMAND,
      })
    for (const clients of [1, 8]) {
      const own = http.filter((row) => row.clients === clients)
      if (own.length === 0) continue
      recordFigure({
        id: `s-http-p95-${clients}-${name}`,
        part: 'speed',
        title: `Slowest of ${own.length} screens over HTTP, ${clients} at once, p95`,
        value: `${worst(own, ({ times }) => times.p95).toFixed(1)} ms`,
        of: district,
        command: COMMAND,
      })
    }
  }
  const [large, small] = all
  if (!large || !small || large.database.length === 0) return
  const ratios = large.database.map(({ screen, whole }, n) => ({
    screen,
    ratio: whole.p50 / (small.database[n]?.whole.p50 ?? whole.p50),
  }))
  const most = ratios.toSorted((a, b) => b.ratio - a.ratio)[0]
  recordFigure({
    id: 's-growth',
    part: 'speed',
    title: `Growth of the screen that grows most (${most?.screen}), p50 at the database, from the smaller district to the larger`,
    value: `${most?.ratio.toFixed(2)} ×`,
    of: { n: large.matters, what: `matters against ${small.matters}` },
    command: `${COMMAND} <smaller data folder>`,
  })
  for (const { screen, ratio } of ratios) note(line(screen, `${ratio.toFixed(2)} ×`))
}

const ms = ({ p50, p95 }: { p50: number; p95: number }): string => `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`
const line = (name: string, ...cells: readonly string[]): string =>
  `  ${name.padEnd(40)}${cells.map((cell) => cell.padStart(18)).join('')}`

function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

const folders = process.argv.slice(2)
if (folders.length === 0) throw new Error('a data folder made by `luoshi demo --scale N` is needed')
const found: Measured[] = []
for (const folder of folders) found.push(await measure(folder))
report(found)
// Figures are kept on request only, and of every screen: a part of them would stand for the whole.
if (process.env['LUOSHI_FIGURES'] === '1' && ONLY === undefined && TENANT === DEMO_TENANT)
  writeFileSync(
    new URL('SCALE.md', import.meta.url),
    scalePage(found, {
      commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
      on: new Date().toISOString().slice(0, 10),
      looks: LOOKS,
    }),
  )
