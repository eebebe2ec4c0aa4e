import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import type { Order } from '#test/backup/probe.ts'
import { Site, actsIn } from '#test/backup/site.ts'
import { recordFigure } from '#test/figures.ts'
import { openDb } from '../db.ts'
import { placeFor } from '../embedded/place.ts'
import { archiveFolder } from './archive.ts'
import { spoiledFiles } from './check.ts'
import { listBackups } from './manifest.ts'
import { unfinishedRestore } from './mark.ts'
import { restoreBackup } from './restore.ts'
import { keptNames, readKept } from './wal.ts'

// Processes that take a backup, archive or restore, killed with SIGKILL between two steps. `BACKUP_CRASH=all` dies once at every
// step; the short form takes some of them, drawn by a seed that is printed.

const ALL = process.env['BACKUP_CRASH'] === 'all'
const SEED = process.env['BACKUP_SEED'] ?? String(randomInt(2 ** 31))
const PROBE = fileURLToPath(new URL('../../test/backup/probe.ts', import.meta.url))

let site: Site
let kills = 0
beforeAll(async () => {
  site = await Site.found()
  site.work(1, 5)
  await site.until(10)
  await site.rest()
}, 60_000)
afterAll(async () => {
  if (ALL)
    recordFigure({
      id: 'd-backup-crash-points',
      part: 'endurance',
      title:
        'Something wrong or half taken for a whole backup, archive or restore after SIGKILL at a step of it',
      value: 0,
      of: { n: kills, what: 'kills, one at every step of backup, archiving, retention and restore' },
      command: 'BACKUP_CRASH=all npx vitest run store/backup/crash.test.ts',
    })
  await site.close()
})

interface Ended {
  readonly killed: boolean
  readonly points: readonly string[]
  readonly err: string
}

function run(order: Order): Promise<Ended> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'luoshi-crash-compiled') }
  const child = spawn(process.execPath, [PROBE, JSON.stringify(order)], { env })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return new Promise((resolve) =>
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL') kills++
      resolve({ killed: signal === 'SIGKILL', points: out === '' ? [] : (JSON.parse(out) as string[]), err })
    }),
  )
}

/** The points to die at: all, or so many drawn at random. */
function chosen(points: readonly string[], some: number): readonly string[] {
  if (ALL || points.length <= some) return points
  const random = seeded(SEED)
  const rest = [...points]
  return Array.from({ length: some }, () => rest.splice(random.int(rest.length), 1)[0] ?? '')
}

const backupOrder = (point: string | null, keep?: number): Order => {
  const { dataDir, into, pgdata, server } = site
  const passwordFile = join(placeFor(dataDir).home, 'password')
  const cluster = { admin: server.admin, pgdata, passwordFile }
  const options = {
    dataDir,
    into,
    cluster,
    version: 'test',
    durability: 'scratch' as const,
    ...(keep ? { keep } : {}),
  }
  return { kind: 'backup', point, options }
}

test(
  'a backup killed at any step is no backup, or a whole one; the next one succeeds',
  { timeout: 600_000 },
  async () => {
    const { points, err } = await run(backupOrder(null))
    expect(err).toBe('')
    expect(points.length).toBeGreaterThan(10)
    for (const point of chosen(points, 2)) {
      const { killed, err: said } = await run(backupOrder(point, 2))
      expect({ killed, said }, `${point}, seed ${SEED}`).toEqual({ killed: true, said: '' })
      for (const { folder, manifest } of await listBackups(site.into))
        expect(await spoiledFiles(folder, manifest), `${point}, seed ${SEED}`).toEqual([])
    }
    const after = await run(backupOrder(null, 1))
    expect(after.err).toBe('')
    expect(await listBackups(site.into)).toHaveLength(1)
  },
)

test('archiving killed at any step leaves no gap and no half segment', { timeout: 600_000 }, async () => {
  const { dataDir, into, pgdata, server } = site
  const order = (point: string | null): Order => ({
    kind: 'archive',
    point,
    options: { dataDir, into, pgdata, admin: server.admin },
  })
  const admin = openDb(server.admin, { size: 1 })
  await admin.script('create table something (n int)')
  // Three segments to archive each time, so that every point comes by.
  const write = async (): Promise<void> => {
    for (let n = 0; n < 3; n++) await admin.script('insert into something values (1); select pg_switch_wal()')
  }
  await write()
  const { points, err } = await run(order(null))
  expect(err).toBe('')
  for (const point of chosen(points, 1)) {
    await write()
    expect(await run(order(point)), `${point}, seed ${SEED}`).toMatchObject({ killed: true, err: '' })
  }
  await run(order(null))
  await admin.close()
  const folder = archiveFolder(into)
  const { segments } = await keptNames(folder, 16 * 2 ** 20)
  const numbers = [...segments.values()].map(({ number }) => number).toSorted((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i))
  for (const name of segments.keys()) await expect(readKept(folder, name)).resolves.toHaveLength(16 * 2 ** 20)
})

test('a restore killed at any step bears its mark; the next one succeeds', { timeout: 600_000 }, async () => {
  const acts = await actsIn(site.db)
  const to = join(site.folder, 'restored')
  const order = (point: string | null): Order => ({
    kind: 'restore',
    point,
    options: { from: site.into, to },
  })
  const { points, err } = await run(order(null))
  expect(err).toBe('')
  await rm(to, { recursive: true })
  for (const point of chosen(points, 1)) {
    const { killed, err: said } = await run(order(point))
    expect({ killed, said }, `${point}, seed ${SEED}`).toEqual({ killed: true, said: '' })
    // Whole, or marked so that no service starts on it.
    if (existsSync(to) && unfinishedRestore(to) === undefined && point.startsWith('mark removed'))
      await rm(to, { recursive: true })
    else expect(existsSync(to) && unfinishedRestore(to) === undefined, `${point}, seed ${SEED}`).toBe(false)
  }
  await mkdir(to, { recursive: true })
  const outcome = await restoreBackup({
    from: site.into,
    to,
    durability: 'scratch',
    inspect: async ({ config }) => {
      const db = openDb(config ?? {}, { size: 1 })
      expect(await actsIn(db)).toEqual(acts)
      await db.close()
    },
  })
  expect(outcome).toMatchObject({ ok: true })
})
