import { existsSync, statfsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { fileCode } from './durable-file.ts'
import { repeating } from './repeating.ts'

/** Space on the file system of a folder, in bytes: what we may still write, and all of it. */
export interface Space {
  readonly free: number
  readonly size: number
}

export interface DiskOptions {
  /** Folders the installation writes to; the one with the least room counts. */
  readonly folders: readonly string[]
  /** Path of the file that keeps room for the hour when the disk is full; null keeps none. */
  readonly reserve: string | null
  readonly everyMs?: number
  /** Told when the disk becomes full and when it is no longer. */
  readonly say?: (sentence: string) => void
  /** Replaced by tests. */
  readonly spaceOf?: (folder: string) => Space
}

/** Knows whether there is room to go on. */
export interface DiskWatch {
  /** One Chinese sentence while nothing may be begun; null while there is room. */
  full(): string | null
  stop(): Promise<void>
}

const MB = 2 ** 20

const within = (least: number, bytes: number, most: number): number => Math.min(most, Math.max(least, bytes))

/** Below this nothing new is begun: what is under way, the log and the outbox need it to come to an end. */
export const lowWater = ({ size }: Space): number => within(32 * MB, size / 100, 512 * MB)

/** A twentieth of the disk, so far as that is neither too little for the database to recover with nor more than it needs. */
export const reserveBytes = ({ size }: Space): number => within(64 * MB, size / 20, 256 * MB)

export const DISK_FULL =
  '磁盘已满，暂时不能办理新的事；已经办好的不受影响。请系统管理员清理磁盘或者扩容，腾出空间后自动恢复，不用重启。'

/**
 * Watches the room left on the disk. Before it runs out, new acts are refused, clearly and all alike, and the reserve is given free:
 * a database that stopped for want of space needs some to recover. Once there is room again the reserve is laid aside anew.
 */
export async function watchDisk(options: DiskOptions): Promise<DiskWatch> {
  const { folders, reserve, say, spaceOf = spaceOn } = options
  let full = false
  const round = async (): Promise<boolean> => {
    const spaces = folders.map(spaceOf)
    const least = spaces.toSorted((a, b) => a.free - b.free)[0]
    if (least === undefined) return false
    const room = reserveBytes(least) + 2 * lowWater(least)
    if (!full && least.free < lowWater(least)) {
      full = true
      say?.(DISK_FULL)
      if (reserve !== null) await rm(reserve, { force: true })
    } else if (full && least.free > room) {
      full = false
      say?.('磁盘已有空间，恢复办理。')
    }
    if (!full && reserve !== null && !existsSync(reserve) && least.free > room)
      await layAside(reserve, reserveBytes(least))
    return false
  }
  await round()
  const running = repeating(options.everyMs ?? 2_000, round)
  return { full: () => (full ? DISK_FULL : null), stop: () => running.stop() }
}

/** @throws the system's error when the folder is not there */
export function spaceOn(folder: string): Space {
  const { bavail, blocks, bsize } = statfsSync(folder)
  return { free: bavail * bsize, size: blocks * bsize }
}

/** Real bytes, not a hole: a hole reserves nothing. */
async function layAside(path: string, bytes: number): Promise<void> {
  const draft = `${path}.tmp`
  const chunk = Buffer.alloc(MB)
  try {
    const file = await open(draft, 'w', 0o600)
    try {
      for (let at = 0; at < bytes; at += chunk.length) await file.write(chunk)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    if (fileCode(error) !== 'ENOSPC') throw error
  }
}
