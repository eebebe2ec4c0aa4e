import { execFileSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { copyCluster } from '#store/backup/cluster.ts'
import { PARTS } from '#store/backup/manifest.ts'
import { findPackage, prepareBinaries } from '#store/embedded/binaries.ts'
import { configure } from '#store/embedded/cluster.ts'
import { canReach, give, placeFor, socketFolder } from '#store/embedded/place.ts'
import { launch, shutDown } from '#store/embedded/postmaster.ts'

/** A physical standby: the primary's files, fed by its write-ahead log as it is written. */
export interface Replica {
  readonly folder: string
  /** Waits until all that the primary has written so far is in the standby's files as well. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

const SLOT = 'canary_standby'

/**
 * Sets up a standby of a running embedded server: a base backup taken as `luoshi backup` takes it, then streaming replication with
 * the same programs (`libpqwalreceiver` is among those that come with us).
 *
 * @param admin the primary's superuser
 * @param pgdata the primary's cluster
 */
export async function startReplica(admin: pg.ClientConfig, pgdata: string, folder: string): Promise<Replica> {
  await asked(admin, 'select pg_create_physical_replication_slot($1, true)', [SLOT])
  const draft = join(folder, 'draft')
  mkdirSync(draft, { recursive: true })
  await copyCluster(admin, pgdata, draft, () => undefined)
  const place = placeFor(folder)
  renameSync(join(draft, PARTS.cluster), place.cluster)
  rmSync(draft, { recursive: true })
  mkdirSync(join(place.cluster, 'pg_wal'), { recursive: true, mode: 0o700 })
  for (const made of [
    'pg_replslot',
    'pg_dynshmem',
    'pg_notify',
    'pg_serial',
    'pg_snapshots',
    'pg_stat_tmp',
    'pg_subtrans',
  ])
    mkdirSync(join(place.cluster, made), { recursive: true, mode: 0o700 })
  writeFileSync(join(place.cluster, 'standby.signal'), '')
  const { host, port, user, password } = admin
  writeFileSync(
    join(place.cluster, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${host} port=${port} user=${user} password=${String(password)}'\nprimary_slot_name = '${SLOT}'\n`,
  )
  configure(place, socketFolder(place), 'scratch')
  if (place.account) execFileSync('chown', ['-R', `${place.account.uid}:${place.account.gid}`, place.cluster])
  give(place.cluster, place.account)
  const server = await launched(place)
  const standby = { ...admin, host: socketFolder(place) }
  return {
    folder,
    caughtUp: () => caughtUp(admin, standby),
    stop: () => shutDown(server),
  }
}

async function launched(place: ReturnType<typeof placeFor>): Promise<ChildProcess> {
  const found = findPackage()
  if (!found.ok) throw new Error(found.because)
  const binaries = await prepareBinaries(found, place.copies, (one) => canReach(place.account, one))
  const server = await launch(place, binaries)
  if (!server.ok) throw new Error(server.because)
  return server.process
}

async function caughtUp(primary: pg.ClientConfig, standby: pg.ClientConfig): Promise<void> {
  const [written] = await asked<{ at: string }>(primary, 'select pg_current_wal_insert_lsn()::text as at')
  for (;;) {
    const [replayed] = await asked<{ there: boolean }>(
      standby,
      'select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= $1::pg_lsn as there',
      [written?.at],
    )
    if (replayed?.there) break
    await pause(100)
  }
  // What is replayed lies in memory until a restart point writes it out.
  await asked(standby, 'checkpoint')
}

/** One question over a connection of its own. */
export async function asked<Row>(
  config: pg.ClientConfig,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    const { rows } = await client.query(sql, values)
    return rows as Row[]
  } finally {
    await client.end()
  }
}
