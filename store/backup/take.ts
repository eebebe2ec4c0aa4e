import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type pg from 'pg'
import { fileCode, syncFolder } from '../durable-file.ts'
import type { Durability } from '../embedded/cluster.ts'
import { lockFolder } from '../embedded/lock.ts'
import { spoiledFiles, spoiledSentence } from './check.ts'
import { NoBackup, type ClusterCopy, type Reached, clusterBytes, copyCluster } from './cluster.ts'
import { type CopyOptions, type Tree, copyTree, discard, syncAll, treeOf } from './copy.ts'
import { noteBackup } from './last.ts'
import {
  type BackedUpFile,
  type Found,
  MANIFEST,
  type Manifest,
  PARTS,
  backupName,
  listBackups,
  manifestText,
} from './manifest.ts'
import { retire } from './retention.ts'

export interface TakeOptions {
  readonly dataDir: string
  /** The folder of backups; made when missing. */
  readonly into: string
  /** The cluster beside the data folder; undefined where the database is another server's. */
  readonly cluster?: {
    readonly admin: pg.ClientConfig
    readonly pgdata: string
    readonly passwordFile: string
  }
  /** Whether the private keys come along. Whoever holds them can sign in the district's name. */
  readonly withKeys?: boolean
  /** Backups kept, this one among them; all when undefined. */
  readonly keep?: number
  readonly version: string
  readonly now: () => string
  /** `scratch` leaves the bytes to the system; for tests. */
  readonly durability?: Durability
  readonly reached?: Reached
}

export type Taken =
  | { readonly ok: true; readonly found: Found; readonly bytes: number; readonly retired: number }
  | { readonly ok: false; readonly because: string }

const DRAFT = '.draft'

/**
 * Takes one backup while the service runs: the cluster, the log it needs, and everything else in the data folder.
 *
 * Everything is written aside, synced, read back and compared; only then does the folder get its name. So whatever stands under
 * a backup's name is whole, at whichever step the process or the machine ends.
 */
export async function takeBackup(options: TakeOptions): Promise<Taken> {
  const { into } = options
  try {
    await mkdir(into, { recursive: true, mode: 0o700 })
    const locked = await lockFolder(into, 'backup.lock')
    if (!locked.ok) return { ok: false, because: `${into} 里正在做另一个备份，请等它完成。` }
    try {
      return await takeLocked(options)
    } finally {
      locked.lock.release()
    }
  } catch (error) {
    return { ok: false, because: failureSentence(into, error) }
  }
}

async function takeLocked(options: TakeOptions): Promise<Taken> {
  const { dataDir, into, reached = () => undefined } = options
  for (const name of await readdir(into)) if (name.endsWith(DRAFT)) await discard(join(into, name))
  reached('drafts cleared')
  const scant = await scantSentence(options)
  if (scant !== undefined) return { ok: false, because: scant }
  const before = (await listBackups(into)).at(-1)
  const startedAt = options.now()
  const name = backupName(startedAt)
  const draft = join(into, name + DRAFT)
  await mkdir(draft, { mode: 0o700 })
  try {
    const manifest = await fill(draft, startedAt, before, options)
    if (options.durability !== 'scratch') {
      const files = manifest.files.map(({ path }) => path)
      await syncAll(draft, { folders: manifest.folders, files })
    }
    const spoiled = await spoiledFiles(draft, manifest)
    if (spoiled.length > 0) throw new NoBackup(`${spoiledSentence(spoiled)}，请检查备份所在的磁盘`)
    reached('read back')
    await writeFile(join(draft, MANIFEST), manifestText(manifest), { mode: 0o600, flag: 'wx', flush: true })
    await syncFolder(draft)
    reached('manifest written')
    const folder = join(into, name)
    await rename(draft, folder)
    reached('renamed')
    await syncFolder(into)
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    await noteBackup(dataDir, {
      startedAt,
      endedAt: manifest.endedAt,
      folder,
      bytes,
      database: manifest.database !== null,
      provenAt: null,
    })
    reached('noted')
    const retired = options.keep === undefined ? 0 : await retire(into, options.keep, reached)
    return { ok: true, found: { name, folder, manifest }, bytes, retired }
  } catch (error) {
    await discard(draft)
    throw error
  }
}

async function fill(
  draft: string,
  startedAt: string,
  before: Found | undefined,
  options: TakeOptions,
): Promise<Manifest> {
  const { dataDir, cluster, version, withKeys = false, reached = () => undefined } = options
  const copying: CopyOptions = { reached, ...(before ? { before: linkable(before) } : {}) }
  const tree = (of: 'heads' | 'rest'): Promise<Tree> => treeOf(dataDir, leftOut(options, of))
  // What the logs have published comes first: the database copied after it holds at least as much. Attachments come last:
  // every one that a copied row names is then there.
  const heads = await copyTree(dataDir, await tree('heads'), draft, PARTS.data, copying)
  reached('heads copied')
  const database: ClusterCopy | undefined =
    cluster && (await copyCluster(cluster.admin, cluster.pgdata, draft, reached))
  const rest = await copyTree(dataDir, await tree('rest'), draft, PARTS.data, copying)
  const password = cluster && (await passwordOf(cluster.passwordFile, draft))
  reached('data copied')
  return {
    format: 'luoshi/backup/v1',
    version,
    startedAt,
    endedAt: database?.endedAt ?? options.now(),
    database: database?.database ?? null,
    logs: database?.logs ?? [],
    withKeys,
    folders: [...new Set([...heads.folders, ...rest.folders, ...(database?.folders ?? [])])].toSorted(),
    files: [...heads.files, ...rest.files, ...(database?.files ?? []), ...(password ?? [])].toSorted((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
  }
}

const linkable = ({ folder, manifest }: Found): NonNullable<CopyOptions['before']> => ({
  folder,
  files: new Map(
    manifest.files.filter(({ path }) => path.startsWith(`${PARTS.data}/`)).map((one) => [one.path, one]),
  ),
})

/** What a log has published, as against its tiles, which follow from the leaves. */
const isHead = (path: string): boolean => /^log(\/[^/]+(\/(?!tile$)[^/]+)?)?$/.test(path)

/** Paths of the data folder that are no part of a backup, or of this half of it. */
function leftOut({ dataDir, into, withKeys }: TakeOptions, of: 'heads' | 'rest'): (path: string) => boolean {
  const inside = relative(resolve(dataDir), resolve(into))
  return (path) =>
    // The cluster is copied by its own rules; locks and notes are of this place and hour.
    /^(postgres|backup\.json|archive\.json|reserve)$/.test(path) ||
    /\.(lock|tmp|breaking)$|\.lock\./.test(path) ||
    path === 'files/arriving' ||
    path === inside ||
    (path === 'keys' && withKeys !== true) ||
    (of === 'heads' ? !isHead(path) : isHead(path) && path !== 'log' && !/^log\/[^/]+$/.test(path))
}

/** The roles' password. Without it nobody gets into the restored database; it opens a socket of that machine only. */
async function passwordOf(file: string, draft: string): Promise<BackedUpFile[]> {
  const tree = { folders: [], files: [basename(file)] }
  return (await copyTree(dirname(file), tree, draft, PARTS.access)).files
}

async function scantSentence({ into, cluster }: TakeOptions): Promise<string | undefined> {
  if (cluster === undefined) return undefined
  const [{ bavail, bsize }, wanted] = await Promise.all([statfs(into), clusterBytes(cluster.pgdata)])
  const free = bavail * bsize
  // The log written meanwhile and the rest of the data folder come on top; a copy that runs into the end all the same is refused.
  return free > wanted * 1.1
    ? undefined
    : `${into} 所在的磁盘只剩 ${megabytes(free)}，备份大约需要 ${megabytes(wanted)}，请换一个位置或者先清理。`
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MB`

/** Whether two folders lie on one file system, which then goes with both. */
export async function onOneDisk(a: string, b: string): Promise<boolean> {
  return existsSync(a) && existsSync(b) && (await stat(a)).dev === (await stat(b)).dev
}

function failureSentence(into: string, error: unknown): string {
  if (error instanceof NoBackup) return `${error.message}。`
  const code = fileCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return `${into} 所在的磁盘已满，备份没有完成，请清理后再试。`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `${into} 不能写入（${code}），请检查权限，或者换一个位置。`
  const said = error instanceof Error ? error.message : String(error)
  return `备份没有完成（${said}），请排除后再试；没有完成的备份不会被当作备份。`
}
