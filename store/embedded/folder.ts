import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and what is missing above it; nothing when it is there.
 *
 * Not `mkdir` with `recursive`, which never returns when a file system answers "no such file" to making a folder in an
 * existing one, as /proc does.
 *
 * @throws the system's error, such as EACCES, EROFS or ENOTDIR
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (existsSync(folder)) return
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder), mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // Somebody else made it meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST' && existsSync(folder)))
      throw error
  }
}
