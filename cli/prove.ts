import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastBackup, noteBackup } from '#store/backup/last.ts'
import type { Found } from '#store/backup/manifest.ts'
import type { Io } from './io.ts'
import { restoreAndInspect } from './restore.ts'

/**
 * Restores a backup into a temporary folder, audits it, and takes the folder away again.
 *
 * @returns 0 when everything added up; the time is then noted for those who watch
 */
export async function proveBackup(found: Found, dataDir: string, io: Io): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-prove-'))
  // The server's account must be able to walk in, or the cluster would lie elsewhere and stay there.
  await chmod(folder, 0o711)
  try {
    const proven = await restoreAndInspect({ from: found.folder, to: join(folder, 'data') }, io)
    const last = await lastBackup(dataDir)
    if (proven && last?.folder === found.folder) {
      const { archive: _, ...taken } = last
      await noteBackup(dataDir, { ...taken, provenAt: new Date().toISOString() })
    }
    io.out(proven ? '这份备份已经恢复演练通过。' : '恢复演练没有通过：这份备份不可靠，请查明原因。')
    return proven ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
