import { createRequire, syncBuiltinESMExports } from 'node:module'
import type { FileHandle } from 'node:fs/promises'
import { relative, sep } from 'node:path'

/** Steps on files that leave something behind, each with the file it is on. */
export type FileStep = 'open' | 'write' | 'sync' | 'rename' | 'link' | 'mkdir' | 'rm'

/** Told of each step; may end the process, or throw what a broken disk would. */
export interface FileWatch {
  /** @param nth number of the step, from 0: steps on several files run side by side */
  before(step: FileStep, file: string, nth: number): void
  /** Half of what is to be written has been. */
  torn(file: string, nth: number): void
  after(step: FileStep, file: string, nth: number): void
}

type Promises = typeof import('node:fs/promises')

/**
 * Watches every step of this process on files below a folder. The functions of `node:fs/promises` are replaced for whoever imported
 * them; what is watched need not know.
 *
 * @returns puts the functions back
 */
export function watchFiles(folder: string, watch: FileWatch): () => void {
  const fs = createRequire(import.meta.url)('node:fs/promises') as {
    -readonly [K in keyof Promises]: Promises[K]
  }
  const real = { open: fs.open, rename: fs.rename, link: fs.link, mkdir: fs.mkdir, rm: fs.rm }
  const below = (path: unknown): string | undefined =>
    typeof path === 'string' && path.startsWith(folder + sep) ? kindOf(relative(folder, path)) : undefined

  let steps = 0
  const around = async <T>(
    step: FileStep,
    file: string | undefined,
    work: (nth: number) => Promise<T>,
  ): Promise<T> => {
    if (file === undefined) return work(0)
    const nth = steps++
    watch.before(step, file, nth)
    const value = await work(nth)
    watch.after(step, file, nth)
    return value
  }

  fs.open = async (path, flags, mode) => {
    const file = below(path)
    const writes = flags !== undefined && flags !== 'r'
    let opened: FileHandle | undefined
    try {
      const handle = await around('open', writes ? file : undefined, async () => {
        opened = await real.open(path, flags, mode)
        return opened
      })
      return file === undefined ? handle : watched(handle, file)
    } catch (error) {
      await opened?.close()
      throw error
    }
  }
  fs.rename = (from, to) => around('rename', below(to), () => real.rename(from, to))
  fs.link = (from, to) => around('link', below(to), () => real.link(from, to))
  fs.rm = (path, options) => around('rm', below(path), () => real.rm(path, options))
  fs.mkdir = ((path: string, options?: object) =>
    around('mkdir', below(path), () => real.mkdir(path, options))) as Promises['mkdir']
  syncBuiltinESMExports()

  function watched(handle: FileHandle, file: string): FileHandle {
    const writeFile = handle.writeFile.bind(handle)
    const sync = handle.sync.bind(handle)
    handle.writeFile = (data, options) =>
      around('write', file, async (nth) => {
        const bytes = Buffer.from(data as string | Uint8Array)
        const half = Math.floor(bytes.length / 2)
        await writeFile(bytes.subarray(0, half), options)
        watch.torn(file, nth)
        await writeFile(bytes.subarray(half), options)
      })
    handle.sync = () => around('sync', file, sync)
    return handle
  }

  return () => {
    Object.assign(fs, real)
    syncBuiltinESMExports()
  }
}

/** A file by its kind, the same for every tile, and without the random part of a draft's name. */
function kindOf(path: string): string {
  const name = path.replace(/\.[0-9a-f]{12}\.tmp$/, '')
  return name.includes('tile') ? 'tile' : (name.split(sep).at(-1) ?? name)
}
