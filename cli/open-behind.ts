import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openBehind } from '#store/backup/open.ts'
import { openExisting } from './existing-database.ts'
import type { Io } from './io.ts'
import { readSettings } from './settings.ts'

/**
 * `luoshi restore --open`: lets a service write on in a database that lacks published acts, on somebody's word.
 *
 * @returns 0 when it is open, 1 when it could not be opened, 2 for arguments
 */
export async function openFolder(argv: readonly string[], io: Io, usage: string): Promise<number> {
  const asked = askedFor(argv)
  if (asked === undefined) return said(io, usage, 2)
  const read = readSettings({ cwd: io.cwd, env: { ...io.env, LUOSHI_DATA: resolve(io.cwd, asked.folder) } })
  if (!read.ok) return said(io, read.because, 2)
  const existing = await openExisting(read.settings)
  if (!existing.ok) return said(io, existing.because, 1)
  try {
    const opened = await openBehind(
      existing.db,
      read.settings.dataDir,
      asked.because,
      new Date().toISOString(),
    )
    if (opened.length === 0) io.out('这个库不缺已公布的内容，不需要打开。')
    for (const { name, published, database, keptIn } of opened) {
      io.out(
        `“${name}”：已公布 ${published.size} 项，库里 ${database.size} 项，缺 ${published.size - database.size} 项。`,
      )
      io.out(`  原来公布的检查点、瓦片和原因存在 ${keptIn}，请妥善保管，不要删除。`)
      io.out(
        '  服务可以启动了。持有较新检查点的人和见证方会发现日志出现第二种历史并拒绝确认，请先向他们书面说明。',
      )
    }
    return 0
  } finally {
    await existing.close()
  }
}

function askedFor(argv: readonly string[]): { folder: string; because: string } | undefined {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ args: [...argv], options: { open: text, because: text } })
    const [folder, because] = [values.open, values.because?.trim()]
    return folder && because ? { folder, because } : undefined
  } catch {
    return undefined
  }
}

const said = (io: Io, line: string, code: number): number => {
  io.err(line)
  return code
}
