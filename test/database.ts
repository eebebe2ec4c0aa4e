import { createHash, randomBytes } from 'node:crypto'
import { lstatSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { openDb } from '#store/db.ts'
import type { Db, DbOptions } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import type { Embedded } from '#store/embedded/start.ts'
import { bound } from '#store/fence/bound.ts'
import { APP_ROLE } from '#store/fence/grants.ts'
import { FENCE_MARK } from '#store/fence/raise.ts'
import { markLeakproof } from '#store/fence/roles.ts'
import { migrate, MIGRATIONS, readMigrations } from '#store/migrate.ts'

/** Connection settings in a form that can be handed to worker processes. */
export type Connection = { host: string; port: number; user: string; password: string; database: string }

declare module 'vitest' {
  interface ProvidedContext {
    testServer: { admin: Connection; template: string }
  }
}

/** A database of its own for one test file, over its owner's connections, which see all. `close` drops it. */
export type TestDatabase = Db & {
  config: Connection
  /** Connections as the service has them: a role that owns nothing, bound to one district. Closed with the database. */
  within(tenant: string, role?: string): Db
}

/**
 * A new database with the current schema, on the server shared by the run.
 *
 * @example
 *   const db = await freshDatabase()
 *   afterAll(() => db.close())
 * @param name what the database is for, letters and digits; shown in its name
 */
export async function freshDatabase(name = 'db', options: DbOptions = {}): Promise<TestDatabase> {
  const { admin, template } = inject('testServer')
  return databaseFrom(admin, template, name, options)
}

/** As `freshDatabase`, without any table. */
export async function emptyDatabase(name = 'empty', options: DbOptions = {}): Promise<TestDatabase> {
  return databaseFrom(inject('testServer').admin, 'template1', name, options)
}

async function databaseFrom(
  admin: Connection,
  template: string,
  name: string,
  options: DbOptions,
): Promise<TestDatabase> {
  const database = `test_${name.toLowerCase().replaceAll(/\W/g, '_').slice(0, 30)}_${randomBytes(4).toString('hex')}`
  await overOne(admin, async (ask) => {
    // Copying files beats logging every block, and the checkpoint it asks for costs nothing with fsync off.
    const make = `create database ${database} template ${template} owner luoshi strategy file_copy`
    // The kernel copies a file in half the time that reading and writing it takes, where the system offers that.
    await ask(`set file_copy_method = 'clone'`)
      .then(() => ask(make))
      .catch(() => ask('reset file_copy_method').then(() => ask(make)))
    // Privileges on a database are not copied with it; what is in it was fenced with the template.
    await ask(`revoke temporary on database ${database} from public`)
  })
  const config = { ...admin, user: 'luoshi', database }
  const db = openDb(config, { size: 8, ...options })
  const all = [db]
  return {
    ...db,
    config,
    within: (tenant, role = APP_ROLE) => {
      const bounded = openDb(bound({ ...config, user: role }, tenant), { size: 8, ...options })
      all.push(bounded)
      return bounded
    },
    close: async () => {
      await Promise.all(all.map((one) => one.close()))
      await asAdmin(admin, `drop database if exists ${database} with (force)`)
    },
  }
}

/** Called by vitest once per run: one server, one migrated template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer()
  try {
    const admin = connectionOf(server)
    project.provide('testServer', { admin, template: await ensureTemplate(admin) })
  } catch (error) {
    await server.stop()
    throw error
  }
  return () => server.stop()
}

const SLOTS = 8

/**
 * Takes the first free folder of a few: several runs on one machine do not meet, and a run reuses the cluster of an earlier
 * one. The cluster is made with fsync off, so one that does not start is thrown away and made anew.
 */
export async function startTestServer(): Promise<Embedded> {
  const account = process.getuid?.() ?? 0
  let because = ''
  for (let slot = 0; slot < SLOTS; slot++) {
    const dir = join(tmpdir(), `luoshi-test-${account}-${slot}`)
    mkdirSync(dir, { recursive: true, mode: 0o755 })
    // The temporary folder is everybody's: a name somebody else made first is not ours to use.
    if (lstatSync(dir).uid !== account) continue
    const server = await startEmbedded({ dir, durability: 'scratch' })
    if (server.ok) return server
    because = server.because
    if (because.includes('正被另一个')) continue
    rmSync(dir, { recursive: true, force: true })
    const again = await startEmbedded({ dir, durability: 'scratch' })
    if (again.ok) return again
    because = again.because
  }
  throw new Error(`no test server: ${because}`)
}

/** The template is named by the content of the migrations, so it is made once and again only when they change. */
async function ensureTemplate(admin: Connection): Promise<string> {
  const migrations = await readMigrations(MIGRATIONS)
  const mark = createHash('sha256')
    .update([...migrations.map((file) => file.checksum), FENCE_MARK].join())
    .digest('hex')
    .slice(0, 16)
  const template = `template_${mark}`
  await dropLeftovers(admin, template)
  const [found] = await asAdmin(admin, `select 1 from pg_database where datname = '${template}'`)
  if (found !== undefined) return template
  const draft = `${template}_draft`
  await asAdmin(admin, `create database ${draft} owner luoshi`)
  const superuser = openDb({ ...admin, database: draft }, { size: 1 })
  try {
    await markLeakproof(superuser)
  } finally {
    await superuser.close()
  }
  // Indexes are built beside, on a second connection.
  const db = openDb({ ...admin, user: 'luoshi', database: draft }, { size: 2 })
  try {
    const migrated = await migrate(db, migrations)
    if (!migrated.ok) throw new Error(migrated.because)
  } finally {
    await db.close()
  }
  await asAdmin(admin, `alter database ${draft} rename to ${template}`)
  return template
}

async function dropLeftovers(admin: Connection, keep: string): Promise<void> {
  const rows = await asAdmin(
    admin,
    `select datname from pg_database where datname ~ '^(test|template)_' and datname <> '${keep}'`,
  )
  for (const row of rows) await asAdmin(admin, `drop database "${String(row.datname)}" with (force)`)
}

type Ask = (sql: string) => Promise<Record<string, unknown>[]>

const asAdmin = (admin: Connection, sql: string): ReturnType<Ask> => overOne(admin, (ask) => ask(sql))

/** Several statements over one connection of their own. */
async function overOne<T>(admin: Connection, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    return await work(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows)
  } finally {
    await client.end()
  }
}

function connectionOf(server: Embedded): Connection {
  const { host, port, user, password, database } = server.admin
  if (!host || !port || !user || typeof password !== 'string' || !database)
    throw new Error('incomplete connection')
  return { host, port, user, password, database }
}
