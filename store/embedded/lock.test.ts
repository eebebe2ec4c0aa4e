import {
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  existsSync,
  readdirSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'
import { processNamespace, processStart } from './process.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-lock-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = () => join(folder, 'luoshi.lock')

/** A lock as a holder would have left it: by default this very process, alive. */
function leave(holder: { pid?: number; start?: string; namespace?: string; leaving?: boolean }): void {
  const self = {
    pid: process.pid,
    start: processStart(process.pid),
    namespace: processNamespace(),
    leaving: false,
  }
  writeFileSync(path(), JSON.stringify({ ...self, token: 'other', ...holder }))
}

test('one holder at a time; released, it is free again', async () => {
  const first = await lockFolder(folder)
  const second = await lockFolder(folder)
  expect(second).toEqual({ ok: false, because: expect.stringContaining(`进程号 ${process.pid}）`) })
  if (first.ok) first.lock.release()
  expect(readdirSync(folder)).toEqual([])
  expect((await lockFolder(folder)).ok).toBe(true)
})

test.each([
  ['whose process is gone', { pid: 2 ** 22 + 1 }],
  ['whose process id now belongs to another', { start: '1' }],
])('a lock %s is taken over', async (_, holder) => {
  leave(holder)
  expect((await lockFolder(folder)).ok).toBe(true)
  expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({
    pid: process.pid,
    start: processStart(process.pid),
  })
})

test('a lock cut short is taken over', async () => {
  writeFileSync(path(), '{"pid": 1')
  expect((await lockFolder(folder)).ok).toBe(true)
})

test('a holder in another container counts as dead once its heartbeat has stopped', async () => {
  leave({ namespace: 'elsewhere' })
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(path(), longAgo, longAgo)
  expect((await lockFolder(folder)).ok).toBe(true)
})

test('a holder on its way out is waited for', async () => {
  leave({ leaving: true })
  const waiting = lockFolder(folder)
  const early = await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 300, 'waiting'))])
  expect(early).toBe('waiting')
  rmSync(path())
  expect((await waiting).ok).toBe(true)
})

test('of many who find a stale lock, one gets it', async () => {
  leave({ pid: 2 ** 22 + 1 })
  const results = await Promise.all(Array.from({ length: 16 }, () => lockFolder(folder)))
  expect(results.filter((result) => result.ok)).toHaveLength(1)
})

test('a release does not take a lock that somebody else holds by now', async () => {
  const locked = await lockFolder(folder)
  leave({})
  if (locked.ok) locked.lock.release()
  expect(existsSync(path())).toBe(true)
})

test('a folder that is not there is refused with a sentence', async () => {
  const result = await lockFolder(join(folder, 'nowhere'))
  expect(result).toEqual({ ok: false, because: expect.stringMatching(/^不能写入数据文件夹 .*ENOENT/) })
})
