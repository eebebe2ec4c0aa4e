import { existsSync } from 'node:fs'
import { appendFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Site, actsIn, wrongAt } from '#test/backup/site.ts'
import { smallRulebook } from '#test/factories.ts'
import { openDb } from '../db.ts'
import { archiveFolder } from './archive.ts'
import { type Inspected, inspectRestored } from './inspect.ts'
import { lastBackup } from './last.ts'
import { listBackups } from './manifest.ts'
import { RESTORING, unfinishedRestore } from './mark.ts'
import { type OpenedLog, openBehind } from './open.ts'
import { damagedPages, firstPage } from './pages.ts'
import { type RestoreOptions, type RestoreOutcome, restoreBackup } from './restore.ts'
import { isSegment } from './wal.ts'

// One installation under load: a backup while people work, the log archived, an instant in the middle, and the end.

// On a busy machine a restore takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

let site: Site
let instant: string
beforeAll(async () => {
  site = await Site.found()
  const archiver = site.archiver()
  site.work()
  await site.until(10)
  const taken = await site.backup()
  expect(taken).toMatchObject({ ok: true })
  await site.until(20)
  instant = new Date().toISOString()
  await site.until(20)
  await archiver.round(true)
  await site.until(10)
  await site.rest()
  await archiver.round(true)
  await archiver.close()
}, 120_000)
afterAll(() => site.close())

let n = 0
async function restored(more: Partial<RestoreOptions> = {}): Promise<{
  outcome: RestoreOutcome
  acts: Set<string>
  found: Inspected[]
  to: string
  opened: OpenedLog[]
}> {
  const { to = join(site.folder, `restored-${n++}`) } = more
  let acts = new Set<string>()
  let found: Inspected[] = []
  let opened: OpenedLog[] = []
  let openedAgain: OpenedLog[] = []
  const outcome = await restoreBackup({
    from: site.into,
    durability: 'scratch',
    inspect: async ({ config, backup }) => {
      if (config === null) return
      const db = openDb(config, { size: 2 })
      acts = await actsIn(db)
      found = await inspectRestored({ db, dataDir: to, rulebook: smallRulebook }, backup.manifest.logs)
      opened = await openBehind(db, to, '测试', '2026-11-22T00:00:00.000Z')
      openedAgain = await openBehind(db, to, '测试', '2026-11-22T00:00:00.000Z')
      await db.close()
    },
    ...more,
    to,
  })
  expect(openedAgain).toEqual([])
  return { outcome, acts, found, to, opened }
}

test('everything confirmed is there at the end of the archive, and all of it adds up', async () => {
  // Into a folder where an earlier restore was killed.
  const half = join(site.folder, 'half')
  await mkdir(half)
  await writeFile(join(half, RESTORING), '')
  await writeFile(join(half, 'remains'), '')
  expect(unfinishedRestore(half)).toContain('恢复没有完成')
  const { outcome, acts, found, to } = await restored({ to: half })
  expect(existsSync(join(to, 'remains'))).toBe(false)
  expect(outcome).toMatchObject({ ok: true })
  expect(wrongAt(site.confirmed, acts, '9')).toEqual([])
  expect(found).toMatchObject([{ faults: [], behind: null, audit: { found: 0 } }])
  expect(existsSync(join(to, 'files/ab/cdef'))).toBe(true)
  expect(existsSync(join(to, 'keys/t1.log-key'))).toBe(false)
  expect(unfinishedRestore(to)).toBeUndefined()
})

test('at an instant: what was confirmed before it and nothing after it; writing on is refused', async () => {
  const { outcome, acts, found, opened } = await restored({ at: instant })
  expect(outcome).toMatchObject({ ok: true })
  expect(wrongAt(site.confirmed, acts, instant)).toEqual([])
  expect(acts.size).toBeLessThan(site.confirmed.length)
  // Heads published after the instant are known from the archive: the guard would not let anybody write on.
  expect(found).toMatchObject([
    { faults: [], audit: { found: 0 }, behind: expect.stringContaining('现在不能写入') },
  ])
  // Unless somebody says so: then what was published is kept beside, with the reason.
  expect(opened).toHaveLength(1)
  expect(await readdir(opened[0]?.keptIn ?? '')).toEqual(['checkpoint', 'reason.json', 'tile'])
})

test('the note of the last backup says when, and how far the archive goes', async () => {
  const last = await lastBackup(site.dataDir)
  expect(last).toMatchObject({ database: true, provenAt: null, archive: { trouble: null } })
  expect(last?.archive?.until ?? '').toMatch(/^20/)
  expect(await lastBackup(site.folder)).toBeUndefined()
})

test('into an empty folder only, and to no instant before the backup was whole', async () => {
  const to = join(site.folder, 'full')
  await mkdir(to)
  await writeFile(join(to, 'somebody'), 'else')
  expect((await restored({ to })).outcome).toEqual({
    ok: false,
    because: expect.stringContaining('不是空文件夹'),
  })
  const before = '2020-01-01T00:00:00.000Z'
  expect((await restored({ at: before })).outcome).toEqual({
    ok: false,
    because: expect.stringContaining('不能恢复到更早'),
  })
})

test('a gap in the archive, a spoiled segment and a spoiled file are told before anything is restored', async () => {
  const folder = archiveFolder(site.into)
  const [backup] = await listBackups(site.into)
  const segments = (await readdir(folder)).filter((name) => /^0{7}1[0-9A-F]{16}\.gz$/.test(name)).toSorted()
  const [before = '', last = ''] = segments.slice(-2).map((name) => join(folder, name))
  const packed = await readFile(last)
  await writeFile(last, packed.subarray(0, -9))
  expect((await restored()).outcome).toEqual({ ok: false, because: expect.stringContaining('已经损坏') })
  await writeFile(last, packed)
  await rm(before)
  expect((await restored()).outcome).toEqual({ ok: false, because: expect.stringContaining('缺少 1 段') })
  // A recycled file is whole, but of another place in the log.
  const bytes = gunzipSync(packed)
  const { timeline, segmentBytes, systemId } = backup?.manifest.database ?? {}
  const number = Number.parseInt(basename(last).slice(16, 24), 16)
  const judged = [number, number + 1].map((n) =>
    isSegment(bytes, { timeline: timeline ?? 0, number: n }, segmentBytes ?? 0, systemId ?? ''),
  )
  expect(judged).toEqual([true, false])
  await appendFile(join(backup?.folder ?? '', 'cluster/PG_VERSION'), ' ')
  expect((await restored()).outcome).toEqual({ ok: false, because: expect.stringContaining('与清单不符') })
})

test('retention counts whole backups, and a second one links what has not changed', async () => {
  const second = await site.backup({ keep: 1 })
  expect(second).toMatchObject({ ok: true, retired: 1 })
  expect(await listBackups(site.into)).toHaveLength(1)
})

test('a page of the database that is damaged is no backup', async () => {
  // Of template0: nobody may connect to it, autovacuum neither, so the server does not write over what is damaged here.
  const path = join(site.pgdata, 'base/4/1259')
  const bytes = await readFile(path)
  expect(firstPage('base/4/1259')).toBe(0)
  expect(damagedPages(bytes, 0, Number.MAX_SAFE_INTEGER)).toEqual([])
  const flipped = Buffer.from(bytes)
  flipped.writeUInt8(flipped.readUInt8(8_000) ^ 1, 8_000)
  await writeFile(path, flipped)
  expect(await site.backup()).toEqual({
    ok: false,
    because: expect.stringContaining('base/4/1259 第 0 页已损坏'),
  })
  await writeFile(path, bytes)
})

test('a page is known by its number, and a table goes on in further files', () => {
  expect(
    ['base/5/1259.2', 'global/1262_fsm', 'base/5/PG_VERSION', 'global/pg_control'].map(firstPage),
  ).toEqual([262_144, 0, undefined, undefined])
})
