import { readFile } from 'node:fs/promises'
import { httpSeal, readSealMapping } from './http.ts'
import { localSeal } from './local.ts'
import type { SealPort } from './port.ts'

/**
 * The seal system that LUOSHI_SEAL names by its mapping file; without it papers are laid out to be sealed by hand.
 *
 * @returns the port, or one Chinese sentence about the setting
 */
export async function openSeal(
  env: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): Promise<SealPort | string> {
  const path = env['LUOSHI_SEAL']
  if (!path) return localSeal(dataDir)
  try {
    const mapping = readSealMapping(await readFile(path, 'utf8'), env)
    return typeof mapping === 'string' ? mapping : httpSeal(mapping)
  } catch {
    return `LUOSHI_SEAL 指的对接文件 ${path} 读不到，请检查路径和权限后再启动。`
  }
}
