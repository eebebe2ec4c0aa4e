import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LUOSHI = fileURLToPath(new URL('../../bin/luoshi.mjs', import.meta.url))
const RESULTS = fileURLToPath(new URL('../../test-results/', import.meta.url))
const SHIFTED = new URL('shifted.ts', import.meta.url).href
const PATIENCE_MS = 180_000
const STOP_MS = 30_000

export interface ServerOptions {
  readonly dataDir: string
  /** Milliseconds by which its clock is moved. */
  readonly shift: number
  readonly demo: boolean
  /** 0 lets the system choose. */
  readonly port?: number
}

/** A started server: where it answers and what it has printed. */
export interface Server {
  readonly url: string
  readonly printed: string
  stop(): Promise<void>
}

/**
 * Starts `luoshi start` as a person would, on a free port of this machine. What it says is kept in test-results/server.log.
 *
 * @throws when it ends or says nothing of an address within three minutes; the message carries what it printed
 */
export async function startServer({ dataDir, shift, demo, port = 0 }: ServerOptions): Promise<Server> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_OPTIONS: `--import ${SHIFTED}`,
    LUOSHI_E2E_SHIFT: String(shift),
    LUOSHI_DATA: dataDir,
    LUOSHI_DEMO: demo ? '1' : '0',
    PORT: String(port),
    HOST: '127.0.0.1',
    NODE_ENV: '',
    DATABASE_URL: '',
  }
  const child = spawn(process.execPath, [LUOSHI, 'start'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { url, printed } = await spoken(child)
  return { url, printed, stop: () => stop(child) }
}

function spoken(child: ChildProcess): Promise<{ url: string; printed: string }> {
  let printed = ''
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      child.kill('SIGKILL')
      reject(new Error(`${why}\n${printed}`))
    }
    const timer = setTimeout(() => fail('the server did not start in time'), PATIENCE_MS)
    mkdirSync(RESULTS, { recursive: true })
    const heard = (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      appendFileSync(`${RESULTS}server.log`, chunk)
      const url = /落实已启动：(http:\/\/\S+)/.exec(printed)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve({ url, printed })
    }
    child.stdout?.on('data', heard)
    child.stderr?.on('data', heard)
    child.once('exit', (code) => fail(`the server ended with ${code}`))
  })
}

/** Asks a server to end. @throws when it is still there after a while: a stop that hangs is a fault like any other */
function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('the server did not end when asked to'))
    }, STOP_MS)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
