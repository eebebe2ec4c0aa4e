import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { rulebook } from '#rulebook/index.ts'
import { type Inspected, inspectRestored } from '#store/backup/inspect.ts'
import { type Restored, restoreBackup } from '#store/backup/restore.ts'
import { openDb } from '#store/db.ts'
import type { Io } from './io.ts'
import { keyPath } from '#store/log-key.ts'

const USAGE = `用法：luoshi restore 备份 --to 新文件夹 [--at 时刻]
      luoshi restore --open 数据文件夹 --because 原因

  备份          一份备份，或者放备份的文件夹（取其中最近的一份，并接着恢复归档的数据库日志）
  --to          新的数据文件夹，必须是空的；不覆盖任何已有的数据
  --at          恢复到这一时刻，例如 2026-11-22T09:30:00+08:00；不写则恢复到归档的末尾
  --open        已公布的办理有一部分再也找不回来时，由负责人决定在较旧的库上继续；原因会一并保存`

/**
 * `luoshi restore`: a new data folder from a backup, recovered, audited and held against what is known of the log elsewhere.
 *
 * @returns 0 when everything adds up; 1 when it could not be restored, or something does not hold; 2 for arguments
 */
export async function restore(argv: readonly string[], io: Io): Promise<number> {
  if (argv.includes('--open')) return (await import('./open-behind.ts')).openFolder(argv, io, USAGE)
  const asked = askedFor(argv, io)
  if (typeof asked === 'string') {
    io.err(asked)
    return 2
  }
  const started = performance.now()
  const sound = await restoreAndInspect(asked, io)
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  if (!sound) return 1
  io.out(`恢复完成，用时 ${seconds} 秒：${asked.to}。用 LUOSHI_DATA=${asked.to} luoshi start 启动。`)
  return 0
}

interface Asked {
  readonly from: string
  readonly to: string
  readonly at?: string
}

function askedFor(argv: readonly string[], { cwd }: Io): Asked | string {
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { to: text, at: text, help: { type: 'boolean', short: 'h' } },
    })
    const [from, ...more] = positionals
    if (values.help || from === undefined || more.length > 0 || !values.to) return USAGE
    const paths = { from: resolve(cwd, from), to: resolve(cwd, values.to) }
    if (values.at === undefined) return paths
    const at = instantOf(values.at)
    return at === undefined
      ? `--at 应当是带时区的时刻，例如 2026-11-22T09:30:00+08:00，现在是“${values.at}”。`
      : { ...paths, at }
  } catch {
    return `参数有误。\n${USAGE}`
  }
}

/** An instant without its zone is a guess, and the guess would be wrong by eight hours. */
function instantOf(text: string): string | undefined {
  const whole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)
  const ms = whole ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

/** Restores and tells what was found. @returns whether everything held; a database that is only behind does */
export async function restoreAndInspect(asked: Asked, io: Io): Promise<boolean> {
  let sound = true
  const inspect = async (restored: Restored): Promise<void> => {
    sound = await tell(restored, io)
  }
  const outcome = await restoreBackup({ ...asked, inspect })
  if (!outcome.ok) io.err(outcome.because)
  return outcome.ok && sound
}

async function tell({ backup, config, dataDir, segments }: Restored, io: Io): Promise<boolean> {
  const { manifest, name } = backup
  io.out(`备份 ${name} 的 ${manifest.files.length} 个文件与清单相符。`)
  if (config === null) {
    io.out('这份备份只有文件。请先在数据库服务器上恢复数据库，再用 DATABASE_URL 指向它启动。')
    return true
  }
  io.out(`数据库已恢复，接着备份用了 ${segments} 段归档的日志。`)
  const db = openDb(config, { size: 4, statementTimeout: 0, name: 'luoshi-restore' })
  try {
    const found = await inspectRestored({ db, dataDir, rulebook }, manifest.logs)
    for (const one of found) for (const line of linesOf(one)) io.out(line)
    if (!manifest.withKeys)
      for (const { tenant } of manifest.logs)
        io.out(`  启动之前，请把另存的日志私钥放到 ${keyPath(dataDir, tenant)}`)
    return found.every(({ faults, audit }) => faults.length === 0 && (audit?.found ?? 0) === 0)
  } finally {
    await db.close()
  }
}

function linesOf({ name, size, root, published, faults, behind, audit }: Inspected): string[] {
  const lines = [`“${name}”：日志 ${size} 项，树根 ${root}，已公布到 ${published} 项。`]
  if (audit?.found === 0)
    lines.push(
      `  核验通过：${audit.matters} 件事项、${audit.acts} 项行为、${audit.checkpoints} 个检查点全部相符。`,
    )
  else if (audit) {
    lines.push(`  核验不通过：发现 ${audit.found} 处不符。`)
    lines.push(...audit.findings.map(({ about, because }) => `    ${about}：${because}。`))
  }
  lines.push(...faults.map((fault) => `  ${fault}。`))
  if (behind !== null)
    lines.push(
      `  ${behind}`,
      `  缺少已公布的 ${published - size} 项。服务会拒绝在这个库上继续办理；怎样办见 docs/backup.md 的“恢复到旧的状态”。`,
    )
  return lines
}
