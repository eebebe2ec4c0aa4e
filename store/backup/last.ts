import { join } from 'node:path'
import { z } from 'zod'
import { readIfThere, replaceFile, syncFolder } from '../durable-file.ts'

const Taken = z.object({
  /** When the backup was begun and ended. */
  startedAt: z.string(),
  endedAt: z.string(),
  folder: z.string(),
  bytes: z.number(),
  /** False where the database is another server's: files only. */
  database: z.boolean(),
  /** When this very backup was restored and audited; null when nobody has tried. */
  provenAt: z.string().nullable(),
})
const Archived = z.object({
  /** What was confirmed before this instant is in the archive. */
  until: z.string().nullable(),
  /** A Chinese sentence while archiving does not work, or the archive has a gap. */
  trouble: z.string().nullable(),
})
export type TakenBackup = z.infer<typeof Taken>
export type ArchiveState = z.infer<typeof Archived>

/** The newest whole backup whose files were read back and found to be what was written, and how far the archive goes. */
export type LastBackup = TakenBackup & { readonly archive: ArchiveState | undefined }

const takenPath = (dataDir: string): string => join(dataDir, 'backup.json')
const archivedPath = (dataDir: string): string => join(dataDir, 'archive.json')

/**
 * The last good backup of a data folder, for health pages and alarms on absence: nothing is counted here that was not read back.
 *
 *     const last = await lastBackup(dataDir)   // undefined: there never was one
 */
export async function lastBackup(dataDir: string): Promise<LastBackup | undefined> {
  const taken = await readAs(takenPath(dataDir), Taken)
  return taken && { ...taken, archive: await archiveState(dataDir) }
}

/** How far the archive of the write-ahead log goes; undefined when there is none. */
export const archiveState = (dataDir: string): Promise<ArchiveState | undefined> =>
  readAs(archivedPath(dataDir), Archived)

export const noteBackup = (dataDir: string, taken: TakenBackup): Promise<void> =>
  writeAs(dataDir, takenPath(dataDir), taken)

export const noteArchive = (dataDir: string, state: ArchiveState): Promise<void> =>
  writeAs(dataDir, archivedPath(dataDir), state)

async function readAs<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readIfThere(path)
  if (text === undefined) return undefined
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    // A note that cannot be read is no good news: the alarm on absence then goes off.
    return undefined
  }
}

async function writeAs(dataDir: string, path: string, value: object): Promise<void> {
  await replaceFile(path, `${JSON.stringify(value)}\n`)
  await syncFolder(dataDir)
}
