import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCheckpoint } from '#journal/checkpoint.ts'
import { ed25519PublicKey, ed25519Signer, ed25519Verifier } from '#journal/node-crypto.ts'
import type { NoteSigner, NoteVerifier } from '#journal/note.ts'
import type { LogPolicy } from '#journal/policy.ts'
import type { StoreContext } from './context.ts'
import { createFile, fileCode, readIfThere, replaceFile, syncFolder } from './durable-file.ts'
import { type NamedKey, privateKeyText, publicKeyText, readPrivateKey } from './key-text.ts'

/** A tenant's transparency log as one process holds it: its key, and the folder that is open to everybody. */
export interface Log {
  /** Name of the log and of its key. */
  readonly origin: string
  readonly signer: NoteSigner
  readonly verifier: NoteVerifier
  /** Holds `checkpoint`, `key` and `tile/…`, all of them public. */
  readonly folder: string
  /** Its witnesses; absent where there are none. */
  readonly policy?: LogPolicy
}

export type LogOpened =
  | { readonly ok: true; readonly log: Log }
  | { readonly ok: false; readonly because: string }

/** Folder of what a tenant's log publishes. */
export const publicFolder = (dataDir: string, tenant: string): string => join(dataDir, 'log', tenant)

/** File of a tenant's private log key. Whoever has it can sign in the district's name; backups keep it apart. */
export const keyPath = (dataDir: string, tenant: string): string => join(dataDir, 'keys', `${tenant}.log-key`)

/**
 * Opens the log of the context's tenant. Its key is made the first time; afterwards the key must be the one that signed the
 * last checkpoint, in the database and in the folder: a wrong key or a wrong folder is refused before anything is signed.
 *
 * @returns the log, or a Chinese sentence about what to put right
 */
export async function openLog(context: StoreContext, dataDir: string): Promise<LogOpened> {
  const folder = publicFolder(dataDir, context.tenant)
  const path = keyPath(dataDir, context.tenant)
  try {
    await mkdir(folder, { recursive: true })
    await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
    const [origin, signed] = [await originOf(context), await signedTexts(context, folder)]
    const found = await findKey(path, origin, signed.length > 0)
    if (!found.ok) return found
    const log = logOf(found.key, folder)
    const stranger = signed.find((text) => !openCheckpoint(text, { log: log.verifier }).ok)
    if (stranger !== undefined) return { ok: false, because: mismatch(path, folder) }
    await publishKey(log, found.key)
    return { ok: true, log }
  } catch (error) {
    const code = fileCode(error)
    if (code === undefined) throw error
    return {
      ok: false,
      because: `日志的密钥或者公开文件夹不能读写（${code}），请检查 ${dataDir} 的权限和剩余空间。`,
    }
  }
}

const mismatch = (path: string, folder: string): string =>
  `日志密钥与已签的检查点不符：${path} 不是签署最后一个检查点的密钥，或者 ${folder} 属于另一个系统。请从备份恢复原来的密钥文件，或者改正数据文件夹；不要另造密钥。`

async function originOf({ db, tenant }: StoreContext): Promise<string> {
  const { rows } = await db.query<{ origin: string }>(
    'select log_origin as origin from tenant where tenant_id = $1',
    [tenant],
  )
  if (!rows[0]) throw new Error(`no tenant ${tenant} in this database`)
  return rows[0].origin
}

/** The last checkpoint of the database and the published one, as far as they exist. */
async function signedTexts({ db, tenant }: StoreContext, folder: string): Promise<string[]> {
  const { rows } = await db.query<{ text: string }>(
    'select text from checkpoint where tenant_id = $1 order by size desc limit 1',
    [tenant],
  )
  return [rows[0]?.text, await readIfThere(join(folder, 'checkpoint'))].filter((text) => text !== undefined)
}

type Found = { readonly ok: true; readonly key: NamedKey } | { readonly ok: false; readonly because: string }

async function findKey(path: string, origin: string, used: boolean): Promise<Found> {
  const text = (await readIfThere(path)) ?? (used ? undefined : await makeKey(path, origin))
  if (text === undefined)
    return {
      ok: false,
      because: `找不到日志密钥 ${path}，而日志已经用它签过检查点。请从备份恢复这个文件；另造密钥会使已发的回执无法核验。`,
    }
  const read = readPrivateKey(text)
  if (!read.ok)
    return { ok: false, because: `日志密钥文件 ${path} 读不懂：${read.because}。请从备份恢复这个文件。` }
  if (read.key.name !== origin)
    return {
      ok: false,
      because: `日志密钥文件 ${path} 属于日志“${read.key.name}”，而本区日志名为“${origin}”。请检查数据文件夹是否用错。`,
    }
  return read
}

/** Two processes may come here at once: the first file stays, and both read it. */
async function makeKey(path: string, origin: string): Promise<string> {
  await createFile(path, privateKeyText({ name: origin, key: randomBytes(32) }), 0o600)
  return readFile(path, 'utf8')
}

function logOf({ name, key }: NamedKey, folder: string): Log {
  return {
    origin: name,
    signer: ed25519Signer(name, key),
    verifier: ed25519Verifier(name, ed25519PublicKey(key)),
    folder,
  }
}

async function publishKey({ folder }: Log, { name, key }: NamedKey): Promise<void> {
  const text = publicKeyText({ name, key: ed25519PublicKey(key) })
  const path = join(folder, 'key')
  if ((await readIfThere(path)) === text) return
  await replaceFile(path, text)
  await syncFolder(folder)
}
