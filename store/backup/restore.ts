import { existsSync } from 'node:fs'
import { copyFile as copyPlain, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type pg from 'pg'
import { readCheckpoint } from '#journal/checkpoint.ts'
import { fileCode, readIfThere, replaceFile, syncFolder } from '../durable-file.ts'
import { findPackage, prepareBinaries } from '../embedded/binaries.ts'
import { type Durability, configure } from '../embedded/cluster.ts'
import { lockFolder } from '../embedded/lock.ts'
import { type Place, canReach, give, placeFor, socketFolder } from '../embedded/place.ts'
import { clearRemains, launch, shutDown } from '../embedded/postmaster.ts'
import { startEmbedded } from '../embedded/start.ts'
import { archiveFolder, sinceFolder } from './archive.ts'
import { spoiledFiles, spoiledSentence } from './check.ts'
import type { Reached } from './cluster.ts'
import { copyFile, discard, eachOf, ifThere, syncAll, treeOf } from './copy.ts'
import { type Found, MANIFEST, PARTS, listBackups, readManifest } from './manifest.ts'
import { RESTORING } from './mark.ts'
import { isSegment, keptNames, readKept, readLsn, segmentsBetween } from './wal.ts'

export interface RestoreOptions {
  /** One backup, or a folder of them: then the newest that the instant allows. */
  readonly from: string
  /** The new data folder. */
  readonly to: string
  /** Everything confirmed up to this instant and nothing after it; as far as the archive goes when undefined. */
  readonly at?: string
  readonly durability?: Durability
  readonly reached?: Reached
  /** Looks at the running, restored database before it is stopped again. */
  readonly inspect: (restored: Restored) => Promise<void>
}

/** A restored installation, its server running. */
export interface Restored {
  readonly backup: Found
  /** Null where the backup holds files only. */
  readonly config: pg.PoolConfig | null
  readonly admin: pg.PoolConfig | null
  readonly dataDir: string
  /** Segments that came from the archive, beyond the backup's own. */
  readonly segments: number
}

export type RestoreOutcome =
  | { readonly ok: true; readonly backup: Found }
  | { readonly ok: false; readonly because: string }

/** A restore that cannot be done, with a Chinese reason. */
class NoRestore extends Error {}

/**
 * Builds a data folder from a backup and what was archived since: verifies the backup, copies it, lets the server recover up to
 * the instant, and hands it over to be looked at. The backup is only read.
 *
 * The new folder bears a mark until all of that is done. A service refuses to start on it, and the next restore into it begins
 * anew: at whichever step the process ends, nothing half restored is taken for a whole.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreOutcome> {
  const parent = dirname(resolve(options.to))
  const lock = `${basename(options.to)}.restore.lock`
  try {
    await mkdir(parent, { recursive: true })
    const locked = await lockFolder(parent, lock)
    if (!locked.ok) return { ok: false, because: `另一个恢复正在写入 ${options.to}，请等它完成。` }
    try {
      return await restoreLocked(options)
    } finally {
      locked.lock.release()
    }
  } catch (error) {
    return { ok: false, because: sentenceOf(error, options.to) }
  }
}

async function restoreLocked(options: RestoreOptions): Promise<RestoreOutcome> {
  await refuseFull(options.to)
  const backup = await chosen(options)
  const plan = await planned(backup)
  await claim(options)
  await restoreInto(plan, options)
  await rm(join(options.to, RESTORING))
  await syncFolder(options.to)
  options.reached?.('mark removed')
  return { ok: true, backup }
}

function sentenceOf(error: unknown, to: string): string {
  if (error instanceof NoRestore) return error.message
  const code = fileCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `${to} 所在的磁盘已满，恢复没有完成，请换一个位置或者清理后再试。`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `不能读取备份或者写入 ${to}（${code}），请检查权限。`
  throw error
}

/** The backup to begin with, found whole and unspoiled. */
async function chosen({ from, at, reached }: RestoreOptions): Promise<Found> {
  const backup = existsSync(join(from, MANIFEST)) ? await single(from) : await newest(from, at)
  if (at !== undefined && at < backup.manifest.endedAt)
    throw new NoRestore(
      `备份 ${backup.name} 到 ${backup.manifest.endedAt} 才完成，不能用它恢复到更早的 ${at}；请选用更早的备份。`,
    )
  const spoiled = await spoiledFiles(backup.folder, backup.manifest)
  if (spoiled.length > 0) throw new NoRestore(`${spoiledSentence(spoiled)}，不能用它恢复，请选用另一个备份。`)
  reached?.('backup verified')
  return backup
}

async function single(folder: string): Promise<Found> {
  const read = readManifest(await readFile(join(folder, MANIFEST), 'utf8'))
  if (!read.ok) throw new NoRestore(`${folder} 不能用来恢复：${read.because}。`)
  return { name: basename(folder), folder, manifest: read.manifest }
}

async function newest(from: string, at: string | undefined): Promise<Found> {
  const all = await listBackups(from)
  if (all.length === 0)
    throw new NoRestore(`${from} 里没有完整的备份。没有清单的文件夹是没有做完的备份，不能使用。`)
  const found = all.findLast(({ manifest }) => at === undefined || manifest.endedAt <= at)
  if (found === undefined)
    throw new NoRestore(`最早的备份到 ${all[0]?.manifest.endedAt} 才完成，不能恢复到更早的 ${at}。`)
  return found
}

/** A folder that is in use is refused at once, before a long look at the backup. */
async function refuseFull(to: string): Promise<void> {
  const there = (await ifThere(() => readdir(to))) ?? []
  if (there.length > 0 && !there.includes(RESTORING))
    throw new NoRestore(`${to} 不是空文件夹。恢复只写入空文件夹，不覆盖任何已有的数据；请另选一个。`)
}

/** Takes an empty folder, or one that an unfinished restore left behind. */
async function claim({ to, reached }: RestoreOptions): Promise<void> {
  if (!existsSync(join(to, RESTORING))) {
    await mkdir(to, { recursive: true })
    await writeFile(join(to, RESTORING), '', { flag: 'wx', mode: 0o600, flush: true })
    await syncFolder(to)
    reached?.('claimed')
    return
  }
  const place = placeFor(to)
  // A server that a killed restore left recovering must end before its files go.
  const stuck = existsSync(place.cluster) ? await clearRemains(place) : undefined
  if (stuck !== undefined) throw new NoRestore(stuck)
  if (dirname(place.home) !== to) await discard(place.home)
  for (const name of await readdir(to)) if (name !== RESTORING) await discard(join(to, name))
  reached?.('claimed again')
}

async function restoreInto(plan: Plan, options: RestoreOptions): Promise<void> {
  const { to, reached } = options
  const { backup } = plan
  await copyData(backup, to, options.durability)
  reached?.('data copied')
  if (backup.manifest.database === null)
    return options.inspect({ backup, config: null, admin: null, dataDir: to, segments: 0 })
  const place = placeFor(to)
  await copyCluster(backup, place, options.durability)
  reached?.('cluster copied')
  const staged = await stageSegments(plan, place)
  reached?.('log staged')
  await recover(plan, place, staged, options)
}

/** Everything but the cluster; then what the archive has since: attachments, and heads newer than the backup's own. */
async function copyData(
  { folder, manifest }: Found,
  to: string,
  durability: Durability = 'durable',
): Promise<void> {
  const prefix = `${PARTS.data}/`
  for (const path of manifest.folders)
    if (path.startsWith(prefix))
      await mkdir(join(to, path.slice(prefix.length)), { recursive: true, mode: modeOf(path) })
  await eachOf(manifest.files, async ({ path }) => {
    if (path.startsWith(prefix))
      await copyFile(join(folder, path), join(to, path.slice(prefix.length)), 'scratch')
  })
  const since = sinceFolder(dirname(folder))
  const { folders, files } = await treeOf(since, (path) => path.endsWith('.tmp'))
  for (const path of folders) await mkdir(join(to, path), { recursive: true })
  for (const path of files) {
    const target = join(to, path)
    if (basename(path) !== 'checkpoint') {
      if (!existsSync(target)) await copyFile(join(since, path), target, 'scratch')
    } else if (await isNewer(join(since, path), target))
      await replaceFile(target, await readFile(join(since, path)))
  }
  if (durability === 'durable') await syncAll(to, await treeOf(to, (path) => path === 'postgres'))
}

const modeOf = (path: string): number => (path === `${PARTS.data}/keys` ? 0o700 : 0o755)

async function isNewer(path: string, than: string): Promise<boolean> {
  const [a, b] = [await readIfThere(path), await readIfThere(than)].map((text) =>
    text === undefined ? undefined : readCheckpoint(text),
  )
  return a?.ok === true && (!b?.ok || a.value.size > b.value.size)
}

async function copyCluster(
  { folder, manifest }: Found,
  place: Place,
  durability: Durability = 'durable',
): Promise<void> {
  const draft = `${place.cluster}.restoring`
  const prefix = `${PARTS.cluster}/`
  const inside = (path: string): string => join(draft, path.slice(prefix.length))
  await mkdir(draft, { recursive: true, mode: 0o700 })
  give(draft, place.account)
  for (const path of manifest.folders) {
    if (!path.startsWith(prefix)) continue
    await mkdir(inside(path), { recursive: true, mode: 0o700 })
    give(inside(path), place.account)
  }
  await eachOf(manifest.files, async ({ path }) => {
    if (!path.startsWith(prefix)) return
    await copyFile(join(folder, path), inside(path), 'scratch')
    give(inside(path), place.account)
  })
  if (durability === 'durable') await syncAll(draft, await treeOf(draft))
  await rename(draft, place.cluster)
  await copyPlain(join(folder, PARTS.access, 'password'), join(place.home, 'password'))
  await syncFolder(place.home)
}

/** Segments that a recovery will read, each by its folder and name. */
interface Plan {
  readonly backup: Found
  readonly kept: readonly { readonly source: string; readonly name: string }[]
  /** Segments beyond the backup's own. */
  readonly beyond: number
}

/**
 * Looks at every segment from the backup's beginning to the end of the archive: that each is what it is called, and that none is
 * missing. The server itself would take a gap for the end of the log and say nothing.
 */
async function planned(backup: Found): Promise<Plan> {
  const { folder, manifest } = backup
  const { database } = manifest
  if (database === null) return { backup, kept: [], beyond: 0 }
  const { segmentBytes, systemId } = database
  const first = Math.floor(readLsn(database.startLsn) / segmentBytes)
  const plan = new Map<string, string>()
  const numbers = new Set<number>()
  for (const source of [join(folder, PARTS.wal), archiveFolder(dirname(folder))]) {
    const { segments, histories } = await keptNames(source, segmentBytes)
    for (const [name, segment] of segments) {
      if (segment.number < first || segment.timeline < database.timeline || plan.has(name)) continue
      const bytes = await readKept(source, name).catch(() => undefined)
      if (bytes === undefined || !isSegment(bytes, segment, segmentBytes, systemId))
        throw new NoRestore(
          `归档的日志段 ${join(source, name)}.gz 已经损坏或者属于另一个数据库，不能恢复到它之后；请把它和之后的日志段移开，恢复到它之前。`,
        )
      plan.set(name, source)
      numbers.add(segment.number)
    }
    for (const name of histories) if (!plan.has(name)) plan.set(name, source)
  }
  const last = Math.max(...numbers)
  const missing = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((n) => !numbers.has(n))
  if (missing.length > 0)
    throw new NoRestore(
      `归档缺少 ${missing.length} 段数据库日志（第 ${missing[0]} 段起），不能用这个备份恢复到缺口之后；请用缺口之后的备份，或者把缺口之后的日志段移开，恢复到缺口之前。`,
    )
  const own = segmentsBetween(readLsn(database.startLsn), readLsn(database.stopLsn), segmentBytes).length
  return { backup, kept: [...plan].map(([name, source]) => ({ source, name })), beyond: numbers.size - own }
}

/** Puts the segments where the server's account can read them, still packed. @returns the folder */
async function stageSegments({ kept }: Plan, place: Place): Promise<string> {
  const target = join(place.home, 'wal')
  await mkdir(target, { recursive: true, mode: 0o700 })
  give(target, place.account)
  for (const { source, name } of kept) {
    const to = join(target, `${name}.gz`)
    await copyFile(join(source, `${name}.gz`), to, 'scratch')
    give(to, place.account)
  }
  return target
}

/** Recovery settings stand in the file that the server reads last, and are taken out again. */
const AUTO = 'postgresql.auto.conf'

async function recover(plan: Plan, place: Place, staged: string, options: RestoreOptions): Promise<void> {
  const { to, at, reached, durability } = options
  const auto = join(place.cluster, AUTO)
  const before = (await readIfThere(auto)) ?? ''
  await writeOwned(auto, before + recoverySettings(staged, at), place)
  await writeOwned(join(place.cluster, 'recovery.signal'), '', place)
  reached?.('recovery set up')
  await runRecovery(place, at, durability, reached)
  reached?.('recovered')
  await writeOwned(auto, before, place)
  await discard(staged)
  reached?.('recovery settings removed')
  const server = await startEmbedded({ dir: to, ...(durability ? { durability } : {}) })
  if (!server.ok) throw new NoRestore(server.because)
  try {
    const { config, admin } = server
    await options.inspect({ backup: plan.backup, config, admin, dataDir: to, segments: plan.beyond })
    reached?.('inspected')
  } finally {
    await server.stop()
  }
}

/** A day's worth of segments is replayed in minutes; a server that has said nothing for so long is not going to. */
const PATIENCE_MS = 6 * 3_600_000

/** Starts the server, which replays the log up to the target and opens a new timeline, and stops it again. */
async function runRecovery(
  place: Place,
  at: string | undefined,
  durability: Durability = 'durable',
  reached?: Reached,
): Promise<void> {
  const found = findPackage()
  if (!found.ok) throw new NoRestore(found.because)
  const binaries = await prepareBinaries(found, place.copies, (folder) => canReach(place.account, folder))
  configure(place, socketFolder(place), durability)
  const launched = await launch(place, binaries, PATIENCE_MS)
  if (!launched.ok) throw new NoRestore(recoverySentence(launched.because, at))
  // A crash here leaves a server that runs by itself; the next restore into this folder stops it first.
  reached?.('replayed')
  await shutDown(launched.process)
}

function recoverySettings(folder: string, at: string | undefined): string {
  // gzip is on every Linux, and its own check sum makes a spoiled segment a failure instead of an early end.
  const lines = [
    `restore_command = 'gzip -dc "${folder}/%f.gz" > "%p"'`,
    "recovery_target_timeline = 'latest'",
    "recovery_target_action = 'promote'",
    // Nobody is let in before the end has been reached.
    'hot_standby = off',
  ]
  return [
    ...lines,
    ...(at === undefined ? [] : [`recovery_target_time = '${at.replace('Z', '+00')}'`]),
    '',
  ].join('\n')
}

function recoverySentence(because: string, at: string | undefined): string {
  if (/recovery ended before configured recovery target/.test(because))
    return `备份和归档里没有 ${at} 之后的记录，不能确认恢复到了那一刻；请选一个更早的时刻，或者不指定时刻、恢复到归档的末尾。`
  return because
}

async function writeOwned(path: string, text: string, place: Place): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flush: true })
  give(path, place.account)
}
