import { join } from 'node:path'
import pg from 'pg'
import { passwordOf } from '#store/embedded/cluster.ts'
import { placeFor } from '#store/embedded/place.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { runningServer } from './existing-database.ts'

export type OpenedCluster =
  | {
      readonly ok: true
      readonly admin: pg.ClientConfig
      readonly pgdata: string
      readonly passwordFile: string
      close(): Promise<void>
    }
  | { readonly ok: false; readonly because: string }

/** The superuser's connection to the embedded server of a data folder: that of a running service, or one started for now. */
export async function openCluster(dataDir: string): Promise<OpenedCluster> {
  const place = placeFor(dataDir)
  const files = { pgdata: place.cluster, passwordFile: join(place.home, 'password') }
  const password = passwordOf(place)
  const admin = { ...runningServer(dataDir), user: 'postgres', password, database: 'postgres' }
  if (await answers(admin)) return { ok: true, admin, ...files, close: async () => undefined }
  const server = await startEmbedded({ dir: dataDir })
  return server.ok ? { ok: true, admin: server.admin, ...files, close: () => server.stop() } : server
}

async function answers(admin: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(admin)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
