import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { connectSentence } from '#store/connect.ts'
import { type Db, openDb } from '#store/db.ts'
import { passwordOf } from '#store/embedded/cluster.ts'
import { placeFor, socketFolder } from '#store/embedded/place.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import type { Settings } from './settings.ts'

export type Existing =
  | { readonly ok: true; readonly db: Db; readonly config: pg.PoolConfig; close(): Promise<void> }
  | { readonly ok: false; readonly because: string }

/**
 * Opens the database of an installation without making one: the one of DATABASE_URL, the embedded server of a service that
 * is running, or the embedded one started for as long as the command needs it.
 */
export async function openExisting({ databaseUrl, dataDir }: Settings): Promise<Existing> {
  if (databaseUrl !== undefined) return connected({ connectionString: databaseUrl }, async () => undefined)
  if (!hasCluster(dataDir))
    return {
      ok: false,
      because: `数据文件夹 ${dataDir} 里没有数据库，请用 LUOSHI_DATA 指定服务所用的文件夹。`,
    }
  const running = await connected(runningServer(dataDir), async () => undefined)
  if (running.ok) return running
  const server = await startEmbedded({ dir: dataDir })
  return server.ok ? connected(server.config, () => server.stop()) : server
}

/** Whether a data folder has an embedded server of its own. */
export const hasCluster = (dataDir: string): boolean =>
  ['cluster', 'location'].some((name) => existsSync(join(dataDir, 'postgres', name)))

/** Where the embedded server of a data folder listens while a service is running on it. */
export function runningServer(dataDir: string): pg.PoolConfig {
  const place = placeFor(dataDir)
  const password = passwordOf(place)
  return { host: socketFolder(place), port: 5432, user: 'luoshi', password, database: 'luoshi' }
}

async function connected(config: pg.PoolConfig, end: () => Promise<void>): Promise<Existing> {
  // Going through years of journal takes as long as it takes.
  const db = openDb(config, { size: 4, statementTimeout: 0, name: 'luoshi-verify' })
  const close = async (): Promise<void> => {
    await db.close()
    await end()
  }
  const because = await connectSentence(db)
  if (because === undefined) return { ok: true, db, config, close }
  await close()
  return { ok: false, because }
}
