import { createHash, randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Look, SymbolicLink, copyTree, treeOf } from './copy.ts'
import type { BackedUpFile, Manifest } from './manifest.ts'
import { PARTS } from './manifest.ts'
import { PAGE_BYTES, damagedPages, firstPage } from './pages.ts'
import { historyNames, isSegment, keep, readLsn, segmentName, segmentsBetween } from './wal.ts'

// The database's part of a backup: what pg_basebackup does, over SQL and with our own hands, for the programs that come with
// us hold no client tool.

/** Made anew by every start of a server, or of no use to another one (the list of pg_basebackup, and what pg_prewarm notes). */
const LEFT_OUT = [
  /^postmaster\.(pid|opts)$/,
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|log)\//,
  /(^|\/)pgsql_tmp/,
  /(^|\/)pg_internal\.init/,
  /^(backup_label|tablespace_map)(\.old)?$/,
  /^current_logfiles(\.tmp)?$/,
  /^autoprewarm\.blocks(\.tmp)?$/,
  /^(postgresql\.auto\.conf\.tmp|postgresql\.conf\.new)$/,
  // Copied last, by itself.
  /^global\/pg_control$/,
]

export interface ClusterCopy {
  readonly database: NonNullable<Manifest['database']>
  readonly logs: Manifest['logs']
  readonly endedAt: string
  readonly folders: string[]
  readonly files: BackedUpFile[]
}

/** Told of each step, so that a test can end the process there. */
export type Reached = (step: string) => void

/**
 * Copies a running cluster into `draft/cluster` and what of the write-ahead log it needs into `draft/wal`.
 *
 * One session begins the backup and ends it; a temporary slot keeps the log from being recycled meanwhile. Both go with the
 * session: a crash leaves the server with nothing to tidy up.
 *
 * @param admin connection of the superuser
 * @param pgdata the cluster's folder
 */
export async function copyCluster(
  admin: pg.ClientConfig,
  pgdata: string,
  draft: string,
  reached: Reached,
): Promise<ClusterCopy> {
  const client = new pg.Client({ ...admin, database: 'luoshi', application_name: 'luoshi-backup' })
  // Its loss shows as the failure of the statement under way.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const server = await serverFacts(client)
    const slot = `luoshi_backup_${randomBytes(6).toString('hex')}`
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot])
    const begun = await one<{ lsn: string }>(client, "select pg_backup_start('luoshi', true)::text as lsn")
    reached('backup begun')
    const tree = await treeOf(pgdata, (path) => LEFT_OUT.some((left) => left.test(path)))
    const sums = server.checkSums ? lookForDamage(readLsn(begun.lsn)) : undefined
    const looking = sums ? { lookAt: sums } : {}
    const copied = await copyTree(pgdata, tree, draft, PARTS.cluster, { ...looking, reached })
    reached('cluster copied')
    // Signed and committed before the end of the backup, so that whoever restores it must find them.
    const logs = await logHeads(client)
    copied.files.push(await copyControl(pgdata, join(draft, PARTS.cluster)))
    const ended = await one<{ lsn: string; label: string; map: string; at: string }>(
      client,
      `select lsn::text, labelfile as label, spcmapfile as map,
         to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
       from pg_backup_stop(false)`,
    )
    reached('backup ended')
    copied.files.push(await writeNew(draft, `${PARTS.cluster}/backup_label`, ended.label))
    if (ended.map.trim() !== '')
      copied.files.push(await writeNew(draft, `${PARTS.cluster}/tablespace_map`, ended.map))
    const { checkSums: _, ...facts } = server
    const database = { ...facts, startLsn: begun.lsn, stopLsn: ended.lsn }
    const wal = await copyWal(pgdata, draft, database, reached)
    return {
      database,
      logs,
      endedAt: ended.at,
      folders: [...copied.folders, PARTS.wal],
      files: [...copied.files, ...wal],
    }
  } catch (error) {
    if (error instanceof SymbolicLink)
      throw new NoBackup(
        `数据库里有放在别处的表空间（${error.link} → ${error.leadsTo}），落实的备份不含它，请用 pg_basebackup 备份`,
      )
    throw error
  } finally {
    await client.end()
  }
}

/** A page whose check sum is wrong is read once more: the server may have been writing it. */
const lookForDamage =
  (startLsn: number) =>
  (path: string): Look | undefined => {
    const first = firstPage(path)
    if (first === undefined) return undefined
    return async (chunk, at, file) => {
      const number = first + at / PAGE_BYTES
      if (damagedPages(chunk, number, startLsn).length === 0) return
      await pause(50)
      const again = Buffer.alloc(chunk.length)
      const { bytesRead } = await file.read(again, 0, again.length, at)
      const [damaged] = damagedPages(again.subarray(0, bytesRead), number, startLsn)
      if (damaged !== undefined)
        throw new NoBackup(
          `数据库的文件 ${path} 第 ${number + damaged / PAGE_BYTES} 页已损坏（校验和不符），这样的数据不能当作备份；请尽快从以前的备份恢复，并检查磁盘`,
        )
    }
  }

/** A backup that cannot be taken, with a Chinese reason. */
export class NoBackup extends Error {}

async function one<Row>(client: pg.Client, sql: string): Promise<Row> {
  const { rows } = await client.query(sql)
  return rows[0] as Row
}

async function serverFacts(
  client: pg.Client,
): Promise<
  Omit<NonNullable<Manifest['database']>, 'startLsn' | 'stopLsn'> & { readonly checkSums: boolean }
> {
  return one(
    client,
    `select current_setting('server_version') as server, s.system_identifier::text as "systemId",
       c.timeline_id as timeline, (select setting::int from pg_settings where name = 'wal_segment_size') as "segmentBytes",
       (select max(version) from schema_migration) as schema, current_setting('data_checksums') = 'on' as "checkSums"
     from pg_control_system() s, pg_control_checkpoint() c`,
  )
}

async function logHeads(client: pg.Client): Promise<Manifest['logs']> {
  const { rows } = await client.query<Manifest['logs'][number]>(
    `select t.tenant_id as tenant, t.name, t.log_origin as origin, c.size::int as size, encode(c.root, 'base64') as root
     from tenant t join checkpoint c on c.tenant_id = t.tenant_id and c.size = (
       select max(size) from checkpoint m where m.tenant_id = t.tenant_id)
     order by t.tenant_id`,
  )
  return rows
}

/** The control file is written in one piece by the server; read until two readings agree. */
async function copyControl(pgdata: string, cluster: string): Promise<BackedUpFile> {
  const path = join(pgdata, 'global/pg_control')
  let bytes = await readFile(path)
  for (;;) {
    const again = await readFile(path)
    if (again.equals(bytes)) break
    bytes = again
  }
  return writeNew(join(cluster, '..'), `${PARTS.cluster}/global/pg_control`, bytes)
}

async function writeNew(top: string, path: string, content: string | Buffer): Promise<BackedUpFile> {
  const bytes = Buffer.from(content)
  await writeFile(join(top, path), bytes, { mode: 0o600, flag: 'wx', flush: true })
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** The segments from the beginning of the backup to its end; ending it has closed the last one. */
async function copyWal(
  pgdata: string,
  draft: string,
  database: NonNullable<Manifest['database']>,
  reached: Reached,
): Promise<BackedUpFile[]> {
  const { timeline, segmentBytes, startLsn, stopLsn, systemId } = database
  const [from, to] = [join(pgdata, 'pg_wal'), join(draft, PARTS.wal)]
  await mkdir(to, { recursive: true, mode: 0o700 })
  const names: string[] = await historyNames(from)
  for (const name of names) await keep(to, name, await readFile(join(from, name)), reached)
  for (const number of segmentsBetween(readLsn(startLsn), readLsn(stopLsn), segmentBytes)) {
    const name = segmentName({ timeline, number }, segmentBytes)
    const bytes = await readFile(join(from, name))
    if (!isSegment(bytes, { timeline, number }, segmentBytes, systemId))
      throw new NoBackup(`数据库的日志段 ${name} 与它的名字不符，备份没有完成`)
    await keep(to, name, bytes, reached)
    names.push(name)
  }
  reached('log copied')
  return Promise.all(names.map((name) => kept(draft, `${PARTS.wal}/${name}.gz`)))
}

async function kept(draft: string, path: string): Promise<BackedUpFile> {
  const bytes = await readFile(join(draft, path))
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Bytes a cluster takes, to be asked for before copying. */
export async function clusterBytes(pgdata: string): Promise<number> {
  const { files } = await treeOf(pgdata, (path) => LEFT_OUT.some((left) => left.test(path)))
  let bytes = 0
  for (const file of files) bytes += (await stat(join(pgdata, file)).catch(() => ({ size: 0 }))).size
  return bytes
}
