import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { exportLog } from '#store/export-log.ts'
import { publicFolder } from '#store/log-key.ts'
import { openExisting } from './existing-database.ts'
import type { Io } from './io.ts'
import { readSettings } from './settings.ts'

const USAGE = '用法：luoshi export-log 文件夹 [--tenant 地区编号]'

/**
 * `luoshi export-log`: writes the leaves of a log as entry bundles, for an auditor to check with `luoshi verify --export` on a
 * machine of his own. The service may run.
 *
 * @returns 0 when it is written, 1 when the database lacks what the published checkpoint promises, 2 when it could not be read
 */
export async function exportLogs(argv: readonly string[], io: Io): Promise<number> {
  const wanted = wantedOf(argv)
  if (wanted === undefined) return unusable(io, USAGE)
  const read = readSettings(io)
  if (!read.ok) return unusable(io, read.because)
  const opened = await openExisting(read.settings)
  if (!opened.ok) return unusable(io, opened.because)
  try {
    const { rows } = await opened.db.query<{ id: string }>(
      'select tenant_id as id from tenant order by tenant_id',
    )
    const tenants = rows.map((row) => row.id)
    const tenant = wanted.tenant ?? (tenants.length === 1 ? tenants[0] : undefined)
    if (tenant === undefined || !tenants.includes(tenant))
      return unusable(io, `请用 --tenant 指定一个地区：${tenants.join('、') || '数据库里还没有地区'}。`)
    const to = resolve(io.cwd, wanted.folder)
    const folder = publicFolder(read.settings.dataDir, tenant)
    const done = await exportLog({ db: opened.db, tenant, folder, to })
    if (!done.ok) {
      io.err(done.because)
      return 1
    }
    io.out(`已导出 ${done.size} 项日志叶（${done.bundles} 个文件）和检查点到 ${to}。`)
    io.out('  审计方在自己的机器上核验：luoshi verify --export 文件夹 --key 另行取得的公钥。')
    return 0
  } finally {
    await opened.close()
  }
}

function unusable(io: Io, because: string): number {
  io.err(because)
  return 2
}

function wantedOf(argv: readonly string[]): { folder: string; tenant: string | undefined } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { tenant: { type: 'string' } },
    })
    const [folder, ...more] = positionals
    return folder === undefined || more.length > 0 ? undefined : { folder, tenant: values.tenant }
  } catch {
    return undefined
  }
}
