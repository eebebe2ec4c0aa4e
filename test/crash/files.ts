import { createRequire, syncBuiltinESMExports } from 'node:module'
import type { FileHandle } from 'node:fs/promises'
import { relative, sep } from 'node:path'

/** Steps on files that leave something behind, each with the file it is on. */
export type FileStep = 'open' | 'write' | 'sync' | 'rename' | 'link' | 'mkdir'

/** Told of each step; may end the process, or throw what a broken disk would. */
export interface FileWatch {
  before(step: FileStep, file: string): void
  /** Half of what is to be written has been. */
  torn?(file: string): void
  after(step: FileStep, file: string): void
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
  const real = { open: fs.open, rename: fs.rename, link: fs.link, mkdir: fs.mkdir }
  const below = (path: unknown): string | undefined =>
    typeof path === 'string' && path.startsWith(folder + sep) ? kindOf(relative(folder, path)) : undefined

  const around = async <T>(step: FileStep, file: string | undefined, work: () => Promise<T>): Promise<T> => {
    if (file === undefined) return work()
    watch.before(step, file)
    const value = await work()
    watch.after(step, file)
    return value
  }

  fs.open = async (path, flags, mode) => {
    const file = below(path)
    const writes = flags !== undefined && flags !== 'r'
    const handle = await around('open', writes ? file : undefined, () => real.open(path, flags, mode))
    return file === undefined ? handle : watched(handle, file)
  }
  fs.rename = (from, to) => around('rename', below(to), () => real.rename(from, to))
  fs.link = (from, to) => around('link', below(to), () => real.link(from, to))
  fs.mkdir = ((path: string, options?: object) =>
    around('mkdir', below(path), () => real.mkdir(path, options))) as Promises['mkdir']
  syncBuiltinESMExports()

  function watched(handle: FileHandle, file: string): FileHandle {
    const { writeFile, sync } = handle
    handle.writeFile = (data, options) =>
      around('write', file, async () => {
        const bytes = Buffer.from(data as string | Uint8Array)
        const half = Math.floor(bytes.length / 2)
        await writeFile.call(handle, bytes.subarray(0, half), options)
        watch.torn?.(file)
        await writeFile.call(handle, bytes.subarray(half), options)
      })
    handle.sync = () => around('sync', file, () => sync.call(handle))
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
