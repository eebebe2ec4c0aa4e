import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Place } from './place.ts'
import { clearRemains } from './postmaster.ts'
import { pause, processStart, processState } from './process.ts'

let place: Place
let children: ChildProcess[] = []

beforeEach(() => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'luoshi-remains-')))
  place = { home, cluster: join(home, 'cluster'), copies: home, account: undefined }
  mkdirSync(place.cluster)
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  rmSync(place.home, { recursive: true, force: true })
})

const pidFile = () => join(place.cluster, 'postmaster.pid')

/** A process that has died and whose parent does not reap it: the shell has become another program before its child ends. */
async function zombie(): Promise<{ pid: number; parent: ChildProcess }> {
  const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  children.push(parent)
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))),
  )
  while (processState(pid) !== 'zombie') await pause(10)
  return { pid, parent }
}

test('tells the living, the unreaped and the gone apart', async () => {
  expect(processState(process.pid)).toBe('running')
  expect(processStart(process.pid)).toMatch(/^\d+$/)
  expect(processState((await zombie()).pid)).toBe('zombie')
  expect(processState(2 ** 22 + 1)).toBe('gone')
})

test('nothing to clear', async () => {
  expect(await clearRemains(place)).toBeUndefined()
})

test('the lock of a server that is gone is removed', async () => {
  writeFileSync(pidFile(), `${2 ** 22 + 1}\n${place.cluster}\n`)
  expect(await clearRemains(place)).toBeUndefined()
  expect(existsSync(pidFile())).toBe(false)
})

test('a process id that now belongs to somebody else does not hold, and that process is left alone', async () => {
  const other = spawn('sleep', ['60'])
  children.push(other)
  writeFileSync(pidFile(), `${other.pid}\n${place.cluster}\n`)
  expect(await clearRemains(place)).toBeUndefined()
  expect(existsSync(pidFile())).toBe(false)
  expect(processState(other.pid ?? 0)).toBe('running')
})

test('the lock of a server that is dead but not reaped stays until it is', async () => {
  const { pid, parent } = await zombie()
  writeFileSync(pidFile(), `${pid}\n${place.cluster}\n`)
  const clearing = clearRemains(place)
  await pause(400)
  expect(existsSync(pidFile())).toBe(true)
  parent.kill('SIGKILL')
  expect(await clearing).toBeUndefined()
  expect(existsSync(pidFile())).toBe(false)
}, 60_000)

test('a server that still runs is asked to stop, and its children are waited for', async () => {
  // Both stand in the cluster's folder, as a postmaster and a backend do.
  const server = spawn('sleep', ['60'], { cwd: place.cluster })
  const backend = spawn('sleep', ['0.6'], { cwd: place.cluster })
  children.push(server, backend)
  writeFileSync(pidFile(), `${server.pid}\n${place.cluster}\n`)
  expect(await clearRemains(place)).toBeUndefined()
  expect(processState(server.pid ?? 0)).not.toBe('running')
  expect(processState(backend.pid ?? 0)).not.toBe('running')
  expect(existsSync(pidFile())).toBe(false)
})
