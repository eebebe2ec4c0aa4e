import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SealPort } from './port.ts'

/** Without a seal system: the paper is laid into `to-seal` of the data folder, to be printed and sealed by hand. */
export function localSeal(dataDir: string): SealPort {
  const folder = join(dataDir, 'to-seal')
  return {
    seal: async ({ name, bytes }) => {
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, name), bytes, { mode: 0o600 })
      return { kind: 'kept', where: 'to-seal' }
    },
  }
}
