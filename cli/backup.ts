import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { listBackups } from '#store/backup/manifest.ts'
import { type Taken, type TakeOptions, onOneDisk, takeBackup } from '#store/backup/take.ts'
import { openCluster } from './cluster-of.ts'
import { hasCluster } from './existing-database.ts'
import type { Io } from './io.ts'
import { proveBackup } from './prove.ts'
import { type Settings, readSettings } from './settings.ts'

const USAGE = `用法：luoshi backup [文件夹] [--keep 份数] [--with-keys] [--prove]
      luoshi backup [文件夹] --list

  文件夹        放备份的地方；默认是 LUOSHI_BACKUPS，再默认是数据文件夹旁的 …-backups
  --keep 7      只留最近 7 份，更早的连同它们的日志归档一起删除
  --with-keys   把日志私钥也备份进去。默认不备份：拿到私钥的人可以冒用本区的名义签署，
                所以私钥应当另存一处（例如封存的光盘），只在新机器上恢复时取出
  --prove       做完后马上在临时文件夹里恢复一次并全部核验。没有恢复过的备份不算备份
  --list        列出已有的备份`

/**
 * `luoshi backup`: a whole backup of the running installation, or of one that stands still.
 *
 * @returns 0 when it stands (and, with `--prove`, was restored and audited), 1 when not, 2 for arguments not understood
 */
export async function backup(argv: readonly string[], io: Io): Promise<number> {
  const asked = askedFor(argv)
  if (typeof asked === 'string') return said(io, asked, 2)
  const read = readSettings(io)
  if (!read.ok) return said(io, read.because, 2)
  const { settings } = read
  const into = folderOf(asked.folder, settings, io)
  if (asked.list) return list(into, io)
  const started = performance.now()
  const taken = await take(settings, { into, ...asked }, io)
  if (!taken.ok) return said(io, taken.because, 1)
  for (const line of await report(taken, settings, into, (performance.now() - started) / 1_000)) io.out(line)
  return asked.prove && taken.found.manifest.database ? proveBackup(taken.found, settings.dataDir, io) : 0
}

interface Asked {
  readonly folder: string | undefined
  readonly keep?: number
  readonly withKeys: boolean
  readonly prove: boolean
  readonly list: boolean
}

function askedFor(argv: readonly string[]): Asked | string {
  const bool = { type: 'boolean', default: false } as const
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        keep: { type: 'string' },
        'with-keys': bool,
        prove: bool,
        list: bool,
        help: { ...bool, short: 'h' },
      },
    })
    const [folder, ...more] = positionals
    if (values.help || more.length > 0) return USAGE
    const { keep } = values
    if (keep !== undefined && !/^[1-9]\d{0,3}$/.test(keep))
      return `--keep 应当是 1 以上的整数，现在是“${keep}”。`
    const { prove, list: listed } = values
    return {
      folder,
      withKeys: values['with-keys'],
      prove,
      list: listed,
      ...(keep === undefined ? {} : { keep: Number(keep) }),
    }
  } catch {
    return `参数有误。\n${USAGE}`
  }
}

const said = (io: Io, text: string, code: number): number => {
  io.err(text)
  return code
}

/** Where backups lie: as asked, as the environment says, or beside the data folder. */
const folderOf = (asked: string | undefined, { dataDir }: Settings, io: Io): string =>
  resolve(io.cwd, asked ?? (io.env.LUOSHI_BACKUPS || `${dataDir}-backups`))

const Package = z.object({ version: z.string() })

async function take(settings: Settings, asked: Asked & { readonly into: string }, io: Io): Promise<Taken> {
  const { dataDir } = settings
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  const { version } = Package.parse(JSON.parse(text))
  const options: TakeOptions = { dataDir, version, now: () => new Date().toISOString(), ...asked }
  if (settings.databaseUrl !== undefined) {
    io.err(
      '注意：数据库在 DATABASE_URL 指定的服务器上，本命令只备份附件、日志瓦片和数据文件夹里的其他文件。数据库请在那台服务器上用 pg_basebackup 加日志归档备份，或者用服务商的备份功能；两者都要定期恢复演练。',
    )
    return takeBackup(options)
  }
  if (!hasCluster(dataDir))
    return {
      ok: false,
      because: `数据文件夹 ${dataDir} 里没有数据库，请用 LUOSHI_DATA 指定服务所用的文件夹。`,
    }
  const cluster = await openCluster(dataDir)
  if (!cluster.ok) return cluster
  try {
    return await takeBackup({ ...options, cluster })
  } finally {
    await cluster.close()
  }
}

async function report(
  { found, bytes, retired }: Extract<Taken, { ok: true }>,
  { dataDir }: Settings,
  into: string,
  seconds: number,
): Promise<string[]> {
  const { manifest, folder } = found
  const heads = manifest.logs.map(({ name, size, root }) => `  “${name}”的日志共 ${size} 项，树根 ${root}`)
  return [
    `备份已完成并读回核对：${folder}`,
    `  ${manifest.files.length} 个文件，${Math.ceil(bytes / 2 ** 20)} MB，用时 ${seconds.toFixed(1)} 秒`,
    ...heads,
    ...(retired > 0 ? [`  已删除 ${retired} 份更早的备份`] : []),
    ...(manifest.withKeys
      ? ['  含日志私钥：请像保管印章一样保管这份备份']
      : [`  不含日志私钥：请确认 ${dataDir}/keys 已另存一处，没有它恢复之后不能签署`]),
    ...((await onOneDisk(dataDir, into))
      ? ['  注意：备份与数据在同一块磁盘上，磁盘损坏时会一起丢失，请再复制到别处']
      : []),
  ]
}

async function list(into: string, io: Io): Promise<number> {
  const found = await listBackups(into)
  if (found.length === 0) io.out(`${into} 里没有完整的备份。`)
  for (const { name, manifest } of found) {
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    const heads = manifest.logs.map(({ name: tenant, size }) => `“${tenant}”${size} 项`).join('、')
    io.out(
      `${name}  ${Math.ceil(bytes / 2 ** 20)} MB  ${manifest.database ? heads || '没有日志' : '只有文件'}`,
    )
  }
  return 0
}
