import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Binaries, hasModule } from './binaries.ts'
import { give } from './place.ts'
import type { Place } from './place.ts'

const run = promisify(execFile)

/** Whether what is written must survive a power cut. `scratch` is for tests, which throw the cluster away. */
export type Durability = 'durable' | 'scratch'

/** Programs of the server see nothing of our environment: a stray PGDATA, LD_LIBRARY_PATH or LANG would change them. */
export const SERVER_ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * The password of both roles, made on first use.
 *
 * The socket folder is closed to other accounts already. A password all the same, because root may have to hand the
 * cluster to `nobody`, which other daemons run as too; it lies with the account that runs Luoshi, mode 600.
 */
export function passwordOf(place: Place): string {
  const file = join(place.home, 'password')
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
    renameSync(draft, file)
  }
  return readFileSync(file, 'utf8').trim()
}

/**
 * Makes the cluster when there is none: checksums, UTF-8, the built-in C.UTF-8 locale (the same order on every machine,
 * and unlike plain C one that knows letters of every script).
 *
 * @returns undefined, or a Chinese sentence with what initdb complained about
 */
export async function initCluster(
  place: Place,
  binaries: Binaries,
  password: string,
  durability: Durability,
): Promise<string | undefined> {
  if (existsSync(place.cluster)) return undefined
  // initdb works aside and the result is renamed, so that a crash half-way is not mistaken for a cluster.
  const draft = join(place.home, 'cluster.new')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  give(draft, place.account)
  const secret = join(draft, 'secret')
  writeFileSync(secret, password, { mode: 0o600 })
  give(secret, place.account)
  const data = join(draft, 'data')
  try {
    await run(binaries.initdb, initArguments(data, secret, durability), {
      cwd: '/',
      env: SERVER_ENV,
      ...identity(place),
    })
    renameSync(data, place.cluster)
    return undefined
  } catch (error) {
    return initSentence(error)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function initArguments(data: string, secret: string, durability: Durability): string[] {
  return [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(durability === 'scratch' ? ['--no-sync'] : []),
  ]
}

function initSentence(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
  if (said.includes('could not look up effective user ID')) {
    return '当前系统账户没有登记在 /etc/passwd 里，PostgreSQL 因此不肯建库，请换一个登记过的账户启动。'
  }
  const line = said.split('\n').find((text) => /error|fatal/i.test(text)) ?? String(error)
  return `建立数据库时出错（${line.trim().slice(0, 200)}），请检查数据文件夹的权限和磁盘空间。`
}

/** Writes the server's settings; they are ours at every start, and `local.conf` beside them is the operator's. */
export function configure(place: Place, socket: string, durability: Durability): void {
  const file = join(place.cluster, 'postgresql.conf')
  const draft = `${file}.new`
  writeFileSync(draft, settings(socket, durability), { mode: 0o600 })
  give(draft, place.account)
  renameSync(draft, file)
}

/** User and group for a program of the server. */
export function identity(place: Place): { uid?: number; gid?: number } {
  return place.account ? { uid: place.account.uid, gid: place.account.gid } : {}
}

function settings(socket: string, durability: Durability): string {
  const safe = durability === 'durable' ? 'on' : 'off'
  return `# Written at every start. Put your own settings into local.conf in this folder; they win.
listen_addresses = ''
unix_socket_directories = '${socket}'
port = 5432
max_connections = 60
password_encryption = 'scram-sha-256'

# A confirmed act is a public record: it is on the disk before it is confirmed.
fsync = ${safe}
full_page_writes = ${safe}
synchronous_commit = ${safe}

shared_buffers = ${sharedBuffers(durability)}MB
${preloads(durability)}effective_cache_size = ${Math.round(totalmem() / 2 / 2 ** 20)}MB
work_mem = 16MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off
# Statements are short and many. Without parallel workers a container's small /dev/shm is never a limit.
max_parallel_workers_per_gather = 0
# A page's first change after a checkpoint writes the whole page into the log. pglz, the one method this build has, spends more
# processor on that than on the change; fewer checkpoints save the volume instead. What a crash leaves to replay has its bound below.
wal_compression = off
checkpoint_timeout = 15min
max_wal_size = 2GB
max_wal_senders = 4
max_replication_slots = 4
# The log waits for the archive up to here; then the archive has a gap, says so, and the disk is not filled.
max_slot_wal_keep_size = 4GB
autovacuum_naptime = 20s

timezone = 'UTC'
lc_messages = 'C'
log_timezone = 'UTC'
log_checkpoints = off
log_line_prefix = '%m [%p] %a '
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0

include_if_exists = 'local.conf'
`
}

/** What was in memory is noted every five minutes and read in again after a restart: an upgrade costs nobody their first look. */
const preloads = (durability: Durability): string =>
  durability === 'durable' && hasModule('pg_prewarm') ? "shared_preload_libraries = 'pg_prewarm'\n" : ''

/**
 * An eighth of the machine, between 128 MB and 4 GB: it is shared with the application and with Chromium's kind. What lists and counts of
 * a million matters are chosen in comes to about 3 GB of indexes; from the system's own cache a page costs several times as much.
 */
function sharedBuffers(durability: Durability): number {
  const eighth = Math.round(totalmem() / 8 / 2 ** 20)
  return durability === 'scratch' ? 128 : Math.min(4096, Math.max(128, eighth))
}
