import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { pause, processNamespace, processStart, processState } from './process.ts'

/** A held lock. */
export type Lock = {
  /** Tells whoever waits that this process is on its way out, so that it waits instead of giving up. */
  leaving(): void
  release(): void
}

export type Locked = { ok: true; lock: Lock } | { ok: false; because: string }

const Holder = z.object({
  pid: z.number().int(),
  start: z.string(),
  namespace: z.string(),
  token: z.string(),
  leaving: z.boolean(),
})
type Holder = z.infer<typeof Holder>

const HEARTBEAT_MS = 5_000
/** A holder that cannot be looked up here (another container, an earlier boot) counts as dead after this silence. */
const SILENCE_MS = 16_000
const PATIENCE_MS = 40_000

/**
 * Takes the folder for this process: one instance of Luoshi per data folder.
 *
 * The lock is a file with the process id and start time of the holder. A file whose process is gone, or whose id now
 * belongs to another process, is stale and taken over. A folder mounted into two containers is covered by a heartbeat.
 *
 * @param folder an existing folder this process may write
 * @param file the name of the lock file in it
 * @returns the lock, or one Chinese sentence naming the holder
 */
export async function lockFolder(folder: string, file = 'luoshi.lock'): Promise<Locked> {
  const path = join(folder, file)
  const mine: Holder = {
    pid: process.pid,
    start: processStart(process.pid) ?? '',
    namespace: processNamespace(),
    token: randomBytes(8).toString('hex'),
    leaving: false,
  }
  const draft = `${path}.${mine.token}`
  try {
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
    return await acquire(path, draft, mine, folder)
  } catch (error) {
    return {
      ok: false,
      because: `不能写入数据文件夹 ${folder}（${codeOf(error)}），请检查它的权限和磁盘空间，或者用 LUOSHI_DATA 指定另一个文件夹。`,
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

async function acquire(path: string, draft: string, mine: Holder, folder: string): Promise<Locked> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    if (linked(draft, path)) return { ok: true, lock: hold(path, mine) }
    const holder = readHolder(path)
    const verdict = holder === undefined ? 'gone' : judge(holder, path)
    if (verdict === 'stale') takeAway(path, holder?.token)
    if (verdict === 'alive' || Date.now() > until) {
      return {
        ok: false,
        because: `数据文件夹 ${folder} 正被另一个落实进程（进程号 ${holder?.pid ?? '未知'}）使用，请先停止它，或者用 LUOSHI_DATA 指定另一个文件夹。`,
      }
    }
    if (verdict === 'wait') await pause(100)
  }
}

/** A hard link appears whole or not at all, so nobody ever reads a half-written lock. */
function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function judge(holder: Holder, path: string): 'alive' | 'wait' | 'stale' {
  if (holder.namespace !== processNamespace()) return silence(path) > SILENCE_MS ? 'stale' : 'wait'
  const same = processState(holder.pid) === 'running' && processStart(holder.pid) === holder.start
  if (!same) return 'stale'
  return holder.leaving ? 'wait' : 'alive'
}

/**
 * Removes a stale lock. Of several processes that saw it, one at a time may remove it and only after reading it again,
 * so that nobody removes the fresh lock of a faster one.
 */
function takeAway(path: string, token: string | undefined): void {
  const breaker = `${path}.breaking`
  try {
    writeFileSync(breaker, '', { flag: 'wx', mode: 0o600 })
  } catch {
    // Whoever made the breaker died between two statements if it is still here after ten seconds.
    if (silence(breaker) > 10_000) rmSync(breaker, { force: true })
    return
  }
  try {
    if (readHolder(path)?.token === token) unlinkSync(path)
  } finally {
    rmSync(breaker, { force: true })
  }
}

function hold(path: string, mine: Holder): Lock {
  const beat = setInterval(() => touch(path), HEARTBEAT_MS)
  beat.unref()
  const stillMine = () => readHolder(path)?.token === mine.token
  return {
    leaving: () => {
      if (!stillMine()) return
      const next = `${path}.${mine.token}`
      writeFileSync(next, JSON.stringify({ ...mine, leaving: true }), { mode: 0o600 })
      renameSync(next, path)
    },
    release: () => {
      clearInterval(beat)
      if (stillMine()) rmSync(path, { force: true })
    },
  }
}

function readHolder(path: string): Holder | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    // Not written by us, or cut short by a full disk: nobody can be holding it.
    return { pid: 0, start: '', namespace: processNamespace(), token: '', leaving: false }
  }
}

function silence(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs
  } catch {
    return 0
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // The folder was taken away under us; the database will say so louder than this lock could.
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
