import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import { POINTS, run } from '#test/backup/killed.ts'
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
// step; the short form at one of each, drawn by a seed that is told.

const ALL = process.env['BACKUP_CRASH'] === 'all'
const SEED = process.env['BACKUP_SEED'] ?? String(randomInt(2 ** 31))
const SEGMENT = 16 * 2 ** 20

let site: Site
let kills = 0
beforeAll(async () => {
  site = await Site.found()
  site.work(1, 5)
  await site.until(10)
  await site.rest()
}, 120_000)
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

/** Dies at every point in order, which are then all there are; or at one, drawn at random. */
async function dies(
  order: (point: string | null) => Order,
  before: () => Promise<unknown>,
  then: (point: string) => Promise<unknown>,
): Promise<void> {
  const points = POINTS[order(null).kind]
  if (ALL) {
    await before()
    expect(await run(order(null))).toEqual({ killed: false, points, err: '' })
  }
  const random = seeded(`${SEED} ${order(null).kind}`)
  for (const point of ALL ? points : [random.pick([...points])]) {
    await before()
    const { killed, err } = await run(order(point))
    expect({ killed, err }, `${point}, seed ${SEED}`).toEqual({ killed: true, err: '' })
    kills++
    await then(point)
  }
}

/** A backup that the next one retires. */
const anEarlierOne = async (): Promise<void> => {
  if ((await listBackups(site.into)).length === 0) expect(await site.backup()).toMatchObject({ ok: true })
}

test(
  'a backup killed at any step is no backup, or a whole one; the next one succeeds',
  { timeout: 900_000 },
  async () => {
    const { dataDir, into, pgdata, server } = site
    const cluster = { admin: server.admin, pgdata, passwordFile: join(placeFor(dataDir).home, 'password') }
    await dies(
      (point) => ({
        kind: 'backup',
        point,
        options: { dataDir, into, cluster, version: 'test', durability: 'scratch', keep: 1 },
      }),
      anEarlierOne,
      async (point) => {
        const found = await listBackups(into)
        expect(found.length, point).toBeGreaterThan(0)
        for (const { folder, manifest } of found)
          expect(await spoiledFiles(folder, manifest), point).toEqual([])
      },
    )
    expect(await site.backup({ keep: 1 })).toMatchObject({ ok: true })
    expect(await listBackups(into)).toHaveLength(1)
  },
)

test('archiving killed at any step leaves no gap and no half segment', { timeout: 600_000 }, async () => {
  const { dataDir, into, pgdata, server } = site
  const admin = openDb(server.admin, { size: 1 })
  await admin.script('create table something (n int)')
  // So many segments each time that every point comes by.
  const write = async (): Promise<void> => {
    for (let n = 0; n < 3; n++) await admin.script('insert into something values (1); select pg_switch_wal()')
  }
  const archiver = site.archiver()
  await archiver.round(true)
  await dies(
    (point) => ({ kind: 'archive', point, options: { dataDir, into, pgdata, admin: server.admin } }),
    write,
    async () => undefined,
  )
  await archiver.round(true)
  await archiver.close()
  await admin.close()
  const { segments } = await keptNames(archiveFolder(into), SEGMENT)
  const numbers = [...segments.values()].map(({ number }) => number).toSorted((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i))
  for (const name of segments.keys()) expect(await readKept(archiveFolder(into), name)).toHaveLength(SEGMENT)
})

test('a restore killed at any step bears its mark; the next one succeeds', { timeout: 900_000 }, async () => {
  const acts = await actsIn(site.db)
  const to = join(site.folder, 'restored')
  await anEarlierOne()
  await dies(
    (point) => ({ kind: 'restore', point, options: { from: site.into, to } }),
    // Whole from the run before; into what is half, the next one goes by itself.
    async () => (unfinishedRestore(to) === undefined ? rm(to, { recursive: true, force: true }) : undefined),
    async (point) => {
      const whole = existsSync(to) && unfinishedRestore(to) === undefined
      expect(whole, `${point}, seed ${SEED}`).toBe(point.startsWith('mark removed'))
    },
  )
  if (unfinishedRestore(to) === undefined) await rm(to, { recursive: true, force: true })
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
