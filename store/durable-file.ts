import { randomBytes } from 'node:crypto'
import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Puts a whole file in place, or nothing: readers see the old content or the new one, also after a loss of power.
 *
 * The folder must exist. Whoever writes several files into one folder calls `syncFolder` once, at the end.
 */
export async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  const temp = await writeTemp(path, content, 0o644)
  // A crash here leaves a temporary file that nobody reads.
  try {
    await rename(temp, path)
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined)
    throw error
  }
}

/**
 * Makes a file that must be made once only.
 *
 * @returns false when it was there already; its content is then untouched
 */
export async function createFile(path: string, content: string, mode: number): Promise<boolean> {
  const temp = await writeTemp(path, content, mode)
  try {
    // Unlike rename, link never replaces: of two processes that make a key at once, one key remains and both use it.
    await link(temp, path)
    await syncFolder(dirname(path))
    return true
  } catch (error) {
    if (fileCode(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(temp, { force: true })
  }
}

/** Makes the names in a folder survive a loss of power. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await named(path, folder.sync())
  } finally {
    await folder.close()
  }
}

/** What fails on an open file does not say on which; whoever reports it has to know. */
async function named<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { path }) : error
  }
}

/** The system's code of a file error, such as `ENOENT`. */
export function fileCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

/** Text of a file, or undefined when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (fileCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function writeTemp(path: string, content: Uint8Array | string, mode: number): Promise<string> {
  const temp = `${path}.${randomBytes(6).toString('hex')}.tmp`
  const file = await open(temp, 'wx', mode)
  try {
    await named(temp, file.writeFile(content))
    await named(temp, file.sync())
    return temp
  } catch (error) {
    // A full disk would otherwise fill up further with each attempt.
    await rm(temp, { force: true }).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
}
