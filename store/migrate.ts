import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { retrying, sqlState } from './db.ts'
import type { Db, Queryable } from './db.ts'
import { raiseFence } from './fence/raise.ts'
import { buildBeside, parted } from './migrate-indexes.ts'

/** One numbered file, `0001-name.sql`. */
export type Migration = { version: number; name: string; sql: string; checksum: string }

export type Migrated = { ok: true; applied: number[] } | { ok: false; because: string }

/** The migrations of this version of Luoshi. */
export const MIGRATIONS = fileURLToPath(new URL('./migrations/', import.meta.url))

const OLDEST_SERVER = 15

/**
 * Brings a database up to this version: every file not applied yet, in order, each in a transaction of its own; then the fences
 * around the districts, so that a table stands behind them from the start that made it. What an earlier version left out of
 * matters is filled in after it (store/filling.ts).
 *
 * Safe to run from several processes at once: each takes the same row lock first and reads again what is applied. An
 * advisory lock would not do: some engines of the PostgreSQL family have none, and a pooled session may drop it.
 *
 * @returns the versions applied now, or one Chinese sentence: server too old, wrong encoding, a database made by a
 *   newer version, or an applied file that has changed since
 */
export async function migrate(db: Db, migrations?: readonly Migration[]): Promise<Migrated> {
  const unfit = await unfitServer(db)
  if (unfit !== undefined) return { ok: false, because: unfit }
  try {
    return await applyAll(db, migrations ?? (await readMigrations(MIGRATIONS)))
  } catch (error) {
    if (sqlState(error) !== '42501') throw error
    return {
      ok: false,
      because: '数据库用户没有在这个库里建表的权限，请让它成为库的所有者（alter database … owner to …）。',
    }
  }
}

async function applyAll(db: Db, files: readonly Migration[]): Promise<Migrated> {
  await retrying(() => ensureLedger(db))
  const applied: number[] = []
  for (;;) {
    const step = await patiently(() => db.tx((tx) => applyNext(db, tx, files)))
    if (step.kind === 'refused') return { ok: false, because: step.because }
    if (step.kind === 'done') {
      await patiently(() => db.tx(fence))
      return { ok: true, applied }
    }
    applied.push(step.version)
  }
}

/** A change of a table waits no longer than this for those who use it: whoever comes after it waits as well. */
const LOCK_MS = 800
const ATTEMPTS = 150

/**
 * Begins again when a table was in use for too long. Meanwhile people work: a change that waits would keep them all from it.
 *
 * @throws the error of the last attempt, after some minutes
 */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await retrying(work, { attempts: 3 })
    } catch (error) {
      if (attempt >= ATTEMPTS || sqlState(error) !== '55P03') throw error
      await pause(1_000 * Math.random())
    }
  }
}

/** Under the same lock as the files; where all stands it changes nothing. */
async function fence(tx: Queryable): Promise<void> {
  await tx.query('select from schema_lock where id = 1 for update')
  await tx.script(`set local lock_timeout = ${LOCK_MS}`)
  await raiseFence(tx)
}

/** Reads the numbered files of a folder, in order of their numbers. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  return Promise.all(names.map((name) => readMigration(folder, name)))
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const version = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]
  if (version === undefined) throw new Error(`migration ${name} is not named like 0001-name.sql`)
  const sql = await readFile(join(folder, name), 'utf8')
  return { version: Number(version), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

type Step = { kind: 'applied'; version: number } | { kind: 'done' } | { kind: 'refused'; because: string }

async function applyNext(db: Db, tx: Queryable, files: readonly Migration[]): Promise<Step> {
  // Building an index may take longer than any statement of the application; another migrator may hold the row meanwhile.
  await tx.script(
    'set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0',
  )
  await tx.query('select from schema_lock where id = 1 for update')
  const { rows } = await tx.query<Applied>(
    'select version, name, checksum from schema_migration order by version',
  )
  const because = disagreement(rows, files)
  if (because !== undefined) return { kind: 'refused', because }
  const next = files[rows.length]
  if (next === undefined) return { kind: 'done' }
  await tx.script(await online(db, tx, next, rows.length > 0))
  await tx.query('insert into schema_migration (version, name, checksum) values ($1, $2, $3)', [
    next.version,
    next.name,
    next.checksum,
  ])
  return { kind: 'applied', version: next.version }
}

/**
 * The text that makes a migration true. In a database that people use, its indexes are built beforehand and only renamed by it; this
 * transaction holds no lock of theirs meanwhile. A crash leaves an index beside, which the next attempt uses or removes.
 */
async function online(db: Db, tx: Queryable, { sql }: Migration, used: boolean): Promise<string> {
  if (!used) return sql
  const { indexes, rest } = parted(sql)
  // The last answer's cursor keeps its snapshot until the next one takes its place, and a build waits for every older snapshot.
  await tx.script('select 1')
  for (const index of indexes) await buildBeside(db, index)
  return `set local lock_timeout = ${LOCK_MS};\n${rest}`
}

type Applied = { version: number; name: string; checksum: string }

/** What is applied must be a beginning of what we have, file by file. */
function disagreement(applied: readonly Applied[], files: readonly Migration[]): string | undefined {
  const newest = applied.at(-1)?.version ?? 0
  const known = files.at(-1)?.version ?? 0
  if (newest > known) {
    return `数据库由更新版本的落实建立（结构版本 ${newest}，本程序只到 ${known}），请升级程序后再启动，数据没有改动。`
  }
  const changed = applied.find(
    (row, i) => files[i]?.version !== row.version || files[i]?.checksum !== row.checksum,
  )
  return changed === undefined
    ? undefined
    : `数据库的第 ${changed.version} 号结构变更（${changed.name}）与本程序所带的不一致，请使用建立这个数据库的程序版本，数据没有改动。`
}

async function ensureLedger(db: Db): Promise<void> {
  if (await hasLedger(db)) return
  try {
    await db.tx((tx) => tx.script(LEDGER))
  } catch (error) {
    // `if not exists` does not hold against another session making the same table at the same instant.
    if (!(await hasLedger(db))) throw error
  }
}

async function hasLedger(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>(
    "select to_regclass('schema_migration') is not null as there",
  )
  return rows[0]?.there === true
}

const LEDGER = `
create table if not exists schema_lock (id int primary key check (id = 1));
insert into schema_lock (id) values (1) on conflict (id) do nothing;
create table if not exists schema_migration (
  version int primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now()
);
`

async function unfitServer(db: Db): Promise<string | undefined> {
  const { rows } = await db.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )
  const major = Math.floor((rows[0]?.version ?? 0) / 10_000)
  return major < OLDEST_SERVER
    ? `数据库服务器是 PostgreSQL ${major}，落实需要 ${OLDEST_SERVER} 以上，请升级服务器或者把 DATABASE_URL 指向另一个。`
    : unfitDatabase(db)
}

async function unfitDatabase(db: Db): Promise<string | undefined> {
  // Which provider orders the text is known since version 15.
  const { rows } = await db.query<{ encoding: string; plain: boolean }>(
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider = 'c' and datctype in ('C', 'POSIX') as plain
     from pg_database where datname = current_database()`,
  )
  const advice = "请用 create database … encoding 'UTF8' locale 'C.UTF-8' template template0 新建一个"
  if (rows[0]?.encoding !== 'UTF8') return `数据库的编码是 ${rows[0]?.encoding}，落实需要 UTF8，${advice}。`
  // Under plain C no Chinese character counts as a letter: case and word rules of the server know none of them.
  return rows[0].plain ? `数据库的区域设置是 C，检索不了汉字，${advice}。` : undefined
}
