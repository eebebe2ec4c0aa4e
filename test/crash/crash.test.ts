import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import { type TestDatabase, freshDatabase } from '../database.ts'
import { recordFigure } from '../figures.ts'
import { CrashDistrict } from './district.ts'
import { type Family, families } from './families.ts'

// Processes of the service killed with SIGKILL, against a real PostgreSQL: once at every point between two steps of what they do,
// and at random moments of everything at once. Afterwards their own notes are held against what is stored.

/** At random moments; the whole service is under fire in service/; `CRASH_KILLS` for more. */
const KILLS = Number(process.env['CRASH_KILLS'] ?? 16)
/** Every point of each shape of act of each procedure, not only each point once: `CRASH_POINTS=all`. */
const ALL = process.env['CRASH_POINTS'] === 'all'
const SEED = process.env['CRASH_SEED'] ?? String(randomInt(2 ** 31))

let db: TestDatabase
let all: readonly Family[]
beforeAll(async () => {
  db = await freshDatabase('crash', { size: 12 })
  const trial = await CrashDistrict.found(db, 'trial')
  all = await families(trial, ALL)
  trial.close()
}, 120_000)
afterAll(async () => {
  await db.close()
  if (atPoints === 0) return
  recordFigure({
    id: 'r3-crash-points',
    part: 'endurance',
    title:
      'Points between two steps of act, sign, publish, sweep, message and outbox at which a killed process left something lost, half done or done twice',
    value: 0,
    of: { n: atPoints, what: 'points, one kill each' },
    command: 'CRASH_POINTS=all npx vitest run test/crash/crash.test.ts',
  })
})
/** Kills at points that were found in order. */
let atPoints = 0

/** Between two processes: what a dead one had in hand is free again, and nobody sends more messages than are read in an hour. */
const STEP_MS = 150_000

/** A digest of what was looked at, on one line. */
const told = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${n} ${name}`)
    .join(', ')

describe('killed at a point', () => {
  // What somebody asks for and what the service does by itself, in a district each, side by side.
  test.concurrent.each([
    ['asked', (family: Family) => family.name.includes('.')],
    ['itself', (family: Family) => !family.name.includes('.')],
  ])(
    '%s: once at each, nothing is lost, half done or done twice',
    { timeout: 3_600_000 },
    async (tenant, ours) => {
      const district = await CrashDistrict.found(db, tenant)
      let kills = 0
      const missed: string[] = []
      const tried = new Set<string>()
      for (const family of all.filter(ours)) {
        for (const point of await pointsOf(district, family)) {
          if (tried.has(point) && !ALL) continue
          tried.add(point)
          if (await dies(district, family, point)) kills++
          else missed.push(`${family.name}: ${point}`)
        }
      }
      const { wrong, counts, troubles } = await district.settle()
      console.log(`crash points, ${tenant}: ${kills} kills; ${told(counts)}`)
      district.close()
      expect(wrong).toEqual([])
      expect(troubles).toEqual([])
      expect(missed).toEqual([])
      expect(kills).toBeGreaterThan(20)
      atPoints += kills
    },
  )
})

/** Waits until a process has told of so many things done. */
function untilDone({ stdout }: ChildProcess, things: number): Promise<void> {
  let done = 0
  return new Promise((resolve) =>
    stdout?.on('data', (chunk: Buffer) => {
      done += chunk.length
      if (done >= things) resolve()
    }),
  )
}

/** The points of a family, from a run that nobody kills. */
async function pointsOf(district: CrashDistrict, family: Family): Promise<readonly string[]> {
  district.pass(STEP_MS)
  const deed = await family.prepare(district)
  const { out, err } = await district.start('line', { kind: 'deed', deed, point: null }).ended
  if (err !== '' || out === '') throw new Error(`${family.name}: ${err}`)
  return JSON.parse(out) as string[]
}

async function dies(district: CrashDistrict, family: Family, point: string): Promise<boolean> {
  district.pass(STEP_MS)
  const deed = await family.prepare(district)
  const { killed, err } = await district.start('line', { kind: 'deed', deed, point }).ended
  if (err !== '') throw new Error(`${family.name} at ${point}: ${err}`)
  return killed
}

test(`two processes at a time, killed at ${KILLS} random moments`, { timeout: 3_600_000 }, async () => {
  const district = await CrashDistrict.found(db, 'life')
  const random = seeded(SEED)
  let kills = 0
  while (kills < KILLS) {
    // A day and an hour: most rounds fall into the hours in which people are reminded.
    district.pass(25 * 3_600_000)
    const pair = ['one', 'two'].map((place) =>
      district.start(place, { kind: 'life', seed: `${SEED}-${place}-${kills}` }),
    )
    await Promise.all(
      pair.map(async ({ child, ended }) => {
        // By what it has done, not by the clock: on a busy machine it gets as far as on an idle one.
        await Promise.race([untilDone(child, 5 + random.int(90)), ended])
        await pause(random.int(20))
        child.kill('SIGKILL')
        const { killed, err } = await ended
        expect({ killed, err }, `seed ${SEED}`).toEqual({ killed: true, err: '' })
        kills++
      }),
    )
  }
  const { wrong, counts, troubles } = await district.settle()
  console.log(`crashes at random, seed ${SEED}: ${kills} kills; ${told(counts)}`)
  district.close()
  expect(wrong, `seed ${SEED}`).toEqual([])
  expect(troubles, `seed ${SEED}`).toEqual([])
  expect(counts['acknowledged']).toBeGreaterThan(KILLS)
  for (const name of ['opened', 'numbers', 'acted', 'rungs', 'reminders', 'deliveries'])
    expect(counts[name], `${name}, seed ${SEED}`).toBeGreaterThan(0)
})
