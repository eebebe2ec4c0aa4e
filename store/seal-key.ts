import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { base64, fromBase64 } from '#journal/bytes.ts'
import { freshPkcs8, keyPairOf } from '#journal/seal/keys.ts'
import type { KeyPair } from '#journal/seal/hpke.ts'
import { createFile, readIfThere } from './durable-file.ts'

/** File of the key that opens opinions sealed at the standard level. Beside the database, never in it; backups leave it out. */
export const sealKeyPath = (dataDir: string, tenant: string): string =>
  join(dataDir, 'keys', `${tenant}.seal-key`)

/**
 * Reads the server's key for sealed opinions, making it the first time.
 *
 * @returns the pair, or one Chinese sentence about what to put right
 */
export async function openSealKey(
  dataDir: string,
  tenant: string,
): Promise<{ readonly ok: true; readonly key: KeyPair } | { readonly ok: false; readonly because: string }> {
  const path = sealKeyPath(dataDir, tenant)
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  const text = (await readIfThere(path)) ?? (await made(path))
  const bytes = fromBase64(text.trim())
  const pair = bytes.ok ? await keyPairOf(bytes.value) : bytes
  return pair.ok
    ? { ok: true, key: pair.value }
    : { ok: false, because: `密封密钥文件 ${path} 读不懂，请从另存处恢复；没有它，已经封存的意见打不开。` }
}

/** Two processes may come here at once: the first file stays, and both read it. */
async function made(path: string): Promise<string> {
  await createFile(path, `${base64(await freshPkcs8())}\n`, 0o600)
  return readFile(path, 'utf8')
}
