import { cpus } from 'node:os'
import pg from 'pg'
import { DEMO_TENANT, ensureDemo } from '#demo/ensure.ts'
import { copyDirectory } from '#demo/scale/districts.ts'
import { type Grown, multiply } from '#demo/scale/multiply.ts'
import { readState } from '#demo/tenant-rows.ts'
import { rulebook } from '#rulebook/index.ts'
import { openCabinet } from '#server/files/cabinet.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { openLog } from '#store/log-key.ts'
import { migrate } from '#store/migrate.ts'
import { newId } from '#store/new-id.ts'
import { newSalt } from '#store/new-salt.ts'
import { sequence } from '#store/sequencer.ts'
import type { Io } from './io.ts'
import { progressBar } from './progress.ts'
import { type Settings, readSettings } from './settings.ts'

const USAGE = `用法：luoshi demo --years 1 --scale 件数 [--tenants 区数]

  --scale 件数     演示区共有多少件事项（一年之内），例如 1000000
  --tenants 区数   同一个库里再建这么多个区，--scale 是每个区的件数
  --years 1        演示的年数，目前只有一年

只在新的数据文件夹（LUOSHI_DATA）或者空库（DATABASE_URL）里造数据。`

/** What was asked for. */
interface Asked {
  readonly scale: number
  readonly tenants: number
}

/**
 * `luoshi demo`: makes a demo of any size in a new data folder. One year is lived as always; its matters are then written many
 * times over, with true journals and a true log, and the whole is signed by the sequencer.
 *
 * @returns 0 when it stands, 1 when it could not be made, 2 for wrong arguments
 */
export async function demo(argv: readonly string[], io: Io): Promise<number> {
  const asked = readArguments(argv)
  if (asked === undefined) {
    io.err(USAGE)
    return 2
  }
  const read = readSettings(io)
  if (!read.ok) return failed(io, read.because)
  const opened = await open(read.settings)
  if (!opened.ok) return failed(io, opened.because)
  try {
    return await grow(opened, read.settings, asked, io)
  } finally {
    await opened.close()
  }
}

function failed(io: Io, because: string): number {
  io.err(because)
  return 1
}

function readArguments(argv: readonly string[]): Asked | undefined {
  const found: Record<string, number> = { '--years': 1, '--tenants': 0 }
  for (let n = 0; n < argv.length; n += 2) {
    const [name = '', value = ''] = [argv[n], argv[n + 1]]
    if (!['--years', '--scale', '--tenants'].includes(name) || !/^\d{1,8}$/.test(value)) return undefined
    found[name] = Number(value)
  }
  const { '--scale': scale, '--tenants': tenants = 0, '--years': years } = found
  return scale === undefined || scale < 1 || years !== 1 || tenants > 5_000 ? undefined : { scale, tenants }
}

type Opened =
  | { readonly ok: true; readonly db: Db; readonly connection: pg.ClientConfig; close(): Promise<void> }
  | { readonly ok: false; readonly because: string }

async function open({ dataDir, databaseUrl }: Settings): Promise<Opened> {
  // A load that is interrupted is thrown away with its folder: nothing of it needs to survive a power cut before its end.
  const server =
    databaseUrl === undefined ? await startEmbedded({ dir: dataDir, durability: 'scratch' }) : undefined
  if (server?.ok === false) return server
  const connection = server === undefined ? { connectionString: databaseUrl } : server.config
  const db = openDb(connection, { size: 8, statementTimeout: 0, name: 'luoshi-demo' })
  return {
    ok: true,
    db,
    connection,
    close: async () => {
      await db.close()
      await server?.stop()
    },
  }
}

async function grow(
  { db, connection }: Extract<Opened, { ok: true }>,
  { dataDir }: Settings,
  asked: Asked,
  io: Io,
): Promise<number> {
  const migrated = await migrate(db)
  if (!migrated.ok) return failed(io, migrated.because)
  if ((await readState(db, DEMO_TENANT)).there)
    return failed(io, '这个数据文件夹里已经有演示区；请用 LUOSHI_DATA 指定一个新的文件夹，或者用空库。')
  const progress = progressBar(io, (text) => process.stderr.write(text))
  const started = performance.now()
  await ensureDemo(db, rulebook, {
    now: new Date().toISOString(),
    cabinet: await openCabinet(dataDir),
    onProgress: (share, what) => progress(share * 0.1, 1, what),
  })
  const districts = await districtsOf(db, asked)
  const made = await multiply(db, rulebook, {
    template: DEMO_TENANT,
    districts,
    connection,
    workers: Math.max(1, Math.min(4, cpus().length)),
    onProgress: (share, what) => progress(0.1 + share * 0.8, 1, what),
  })
  for (const [n, { tenant }] of districts.entries()) {
    progress(0.9 + (n / districts.length) * 0.1, 1, '放大演示区：签署和公布日志')
    const unsigned = await sign(db, tenant, dataDir)
    if (unsigned !== undefined) return failed(io, unsigned)
  }
  const minutes = ((performance.now() - started) / 60_000).toFixed(1)
  io.out(
    `已造好 ${districts.length} 个区：新增 ${made.matters} 件事项、${made.entries} 条日志，用时 ${minutes} 分钟。`,
  )
  return 0
}

/** The demo's own district, and as many beside it as were asked for. */
async function districtsOf(db: Db, { scale, tenants }: Asked): Promise<Grown[]> {
  const first: Grown = { tenant: DEMO_TENANT, origin: `luoshi/demo/${DEMO_TENANT}`, matters: scale }
  const others = Array.from({ length: tenants }, (_, n): Grown => {
    const tenant = String(Number(DEMO_TENANT) + n + 1)
    return { tenant, origin: `luoshi/demo/${tenant}`, matters: scale }
  })
  for (const [n, { tenant, origin }] of others.entries())
    await copyDirectory(db, DEMO_TENANT, { tenant, origin, name: `云汀区之${n + 2}` })
  return [first, ...others]
}

/** One pass of the sequencer takes what still waits, signs the head over everything and publishes the tiles. */
async function sign(db: Db, tenant: string, dataDir: string): Promise<string | undefined> {
  const context: StoreContext = {
    db,
    tenant,
    rulebook,
    clock: { now: () => new Date().toISOString() },
    newId,
    newSalt,
  }
  const log = await openLog(context, dataDir)
  if (!log.ok) return log.because
  const pass = await sequence(context, log.log, { most: 1_000_000 })
  return pass.ok ? undefined : pass.alarm.because
}
