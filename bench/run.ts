// `npm run bench`: one run, ratios measured side by side on one server. Nothing here is a test; nothing here fails by being slow.
import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { migrate } from '#store/migrate.ts'
import { benchContext, benchDistrict, clerk, done, inParallel } from './district.ts'
import { Client, httpRate, loginAll } from './http.ts'
import { kernelBench } from './kernel.ts'
import { pgbench, pgbenchVersion } from './pgbench.ts'

const MATTERS = 4_000
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const CLIENTS = [1, 8, 32]
const LEADS = 57

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
const percent = (n: number): string => `${Math.round(n * 100)} %`
const lines: string[] = []
const say = (line = ''): void => {
  console.log(line)
  lines.push(line)
}

const dir = mkdtempSync(join(tmpdir(), 'luoshi-bench-'))
const server = await startEmbedded({ dir: join(dir, 'pg') })
if (!server.ok) throw new Error(server.because)
const db = openDb(server.config, { size: 10 })
try {
  const migrated = await migrate(db)
  if (!migrated.ok) throw new Error(migrated.because)
  heading()
  kernelLines()
  const ids = await benchDistrict(db, MATTERS)
  await samples()
  await actsLines(ids)
} finally {
  await db.close()
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}
writeFileSync(new URL('RESULTS.md', import.meta.url), `${lines.join('\n')}\n`)

function heading(): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const cpu = cpus()[0]?.model ?? 'unknown'
  say('# Bench results')
  say()
  say(
    `Rerun: \`npm run bench\` (about five minutes; needs pgbench). Commit ${commit}, ${new Date().toISOString().slice(0, 10)}.`,
  )
  say(
    `Machine: ${cpus().length} × ${cpu}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, embedded PostgreSQL 18,`,
  )
  say(
    `${pgbenchVersion() ?? 'pgbench missing'}. Client, server and database share the cores; fsync and synchronous_commit on.`,
  )
  say(
    `Ratios are medians of ${ROUNDS} paired rounds of ${SECONDS} s; rates are medians of the same rounds and only good for comparing.`,
  )
}

function kernelLines(): void {
  const { apply, available } = kernelBench()
  say()
  say('## Kernel')
  say()
  say('| call | µs, median of 9 × 5,000 | goal |')
  say('|---|---|---|')
  say(`| \`apply\` (reportStuck: form, gates, duties) | ${apply.toFixed(1)} | ≤ 50 |`)
  say(`| \`available\` (all acts of a matter under way) | ${available.toFixed(1)} | ≤ 50 |`)
}

/** What pgbench's rows are copied from: a real leaf, body and duty, so that both sides write rows of one size. */
async function samples(): Promise<void> {
  await db.script(`
    create table bench_matter as select row_number() over (order by id) n, id from matter;
    alter table bench_matter add primary key (n);
    create table bench_sample as select j.leaf, b.body, (select body from duty limit 1) duty
      from journal j join journal_body b using (tenant_id, act_id) where j.kind = 'supervised-task.signFor' limit 1;
    analyze;`)
}

async function actsLines(ids: readonly string[]): Promise<void> {
  const { rows } = await db.query<{ id: string; lead: string }>(
    'select id, unit_id lead from matter order by id',
  )
  if (rows.length !== ids.length) throw new Error('matters are missing')
  const child = fork(new URL('server.ts', import.meta.url), [dir], {
    env: { ...process.env, BENCH_DB: JSON.stringify(server.ok ? server.config : {}) },
  })
  try {
    const { port } = await told<{ port: number }>(child)
    const client = new Client(port)
    const cookies = await loginAll(client, LEADS)
    const idle = await memory(child)
    say()
    say('## Acts per second')
    say()
    say('| clients | pgbench | commit path | ratio (goal ≥ 100 % at 8) | HTTP | ratio (goal ≥ 50 % at 8) |')
    say('|---|---|---|---|---|---|')
    let busiest = idle
    for (const clients of CLIENTS) {
      const rounds: { peer: number; path: number; http: number }[] = []
      for (let round = 0; round < ROUNDS; round++) {
        // In turn, so that a slow stretch of the machine falls on all three.
        const peer = await pgbench(server.ok ? server.config : {}, clients, SECONDS, MATTERS)
        await db.script(
          "delete from journal_pending where act_id = 'a'; update duty set state = 'done' where no = 1000",
        )
        const path = await commitRate(rows, clients)
        const http = await httpRate(client, cookies, rows, clients, SECONDS)
        busiest = Math.max(busiest, await memory(child))
        rounds.push({ peer, path, http })
      }
      const of = (pick: (r: (typeof rounds)[number]) => number) => median(rounds.map(pick))
      say(
        `| ${clients} | ${of((r) => r.peer).toFixed(0)} | ${of((r) => r.path).toFixed(0)} | ${percent(of((r) => r.path / r.peer))} ` +
          `| ${of((r) => r.http).toFixed(0)} | ${percent(of((r) => r.http / r.peer))} |`,
      )
    }
    say()
    say('## Memory of the server process')
    say()
    say('| | RSS, MB | goal |')
    say('|---|---|---|')
    say(`| idle, sessions open | ${(idle / 2 ** 20).toFixed(0)} | ≤ 250 |`)
    say(`| under load, highest between rounds | ${(busiest / 2 ** 20).toFixed(0)} | ≤ 250 |`)
    client.close()
  } finally {
    child.kill()
  }
}

/** Acts per second through `store/act.ts` in this process: read, decide, one statement. */
async function commitRate(
  matters: readonly { id: string; lead: string }[],
  clients: number,
): Promise<number> {
  const context = benchContext(db)
  const start = performance.now()
  const until = start + SECONDS * 1_000
  let acts = 0
  await inParallel(clients, async (loop) => {
    for (let n = loop; performance.now() < until; n = (n + clients) % matters.length) {
      const { id, lead } = matters[n] as { id: string; lead: string }
      const ask = { to: '2026-12-10', reason: '雨季影响' }
      await done(context, { act: 'applyExtension', form: ask, actor: clerk(lead), matter: id })
      await done(context, { act: 'denyExtension', form: { words: '应加快' }, actor: clerk('u2'), matter: id })
      acts += 2
    }
  })
  return (acts * 1_000) / (performance.now() - start)
}

function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as T))
  })
}

async function memory(child: ChildProcess): Promise<number> {
  const answer = told<{ rss: number }>(child)
  child.send('rss')
  return (await answer).rss
}
