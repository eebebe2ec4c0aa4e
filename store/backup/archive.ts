import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { readCheckpoint } from '#journal/checkpoint.ts'
import { readIfThere, replaceFile, syncFolder } from '../durable-file.ts'
import { repeating } from '../repeating.ts'
import { copyFile, ifThere, syncTree, treeOf } from './copy.ts'
import { noteArchive } from './last.ts'
import { backupNames, listBackups } from './manifest.ts'
import { historyNames, isSegment, keep, keptNames, readLsn, segmentName } from './wal.ts'

/** Where a folder of backups keeps what happened since: segments, attachments and published heads. */
export const archiveFolder = (into: string): string => join(into, 'wal')
export const sinceFolder = (into: string): string => join(into, 'since')

/** The server keeps what has not been archived, through this slot, up to `max_slot_wal_keep_size`. */
const SLOT = 'luoshi_archive'

export interface ArchiverOptions {
  readonly dataDir: string
  /** The folder of backups. */
  readonly into: string
  readonly admin: pg.ClientConfig
  readonly pgdata: string
  readonly now: () => string
  /** The longest that something confirmed waits for its segment to be closed. */
  readonly closeAfterMs?: number
  readonly everyMs?: number
  readonly onTrouble?: (because: string) => void
  readonly reached?: (step: string) => void
}

/**
 * Archives the write-ahead log as long as the service runs, so that a restore can go to any instant since the oldest backup.
 *
 * Our own process copies closed segments out of the cluster's folder: the programs that come with us hold no pg_receivewal, and
 * an `archive_command` would run as another account, without fsync. Stopping closes and archives the last segment.
 */
export function startArchiver(options: ArchiverOptions): { stop(): Promise<void> } {
  const archiver = new Archiver(options)
  const say = (because: string): void => {
    options.onTrouble?.(because)
  }
  let told = ''
  const running = repeating(
    options.everyMs ?? 5_000,
    () => archiver.round(false),
    (said) => {
      const because = `数据库日志的归档没有完成（${said}），稍后自动再试。`
      if (because !== told) say(because)
      told = because
      void noteArchive(options.dataDir, { until: archiver.until, trouble: because }).catch(() => undefined)
    },
  )
  return {
    stop: async () => {
      await running.stop()
      await archiver
        .round(true)
        .catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
      await archiver.close()
    },
  }
}

/** What stands at the beginning of every segment, before anything is written into it. */
const HEADER_BYTES = 40

interface Position {
  /** Where the next record goes. */
  readonly lsn: string
  /** Up to where the files are whole: the end of a segment may still be in the server's memory when the next is begun. */
  readonly flushed: string
  readonly at: string
  readonly timeline: number
  readonly systemId: string
  readonly segmentBytes: number
  readonly kept: string | null
  readonly lost: boolean
}

const POSITION = `
select pg_current_wal_insert_lsn()::text as lsn, pg_current_wal_flush_lsn()::text as flushed,
  to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int as timeline,
  (select system_identifier::text from pg_control_system()) as "systemId",
  (select setting::int from pg_settings where name = 'wal_segment_size') as "segmentBytes",
  (select restart_lsn::text from pg_replication_slots where slot_name = $1) as kept,
  coalesce((select wal_status = 'lost' from pg_replication_slots where slot_name = $1), false) as lost`

/** One archive's worth of work, round after round. */
export class Archiver {
  readonly #options: ArchiverOptions
  #client: pg.Client | undefined
  #closedAt = performance.now()
  #gap: string | null = null
  #looked = ''
  /** Everything confirmed before this instant is archived. */
  until: string | null = null

  constructor(options: ArchiverOptions) {
    this.#options = options
  }

  /**
   * Archives what is closed; closes what has been open for too long.
   *
   * @param last whether to close and archive what is open now, whatever its age
   * @returns false: nothing more to do at once
   */
  async round(last: boolean): Promise<boolean> {
    const { dataDir, into, closeAfterMs = 60_000 } = this.#options
    await mkdir(archiveFolder(into), { recursive: true, mode: 0o700 })
    const before = await this.#position()
    const due = last || performance.now() - this.#closedAt > closeAfterMs
    const written = readLsn(before.lsn) % before.segmentBytes > HEADER_BYTES
    if (due && written) await this.#ask('select pg_switch_wal()')
    await this.#archiveClosed(due && written ? await this.#position() : before)
    if (due) {
      this.#closedAt = performance.now()
      // Closed now, or closed earlier and empty since.
      this.until = before.at
    }
    await this.#archiveSince()
    await noteArchive(dataDir, { until: this.until, trouble: this.#gap })
    return false
  }

  async close(): Promise<void> {
    await this.#client?.end().catch(() => undefined)
    this.#client = undefined
  }

  async #position(): Promise<Position> {
    const [row] = await this.#ask<Position>(POSITION, [SLOT])
    if (row === undefined) throw new Error('no position')
    if (row.kept !== null && !row.lost) return row
    // The server has thrown away what was not archived in time, so as not to fill its disk: the gap is found below.
    if (row.lost) await this.#ask('select pg_drop_replication_slot($1)', [SLOT])
    await this.#ask('select pg_create_physical_replication_slot($1, true)', [SLOT])
    return this.#position()
  }

  async #archiveClosed(position: Position): Promise<void> {
    const { into, pgdata, reached } = this.#options
    const { timeline, systemId, segmentBytes, kept } = position
    const [from, to] = [join(pgdata, 'pg_wal'), archiveFolder(into)]
    for (const name of await historyNames(from))
      if (!(await keep(to, name, await readFile(join(from, name)), reached))) this.#otherHistory(name)
    const open = Math.floor(readLsn(position.flushed) / segmentBytes)
    const first = Math.floor(readLsn(kept ?? '') / segmentBytes)
    for (let number = first; number < open; number++) {
      const name = segmentName({ timeline, number }, segmentBytes)
      const bytes = await ifThere(() => readFile(join(from, name)))
      // Of an earlier timeline, whose segments were archived by whoever ran it, or restored from there.
      if (bytes === undefined) continue
      if (!isSegment(bytes, { timeline, number }, segmentBytes, systemId))
        throw new Error(`日志段 ${name} 与它的名字不符`)
      if (!(await keep(to, name, bytes, reached))) this.#otherHistory(name)
      reached?.(`${name} kept`)
      const end = (number + 1) * segmentBytes
      await this.#ask('select pg_replication_slot_advance($1, $2::text::pg_lsn)', [SLOT, lsnText(end)])
      reached?.(`${name} released`)
    }
    await this.#lookForGap(position, open)
  }

  #otherHistory(name: string): never {
    throw new Error(`归档里已有另一个数据库写下的 ${name}，请给这个数据库换一个备份文件夹`)
  }

  /** Whether the newest backup can be rolled forward to the last closed segment; asked anew when either has changed. */
  async #lookForGap({ timeline, segmentBytes }: Position, open: number): Promise<void> {
    const { into } = this.#options
    const newest = (await backupNames(into)).at(-1)
    if (newest === undefined || this.#looked === `${newest} ${open}`) return
    this.#looked = `${newest} ${open}`
    const database = (await listBackups(into)).at(-1)?.manifest.database
    if (!database || database.timeline !== timeline) return
    const { segments } = await keptNames(archiveFolder(into), segmentBytes)
    const kept = new Set([...segments.values()].map(({ number }) => number))
    const first = Math.floor((readLsn(database.stopLsn) - 1) / segmentBytes) + 1
    const missing = Array.from({ length: Math.max(0, open - first) }, (_, i) => first + i).filter(
      (n) => !kept.has(n),
    )
    const sentence =
      missing.length === 0
        ? null
        : `数据库日志的归档有缺口（最近一次备份之后缺 ${missing.length} 段），备份不能恢复到缺口之后，请马上做一次 luoshi backup。`
    if (sentence !== null && this.#gap !== sentence) this.#options.onTrouble?.(sentence)
    this.#gap = sentence
  }

  /** Attachments that came after the last backup, and the newest heads that the logs have published. */
  async #archiveSince(): Promise<void> {
    const { dataDir, into } = this.#options
    const since = sinceFolder(into)
    await copyNew(join(dataDir, 'files'), join(since, 'files'), (path) => path === 'arriving')
    for (const tenant of (await ifThere(() => readdir(join(dataDir, 'log')))) ?? [])
      await keepHead(join(dataDir, 'log', tenant), join(since, 'log', tenant))
  }

  async #ask<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = (this.#client ??= await this.#connected())
    try {
      const { rows } = await client.query(sql, values)
      return rows as Row[]
    } catch (error) {
      // A lost connection is made anew at the next round.
      await this.close()
      throw error
    }
  }

  async #connected(): Promise<pg.Client> {
    const client = new pg.Client({
      ...this.#options.admin,
      application_name: 'luoshi-archive',
      statement_timeout: 30_000,
    })
    client.on('error', () => (this.#client = undefined))
    await client.connect()
    return client
  }
}

const lsnText = (lsn: number): string =>
  `${Math.floor(lsn / 2 ** 32).toString(16)}/${(lsn % 2 ** 32).toString(16)}`.toUpperCase()

/** Copies the files that are not there yet; those of the cabinet are named by their content and never change. */
async function copyNew(from: string, to: string, skip: (path: string) => boolean): Promise<void> {
  const there = new Set((await treeOf(to)).files)
  const { folders, files } = await treeOf(from, skip)
  const missing = files.filter((path) => !there.has(path))
  if (missing.length === 0) return
  for (const folder of ['', ...folders]) await mkdir(join(to, folder), { recursive: true, mode: 0o700 })
  for (const path of missing) {
    const draft = join(to, `${path.replaceAll('/', '-')}.tmp`)
    await rm(draft, { force: true })
    if (await copyFile(join(from, path), draft)) await rename(draft, join(to, path))
  }
  await syncTree(to, folders)
}

/** Keeps a log's published head outside the data folder: never an older one in place of a newer. */
async function keepHead(from: string, to: string): Promise<void> {
  const [shown, kept] = await Promise.all([
    readIfThere(join(from, 'checkpoint')),
    readIfThere(join(to, 'checkpoint')),
  ])
  if (shown === undefined || shown === kept) return
  const [now, before] = [readCheckpoint(shown), kept === undefined ? undefined : readCheckpoint(kept)]
  if (!now.ok || (before?.ok && before.value.size >= now.value.size)) return
  await mkdir(to, { recursive: true, mode: 0o700 })
  await replaceFile(join(to, 'checkpoint'), shown)
  await syncFolder(to)
}

/** Gives the segments free that a former archiver had kept, when a service starts without one. */
export async function endArchive(admin: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query(
      'select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1 and not active',
      [SLOT],
    )
  } finally {
    await client.end()
  }
}
