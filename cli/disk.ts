import { join } from 'node:path'
import { type DiskWatch, watchDisk } from '#store/disk.ts'
import { placeFor } from '#store/embedded/place.ts'
import { hasCluster } from './existing-database.ts'
import type { Settings } from './settings.ts'

/**
 * Watches the disks of the data folder and of the embedded database. The process that is the whole service lays room aside; a demo
 * does not, and one part among several leaves that to the others.
 */
export function watchRoom(
  { dataDir, demo, role }: Settings,
  say: (sentence: string) => void,
): Promise<DiskWatch> {
  const ownCluster = role === 'all' && hasCluster(dataDir)
  return watchDisk({
    folders: [dataDir, ...(ownCluster ? [placeFor(dataDir).home] : [])],
    reserve: role === 'all' && !demo ? join(dataDir, 'reserve') : null,
    say,
  })
}
