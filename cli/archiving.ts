import { join, resolve } from 'node:path'
import type pg from 'pg'
import { endArchive, startArchiver } from '#store/backup/archive.ts'
import { makeFolder } from '#store/embedded/folder.ts'
import { placeFor } from '#store/embedded/place.ts'
import type { Io } from './io.ts'

/**
 * Archives the embedded database's log into LUOSHI_BACKUPS while the service runs. Where that is not set nothing is archived, and
 * what the server kept for an earlier archive is given free.
 *
 * @returns its end, which archives what is still open
 */
export async function startArchiving(
  dataDir: string,
  admin: pg.ClientConfig,
  io: Io,
): Promise<{ stop(): Promise<void> }> {
  const folder = io.env.LUOSHI_BACKUPS
  if (!folder) {
    await endArchive(admin)
    return { stop: async () => undefined }
  }
  const into = resolve(io.cwd, folder)
  makeFolder(into, 0o700)
  const pgdata = join(placeFor(dataDir).home, 'cluster')
  return startArchiver({
    dataDir,
    into,
    admin,
    pgdata,
    now: () => new Date().toISOString(),
    onTrouble: io.err,
  })
}
