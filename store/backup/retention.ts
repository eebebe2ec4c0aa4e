import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../durable-file.ts'
import { discard } from './copy.ts'
import { listBackups } from './manifest.ts'
import { archiveFolder } from './archive.ts'
import { keptNames, readLsn } from './wal.ts'

/**
 * Removes all but the newest backups, and what of the archive lies before the oldest one left. Only whole backups count towards
 * those kept.
 *
 * @returns how many were removed
 */
export async function retire(
  into: string,
  keep: number,
  reached: (step: string) => void = () => undefined,
): Promise<number> {
  const found = await listBackups(into)
  const old = found.slice(0, Math.max(0, found.length - keep))
  for (const { folder } of old) {
    // Under a name that is no backup's before the first file goes: half a backup never looks whole.
    const gone = `${folder}.draft`
    await rename(folder, gone)
    await syncFolder(into)
    reached('set aside')
    await discard(gone)
  }
  const oldest = found.at(old.length)?.manifest.database
  if (old.length > 0 && oldest) await dropSegments(archiveFolder(into), oldest)
  return old.length
}

async function dropSegments(
  folder: string,
  { startLsn, segmentBytes }: { startLsn: string; segmentBytes: number },
): Promise<void> {
  const first = Math.floor(readLsn(startLsn) / segmentBytes)
  const { segments } = await keptNames(folder, segmentBytes)
  for (const [name, { number }] of segments)
    if (number < first) await rm(join(folder, `${name}.gz`), { force: true })
}
