import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const LUOSHI = join(ROOT, 'bin/luoshi.mjs')
const SHIFTED = new URL('../../e2e/shifted.ts', import.meta.url).href
const PATIENCE_MS = 900_000

/** The service as operators run it, at its most talkative, in folders that can be searched afterwards. */
export interface Service {
  readonly url: string
  readonly pid: number
  /** Writes all that the process holds alive into the folder of snapshots. @returns the file */
  snapshot(): Promise<string>
  stop(): Promise<void>
}

export interface Folders {
  readonly data: string
  readonly backups: string
  readonly temporary: string
  readonly snapshots: string
  /** Standard output and standard error. */
  readonly printed: string
}

/** What a command of ours sees: the data folder, the archive beside it, and a folder of its own for temporary files. */
export const environment = (folders: Folders, shift: number): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_OPTIONS: `--import ${SHIFTED}`,
  LUOSHI_E2E_SHIFT: String(shift),
  LUOSHI_DATA: folders.data,
  LUOSHI_BACKUPS: folders.backups,
  LUOSHI_DEMO: '1',
  LUOSHI_LOG_LEVEL: 'trace',
  // Node's own: every request and answer.
  NODE_DEBUG: 'http',
  TMPDIR: folders.temporary,
  NODE_ENV: '',
  DATABASE_URL: '',
  PORT: '0',
  HOST: '127.0.0.1',
})

/** Starts `luoshi start` with a demo district in a folder of its own. */
export async function startService(folders: Folders, shift: number): Promise<Service> {
  for (const folder of [folders.data, folders.backups, folders.temporary, folders.snapshots])
    mkdirSync(folder, { recursive: true })
  const child = spawn(
    process.execPath,
    [
      '--heapsnapshot-signal=SIGUSR2',
      `--diagnostic-dir=${folders.snapshots}`,
      // A string is cut after 1,024 characters otherwise.
      '--heap-snapshot-string-limit=1000000000',
      LUOSHI,
      'start',
    ],
    { cwd: ROOT, env: environment(folders, shift), stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const printed = createWriteStream(folders.printed)
  const url = await servesAt(child, printed)
  return {
    url,
    pid: child.pid ?? 0,
    snapshot: () => snapshot(child, folders.snapshots),
    stop: () => stopped(child),
  }
}

function servesAt(child: ChildProcess, printed: NodeJS.WritableStream): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGTERM')
      reject(new Error(`the service did not start in time\n${said.slice(-4000)}`))
    }, PATIENCE_MS)
    const heard = (chunk: Buffer): void => {
      printed.write(chunk)
      if (said === 'serves') return
      said += chunk.toString('utf8')
      const url = /落实已启动：(http:\/\/\S+)/.exec(said)?.[1]
      if (url === undefined) return
      said = 'serves'
      clearTimeout(late)
      resolve(url)
    }
    child.stdout?.on('data', heard)
    child.stderr?.on('data', heard)
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}\n${said.slice(-4000)}`)))
  })
}

async function snapshot(child: ChildProcess, folder: string): Promise<string> {
  const before = new Set(readdirSync(folder))
  child.kill('SIGUSR2')
  for (;;) {
    await pause(250)
    const name = readdirSync(folder).find((one) => one.endsWith('.heapsnapshot') && !before.has(one))
    // The last thing written is the list of strings, and the end of the object around it.
    if (
      name !== undefined &&
      readFileSync(join(folder, name)).subarray(-16).toString().trimEnd().endsWith(']}')
    )
      return join(folder, name)
  }
}

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

/** Runs one command of ours to its end. @throws with what it printed where it fails */
export async function command(folders: Folders, shift: number, ...argv: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [LUOSHI, ...argv], {
    cwd: ROOT,
    env: { ...environment(folders, shift), NODE_DEBUG: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`luoshi ${argv.join(' ')}: ${said}`)
}
