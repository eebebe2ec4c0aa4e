import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { identity, SERVER_ENV } from './cluster.ts'
import type { Place } from './place.ts'
import { pause, processesIn, processState } from './process.ts'

export type Launched = { ok: true; process: ChildProcess } | { ok: false; because: string }

const PATIENCE_MS = 30_000

/**
 * Stops whatever server still runs on the cluster, after our own process was killed without a chance to stop it.
 *
 * The lock of the supervisor is held by now, so nobody else owns that server. It is stopped rather than adopted: one
 * path for every start, with the settings of this version and a child whose end is noticed.
 *
 * A killed postmaster may linger as a zombie for seconds, and PostgreSQL takes the id in `postmaster.pid` for alive.
 * The file is removed only after seeing that the postmaster is gone (or stays a zombie) *and* that no process stands in
 * the cluster's folder any more, because the shared memory key in it is what keeps two servers apart.
 *
 * @returns undefined, or a Chinese sentence when the old server would not go
 */
export async function clearRemains(place: Place): Promise<string | undefined> {
  const pidFile = join(place.cluster, 'postmaster.pid')
  const until = Date.now() + PATIENCE_MS
  const asked = new Set<number>()
  while (existsSync(pidFile) || processesIn(place.cluster).length > 0) {
    const pid = Number(readLines(pidFile)[0])
    const inside = processesIn(place.cluster)
    if (inside.includes(pid) && !asked.has(pid)) {
      process.kill(pid, 'SIGINT')
      asked.add(pid)
    }
    const postmaster = Number.isInteger(pid) && pid > 0 ? processState(pid) : 'gone'
    const foreign = postmaster === 'running' && !inside.includes(pid)
    if (inside.length === 0 && (postmaster === 'gone' || foreign)) {
      rmSync(pidFile, { force: true })
      return undefined
    }
    if (Date.now() > until) {
      if (inside.length > 0)
        return `上一次留下的数据库进程（进程号 ${inside.join('、')}）还没有退出，请先结束它再启动。`
      rmSync(pidFile, { force: true })
      return undefined
    }
    await pause(50)
  }
  return undefined
}

/**
 * Starts the server and waits until it accepts connections.
 *
 * The server gets a session of its own: Ctrl-C in a terminal reaches us, not the server under our open transactions.
 */
export async function launch(
  place: Place,
  binaries: Binaries,
  patienceMs = recoveryPatience(place),
): Promise<Launched> {
  const logFile = join(place.home, 'startup.log')
  const log = openSync(logFile, 'w', 0o600)
  const child = spawn(binaries.postgres, ['-D', place.cluster], {
    cwd: '/',
    env: SERVER_ENV,
    detached: true,
    stdio: ['ignore', log, log],
    ...identity(place),
  })
  closeSync(log)
  let failure: string | undefined
  child.once('error', (error) => (failure = error.message))
  child.once('exit', (code, signal) => (failure ??= `exit ${code ?? signal}`))
  const until = Date.now() + patienceMs
  while (!isReady(place, child.pid)) {
    if (failure !== undefined) return { ok: false, because: startSentence(place, logFile, failure) }
    if (Date.now() > until) {
      child.kill('SIGQUIT')
      return { ok: false, because: startSentence(place, logFile, 'timeout') }
    }
    await pause(15)
  }
  child.unref()
  return { ok: true, process: child }
}

/** Fast shutdown: open transactions are rolled back, everything is written out. Falls back to an immediate one. */
export async function shutDown(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.ref()
  child.kill('SIGINT')
  const hurry = setTimeout(() => child.kill('SIGQUIT'), PATIENCE_MS)
  await ended
  clearTimeout(hurry)
}

/** The server writes its state into the eighth line of its lock file. */
function isReady(place: Place, pid: number | undefined): boolean {
  const lines = readLines(join(place.cluster, 'postmaster.pid'))
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/** Replaying the log after a crash takes as long as it takes; patience grows with what there is to replay. */
function recoveryPatience(place: Place): number {
  const segments = readdirSync(join(place.cluster, 'pg_wal')).length
  return PATIENCE_MS + segments * 1_000
}

function startSentence(place: Place, logFile: string, failure: string): string {
  const last = lastWords(logFile) ?? lastWords(newestLog(place)) ?? failure
  return `随附的 PostgreSQL 没有启动起来（${last}），请查看 ${join(place.cluster, 'log')} 里的日志。`
}

function lastWords(file: string | undefined): string | undefined {
  const lines = file === undefined ? [] : readLines(file)
  const words = lines.findLast((line) => /(FATAL|PANIC|ERROR|error while loading)/.test(line)) ?? ''
  return words === '' ? undefined : words.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '').slice(0, 200)
}

function newestLog(place: Place): string | undefined {
  const folder = join(place.cluster, 'log')
  if (!existsSync(folder)) return undefined
  const files = readdirSync(folder).map((name) => join(folder, name))
  return files.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0]
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}
