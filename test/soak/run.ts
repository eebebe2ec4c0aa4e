// `npm run soak -- --minutes 60`: a real server under a steady load, looked at every ten seconds; afterwards `npm run soak -- --figures
// <file>` turns what was written into figures.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openExisting } from '../../cli/existing-database.ts'
import type { Db } from '#store/db.ts'
import { soakFigures } from './figures.ts'
import { Load, type Seen } from './load.ts'
import { type SetAlarm, prepare } from './prepare.ts'
import { type Sample, sample } from './samples.ts'
import { type Flatness, type Spread, flatness, spreadOf } from './verdict.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
const EVERY_MS = 10_000
const UNITS = 57

/** All of a soak, as its file keeps it. */
export interface Soak {
  readonly began: string
  readonly minutes: number
  readonly actsPerSecond: number
  readonly load: readonly number[]
  readonly seen: Seen
  readonly flatness: readonly Flatness[]
  /** Milliseconds from the instant of a rung to its entry. */
  readonly lateness: Spread
  readonly unclimbed: number
  /** Milliseconds from the commit of an act to the signature over it. */
  readonly mergeDelay: Spread
  readonly unsealed: number
  readonly serverSaid: readonly string[]
  readonly samples: readonly Sample[]
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    acts: { type: 'string', default: '10' },
    matters: { type: 'string', default: '2400' },
    listeners: { type: 'string', default: '20' },
    port: { type: 'string', default: '18471' },
    out: { type: 'string', default: join(PROJECT, 'var/soak.json') },
    figures: { type: 'string' },
  },
})
const METRICS = `http://127.0.0.1:${Number(values.port) + 1}/metrics`

async function soak(): Promise<void> {
  const [minutes, actsPerSecond] = [Number(values.minutes), Number(values.acts)]
  const dir = mkdtempSync(join(tmpdir(), 'luoshi-soak-'))
  try {
    const { matters, alarms } = await prepare(dir, Number(values.matters), minutes)
    console.log(`${matters.length} matters under way, ${alarms.length} alarms to come`)
    const began = new Date().toISOString()
    const server = await startServer(dir)
    const load = new Load(`http://127.0.0.1:${values.port}`)
    const samples: Sample[] = []
    const loads: number[] = []
    try {
      await load.logIn(UNITS, 3)
      console.log('everybody has logged in')
      load.start(matters, { actsPerSecond, listeners: Number(values.listeners) })
      const t0 = performance.now()
      while (performance.now() - t0 < minutes * 60_000) {
        await pause(EVERY_MS)
        samples.push(await sample(METRICS, server.child.pid ?? 0, (performance.now() - t0) / 1_000))
        loads.push(loadavg()[0] ?? 0)
        if (samples.length % 30 === 0) tell(samples.at(-1), load.seen)
      }
      await load.stop()
      // The last acts find their place in the log, the last rungs are climbed.
      await pause(5_000)
    } finally {
      await server.stop()
    }
    const measured = await measure(dir, alarms, began)
    const done: Soak = {
      began,
      minutes,
      actsPerSecond,
      load: loads,
      seen: load.seen,
      flatness: flatness(samples),
      ...measured,
      serverSaid: server.said,
      samples,
    }
    mkdirSync(dirname(values.out), { recursive: true })
    writeFileSync(values.out, `${JSON.stringify(done)}\n`)
    soakFigures(done)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

interface Server {
  readonly child: ChildProcess
  /** What it wrote to standard error: nothing, as long as nothing is wrong. */
  readonly said: string[]
  stop(): Promise<void>
}

/** `luoshi start` as an administrator starts it, on a folder of its own. */
async function startServer(dir: string): Promise<Server> {
  const child = spawn(process.execPath, [join(PROJECT, 'bin/luoshi.mjs'), 'start'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LUOSHI_DATA: dir,
      LUOSHI_DEMO: '0',
      PORT: values.port,
      LUOSHI_METRICS: `127.0.0.1:${Number(values.port) + 1}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk)
    said.push(chunk.toString().trimEnd())
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('已启动')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.join(' ')}`)))
  })
  return {
    child,
    said,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function tell(last: Sample | undefined, seen: Seen): void {
  console.log(
    JSON.stringify({ ...last, acts: seen.acts, reads: seen.reads, events: seen.events, errors: seen.errors }),
  )
}

const RUNGS = `
select r.matter, r.no, (select min(j.at) from journal j join journal_body b on b.tenant_id = j.tenant_id and b.act_id = j.act_id
    where j.tenant_id = 'http' and j.matter_id = r.matter and j.person_id is null and j.at >= $2::timestamptz
      and (b.body -> 'form' ->> 'duty')::int = r.no) as at
from jsonb_to_recordset($1::jsonb) r(matter text, no int)`

// The head that first includes a leaf is the smallest signed one that is larger than its index.
const MERGED = `
select extract(epoch from (select c.at from checkpoint c where c.tenant_id = 'http' and c.size > l.idx order by c.size limit 1) - j.at)
  * 1000.0 as ms
from journal j left join journal_leaf l on l.tenant_id = j.tenant_id and l.act_id = j.act_id
where j.tenant_id = 'http' and j.at >= $1::timestamptz`

async function measure(dir: string, alarms: readonly SetAlarm[], began: string) {
  const existing = await openExisting({ dataDir: dir, databaseUrl: undefined } as Parameters<
    typeof openExisting
  >[0])
  if (!existing.ok) throw new Error(existing.because)
  try {
    return { ...(await lateness(existing.db, alarms, began)), ...(await merging(existing.db, began)) }
  } finally {
    await existing.close()
  }
}

async function lateness(db: Db, alarms: readonly SetAlarm[], began: string) {
  const { rows } = await db.query<{ matter: string; no: number; at: string | null }>(RUNGS, [
    JSON.stringify(alarms),
    began,
  ])
  const climbed = new Map(rows.map(({ matter, no, at }) => [`${matter} ${no}`, at]))
  const late = alarms.flatMap(({ matter, no, at }) => {
    const when = climbed.get(`${matter} ${no}`)
    return when ? [Date.parse(when) - Date.parse(at)] : []
  })
  return { lateness: spreadOf(late), unclimbed: alarms.length - late.length }
}

async function merging(db: Db, began: string) {
  const { rows } = await db.query<{ ms: string | number | null }>(MERGED, [began])
  const delays = rows.flatMap(({ ms }) => (ms === null ? [] : [Number(ms)]))
  return { mergeDelay: spreadOf(delays), unsealed: rows.length - delays.length }
}

if (values.figures === undefined) await soak()
else soakFigures(JSON.parse(readFileSync(values.figures, 'utf8')) as Soak)
