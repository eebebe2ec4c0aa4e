import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DiskWatch, DISK_FULL, type Space, lowWater, reserveBytes, watchDisk } from './disk.ts'

const GB = 2 ** 30
let folder: string
let watch: DiskWatch
let space: Space
const said: string[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-disk-'))
  space = { free: GB, size: GB }
  said.length = 0
  watch = await watchDisk({
    folders: [folder],
    reserve: join(folder, 'reserve'),
    everyMs: 5,
    say: (sentence) => said.push(sentence),
    spaceOf: () => space,
  })
})
afterEach(async () => {
  await watch.stop()
  rmSync(folder, { recursive: true })
})

test('room is laid aside, and given free before the last of it is gone', async () => {
  const reserve = join(folder, 'reserve')
  // Bytes, not a hole.
  expect(statSync(reserve).blocks * 512).toBeGreaterThanOrEqual(reserveBytes(space))
  expect(watch.full()).toBeNull()
  space = { ...space, free: lowWater(space) - 1 }
  while (existsSync(reserve)) await pause(5)
  expect(watch.full()).toBe(DISK_FULL)
  // What the reserve gave free is no reason to go on.
  space = { ...space, free: reserveBytes(space) + lowWater(space) }
  await pause(30)
  expect(watch.full()).toBe(DISK_FULL)
  space = { ...space, free: GB }
  while (!existsSync(reserve)) await pause(5)
  expect(watch.full()).toBeNull()
  expect(said).toEqual([DISK_FULL, '磁盘已有空间，恢复办理。'])
})
