import { join } from 'node:path'
import { ed25519Verifier } from '#journal/node-crypto.ts'
import { rulebook } from '#rulebook/index.ts'
import { type Audit, audit } from '#store/audit.ts'
import { type Db, sqlState } from '#store/db.ts'
import { readIfThere } from '#store/durable-file.ts'
import { readPublicKey } from '#store/key-text.ts'
import { publicFolder } from '#store/log-key.ts'
import { openExisting } from './existing-database.ts'
import type { Io } from './io.ts'
import { readSettings } from './settings.ts'

/** Findings shown; the rest is only counted. */
const MOST = 50

/**
 * `luoshi verify --database`: recomputes everything each log of the installation claims. Reads only; the service may run.
 *
 * @param keyText the log's public key obtained elsewhere; without it the one in the public folder is believed
 * @param options `json`: one line of JSON per district instead of sentences
 * @returns 0 when all of it adds up, 1 when something does not, 2 when it could not be looked at
 */
export async function verifyDatabase(
  keyText: string | undefined,
  io: Io,
  options: { readonly json?: boolean } = {},
): Promise<number> {
  const read = readSettings(io)
  if (!read.ok) return unusable(io, read.because)
  const opened = await openExisting(read.settings)
  if (!opened.ok) return unusable(io, opened.because)
  try {
    const tenants = await tenantsOf(opened.db)
    if (tenants.length === 0) return unusable(io, '数据库里还没有地区，没有可以核验的内容。')
    let worst = 0
    for (const tenant of tenants)
      worst = Math.max(
        worst,
        await verifyTenant(opened.db, tenant, read.settings.dataDir, keyText, io, options),
      )
    return worst
  } catch (error) {
    // 42P01, 42703: a table or a column is not there.
    if (!['42P01', '42703'].includes(sqlState(error) ?? '')) throw error
    return unusable(io, '数据库的结构与本版本不符，请先用本版本启动一次服务。')
  } finally {
    await opened.close()
  }
}

function unusable(io: Io, because: string): number {
  io.err(because)
  return 2
}

interface Tenant {
  readonly id: string
  readonly name: string
  readonly origin: string
}

async function tenantsOf(db: Db): Promise<readonly Tenant[]> {
  const { rows } = await db.query<Tenant>(
    'select tenant_id as id, name, log_origin as origin from tenant order by tenant_id',
  )
  return rows
}

async function verifyTenant(
  db: Db,
  { id, name, origin }: Tenant,
  dataDir: string,
  keyText: string | undefined,
  io: Io,
  { json = false }: { readonly json?: boolean },
): Promise<number> {
  const folder = publicFolder(dataDir, id)
  const text = keyText ?? (await readIfThere(join(folder, 'key')))
  if (text === undefined)
    return unusable(io, `找不到“${name}”的日志公钥 ${join(folder, 'key')}，请用 --key 指定。`)
  const key = readPublicKey(text)
  if (!key.ok) return unusable(io, `“${name}”的日志公钥读不懂：${key.because}。`)
  if (key.key.name !== origin)
    return unusable(
      io,
      `公钥属于日志“${key.key.name}”，而“${name}”的日志是“${origin}”。请取得那本日志的公钥。`,
    )
  const result = await audit({ db, tenant: id, rulebook }, ed25519Verifier(key.key.name, key.key.key), {
    most: MOST,
    folder,
    files: join(dataDir, 'files'),
  })
  if (json) io.out(JSON.stringify({ ok: result.found === 0, tenant: id, name, origin, ...result }))
  else for (const line of linesOf(name, result)) io.out(line)
  return result.found === 0 ? 0 : 1
}

function linesOf(
  name: string,
  { leaves, acts, matters, checkpoints, contents, simulated, found, findings }: Audit,
): string[] {
  const counted = `${matters}件事项、${acts}项行为（${leaves}项已入日志）、${checkpoints}个检查点、${contents}份附件`
  const aside = simulated ? ['  演示区的时间是模拟的，没有核对行为多久入日志。'] : []
  if (found === 0) return [`核验通过：“${name}”的${counted}全部相符。`, ...aside]
  return [
    `核验不通过：“${name}”共${counted}，发现${found}处不符。`,
    ...findings.map(({ about, because }) => `  ${about}：${because}。`),
    ...(found > findings.length ? [`  另有${found - findings.length}处未列出。`] : []),
  ]
}
