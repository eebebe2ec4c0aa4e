import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { type FileHandle, link, mkdir, open, readdir, readlink, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileCode, syncFolder } from '../durable-file.ts'
import type { Durability } from '../embedded/cluster.ts'
import type { BackedUpFile } from './manifest.ts'

/** Read and written at once. */
const CHUNK = 1 << 20
/** Files copied at once: enough to keep a disk busy while others wait for their fsync. */
const AT_ONCE = 8

/** What a tree holds, by paths relative to its top. */
export interface Tree {
  readonly folders: string[]
  readonly files: string[]
}

/**
 * Lists a tree that may be changing. What vanishes meanwhile is left out.
 *
 * @param skip whether a path is left out, a folder with all below it
 */
export async function treeOf(top: string, skip: (path: string) => boolean = () => false): Promise<Tree> {
  const tree: Tree = { folders: [], files: [] }
  const walk = async (folder: string): Promise<void> => {
    const entries = await ifThere(() => readdir(join(top, folder), { withFileTypes: true }))
    for (const entry of entries ?? []) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (skip(path)) continue
      if (entry.isDirectory()) {
        tree.folders.push(path)
        await walk(path)
      } else if (entry.isFile()) tree.files.push(path)
      else if (entry.isSymbolicLink()) throw new SymbolicLink(path, await readlink(join(top, path)))
    }
  }
  await walk('')
  return tree
}

/** A link in a tree to be copied: what it leads to lies elsewhere, and a copy would silently lack it. */
export class SymbolicLink extends Error {
  readonly link: string
  readonly leadsTo: string

  constructor(path: string, leadsTo: string) {
    super(`${path} is a symbolic link to ${leadsTo}`)
    this.link = path
    this.leadsTo = leadsTo
  }
}

/** Looks at a piece of a file before it is copied: its bytes, where they begin, and the file, to read from it again. */
export type Look = (chunk: Buffer, at: number, file: FileHandle) => Promise<void>

/** Copies one file durably. @returns what was copied, or undefined when the file is no longer there */
export async function copyFile(
  from: string,
  to: string,
  durability: Durability = 'durable',
  look?: Look,
): Promise<{ bytes: number; sha256: string } | undefined> {
  const source = await ifThere(() => open(from, 'r'))
  if (source === undefined) return undefined
  try {
    const target = await open(to, 'wx', 0o600)
    try {
      const copied = await pour(source, async (chunk, at) => {
        await look?.(chunk, at, source)
        await writeAll(target, chunk)
      })
      if (durability === 'durable') await target.sync()
      return copied
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** Size and SHA-256 of a file; undefined when there is none. */
export async function fileDigest(path: string): Promise<{ bytes: number; sha256: string } | undefined> {
  const file = await ifThere(() => open(path, 'r'))
  if (file === undefined) return undefined
  try {
    return await pour(file, async () => undefined)
  } finally {
    await file.close()
  }
}

async function pour(
  from: FileHandle,
  take: (chunk: Buffer, at: number) => Promise<void>,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(CHUNK)
  let bytes = 0
  for (;;) {
    const { bytesRead } = await from.read(buffer, 0, CHUNK, bytes)
    if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') }
    const chunk = buffer.subarray(0, bytesRead)
    hash.update(chunk)
    await take(chunk, bytes)
    bytes += bytesRead
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten
}

/** Does something for each, a few at a time. After the first that throws no more are begun, and those under way come to an end. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      try {
        await work(items[next++] as T)
      } catch (error) {
        next = items.length
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

export interface CopyOptions {
  /** The folder of an earlier backup, and what it says of a path: a file unchanged since is linked, not copied. */
  readonly before?: { readonly folder: string; readonly files: ReadonlyMap<string, BackedUpFile> }
  /** What is to be looked at in a file while it is copied. */
  readonly lookAt?: (path: string) => Look | undefined
  /** Told of each file. */
  readonly reached?: (path: string) => void
}

/**
 * Copies a tree below `top/part`. Nothing of it is sure to be on the disk yet: see `syncAll`.
 *
 * @returns what was copied, paths beginning with `part`
 */
export async function copyTree(
  from: string,
  tree: Tree,
  top: string,
  part: string,
  { before, lookAt, reached }: CopyOptions = {},
): Promise<{ folders: string[]; files: BackedUpFile[] }> {
  const target = join(top, part)
  for (const folder of ['', ...tree.folders])
    await mkdir(join(target, folder), { recursive: true, mode: 0o700 })
  const files: BackedUpFile[] = []
  await eachOf(tree.files, async (path) => {
    const named = `${part}/${path}`
    const known = before?.files.get(named)
    const linked =
      before &&
      known &&
      (await linkSame(join(from, path), join(before.folder, named), join(target, path), known))
    const copied = linked
      ? known
      : await copyFile(join(from, path), join(target, path), 'scratch', lookAt?.(path))
    if (copied) files.push({ path: named, bytes: copied.bytes, sha256: copied.sha256 })
    reached?.(named)
  })
  return { folders: [part, ...tree.folders.map((folder) => `${part}/${folder}`)], files }
}

/** Only for files that are never changed once there: same size, same bytes as the earlier copy says. */
async function linkSame(
  source: string,
  earlier: string,
  target: string,
  known: BackedUpFile,
): Promise<boolean> {
  const size = await ifThere(() => stat(source))
  if (size?.size !== known.bytes || (await fileDigest(source))?.sha256 !== known.sha256) return false
  try {
    await link(earlier, target)
    return true
  } catch (error) {
    // Another file system, one without links, too many of them, or the earlier copy is gone: copied then.
    if (fileCode(error) === undefined) throw error
    return false
  }
}

/** Makes the names in folders and in those above them survive a loss of power. */
export async function syncTree(top: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders) await syncFolder(join(top, folder))
  await syncFolder(top)
  await syncFolder(dirname(top))
}

const run = promisify(execFile)

/**
 * Makes a whole copy survive a loss of power: every file and every folder. The system is asked to write all of it at once first, for a
 * thousand small files written one by one keep a busy disk for minutes; each file's own sync then has little left to do, and is what
 * tells of an error.
 */
export async function syncAll(top: string, { folders, files }: Tree): Promise<void> {
  // No `sync -f`: only slower.
  await run('sync', ['-f', top]).catch(() => undefined)
  await eachOf(files, async (path) => {
    const file = await open(join(top, path), 'r')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  })
  await syncTree(top, folders)
}

/** Removes a folder with everything in it. */
export const discard = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

/** The result, or undefined when the file or folder is not there. */
export async function ifThere<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(fileCode(error) ?? '')) return undefined
    throw error
  }
}
