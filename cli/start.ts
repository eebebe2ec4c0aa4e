import { accessSync, constants, existsSync, rmdirSync } from 'node:fs'
import { createServer } from 'node:net'
import type pg from 'pg'
import { openDb } from '#store/db.ts'
import type { Db } from '#store/db.ts'
import { unfinishedRestore } from '#store/backup/mark.ts'
import { connectSentence, promiseSentence } from '#store/connect.ts'
import { rulebook } from '#rulebook/index.ts'
import { makeFolder } from '#store/embedded/folder.ts'
import { lockFolder } from '#store/embedded/lock.ts'
import type { Lock } from '#store/embedded/lock.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { fillIn } from '#store/filling.ts'
import { migrate } from '#store/migrate.ts'
import { hasCluster, runningServer } from './existing-database.ts'
import { type Application, applicationOn } from './application-database.ts'
import { startArchiving } from './archiving.ts'
import type { Io } from './io.ts'
import { progressBar } from './progress.ts'
import type { Progress } from './progress.ts'
import { demoWarning, readSettings } from './settings.ts'
import type { Settings } from './settings.ts'

/** What every step after the database may use. */
export type StartContext = {
  settings: Settings
  /** The owner's connections, bound to no district: for what prepares the service. */
  db: Db
  /** For whoever needs connections of their own, such as a bulk load. */
  connection: pg.PoolConfig
  /** How to connect for the service itself. */
  application: Application
  /** Aborted when the process was asked to stop; long steps watch it. */
  signal: AbortSignal
  progress: Progress
  io: Io
}

export type Step = { ok: true } | { ok: false; because: string }

/** Serving: where, null for a process without HTTP, and how to end it (stop accepting, finish what is under way). */
export type Serving =
  | { ok: true; address: string | null; close(): Promise<void> }
  | { ok: false; because: string }

/** The parts of a start that belong to other modules, in the order they run. */
export type StartHooks = {
  /** Makes the demo district unless it is there; called only when `settings.demo`. */
  ensureDemo?: (context: StartContext) => Promise<Step>
  /** Builds the front end when its sources are newer than the build. */
  buildWeb?: (context: StartContext) => Promise<Step>
  /** Starts sequencer, sweep, outbox and HTTP. */
  listen?: (context: StartContext) => Promise<Serving>
}

const USAGE = '只有 --role 一个参数，端口、地址和数据文件夹用 PORT、HOST、LUOSHI_DATA 设置。'

const HELP = `用法：luoshi start [--role all|app|worker]

  --role all      全部都办：对外服务、入日志、到期处置、发消息（默认）
  --role app      只对外服务，可以同时开多个，放在负载均衡后面
  --role worker   只办后台任务：入日志、到期处置、发消息，可以同时开多个，互不重复

app 和 worker 用 DATABASE_URL 指定的数据库，不设时用同一数据文件夹里正在运行的那一个；
同一地区的各进程用同一个数据文件夹（附件、日志密钥和公开的日志都在里面）。

环境变量：
  PORT、HOST      端口和地址，默认 8000、127.0.0.1
  LUOSHI_DATA     数据文件夹
  DATABASE_URL    已有的 PostgreSQL；不设则用随附的
  LUOSHI_DEMO     1 演示，0 不演示
  LUOSHI_ROLE     同 --role
  LUOSHI_SM       1 表示另立一本国密日志（SM3、SM2），默认 0
  LUOSHI_DRAIN    收到停止信号后继续服务几秒，供负载均衡摘除（看 /readyz）；app 默认 5，其余 0`

/**
 * `luoshi start`: brings everything up in order, serves until asked to stop, and takes everything down in reverse.
 *
 * Each step that fails says one sentence about what to do and leaves nothing running behind.
 *
 * @returns 0 after a clean stop or `--help`, 1 after a failure, 2 for an argument it does not know
 */
export async function start(argv: readonly string[], io: Io, hooks: StartHooks = {}): Promise<number> {
  const [option, role, ...rest] = argv
  if (option === '--help' || option === '-h') {
    io.out(HELP)
    return 0
  }
  const unknown = option === '--role' && role !== undefined ? rest[0] : option
  if (unknown !== undefined) {
    io.err(`start 不认识参数“${unknown}”；${USAGE}`)
    return 2
  }
  const asked = stopRequest(io)
  const undo = new Undo()
  try {
    const env = role === undefined ? io.env : { ...io.env, LUOSHI_ROLE: role }
    const failed = await bringUp({ ...io, env }, hooks, asked, undo)
    if (failed === undefined) return await asked.code
    // Asked to stop half-way: the step that noticed says so, but it is no failure.
    if (asked.signal.aborted) return await asked.code
    io.err(failed)
    return 1
  } finally {
    await undo.all()
    asked.end()
  }
}

/** Runs the steps. @returns the sentence of the one that failed, or undefined when it serves or was asked to stop */
async function bringUp(
  io: Io,
  hooks: StartHooks,
  asked: StopRequest,
  undo: Undo,
): Promise<string | undefined> {
  const read = readSettings(io)
  if (!read.ok) return read.because
  const { settings } = read
  const warning = demoWarning(settings)
  if (warning !== undefined) io.err(warning)

  const folder = await takeFolder(settings, undo)
  if (!folder.ok) return folder.because
  const port = settings.role === 'worker' ? undefined : await portSentence(settings)
  if (port !== undefined || asked.signal.aborted) return port

  const database = await openDatabase(settings, io, asked, folder.lock, undo)
  if (!database.ok || asked.signal.aborted) return database.ok ? undefined : database.because
  // The roles first: the schema's grants are made with it.
  const application = await applicationOn(database.db, database.connection, settings)
  const migrated = await migrate(database.db)
  if (!migrated.ok || asked.signal.aborted) return migrated.ok ? undefined : migrated.because
  // After the schema: a database that is newer than this program is called that first.
  const loose = await promiseSentence(database.db)
  if (loose !== undefined) return loose

  const progress = progressBar(io, (text) => process.stderr.write(text))
  await fillIn(database.db, rulebook, {
    signal: asked.signal,
    onProgress: (done, of) => progress(done, of, '升级：补齐清单和检索所需的内容'),
  })
  if (asked.signal.aborted) return undefined
  const context: StartContext = {
    settings,
    db: database.db,
    connection: database.connection,
    application,
    signal: asked.signal,
    progress,
    io,
  }
  const { demo, role } = settings
  const steps = [
    demo && role === 'all' ? hooks.ensureDemo : undefined,
    role === 'worker' ? undefined : hooks.buildWeb,
  ]
  for (const step of steps) {
    const done = await step?.(context)
    if (done?.ok === false) return done.because
    if (asked.signal.aborted) return undefined
  }
  return serve(context, hooks, undo)
}

async function serve(context: StartContext, hooks: StartHooks, undo: Undo): Promise<string | undefined> {
  const serving = await hooks.listen?.(context)
  if (serving === undefined) return undefined
  if (!serving.ok) return serving.because
  undo.add(() => serving.close())
  context.io.out(`落实已启动：${serving.address ?? '后台任务'}`)
  context.io.out(`数据在 ${context.settings.dataDir}，按 Ctrl-C 停止。`)
  return undefined
}

type Database = { ok: true; db: Db; connection: pg.PoolConfig } | { ok: false; because: string }

async function openDatabase(
  settings: Settings,
  io: Io,
  asked: StopRequest,
  lock: Lock | null,
  undo: Undo,
): Promise<Database> {
  const connection = await connectionFor(settings, io, asked, lock, undo)
  if (!connection.ok) return connection
  // It prepares the service: a migration or a demo takes as long as it takes. Requests have a pool of their own, with limits.
  const db = openDb(connection.config, { onError: () => undefined, statementTimeout: 0 })
  undo.add(() => db.close())
  const because = await connectSentence(db)
  if (because !== undefined && lock === null && settings.databaseUrl === undefined)
    return { ok: false, because: notRunning(settings.dataDir) }
  return because === undefined ? { ok: true, db, connection: connection.config } : { ok: false, because }
}

async function connectionFor(
  settings: Settings,
  io: Io,
  asked: StopRequest,
  lock: Lock | null,
  undo: Undo,
): Promise<{ ok: true; config: pg.PoolConfig } | { ok: false; because: string }> {
  if (settings.databaseUrl !== undefined)
    return { ok: true, config: { connectionString: settings.databaseUrl } }
  // The server belongs to the process that holds the folder; one part among several joins it.
  if (lock === null) return joinRunning(settings.dataDir)
  const server = await startEmbedded({ dir: settings.dataDir, log: io.err, lost: asked.fail })
  if (!server.ok) return server
  undo.add(() => {
    // A start right after this one waits for the server to end instead of calling us a second instance.
    lock.leaving()
    return server.stop()
  })
  const archiving = await startArchiving(settings.dataDir, server.admin, io)
  undo.add(() => archiving.stop())
  return { ok: true, config: server.config }
}

const notRunning = (dir: string): string =>
  `数据文件夹 ${dir} 的数据库没有在运行，请先用 luoshi start 启动完整的服务，或者用 DATABASE_URL 指定数据库。`

function joinRunning(dir: string): { ok: true; config: pg.PoolConfig } | { ok: false; because: string } {
  if (hasCluster(dir)) return { ok: true, config: runningServer(dir) }
  return {
    ok: false,
    because: `数据文件夹 ${dir} 里没有数据库，请先用 luoshi start 启动完整的服务，或者用 DATABASE_URL 指定数据库。`,
  }
}

/** The folder, made when missing; locked by a process that is everything, shared by those that are one part among several. */
async function takeFolder(
  { dataDir: dir, role }: Settings,
  undo: Undo,
): Promise<{ ok: true; lock: Lock | null } | { ok: false; because: string }> {
  const made = !existsSync(dir)
  try {
    makeFolder(dir)
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return {
      ok: false,
      because: `不能写入数据文件夹 ${dir}（${code}），请检查它的权限，或者用 LUOSHI_DATA 指定另一个文件夹。`,
    }
  }
  const half = unfinishedRestore(dir)
  if (half !== undefined) return { ok: false, because: half }
  // Whatever several processes write there, they write whole or not at all.
  if (role !== 'all') return { ok: true, lock: null }
  const locked = await lockFolder(dir)
  if (!locked.ok) return locked
  undo.add(async () => {
    locked.lock.release()
    // A start that failed before it kept anything leaves no folder behind either.
    if (made) removeEmpty(dir)
  })
  return locked
}

function removeEmpty(dir: string): void {
  try {
    rmdirSync(dir)
  } catch {
    // Something was kept in it.
  }
}

/** Tries the port before anything is started, so that a taken one costs nothing. */
function portSentence(settings: Settings): Promise<string | undefined> {
  const { host, port } = settings
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(listenSentence(error, settings)))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
}

/** What to say when listening fails. */
export function listenSentence(error: NodeJS.ErrnoException, { host, port }: Settings): string {
  if (error.code === 'EADDRINUSE')
    return `端口 ${port} 已被别的程序占用，请停止那个程序，或者用 PORT 换一个端口。`
  if (error.code === 'EACCES') return `没有权限使用端口 ${port}，请用 PORT 换一个 1024 以上的端口。`
  return `不能在 ${host}:${port} 上监听（${error.code ?? error.message}），请检查 HOST 和 PORT。`
}

/** What was brought up, to be taken down in reverse. */
class Undo {
  readonly #steps: (() => Promise<void>)[] = []

  add(step: () => Promise<void>): void {
    this.#steps.push(step)
  }

  async all(): Promise<void> {
    for (const step of this.#steps.toReversed()) {
      // One part that will not close must not keep the database from a clean shutdown.
      await step().catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
    }
    this.#steps.length = 0
  }
}

type StopRequest = {
  signal: AbortSignal
  /** The exit code, once somebody asks for the end. */
  code: Promise<number>
  fail: (because: string) => void
  end(): void
}

/** Ctrl-C, SIGTERM and a closed terminal ask for a clean stop; so does the loss of the database, with an error. */
function stopRequest(io: Io): StopRequest {
  const controller = new AbortController()
  let answer: (code: number) => void = () => undefined
  const code = new Promise<number>((resolve) => (answer = resolve))
  // An empty timer keeps the process alive until asked: the embedded server's handle does not.
  const alive = setInterval(() => undefined, 2 ** 30)
  const ask = (exit: number) => {
    answer(exit)
    controller.abort()
  }
  const clean = () => ask(0)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, clean)
  return {
    signal: controller.signal,
    code,
    fail: (because) => {
      io.err(because)
      ask(1)
    },
    end: () => {
      clearInterval(alive)
      for (const name of signals) process.off(name, clean)
    },
  }
}
