import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Db, openDb } from '../db.ts'
import { APP_ROLE, READER_ROLE } from '../fence/grants.ts'
import { ensureRoles, markLeakproof } from '../fence/roles.ts'
import { spaceOn } from '../disk.ts'
import { findPackage, prepareBinaries } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import { configure, initCluster, passwordOf } from './cluster.ts'
import type { Durability } from './cluster.ts'
import { makeFolder } from './folder.ts'
import { lockFolder } from './lock.ts'
import type { Lock } from './lock.ts'
import { canReach, placeFor, socketFolder } from './place.ts'
import type { Place } from './place.ts'
import { clearRemains, launch, shutDown } from './postmaster.ts'
import { pause } from './process.ts'

export type EmbeddedOptions = {
  /** The data folder; made when missing. The cluster lives in its `postgres/` (see `placeFor` for root). */
  dir: string
  /** Told of restarts, in Chinese. */
  log?: (sentence: string) => void
  /** Told once, in Chinese, when the server has died and will not come back. */
  lost?: (because: string) => void
  durability?: Durability
}

/** A running server of our own. */
export type Embedded = {
  ok: true
  /** Connection of the owner of database `luoshi`, role `luoshi`, no superuser: changes the schema, makes backups, verifies. */
  config: pg.PoolConfig
  /** Connection of the application, a role that owns nothing; sees only the district it is bound to (`store/fence/bound.ts`). */
  app: pg.PoolConfig
  /** Connection of those who only read, bound to a district as well. */
  reader: pg.PoolConfig
  /** Connection of the superuser, for backups and for making test databases. */
  admin: pg.PoolConfig
  /** Clean shutdown; resolves when the server has ended and the folder is free. Safe to call twice. */
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL 18 on a data folder and keeps it running: a server that dies is started again.
 *
 * @returns the connections and `stop`, or one Chinese sentence saying why not and what to do
 */
export async function startEmbedded(
  options: EmbeddedOptions,
): Promise<Embedded | { ok: false; because: string }> {
  const found = findPackage()
  if (!found.ok) return found
  try {
    makeFolder(options.dir)
    const place = placeFor(options.dir)
    const locked = await lockFolder(place.home, 'supervisor.lock')
    if (!locked.ok) return locked
    return await startLocked(place, found, options, locked.lock)
  } catch (error) {
    return { ok: false, because: folderSentence(options.dir, error) }
  }
}

/** The lock goes with the server; it is given back at once when none was started. */
async function startLocked(
  place: Place,
  found: { folder: string; version: string },
  options: EmbeddedOptions,
  lock: Lock,
): Promise<Embedded | { ok: false; because: string }> {
  let running = false
  try {
    const started = await startIn(place, found, options, lock)
    running = started.ok
    return started
  } finally {
    if (!running) lock.release()
  }
}

async function startIn(
  place: Place,
  found: { folder: string; version: string },
  options: EmbeddedOptions,
  lock: Lock,
): Promise<Embedded | { ok: false; because: string }> {
  const stranger = ownerSentence(place)
  if (stranger !== undefined) return { ok: false, because: stranger }
  const binaries = await prepareBinaries(found, place.copies, (folder) => canReach(place.account, folder))
  const password = passwordOf(place)
  const durability = options.durability ?? 'durable'
  const spoiled = await initCluster(place, binaries, password, durability)
  if (spoiled !== undefined) return { ok: false, because: spoiled }
  const socket = socketFolder(place)
  const prepare = () => configure(place, socket, durability)
  const server = await supervise(place, binaries, prepare, options)
  if (!server.ok) return server
  const admin = { host: socket, port: 5432, user: 'postgres', password, database: 'postgres' }
  try {
    await ensureDatabase(admin, password)
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    ok: true,
    admin,
    config: { ...admin, user: 'luoshi', database: 'luoshi' },
    app: { ...admin, user: APP_ROLE, database: 'luoshi' },
    reader: { ...admin, user: READER_ROLE, database: 'luoshi' },
    stop: async () => {
      lock.leaving()
      await server.stop()
      lock.release()
    },
  }
}

/** Database, the role that owns it, and the roles of the application. What an older version left out is added. */
async function ensureDatabase(admin: pg.PoolConfig, password: string): Promise<void> {
  const literal = pg.escapeLiteral(password)
  await asAdmin(admin, async (db) => {
    const owner = await db.query("select from pg_roles where rolname = 'luoshi'")
    if (owner.rowCount === 0) await db.script(`create role luoshi login password ${literal}`)
    await ensureRoles(db, literal)
    const database = await db.query("select from pg_database where datname = 'luoshi'")
    if (database.rowCount === 0) await db.script('create database luoshi owner luoshi')
  })
  await asAdmin({ ...admin, database: 'luoshi' }, markLeakproof)
}

async function asAdmin(admin: pg.PoolConfig, work: (db: Db) => Promise<void>): Promise<void> {
  const db = openDb(admin, { size: 1 })
  try {
    await work(db)
  } finally {
    await db.close()
  }
}

/** The server writes a segment or two of its log, and what the recovery has changed. */
const ROOM_TO_RECOVER = 48 * 2 ** 20

type Supervised = { ok: true; stop(): Promise<void> } | { ok: false; because: string }

async function supervise(
  place: Place,
  binaries: Binaries,
  prepare: () => void,
  options: EmbeddedOptions,
): Promise<Supervised> {
  const begin = async () => {
    const stuck = await clearRemains(place)
    if (stuck !== undefined) return { ok: false as const, because: stuck }
    prepare()
    return launch(place, binaries)
  }
  const first = await begin()
  if (!first.ok) return first
  let child = first.process
  let stopping = false
  let restarting: Promise<void> = Promise.resolve()

  const restart = async () => {
    options.log?.('数据库进程意外退出，正在重新启动。')
    let because = ''
    let waited = false
    for (let attempt = 0; attempt < 4 && !stopping; attempt++) {
      await pause(attempt * 1_000)
      // A full disk refuses the start's own small files as well.
      const next = await begin().catch((error: unknown) => ({
        ok: false as const,
        because: folderSentence(options.dir, error),
      }))
      if (next.ok) {
        child = next.process
        watch()
        options.log?.('数据库已经恢复。')
        return
      }
      because = next.because
      if (!isFull(place.home)) continue
      // Nobody mends a full disk in six seconds: however long it takes, the server comes back by itself once there is room.
      attempt = 0
      if (!waited) options.log?.('磁盘已满，数据库正在等待空间，腾出空间后自动恢复。')
      waited = true
    }
    if (!stopping) options.lost?.(because)
  }
  const watch = () => {
    child.once('exit', () => {
      if (!stopping) restarting = restart()
    })
  }
  watch()

  let stopped: Promise<void> | undefined
  const stop = async () => {
    stopping = true
    await restarting
    await shutDown(child)
  }
  return { ok: true, stop: () => (stopped ??= stop()) }
}

/** A folder that is gone is no full disk. */
function isFull(folder: string): boolean {
  try {
    return spaceOn(folder).free <= ROOM_TO_RECOVER
  } catch {
    return false
  }
}

/** A cluster made by one account cannot be run by another; the server would only say so in its own log. */
function ownerSentence(place: Place): string | undefined {
  if (place.account !== undefined || !existsSync(place.cluster)) return undefined
  if (statSync(place.cluster).uid === process.getuid?.()) return undefined
  return `数据文件夹里的数据库 ${place.cluster} 属于另一个系统账户，请用当初的账户启动，或者用 LUOSHI_DATA 指定另一个文件夹。`
}

function folderSentence(dir: string, error: unknown): string {
  const reason =
    error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error)
  const place = error instanceof Error && 'path' in error ? String(error.path) : join(dir, 'postgres')
  return `不能在数据文件夹里准备数据库（${place}：${reason}），请检查权限和磁盘空间，或者用 LUOSHI_DATA 指定另一个文件夹。`
}
