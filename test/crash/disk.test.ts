import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCheckpoint } from '#journal/checkpoint.ts'
import { edgeTiles, rootFromTiles } from '#journal/tiles.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { addMs } from '#kernel/time.ts'
import type { StoreContext } from '#store/context.ts'
import type { Log } from '#store/log-key.ts'
import { publish } from '#store/publish.ts'
import { sequence } from '#store/sequencer.ts'
import { loadTiles } from '#store/tiles.ts'
import { type StillClock, actorOf, anErrand, doing } from '../factories.ts'
import { recordFigure } from '../figures.ts'
import { sealedDistrict } from '../sealed-district.ts'
import { type FileStep, watchFiles } from './files.ts'

// A disk that fails at each single step by which the log is published: with nothing done, with half of it written, and after all was
// done. Whoever reads meanwhile finds the old head or the new one, with all its tiles; the next pass, on a sound disk, finishes.

let context: StoreContext
let clock: StillClock
let dataDir: string
let log: Log

beforeAll(async () => {
  const district = await sealedDistrict('disk', { at: '2026-03-02T02:00:00.000Z' })
  ;({ context, clock, dataDir, log } = district)
  return district.close
})

/** The log is not sealed twice at one time. */
const pass = (): void => void (clock.at = addMs(clock.at, 1_000))

type Fault = {
  readonly at: number
  readonly code: 'EIO' | 'ENOSPC'
  readonly when: 'before' | 'torn' | 'after'
}

/** Runs with the disk failing once, at one step. @returns the steps that were reached, and whether it came to fail */
async function onFailing(
  fault: Fault | null,
  work: () => Promise<unknown>,
): Promise<{ readonly steps: readonly FileStep[]; readonly failed: boolean }> {
  const steps: FileStep[] = []
  let failed = false
  const fail = (when: Fault['when'], file: string, nth: number): void => {
    if (fault?.at !== nth || fault.when !== when) return
    failed = true
    throw Object.assign(new Error(`${fault.code}: the disk failed`), { code: fault.code, path: file })
  }
  const back = watchFiles(dataDir, {
    before: (step, file, nth) => {
      steps.push(step)
      fail('before', file, nth)
    },
    torn: (file, nth) => fail('torn', file, nth),
    after: (_, file, nth) => fail('after', file, nth),
  })
  try {
    await work()
  } finally {
    back()
  }
  return { steps, failed }
}

/** The head that the folder shows, with tiles that lead to it; 0 where it shows none yet. */
async function shown(): Promise<number> {
  if (!existsSync(join(log.folder, 'checkpoint'))) return 0
  const head = openCheckpoint(readFileSync(join(log.folder, 'checkpoint'), 'utf8'), { log: log.verifier })
  if (!head.ok) throw new Error(head.because)
  const { size, root } = head.value
  const tiles = await loadTiles({ db: nothing, tenant: context.tenant, folder: log.folder }, edgeTiles(size))
  const led = rootFromTiles(sha256, size, tiles)
  expect(led.ok && Buffer.from(led.value).toString('hex')).toBe(Buffer.from(root).toString('hex'))
  return size
}

/** Tiles are to come from the folder alone. */
const nothing = {
  query: () => Promise.reject(new Error('not in the folder')),
  script: () => Promise.reject(),
}

let injected = 0

/** The disk fails at each step in each way; before each, the ground is laid anew. */
async function atEachStep(
  lay: () => Promise<void>,
  work: () => Promise<boolean>,
  sizes: () => readonly number[],
) {
  await lay()
  const { steps } = await onFailing(null, work)
  expect(await shown()).toBe(sizes().at(-1))
  for (const [at, step] of steps.entries())
    for (const when of step === 'write'
      ? (['before', 'torn', 'after'] as const)
      : (['before', 'after'] as const))
      for (const code of ['EIO', 'ENOSPC'] as const) {
        await lay()
        const what = `${code} ${when} ${step} ${at}`
        let went = true
        const { failed } = await onFailing({ at, code, when }, async () => (went = await work()))
        // Tiles are written side by side: now and then another step has this number, which no half of can be done.
        expect(went, what).toBe(!failed)
        expect(sizes(), what).toContain(await shown())
        pass()
        expect(await work(), what).toBe(true)
        expect(await shown(), what).toBe(sizes().at(-1))
        if (failed) injected++
      }
}

const published = async (): Promise<boolean> => (await publish(context, log)).ok

test('one act more', { timeout: 300_000 }, async () => {
  const matter = await anErrand(context)
  await doing(context, 'sign', actorOf('u1'), {}, { matter })
  await sequence(context, log)
  let size = await shown()
  await atEachStep(
    async () => {
      size = await shown()
      pass()
      await doing(context, 'report', actorOf('u1'), { progress: '进展' }, { matter })
    },
    async () => (await sequence(context, log)).ok,
    () => [size, size + 1],
  )
})

test('over the edge of a tile, and a folder written anew', { timeout: 300_000 }, async () => {
  const matter = await anErrand(context)
  await doing(context, 'sign', actorOf('u1'), {}, { matter })
  const grow = async (to: number): Promise<void> => {
    for (let size = await shown(); size < to; size++)
      await doing(context, 'report', actorOf('u1'), { progress: '进展' }, { matter })
    pass()
    await sequence(context, log)
  }
  await grow(250)
  const [from, kept] = [await shown(), `${dataDir}.kept`]
  cpSync(log.folder, kept, { recursive: true })
  await grow(300)
  const to = await shown()
  const lay = async (): Promise<void> => {
    rmSync(log.folder, { recursive: true })
    cpSync(kept, log.folder, { recursive: true })
  }
  try {
    await atEachStep(lay, published, () => [from, to])
    const empty = async (): Promise<void> => {
      rmSync(log.folder, { recursive: true })
      mkdirSync(log.folder)
    }
    await atEachStep(empty, published, () => [0, to])
  } finally {
    rmSync(kept, { recursive: true, force: true })
  }
})

/** Whether this account may mount; elsewhere the disk that is really full is left out. */
function mounted(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('a file system that is really full holds nothing up but the log, which goes on when there is room', async ({
  skip,
}) => {
  const small = mkdtempSync(join(tmpdir(), 'luoshi-full-'))
  const there = mounted(small)
  try {
    if (!there) return skip('mount is for root')
    const folder = join(small, 'log')
    cpSync(log.folder, folder, { recursive: true })
    const full: Log = { ...log, folder }
    const matter = await anErrand(context)
    fill(join(small, 'ballast'))
    pass()
    const acted = await doing(context, 'sign', actorOf('u1'), {}, { matter })
    expect(acted.kind).toBe('done')
    const held = await sequence(context, full)
    expect(held.ok === false && held.alarm).toMatchObject({
      code: 'PUBLISH',
      because: expect.stringContaining('ENOSPC') as string,
    })
    rmSync(join(small, 'ballast'))
    pass()
    expect(await sequence(context, full)).toMatchObject({ ok: true })
  } finally {
    if (there) execFileSync('umount', [small])
    rmSync(small, { recursive: true, force: true })
  }
})

/** Takes all the room there is. */
function fill(file: string): void {
  for (const size of [4_096, 1]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    }
  }
}

afterAll(() => {
  recordFigure({
    id: 'r4-tile-faults',
    part: 'endurance',
    title:
      'EIO and ENOSPC at every step of publishing the log (before, half-way, after): wrong heads or tiles shown, or not finished by the next pass',
    value: 0,
    of: { n: injected, what: 'injected faults' },
    command: 'npx vitest run test/crash/disk.test.ts',
  })
})
